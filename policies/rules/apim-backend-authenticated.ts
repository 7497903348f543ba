import { everyElement } from "../gateway/document";
import { documentOf, fragmentsOf } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";
import type { Stack } from "../base/stack";

export default stackRule({
  name: "apim-backend-authenticated",
  severity: "medium",
  types: ["apimanagement:ApiManagementService"],
  description: "The gateway speaks to its backends with its own identity.",
  remediation: "Add authentication-managed-identity to the policy of the APIs or of the service.",
  check: (service, stack) => {
    const calls = stack.ofType("apimanagement:Api", "apimanagement:Backend").length > 0;
    return !calls || stack.once("gateway authenticates", () => authenticates(stack))
      ? []
      : [{ message: `no document of ${service.name} has authentication-managed-identity; expected one for calls to backends` }];
  },
});

function authenticates(stack: Stack): boolean {
  const documents = stack
    .ofType("apimanagement:ApiPolicy", "apimanagement:Policy")
    .map((one) => documentOf(one, stack))
    .flatMap((read) => ("document" in read ? [read.document] : []));
  return [...documents, ...fragmentsOf(stack).values()]
    .flatMap(everyElement)
    .some(({ name }) => name === "authentication-managed-identity");
}
