import { Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import { isSentinel, Value } from "../base/value";

/** What a certificate of the stack file gives: a preview without the passphrase cannot decrypt it. `pulumi up` always knows it. */
const fromCertificate = ["properties.value", "properties.attributes.expires"];

/**
 * What a preview does not know must be an answer of a resource of this stack: the engine then records the dependency, and the
 * rules follow it. An object that azure-native's SDK hides as a whole is judged once more before `pulumi up` makes the resource.
 */
export default stackRule({
  name: "unknown-has-source",
  severity: "critical",
  types: ["*"],
  description: "A value that is not known before deployment comes from a resource of this stack.",
  remediation:
    "Write the value as it is, or take it from a resource of the stack; an id of something else belongs into the settings.",
  check: (resource) => {
    if (!resource.token.startsWith("azure-native")) return [];
    const mayBeSealed = resource.token.endsWith(":Secret") && resource.token.includes(":keyvault") ? fromCertificate : [];
    return resource.inputs.keys().flatMap((key) => {
      const depends = (resource.propertyDependencies[key] ?? []).length > 0;
      return depends ? [] : firstUnknown(resource.inputs.entry(key), mayBeSealed);
    });
  },
});

function firstUnknown(value: Value, sealed: readonly string[]): Finding[] {
  const unknown = value.leaves(isSentinel).find((one) => !sealed.includes(one.path));
  return unknown ? [{ message: `${unknown.path} is not known before deployment, and no resource of the stack answers it` }] : [];
}
