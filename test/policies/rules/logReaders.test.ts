import { readCondition } from "../../../components/monitoring/readAccess";
import { rules } from "../../../policies/rules";
import { roleId } from "../goodStack";
import { runRules, unknown } from "../support";

const counts = { table: "ApiManagementGatewayLlmLog", only: { column: "DeploymentName", values: ["gpt-5.1", "gpt-5.4-mini"] } };
const good = readCondition([{ table: "ApiManagementGatewayLogs" }, counts]);

const said = (inputs: Record<string, unknown>): string[] =>
  runRules(
    rules.filter(({ name }) => name === "rbac-log-reader-narrow"),
    [
      {
        type: "authorization:RoleAssignment",
        name: "reader",
        inputs: {
          roleDefinitionId: roleId("3b03c2da-16b3-4a49-8834-0f8130efdd3b"),
          condition: good,
          conditionVersion: "2.0",
          ...inputs,
        },
      },
    ],
  ).map(({ message }) => message.split("\n")[0] ?? "");

it("lets the conditions of the program pass", () => {
  expect(said({})).toEqual([]);
});

it("judges no other role", () => {
  expect(said({ roleDefinitionId: roleId("73c42c96-874c-492b-b04d-ab87d138a893"), condition: undefined })).toEqual([]);
});

const named = "expected a condition that opens named tables";
it.each<[string, Record<string, unknown>, string]>([
  ["no condition", { condition: undefined }, named],
  ["a condition that is not known yet", { condition: unknown }, named],
  ["a condition that is always true", { condition: `(${good} OR (1 Equals 1))` }, named],
  ["another action", { condition: good.replace("tables/data/read", "query/read") }, named],
  ["a clause more", { condition: good.replace(/\)\)$/, " OR (@Resource[x] StringEquals 'y')))") }, named],
  [
    "all tables but one",
    { condition: good.replace("StringEquals 'ApiManagementGatewayLogs'", "StringNotEquals 'LAQueryLogs'") },
    named,
  ],
  ["rows without a deployment", { condition: good.replace("'gpt-5.1', 'gpt-5.4-mini'", "''") }, named],
  [
    "all rows of the model's log",
    { condition: readCondition([{ table: counts.table }]) },
    "expected of ApiManagementGatewayLlmLog only rows with a named DeploymentName",
  ],
  [
    "a table of a restore",
    { condition: readCondition([{ table: "prompts_RST" }]) },
    "expected none but AGWFirewallLogs, ApiManagementGatewayLlmLog, ApiManagementGatewayLogs, AzureDiagnostics, AzureMetrics",
  ],
  ["a condition of no version", { conditionVersion: undefined }, "conditionVersion is not set; expected 2.0"],
])("refuses %s", (_, inputs, message) => {
  const found = said(inputs);
  expect(found).toHaveLength(1);
  expect(found[0]!).toContain(message);
});
