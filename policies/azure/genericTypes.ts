import type { Environment } from "../base/environment";
import { Finding, mayBe, mustBe, mustBeAtLeast, mustBeEmpty, unexpected } from "../base/findings";
import type { Value } from "../base/value";
import { maskedDiagnostic, maskedQuery, toAzureMonitor } from "./apimDiagnostics";
import { notATable } from "./tables";

/** Judges the ARM properties of a resource that a generic resource or a template makes. */
type Check = (properties: Value, environment: Environment) => Finding[];

/**
 * What a generic resource or a template may make: ARM types, in lower case, that azure-native has no type of its own for, or one
 * that cannot do what is needed. Each is judged by its ARM properties.
 */
const checks: Readonly<Record<string, Check>> = {
  "microsoft.apimanagement/service/apis/diagnostics": (properties) => [
    ...maskedDiagnostic(properties),
    ...maskedQuery(properties),
    ...promptsLogged(properties),
  ],
  "microsoft.apimanagement/service/loggers": (properties) => [
    ...mustBe(properties.at("loggerType"), "azureMonitor"),
    ...mustBeEmpty(properties.at("credentials"), "none: Azure Monitor takes no credentials"),
    ...mustBeEmpty(properties.at("resourceId"), "none: Azure Monitor has no resource"),
  ],
  "microsoft.operationalinsights/querypacks/queries": () => [],
  "microsoft.operationalinsights/workspaces/savedsearches": (properties) => notATable(properties.at("functionAlias")),
  "microsoft.operationalinsights/workspaces/tables": (properties, { retentionDays, tableDays }) => [
    ...mustBe(properties.at("plan"), "Analytics"),
    ...mustBeAtLeast(properties.at("retentionInDays"), retentionDays, "days"),
    ...mustBeAtLeast(properties.at("totalRetentionInDays"), tableDays, "days"),
    ...["restoredLogs", "searchResults"].flatMap((copy) =>
      mustBeEmpty(properties.at(copy), "none: a copy of rows is a table that no condition on readers names"),
    ),
  ],
};

/** The log of prompts and answers is on, and holds whole conversations. */
function promptsLogged(properties: Value): Finding[] {
  const log = properties.at("largeLanguageModel");
  return [
    ...toAzureMonitor(properties.at("loggerId")),
    ...mayBe(properties.at("sampling.percentage"), 100),
    ...mayBe(properties.at("verbosity"), "information", "verbose"),
    ...mustBe(log.at("logs"), "enabled"),
    ...mustBe(log.at("requests.messages"), "all"),
    ...mustBe(log.at("responses.messages"), "all"),
    ...mustBeAtLeast(log.at("requests.maxSizeInBytes"), 8_192, "bytes"),
    ...mustBeAtLeast(log.at("responses.maxSizeInBytes"), 8_192, "bytes"),
  ];
}

/**
 * Judges what a generic resource or a template makes.
 *
 * @param type Place that says the type. @param armType Such as `Microsoft.Network/virtualNetworks`; case does not count.
 */
export function judgedGeneric(type: Value, armType: string, properties: Value, environment: Environment): Finding[] {
  const check = checks[armType.toLowerCase()];
  if (!check) {
    const message = `${type.path} makes ${armType}; expected azure-native's own type for it, or one of ${Object.keys(checks).join(", ")}`;
    return environment.denyUnknownTypes ? [{ message }] : [];
  }
  if (!properties.isStructure) return [unexpected(properties, "an object that is written out")];
  return [...expressions(properties), ...check(properties, environment)];
}

/** An expression of a template stands for what nobody can see before it is deployed. */
export function expressions(value: Value): Finding[] {
  return value
    .leaves((raw) => typeof raw === "string" && /^\[(?!\[)/.test(raw))
    .map((one) => unexpected(one, "a value that is written out, not an expression"));
}
