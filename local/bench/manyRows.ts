import type { GatewayFacts } from "../../components/monitoring/gatewayFacts";
import { Engine } from "../query/engine";
import { tables } from "../query/tables";

/** The day of the calls; the moment of the questions is its end. */
export const day = { since: "2026-12-10T00:00:00Z", until: "2026-12-11T00:00:00Z" } as const;

/** Environment of a company: 200 teams in three plans, two models in three regions. */
export const manyTeams: GatewayFacts = {
  consumers: Array.from({ length: 200 }, (_, index) => ({ name: `team-${index}`, costCentre: `CC-${index % 40}` })),
  plans: [0, 1, 2].map((index) => ({ name: `plan-${index}`, tokensPerMinute: 100_000, tokensPerMonth: 1_000_000_000 })),
  deployments: ["swedencentral", "francecentral", "westeurope"].flatMap((location) =>
    ["gpt-5.1", "gpt-5-mini"].map((model) => ({
      backendId: `${location}-${model.replaceAll(".", "-")}`,
      model,
      location,
      sku: location === "swedencentral" ? "DataZoneProvisionedManaged" : "DataZoneStandard",
      capacity: 100,
    })),
  ),
};

/** A caller who has calls, and one call, for the questions about one. */
export const [someCaller, someCall] = ["user-1", "00000064-0000-4000-8000-000000000064"] as const;

/** A value that depends on the call's number `i` and looks random: a whole number below `below`. */
const draw = (what: string, below: number): string => `(hash(i, '${what}') % ${below})`;
const [model, region] = [
  `CASE WHEN ${draw("model", 3)} = 0 THEN 'gpt-5.1' ELSE 'gpt-5-mini' END`,
  `(['swedencentral', 'francecentral', 'westeurope'])[1 + CAST(${draw("region", 3)} AS INTEGER)]`,
];
const id = "printf('%08x-0000-4000-8000-%012x', i, i)";
/** Of a hundred calls four are throttled by their plan, two fail, four are refused; the others are answered. */
const kind = draw("kind", 100);
const status = `CASE WHEN ${kind} < 4 THEN 429 WHEN ${kind} < 6 THEN 503 WHEN ${kind} < 10 THEN 401 ELSE 200 END`;
const answered = `${kind} >= 10`;
const [promptTokens, completionTokens] = ["100 + i % 900", "1 + i % 500"];
/** A call of thirty was asked of another deployment first. */
const failedOver = `${answered} AND ${draw("failover", 30)} = 0`;
const json = (shape: string): string => `CAST(${shape} AS JSON)`;
/** A piece of a long message: text that is no JSON by itself. */
const pieceOf = (text: string): string => `to_json(${text})`;
/** A row of a hundred came twice. */
const twice = (of: string): string => `(SELECT * FROM ${of} UNION ALL SELECT * FROM ${of} WHERE hash(i, 'twice') % 100 = 0)`;
/** A row of twenty is ten minutes late. */
const late = (at: string): Record<string, string> => ({
  TimeGenerated: at,
  $arrived: `${at} + to_seconds(CASE WHEN hash(i, 'late') % 20 = 0 THEN 600 ELSE 60 END)`,
});

/** SQL of each column's value, by column; the rest is empty. `from`: with the numbers of calls as `i`. */
interface Filling {
  values: Readonly<Record<string, string>>;
  from: string;
}

function fillings(calls: number): Record<keyof typeof tables, readonly Filling[]> {
  // So that the last call's rows are there at the end of the day.
  const began = `TIMESTAMP '${day.since.slice(0, 10)}' + to_microseconds(CAST(i * 80000.0 / ${calls} * 1e6 AS BIGINT))`;
  const all = twice(`(SELECT range AS i FROM range(${calls}))`);
  const good = twice(`(SELECT range AS i FROM range(${calls}) WHERE hash(range, 'kind') % 100 >= 10)`);
  const logged = { ...late(`${began} + to_seconds(i % 90)`), CorrelationId: id };
  const told = `[{source: 'shield', message: 'call', metadata: {model: ${model}, callerObjectId: 'user-' || ${draw("person", 5000)}, callerApplicationId: '', remainingQuotaTokens: CAST(900000000 - i AS VARCHAR)}}]`;
  const account = {
    ...logged,
    Category: "'RequestResponse'",
    ResourceProvider: "'MICROSOFT.COGNITIVESERVICES'",
    OperationName: "'ChatCompletions_Create'",
  };
  const said = (role: string, text: string): string => json(`[{role: '${role}', content: ${text}}]`);
  return {
    ApiManagementGatewayLogs: [
      {
        values: {
          ...late(began),
          CorrelationId: id,
          ApimSubscriptionId: `CASE WHEN ${status} = 401 THEN '' ELSE 'team-' || ${draw("team", 200)} || '--bbbbbbbb-0000-4000-8000-000000000001' END`,
          ProductId: `'plan-' || ${draw("team", 200)} % 3`,
          OperationId: "'ChatCompletions_Create'",
          ResponseCode: status,
          BackendId: `CASE WHEN ${answered} THEN ${region} || '-' || replace(${model}, '.', '-') ELSE '' END`,
          TotalTime: "200 + i % 9000",
          BackendTime: "150 + i % 9000",
          LastErrorReason: `CASE WHEN ${status} = 429 THEN 'TokenLimitExceeded' ELSE '' END`,
          LastErrorSource: `CASE WHEN ${status} = 429 THEN 'llm-token-limit' ELSE '' END`,
          CallerIpAddress: "'10.0.0.4'",
          RequestHeaders: json(
            `{'X-Forwarded-For': '203.0.113.' || ${draw("client", 250)} || ':51000', 'X-Appgw-Trace-Id': 't-' || i}`,
          ),
          TraceRecords: json(told),
        },
        from: all,
      },
    ],
    ApiManagementGatewayLlmLog: [
      {
        values: {
          ...logged,
          SequenceNumber: "0",
          PromptTokens: promptTokens,
          CompletionTokens: completionTokens,
          TotalTokens: `${promptTokens} + ${completionTokens}`,
          ModelName: `${model} || '-2025-11-13'`,
          DeploymentName: model,
        },
        from: good,
      },
      { values: { ...logged, SequenceNumber: "1", RequestMessages: said("user", "'Question ' || i") }, from: good },
      // An answer of two hundred is logged in two pieces, the later one first.
      {
        values: { ...logged, SequenceNumber: "3", ResponseMessages: pieceOf(`'and the rest of ' || i || '"}]'`) },
        from: `${good} AS g WHERE i % 200 = 0`,
      },
      {
        values: {
          ...logged,
          SequenceNumber: "2",
          ResponseMessages: `CASE WHEN i % 200 = 0 THEN ${pieceOf(`'[{"role":"assistant","content":"Answer, '`)} ELSE ${said("assistant", "'Answer ' || i")} END`,
        },
        from: good,
      },
    ],
    AzureDiagnostics: [
      { values: { ...account, Resource: `'OAI-' || upper(${region})`, ResultSignature: "'200'" }, from: good },
      { values: { ...account, Resource: "'OAI-OTHER'", ResultSignature: "'429'" }, from: `${good} AS g WHERE ${failedOver}` },
    ],
    AGWAccessLogs: [
      { values: { ...late(began), TransactionId: "'t-' || i", ServerRouted: "'10.0.0.4:443'", HttpStatus: status }, from: all },
    ],
    AGWFirewallLogs: [
      {
        values: {
          ...late(began),
          TransactionId: "'t-' || i",
          Action: "CASE WHEN i % 3 = 0 THEN 'Blocked' ELSE 'Detected' END",
          RuleId: `CAST(942100 + ${draw("rule", 40)} AS VARCHAR)`,
          ClientIp: `'203.0.113.' || ${draw("client", 250)}`,
          RequestUri: "'/openai/v1/chat/completions'",
          DetailedData: `'found within ARGS:messages.' || ${draw("field", 20)} || '.content: x'`,
        },
        from: all,
      },
    ],
    AzureActivity: [
      {
        values: {
          ...late(began),
          CategoryValue: "'Administrative'",
          Caller: `'admin-' || ${draw("admin", 50)} || '@contoso.com'`,
          OperationNameValue: `(['MICROSOFT.COGNITIVESERVICES/ACCOUNTS/LISTKEYS/ACTION', 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE', 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE', 'MICROSOFT.KEYVAULT/VAULTS/WRITE'])[1 + CAST(${draw("operation", 4)} AS INTEGER)]`,
          ActivityStatusValue: "'Success'",
          Properties: `'{"requestbody":"{\\"publicNetworkAccess\\":\\"Enabled\\",\\"disableLocalAuth\\":false}"}'`,
          _ResourceId: `'/subscriptions/s/resourceGroups/g/providers/p/t/' || ${draw("resource", 100)}`,
        },
        from: all,
      },
    ],
    AZKVAuditLogs: [
      {
        values: {
          ...late(began),
          OperationName: "CASE WHEN i % 100 = 0 THEN 'SecretNearExpiryEventGridNotification' ELSE 'SecretGet' END",
          Id: `'https://kv.vault.azure.net/secrets/' || ${draw("secret", 100)}`,
        },
        from: all,
      },
    ],
    AzureMetrics: [
      {
        values: {
          ...late(began),
          MetricName: "'AzureOpenAITimeToResponse'",
          Resource: `'OAI-' || upper(${region})`,
          Count: "1 + i % 5",
          Total: "300 + i % 700",
          Maximum: "500 + i % 900",
        },
        from: all,
      },
    ],
    LAQueryLogs: [
      {
        values: {
          ...late(began),
          AADEmail: `'reader-' || ${draw("reader", 60)} || '@contoso.com'`,
          QueryText: `CASE WHEN i % 50 = 0 THEN 'ApiManagementGatewayLlmLog | where CorrelationId == "' || i || '"' ELSE 'ApiManagementGatewayLogs | where TimeGenerated > ago(' || i % 60 || 'm) | summarize count() by ApiId' END`,
          ResponseCode: "200",
          ResponseRowCount: "i % 1000",
        },
        from: all,
      },
    ],
  };
}

/** A workspace with about so many rows of all tables, of one day: duplicates, late rows, calls that failed over, refused and throttled ones, pieces out of order. */
export async function workspaceOf(rows: number): Promise<Engine> {
  const engine = await Engine.create(tables);
  for (const [table, all] of Object.entries(fillings(callsIn(rows))))
    for (const { values, from } of all) await engine.fill(table, tables[table as keyof typeof tables], values, from);
  await engine.see({ now: day.until });
  return engine;
}

/** Calls of a workspace with so many rows: each has about ten, in all tables. */
export const callsIn = (rows: number): number => Math.round(rows / 10);
