import { ownTenants } from "../azure/outside";
import { Trust, authentication, leaving } from "../gateway/authentication";
import { section } from "../gateway/document";
import { documentOf, documentTypes, fragmentsOf } from "../gateway/stackDocuments";
import { unfolded } from "../gateway/unfolded";
import { Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "apim-authenticates",
  severity: "critical",
  types: [...documentTypes, "apimanagement:Api"],
  description:
    "The policy of each API authenticates its caller before anything can answer or leave; no other document answers in its place.",
  remediation:
    "Put validate-azure-ad-token with the own tenant and audience first in inbound, outside of any condition but the one for plans whose key is enough by the stack's settings.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:Api") return hasPolicy(resource, stack);
    const read = documentOf(resource, stack);
    if ("problem" in read || resource.type === "apimanagement:PolicyFragment") return [];
    const ofOperation = resource.type === "apimanagement:ApiOperationPolicy";
    const judged = authentication(section(read.document, "inbound"), trustOf(stack), fragmentsOf(stack), ofOperation);
    const onError = section(read.document, "on-error")
      .flatMap((one) => unfolded(one, fragmentsOf(stack)))
      .filter(({ name }) => leaving.has(name));
    const early = [
      ...judged.early.map((one) => ({ message: `value has ${one} before the caller is authenticated` })),
      ...onError.map(({ name }) => ({ message: `value has ${name} in on-error, where nobody need be authenticated` })),
    ];
    const open = judged.outcome === "open" && (ofOperation || resource.type === "apimanagement:ApiPolicy");
    return open
      ? [
          ...early,
          { message: "value does not authenticate the caller on every way through inbound; expected validate-azure-ad-token" },
        ]
      : early;
  },
});

const trustOf = (stack: Stack): Trust => ({
  tenants: ownTenants(stack),
  audiences: stack.environment.audiences,
  keyPlans: stack.environment.keyPlans,
});

function hasPolicy(api: StackResource, stack: Stack): Finding[] {
  const own = stack.namedAfter(["apimanagement:ApiPolicy"], "apiId", api, "apiId").length > 0;
  return own ? [] : [{ message: "the API has no policy of its own; expected an ApiPolicy that authenticates its callers" }];
}
