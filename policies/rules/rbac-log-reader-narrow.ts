import { OpenedRows, openedRows } from "../azure/readConditions";
import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

const logAnalyticsDataReader = "3b03c2da-16b3-4a49-8834-0f8130efdd3b";

/** The table with prompts, and the column that only its rows with counts have. */
const prompts = { table: "ApiManagementGatewayLlmLog", column: "DeploymentName" } as const;

export default resourceRule({
  name: "rbac-log-reader-narrow",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description:
    "Log Analytics Data Reader comes with a condition that names the tables it opens, and opens of the model's log only the rows of named deployments, which hold no prompts.",
  remediation:
    "Name the tables in the condition, and for the model's log the deployments; who is to read prompts gets Log Analytics Reader.",
  settings: {
    tables: strings("Tables without prompts that a condition may open.", [
      "AGWFirewallLogs",
      "ApiManagementGatewayLogs",
      "AzureDiagnostics",
      "AzureMetrics",
    ]),
  },
  check: (assignment, { tables }) => {
    const role = assignment.at("roleDefinitionId").text()?.replace(/\/+$/, "").toLowerCase() ?? "";
    if (!role.endsWith(logAnalyticsDataReader)) return [];
    const condition = assignment.at("condition");
    const version = assignment.at("conditionVersion");
    const opened = openedRows(condition.text() ?? "");
    if (!opened) return [unexpected(condition, "a condition that opens named tables")];
    return [
      ...(version.is("2.0") ? [] : [unexpected(version, "2.0")]),
      ...opened.filter((one) => !mayBeOpen(one, tables)).map((one): Finding => unexpected(condition, expected(one, tables))),
    ];
  },
});

const mayBeOpen = ({ table, columns }: OpenedRows, tables: readonly string[]): boolean =>
  table === prompts.table ? columns.includes(prompts.column) : tables.includes(table);

const expected = ({ table }: OpenedRows, tables: readonly string[]): string =>
  table === prompts.table
    ? `of ${table} only rows with a named ${prompts.column}`
    : `none but ${[...tables, prompts.table].sort().join(", ")}`;
