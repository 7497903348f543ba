import { Finding, mustBeEmpty, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** What is put on, into or before an API or product: the property that names it, and the type of that. */
const names: readonly [property: string, type: string][] = [
  ["apiId", "apimanagement:Api"],
  ["productId", "apimanagement:Product"],
];

export default stackRule({
  name: "apim-api-of-stack",
  severity: "critical",
  types: [
    "apimanagement:Api",
    "apimanagement:ApiOperation",
    "apimanagement:ApiRelease",
    "apimanagement:ProductApi",
    "apimanagement:ProductGroup",
  ],
  description:
    "Operations, releases, products and copies are of APIs and products of the stack, whose documents rules have read; an operation brings no document of its own and stands for no path that nobody named.",
  remediation: "Make the API or product in the stack, and the document with apimanagement.ApiOperationPolicy.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:Api") return copied(resource, stack);
    return [
      ...names.flatMap(([property, type]) => ofStack(resource, property, type, stack)),
      ...mustBeEmpty(resource.at("policies"), "an ApiOperationPolicy, which rules read"),
      ...(resource.at("urlTemplate").text()?.includes("*")
        ? [unexpected(resource.at("urlTemplate"), "paths that are named")]
        : []),
    ];
  },
});

/** A copy of an API begins with the documents of its operations, which no rule has read where the API is not of the stack. */
function copied(api: StackResource, stack: Stack): Finding[] {
  const source = api.at("sourceApiId");
  if (source.isMissing) return [];
  const name = source.text()?.split("/apis/")[1]?.split(";")[0]?.toLowerCase();
  const own = source.isUnknown
    ? stack.dependencies(api, "sourceApiId", "apimanagement:Api").length > 0
    : stack.ofType("apimanagement:Api").some((one) => one !== api && one.at("apiId").is(name ?? ""));
  return own ? [] : [{ message: unexpected(source, "an API of this stack").message }];
}

function ofStack(resource: StackResource, property: string, type: string, stack: Stack): Finding[] {
  const id = resource.at(property);
  if (id.isMissing || stack.namedBy(resource, property, type).length > 0) return [];
  return [{ message: unexpected(id, `one that the stack makes, as ${type}`).message }];
}
