import { judgedType, judgedTypesNamed, ownType } from "../azure/judgedTypes";
import { Finding, unexpected } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";

export default resourceRule({
  name: "resource-no-judged-type",
  severity: "critical",
  types: ["resources:Resource"],
  description: "No generic resource is of a type that a rule judges under azure-native's own name for it.",
  remediation: "Make the resource with azure-native's own type, and leave to resources.Resource what has none.",
  check: (resource) => {
    const unsure = ["resourceProviderNamespace", "resourceType"].map((one) => resource.at(one)).find((one) => one.isUnknown);
    if (unsure) return [unexpected(unsure, "a type that is known")];
    return resource.at("parentResourcePath").isUnknown ? maybeJudged(resource) : judged(resource);
  },
});

/** Azure takes namespace, parents, type and name as one path, however they are divided among the inputs. */
function judged(resource: Resource): Finding[] {
  const path = segments(resource, "resourceProviderNamespace", "parentResourcePath", "resourceType", "resourceName");
  const [namespace, ...rest] = path.slice(path.map((one) => one.toLowerCase()).lastIndexOf("providers") + 1);
  const armType = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
  const own = judgedType(armType);
  return own === undefined ? [] : [{ message: `the generic resource is of type ${armType}; expected ${ownType(own)}` }];
}

/** With parents that are unknown only the last part of the type tells. */
function maybeJudged(resource: Resource): Finding[] {
  const own = judgedTypesNamed(segments(resource, "resourceType", "resourceName").at(-2) ?? "");
  return own.length > 0 ? [unexpected(resource.at("parentResourcePath"), `none that makes it ${ownType(...own)}`)] : [];
}

/** The segments of a path; a name that is unknown or left to the engine is one segment. */
function segments(resource: Resource, ...inputs: string[]): string[] {
  return inputs
    .map((input) => resource.at(input).text() ?? (input === "resourceName" ? "unknown" : ""))
    .flatMap((text) => text.split("/"))
    .filter((segment) => segment !== "");
}
