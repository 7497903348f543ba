import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-logger-no-plain-secret",
  severity: "medium",
  types: ["apimanagement:Logger"],
  description: "Loggers have no keys in plain.",
  remediation: "Use a managed identity, or a named value from Key Vault.",
  check: (logger) =>
    ["instrumentationKey", "connectionString"].flatMap((key) => {
      const value = logger.at("credentials").entry(key);
      return value.isMissing || value.isUnknown || /^\{\{[^{}]+\}\}$/.test(value.text() ?? "")
        ? []
        : [{ message: `credentials.${key} is written out; expected a named value or a managed identity` }];
    }),
});
