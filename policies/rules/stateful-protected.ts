import { resourceRule } from "../base/rule";

/** Resources that hold what cannot be made again: data, keys, logs, names. */
const stateful = [
  "apimanagement:ApiManagementService",
  "cognitiveservices:Account",
  "keyvault:Key",
  "keyvault:Vault",
  "operationalinsights:Workspace",
  "storage:StorageAccount",
] as const;

export default resourceRule({
  name: "stateful-protected",
  severity: "high",
  types: stateful,
  description: "In the profile prod, resources that hold state are protected from being deleted by Pulumi.",
  remediation: "Set the resource option protect; the project's setting protection.protectStateful does it for all.",
  check: ({ options }, _config, { profile }) =>
    profile === "prod" && !options.protect ? [{ message: "option protect is not set; expected true in the profile prod" }] : [],
});
