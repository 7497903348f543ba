import { refuses } from "../gateway/authentication";
import { reachable } from "../gateway/conditions";
import { everyElement, section } from "../gateway/document";
import { documentOf } from "../gateway/stackDocuments";
import { Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** Elements that limit what a caller may use. */
const limits = /^(llm-token-limit|azure-openai-token-limit|quota(-by-key)?|rate-limit(-by-key)?)$/;

export default stackRule({
  name: "apim-documents",
  severity: "high",
  types: ["apimanagement:ApiManagementService", "apimanagement:ApiPolicy", "apimanagement:Product"],
  description:
    "A service has a policy document for all its APIs, which each API's own takes in and tells the caller by a trace, and each product one that limits what its callers may use.",
  remediation: "Add the apimanagement.Policy of the service, and a ProductPolicy with llm-token-limit for the product.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:Product") return limited(resource, stack);
    return resource.type === "apimanagement:ApiPolicy" ? inherits(resource, stack) : whole(resource, stack);
  },
});

function inherits(policy: StackResource, stack: Stack): Finding[] {
  const read = documentOf(policy, stack);
  const told = "problem" in read || everyElement(read.document).some((one) => one.name === "trace");
  const silent = told ? [] : [{ message: "value has no trace; expected one that tells the caller, for the log of calls" }];
  return [...silent, ...withoutBase(policy, stack)];
}

function withoutBase(policy: StackResource, stack: Stack): Finding[] {
  const read = documentOf(policy, stack);
  if ("problem" in read || section(read.document, "inbound").some((one) => one.name === "base")) return [];
  return [{ message: "value has no <base /> in inbound; expected it, with what the service does for every API" }];
}

function whole(service: StackResource, stack: Stack): Finding[] {
  if (stack.ofType("apimanagement:Api").length === 0) return [];
  const own = stack.namedAfter(["apimanagement:Policy"], "serviceName", service, "serviceName");
  if (own.length === 0) return [{ message: "the service has no policy of its own; expected a Policy that every API inherits" }];
  const read = own.map((one) => documentOf(one, stack)).flatMap((one) => ("document" in one ? [one.document] : []));
  const open = read.filter(
    (document) =>
      !section(document, "inbound")
        .flatMap(reachable)
        .some((one) => one.name === "return-response" && refuses(one)),
  );
  return open.map(() => ({
    message: "the policy of the service refuses nobody; expected it to refuse calls of an API that authenticates nobody",
  }));
}

function limited(product: StackResource, stack: Stack): Finding[] {
  const own = stack.namedAfter(["apimanagement:ProductPolicy"], "productId", product, "productId");
  const documents = own.map((one) => documentOf(one, stack)).flatMap((one) => ("document" in one ? [one.document] : []));
  const has = documents.flatMap(reachable).some(({ name }) => limits.test(name));
  return has ? [] : [{ message: "no ProductPolicy limits the product; expected one with llm-token-limit, quota or rate-limit" }];
}
