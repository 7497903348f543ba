import { judgedGeneric } from "../azure/genericTypes";
import { mustBeEmpty, unexpected } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";

/** What a generic resource can bring along that none of the types has. */
const unused = ["identity", "kind", "managedBy", "plan", "sku", "extendedLocation"] as const;

export default resourceRule({
  name: "resource-no-judged-type",
  severity: "critical",
  types: ["resources:Resource"],
  description: "Generic resources make only the few types that azure-native cannot make itself, and are judged as those.",
  remediation: "Make the resource with azure-native's own type.",
  check: (resource, _config, environment) => {
    const unsure = ["resourceProviderNamespace", "resourceType"].map((one) => resource.at(one)).find((one) => !one.isKnown);
    if (unsure) return [{ message: unexpected(unsure, "a type that is known").message }];
    const armType = resource.at("parentResourcePath").isUnknown ? typeUnderUnknown(resource) : typeOf(resource);
    return [
      ...unused.flatMap((property) => mustBeEmpty(resource.at(property), "none: what may be made here has none")),
      ...judgedGeneric(resource.at("resourceType"), armType, resource.at("properties"), environment),
    ];
  },
});

/** Azure takes namespace, parents, type and name as one path, however they are divided among the inputs. */
function typeOf(resource: Resource): string {
  const path = segments(resource, "resourceProviderNamespace", "parentResourcePath", "resourceType", "resourceName");
  const [namespace, ...rest] = path.slice(path.map((one) => one.toLowerCase()).lastIndexOf("providers") + 1);
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}

/** Parents whose names are not known yet: the types of the pack's table that end with the type, under their own parents. */
const parents: Readonly<Record<string, string>> = {
  "microsoft.apimanagement/diagnostics": "Microsoft.ApiManagement/service/apis/diagnostics",
  "microsoft.operationalinsights/queries": "Microsoft.OperationalInsights/queryPacks/queries",
};

function typeUnderUnknown(resource: Resource): string {
  const [namespace = "", ...rest] = segments(resource, "resourceProviderNamespace", "resourceType");
  const written = [namespace, ...rest].join("/");
  return parents[written.toLowerCase()] ?? `${namespace}/…/${rest.join("/")}`;
}

/** The segments of a path; a name that is unknown or left to the engine is one segment. */
function segments(resource: Resource, ...inputs: string[]): string[] {
  return inputs
    .map((input) => resource.at(input).text() ?? (input === "resourceName" ? "unknown" : ""))
    .flatMap((text) => text.split("/"))
    .filter((segment) => segment !== "");
}
