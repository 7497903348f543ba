import { LogRule, logRules } from "../../components/monitoring/logRules";
import { alertText } from "../../components/monitoring/queryText";
import { Value } from "../../local/query/engine";
import { Translation, translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";
import { facts } from "../components/monitoring/sample";
import { Call, World, engineOf, worldOf } from "./world";

const now = "2026-12-10T12:00:00Z";
/** Minutes before the run. */
const ago = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString();

const many = (count: number, call: (index: number) => Call): Call[] => Array.from({ length: count }, (_, index) => call(index));
const answered = (index: number, minutes: number): Call => ({
  id: `answered-${index}`,
  at: ago(minutes),
  status: 200,
  consumer: "claims",
  person: "user-1",
  requested: "gpt-5.1",
  attempts: ["OAI-SWEDEN 200"],
  backend: "swedencentral-gpt-5-1",
  tokens: [100, 50],
  asked: [{ role: "user", content: "Question" }],
  answered: [{ role: "assistant", content: "Answer" }],
});
/** Twenty calls as they should be. */
const usual = (minutes: number): Call[] => many(20, (index) => answered(index, minutes));
const without = (call: Call, ...keys: (keyof Call)[]): Call =>
  Object.fromEntries(Object.entries(call).filter(([key]) => !keys.includes(key as keyof Call))) as unknown as Call;

const change = (OperationNameValue: string, more: Record<string, unknown> = {}): World => ({
  AzureActivity: [
    {
      TimeGenerated: ago(30),
      CategoryValue: "Administrative",
      Caller: "user@contoso.com",
      OperationNameValue,
      ActivityStatusValue: "Success",
      ...more,
    },
  ],
});
const vault = (OperationName: string): World => ({
  AZKVAuditLogs: [
    { TimeGenerated: ago(300), OperationName, Id: "https://kv-acme.vault.azure.net/secrets/tls", _ResourceId: "/vaults/kv" },
  ],
});
const frontRows = (count: number): World => ({
  AGWAccessLogs: Array.from({ length: count }, () => ({ TimeGenerated: ago(30), ServerRouted: "10.0.0.4:443" })),
});
const blocked = (count: number): World => ({
  AGWFirewallLogs: Array.from({ length: count }, (_, index) => ({
    TimeGenerated: ago(5),
    Action: "Blocked",
    TransactionId: `transaction-${index}`,
    ClientIp: "10.1.0.4",
  })),
});
const arrivedLate = (minutes: number): World => ({
  AzureActivity: Array.from({ length: 20 }, () => ({ TimeGenerated: ago(60), _ingested: ago(60 - minutes) })),
});
const read = (text: string, minutes: number) => ({
  TimeGenerated: ago(minutes),
  AADEmail: "reader@contoso.com",
  AADObjectId: "reader",
  QueryText: text,
  ResponseCode: 200,
});
const prompts = "ApiManagementGatewayLlmLog | take 10";

/** For each alert what must raise it, and what is normal and must not. */
const cases: Record<string, { fires: World; silent: World[] }> = {
  "no-rows-while-traffic": { fires: frontRows(20), silent: [frontRows(4), { ...frontRows(20), ...worldOf(usual(30)) }] },
  "prompts-not-logged": {
    fires: worldOf(usual(60).map((call) => without(call, "asked", "answered"))),
    silent: [
      worldOf(usual(60)),
      worldOf(
        usual(60)
          .slice(1)
          .map((call) => without(call, "asked", "answered")),
      ),
    ],
  },
  "calls-without-tokens": {
    fires: worldOf(usual(60).map((call) => without(call, "tokens"))),
    silent: [worldOf(usual(60)), worldOf([...usual(60), without({ ...answered(99, 60), streamed: true }, "tokens")])],
  },
  "outside-gateway": {
    fires: {
      AzureDiagnostics: [
        {
          TimeGenerated: ago(60),
          ResourceProvider: "MICROSOFT.COGNITIVESERVICES",
          Category: "RequestResponse",
          OperationName: "ChatCompletions_Create",
          Resource: "OAI-SWEDEN",
          CorrelationId: "somebody",
          ResultSignature: "200",
        },
      ],
    },
    silent: [worldOf(usual(60))],
  },
  "ingestion-lag": { fires: arrivedLate(40), silent: [arrivedLate(20)] },
  "certificate-near-expiry": {
    fires: vault("SecretNearExpiryEventGridNotification"),
    silent: [vault("SecretGet"), vault("SecretNewVersionCreatedEventGridNotification")],
  },
  "prompts-read-by-unusual-reader": {
    fires: { LAQueryLogs: [read(prompts, 30)] },
    silent: [{ LAQueryLogs: [read("AGWAccessLogs | count", 30)] }, { LAQueryLogs: [read(prompts, 30), read(prompts, 1500)] }],
  },
  "consumer-throttled": {
    fires: worldOf(
      many(5, (index) => ({ ...without(answered(index, 5), "attempts", "tokens", "asked", "answered"), status: 429 })),
    ),
    silent: [
      worldOf([
        ...usual(5),
        ...many(4, (index) => ({ ...without(answered(50 + index, 5), "attempts", "tokens", "asked", "answered"), status: 429 })),
      ]),
    ],
  },
  "all-deployments-throttled": {
    fires: worldOf(
      many(5, (index) => ({
        ...without(answered(index, 5), "tokens", "asked", "answered"),
        status: 429,
        attempts: ["OAI-SWEDEN 429"],
      })),
    ),
    silent: [
      worldOf(usual(5)),
      worldOf(
        many(9, (index) => ({
          ...without(answered(index, 5), "attempts", "tokens", "asked", "answered"),
          status: 429,
          error: { source: "llm-token-limit", reason: "TokenLimitExceeded" },
        })),
      ),
    ],
  },
  "model-failing": {
    fires: worldOf(many(11, (index) => ({ ...without(answered(index, 5), "tokens", "asked", "answered"), status: 503 }))),
    silent: [worldOf(many(10, (index) => ({ ...without(answered(index, 5), "tokens", "asked", "answered"), status: 503 })))],
  },
  "failover-happening": {
    fires: worldOf(many(6, (index) => ({ ...answered(index, 20), attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"] }))),
    silent: [
      worldOf(usual(20)),
      worldOf(many(5, (index) => ({ ...answered(index, 20), attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"] }))),
    ],
  },
  "refused-spike": {
    fires: worldOf(many(51, (index) => ({ id: `refused-${index}`, at: ago(5), status: 401 }))),
    silent: [worldOf(many(50, (index) => ({ id: `refused-${index}`, at: ago(5), status: 401 })))],
  },
  "firewall-spike": { fires: blocked(51), silent: [blocked(50)] },
  "quota-80": {
    fires: worldOf([{ ...answered(0, 60), remaining: 150_000 }]),
    silent: [worldOf([{ ...answered(0, 60), remaining: 250_000 }])],
  },
  "quota-100": {
    fires: worldOf([
      {
        ...without(answered(0, 5), "attempts", "tokens", "asked", "answered"),
        status: 403,
        error: { source: "llm-token-limit", reason: "TokenQuotaExceeded" },
      },
    ]),
    silent: [worldOf([{ id: "stranger", at: ago(5), status: 403, consumer: "claims", reason: "not_in_group" }])],
  },
  "keys-listed": {
    fires: change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/LISTKEYS/ACTION"),
    silent: [change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/READ")],
  },
  "evidence-changed": {
    fires: change("MICROSOFT.STORAGE/STORAGEACCOUNTS/MANAGEMENTPOLICIES/WRITE"),
    silent: [change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/DEPLOYMENTS/WRITE")],
  },
  "local-auth-enabled": {
    fires: change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/WRITE", {
      Properties: '{"requestbody":"{\\"disableLocalAuth\\":false}"}',
    }),
    silent: [
      change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/WRITE", { Properties: '{"requestbody":"{\\"disableLocalAuth\\":true}"}' }),
      change("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/WRITE", {
        Properties: '{"requestbody":"{\\"disableLocalAuth\\":false}"}',
        ActivityStatusValue: "Failure",
      }),
    ],
  },
  "public-access-enabled": {
    fires: change("MICROSOFT.KEYVAULT/VAULTS/WRITE", {
      Properties: '{"requestbody":"{\\"publicNetworkAccess\\":\\"Enabled\\"}"}',
    }),
    silent: [
      change("MICROSOFT.KEYVAULT/VAULTS/WRITE", { Properties: '{"requestbody":"{\\"publicNetworkAccess\\":\\"Disabled\\"}"}' }),
    ],
  },
  "role-granted": {
    fires: change("MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE"),
    silent: [change("MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/DELETE")],
  },
};

const translations = new Map<string, Translation>();

/** Made once for each rule: parsing and binding take longer than the query. */
function translationOf(rule: LogRule): Translation {
  const made = translations.get(rule.need) ?? translate(alertText(rule.need, rule.parts, rule, facts), tables);
  translations.set(rule.need, made);
  return made;
}

/** The rows of an alert's run that are over its threshold. */
async function raised(need: string, world: World): Promise<Record<string, Value>[]> {
  const rule = logRules.find((one) => one.need === need)!;
  const engine = await engineOf(world);
  try {
    await engine.see({ now });
    const rows = await engine.run(translationOf(rule));
    return rows.filter((row) => Number(row[rule.measure]) > rule.threshold);
  } finally {
    engine.close();
  }
}

it("every log alert has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(logRules.map(({ need }) => need).sort());
});

describe.each(Object.entries(cases))("%s", (need, { fires, silent }) => {
  it("fires", async () => expect((await raised(need, fires)).length).toBeGreaterThan(0));

  it.each(silent.map((world, index) => [index + 1, world] as const))("does not fire on what is normal: %i", async (_, world) => {
    expect(await raised(need, world)).toEqual([]);
  });
});
