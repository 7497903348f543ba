import { mustNotBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** Tables with what was asked and answered, who read it, and who changed what is recorded. */
const always = ["ApiManagementGatewayLlmLog", "ApiManagementGatewayLogs", "AzureActivity", "LAQueryLogs"];
/** Tables of what a stack may have beside the gateway. */
const besides: Readonly<Record<string, readonly string[]>> = {
  "keyvault:Vault": ["AZKVAuditLogs"],
  "network:ApplicationGateway": ["AGWAccessLogs", "AGWFirewallLogs"],
};

export default stackRule({
  name: "law-archived",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description:
    "A workspace exports prompts, answers, calls and what auditors ask of readers, administrators, vault and front end to an archive that nobody can change.",
  remediation: "Add an operationalinsights.DataExport of the tables to a storage account with immutability.",
  check: (workspace, stack) => {
    const exports = stack.namedAfter(["operationalinsights:DataExport"], "workspaceName", workspace, "workspaceName");
    const archiving = exports.filter((one) => one.at("enable").is(true) && goesToStorage(one));
    const tables = archiving.flatMap((one) => one.at("tableNames").texts());
    const archive = neededIn(stack).filter((table) => !tables.includes(table));
    return [
      ...archive.map((table) => ({ message: `no export sends ${table} to an archive; expected one that is enabled` })),
      ...mustNotBe(workspace.at("features.enableDataExport"), false).filter((one) => !one.unknown),
    ];
  },
});

/** An event hub keeps rows for days only. */
const goesToStorage = (dataExport: StackResource): boolean =>
  !/\/Microsoft\.EventHub\//i.test(dataExport.at("resourceId").text() ?? "");

const neededIn = (stack: Stack): string[] => [
  ...always,
  ...Object.entries(besides).flatMap(([type, tables]) => (stack.ofType(type).length > 0 ? tables : [])),
];
