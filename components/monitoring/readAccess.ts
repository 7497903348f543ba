import { FigureReader } from "./readers";

/** Rows of a table that a role opens. */
export interface OpenRows {
  /** Name of the table. */
  table: string;
  /** Rows whose column has one of the values, in any case. Default: all rows. */
  only?: { column: string; values: readonly string[] };
}

/** What the conditions must know of the environment. */
export interface ReadFacts {
  /** What the model's log may name as the deployment of a call: deployments, models and aliases. */
  deploymentNames: readonly string[];
  /** Ids of the subscriptions of the own teams. Needed for team leads only. */
  subscriptionIds?: readonly string[];
}

const all = (table: string): OpenRows => ({ table });

/**
 * The rows with a call's counts. Only they name a deployment: the rows with prompts and answers, which follow them under the same id, name none
 * (Azure-Samples/AI-Gateway, `labs/built-in-logging`: `llmHeaderLogs`), so they stay closed whatever a row has besides. Without a name
 * the table stays closed as a whole.
 */
const counts = ({ deploymentNames }: ReadFacts): OpenRows[] =>
  deploymentNames.length === 0
    ? []
    : [{ table: "ApiManagementGatewayLlmLog", only: { column: "DeploymentName", values: deploymentNames } }];

/** What each reader without prompts opens: the tables that its workbook reads, and nothing else. */
export const openRows: Readonly<Record<FigureReader, (facts: ReadFacts) => OpenRows[]>> = {
  "team-lead": (facts) => [
    {
      table: "ApiManagementGatewayLogs",
      only: { column: "ApimSubscriptionId", values: facts.subscriptionIds ?? [] },
    },
    ...counts(facts),
  ],
  "cost-owner": (facts) => [all("ApiManagementGatewayLogs"), ...counts(facts)],
  "on-call": (facts) => [
    all("ApiManagementGatewayLogs"),
    ...counts(facts),
    { table: "AzureDiagnostics", only: { column: "Category", values: ["RequestResponse"] } },
    all("AzureMetrics"),
    all("AGWFirewallLogs"),
  ],
};

/** Whether a condition can hold a value (Microsoft Learn, "Granular RBAC in Azure Monitor", 2025-11: letters, digits, `@`, `.` and `-`). */
export const canBeCondition = (value: string): boolean => /^[A-Za-z0-9@.-]+$/.test(value);

/** Longest condition of a role assignment (Microsoft Learn, "What is Azure attribute-based access control": 8 KB). */
export const longestCondition = 8 * 1024;

const read = "Microsoft.OperationalInsights/workspaces/tables/data/read";
const tableName = "@Resource[Microsoft.OperationalInsights/workspaces/tables:name]";
const cell = (column: string): string =>
  `@Resource[Microsoft.OperationalInsights/workspaces/tables/record:${column}<$key_case_sensitive$>]`;
const quoted = (value: string): string => `'${value}'`;

/**
 * Condition of a role assignment that lets queries see these rows only, in version 2.0 (Microsoft Learn, "Granular RBAC in Azure Monitor", 2025-11).
 *
 * @throws Error for a value that no condition can hold, and for rows of no value: a table without a condition would be open as a whole.
 */
export function readCondition(open: readonly OpenRows[]): string {
  const clauses = open.map(({ table, only }) => {
    const name = `${tableName} StringEquals ${quoted(table)}`;
    if (!only) return `(${name})`;
    const wrong = only.values.find((value) => !canBeCondition(value));
    if (wrong !== undefined) throw new Error(`${table}.${only.column}: no condition can hold ${JSON.stringify(wrong)}`);
    if (only.values.length === 0) throw new Error(`${table}.${only.column}: no value is given`);
    return `(${name} AND ${cell(only.column)} ForAllOfAnyValues:StringEqualsIgnoreCase {${only.values.map(quoted).join(", ")}})`;
  });
  return `((!(ActionMatches{${quoted(read)}})) OR (${clauses.join(" OR ")}))`;
}
