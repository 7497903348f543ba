import { LogRule, logRules } from "../../components/monitoring/logRules";
import { alertText } from "../../components/monitoring/queryText";
import { Engine, Value } from "../../local/query/engine";
import { Translation, translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";
import { seeded } from "../../local/simulate/random";
import { facts } from "../components/monitoring/sample";
import { Fault, activity, arrivedAfter, clockTime, dayOf, goodCall, minutesOf, reading, unanswered } from "./day";
import { Call, World, engineOf } from "./world";

/** Another number is another day: `DAY=7 npx jest test/query/alertsOfADay`. */
const seed = Number(process.env.DAY ?? 1);

const chat = (at: number, number = 0): Call => goodCall(`fault-${at}-${number}`, at, "claims", "gpt-5.1");
/** Adds a row that arrives some minutes later. */
const once =
  (table: keyof World, row: (at: number) => Record<string, unknown>): Fault["rows"] =>
  (world, from) =>
    void world[table].push(arrivedAfter({ ...row(from) }, 5));
const written = (operation: string, body = ""): Fault => ({
  lasts: 0,
  rows: once("AzureActivity", (at) => activity(at, operation, body)),
});
const inside = (row: Record<string, unknown>, from: number, to: number): boolean => {
  const at = minutesOf(String(row.TimeGenerated));
  return at >= from && at < to;
};

/** For each alert what must raise it. */
const faults: Record<string, Fault> = {
  "no-rows-while-traffic": {
    lasts: 90,
    rows: (world, from, to) => {
      for (const table of ["ApiManagementGatewayLogs", "ApiManagementGatewayLlmLog"] as const)
        world[table] = world[table].filter((row) => !inside(row, from, to));
    },
  },
  "prompts-not-logged": { lasts: 60, calls: (call) => ({ ...call, asked: undefined, answered: undefined }) },
  "calls-without-tokens": { lasts: 60, calls: (call) => (call.status === 200 ? { ...call, tokens: undefined } : call) },
  "outside-gateway": {
    lasts: 0,
    rows: once("AzureDiagnostics", (at) => ({
      TimeGenerated: clockTime(at),
      ResourceProvider: "MICROSOFT.COGNITIVESERVICES",
      Category: "RequestResponse",
      OperationName: "ChatCompletions_Create",
      Resource: "OAI-SWEDEN",
      CorrelationId: "somebody",
      ResultSignature: "200",
    })),
  },
  "ingestion-lag": {
    lasts: 60,
    rows: (world, from, to) => {
      const rows = world.ApiManagementGatewayLogs;
      world.ApiManagementGatewayLogs = rows.map((row) => (inside(row, from, to) ? arrivedAfter(row, 45) : row));
    },
  },
  "certificate-near-expiry": {
    lasts: 0,
    rows: once("AZKVAuditLogs", (at) => ({
      TimeGenerated: clockTime(at),
      OperationName: "SecretNearExpiryEventGridNotification",
      Id: "https://kv-acme.vault.azure.net/secrets/tls",
    })),
  },
  "prompts-read-by-unusual-reader": {
    lasts: 0,
    rows: once("LAQueryLogs", (at) => reading(at, "eve@contoso.com", "search 'merger'")),
  },
  "consumer-throttled": {
    lasts: 30,
    more: (at) => [unanswered(chat(at), { status: 429, error: { source: "llm-token-limit", reason: "TokenLimitExceeded" } })],
  },
  "all-deployments-throttled": { lasts: 30, more: (at) => [unanswered(chat(at), { status: 429, attempts: ["OAI-SWEDEN 429"] })] },
  "model-failing": { lasts: 30, more: (at) => [unanswered(chat(at), { status: 503 })] },
  "failover-happening": {
    lasts: 30,
    more: (at) => [{ ...chat(at), attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"], backend: "francecentral-gpt-5-1" }],
  },
  "refused-spike": {
    lasts: 30,
    more: (at) =>
      [1, 2, 3, 4, 5].map((number) => ({ id: `x-${at}-${number}`, at: clockTime(at), status: 401, reason: "no_token" })),
  },
  "firewall-spike": {
    lasts: 30,
    rows: ({ AGWFirewallLogs }, from, to) => {
      for (let at = from; at < to; at += 0.2)
        AGWFirewallLogs.push(arrivedAfter({ TimeGenerated: clockTime(at), Action: "Blocked", TransactionId: `t-${at}` }, 3));
    },
  },
  "quota-80": { lasts: 30, calls: (call) => ({ ...call, remaining: 150_000 }) },
  "quota-100": {
    lasts: 30,
    more: (at) => [unanswered(chat(at), { status: 403, error: { source: "llm-token-limit", reason: "TokenQuotaExceeded" } })],
  },
  "keys-listed": written("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/LISTKEYS/ACTION"),
  "evidence-changed": written("MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE"),
  "local-auth-enabled": written("MICROSOFT.COGNITIVESERVICES/ACCOUNTS/WRITE", '{"requestbody":"{\\"disableLocalAuth\\":false}"}'),
  "public-access-enabled": written(
    "MICROSOFT.KEYVAULT/VAULTS/WRITE",
    '{"requestbody":"{\\"publicNetworkAccess\\":\\"Enabled\\"}"}',
  ),
  "role-granted": written("MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE"),
};

/** Minutes of a span such as `PT15M`, `PT3H`, `P2D`. */
function minutesIn(span: string): number {
  const [, number = "", unit = ""] = /^PT?(\d+)([MHD])$/.exec(span) ?? [];
  return Number(number) * { M: 1, H: 60, D: 1440 }[unit as "M" | "H" | "D"];
}

const translations = new Map<string, Translation>();
function translationOf(rule: LogRule): Translation {
  const made = translations.get(rule.need) ?? translate(alertText(rule.need, rule.parts, rule, facts), tables);
  translations.set(rule.need, made);
  return made;
}

const over = (rule: LogRule, row: Record<string, Value>): boolean => Number(row[rule.measure]) > rule.threshold;

/** The minutes after midnight at which an alert is raised, of those that are asked for. */
async function raisedAt(engine: Engine, rule: LogRule, minutes: readonly number[]): Promise<number[]> {
  const rows = await engine.replay(translationOf(rule), { moments: minutes.map(clockTime), minutes: minutesIn(rule.window) });
  return [...new Set(rows.filter((row) => over(rule, row)).map((row) => minutesOf(String(row.$at))))];
}

const everyMinute = Array.from({ length: 1440 }, (_, minute) => minute);

it("every log alert has a fault", () => {
  expect(Object.keys(faults).sort()).toEqual(logRules.map(({ need }) => need).sort());
});

describe("at every minute of a normal day", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engineOf(dayOf(seed));
  });
  afterAll(() => engine.close());

  it.each(logRules.map((rule) => [rule.need, rule] as const))("%s stays silent", async (_need, rule) => {
    expect(await raisedAt(engine, rule, everyMinute)).toEqual([]);
  });
});

describe("on a day with its fault", () => {
  const random = seeded(seed);
  // While calls come, and so that the fault is over before they end.
  const cases = logRules.map((rule) => ({ rule, from: 8 * 60 + Math.floor(random() * 11 * 60) }));

  it.each(cases.map((one) => [one.rule.need, one] as const))(
    "%s is seen by every run in its time, not before and not for ever",
    async (need, { rule, from }) => {
      const fault = faults[need]!;
      const [window, frequency] = [minutesIn(rule.window), minutesIn(rule.frequency)];
      const end = from + fault.lasts + window + frequency;
      // The minutes of the day, and after it every fourth of an hour until nothing of the fault is seen any more.
      const later = Array.from({ length: Math.max(0, Math.ceil((end + 60 - 1440) / 15)) }, (_, index) => 1440 + 15 * index);
      const engine = await engineOf(dayOf(seed, fault, from));
      const raised = await raisedAt(engine, rule, [...everyMinute, ...later]);
      engine.close();
      // Whenever its runs are, one of them falls into as many minutes as lie between two.
      const whole = raised.find((minute) => everyMinute.slice(0, frequency).every((step) => raised.includes(minute + step)));
      expect(whole).toBeDefined();
      expect([from < raised[0]!, whole! + frequency <= from + window + frequency, raised.at(-1)! <= end]).toEqual([
        true,
        true,
        true,
      ]);
    },
  );
});

it("many moments at once give what each gives alone", async () => {
  const from = 12 * 60;
  for (const need of ["consumer-throttled", "failover-happening", "prompts-read-by-unusual-reader"]) {
    const rule = logRules.find((one) => one.need === need)!;
    const engine = await engineOf(dayOf(seed, faults[need], from));
    const moments = [from, from + 7, from + 16, from + 33, from + 200].map(clockTime);
    const window = minutesIn(rule.window);
    const alone = [];
    for (const now of moments) {
      await engine.see({ from: clockTime(minutesOf(now) - window), to: now, now });
      alone.push(...(await engine.run(translationOf(rule))).map((row) => ({ ...row, $at: now.replace("Z", "000Z") })));
    }
    const together = await engine.replay(translationOf(rule), { moments, minutes: window });
    engine.close();
    const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    expect(together.length).toBeGreaterThan(0);
    expect(sorted(together)).toEqual(sorted(alone));
  }
});
