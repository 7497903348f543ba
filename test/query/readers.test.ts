import { roles } from "../../components/roles";
import { Engine, Row, Value } from "../../local/query/engine";
import { Translation, translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";
import type { Plan } from "../../local/engine/plan";
import { Clause, clausesOf } from "../support/readCondition";
import { fixtureStack, planOf } from "../support/plan";
import { goodCall, unanswered } from "./day";
import { Call, World, engineOf, worldOf } from "./world";

/** The day of the calls; the pickers' range is this day. */
const [since, until, now] = ["2026-12-10T00:00:00Z", "2026-12-11T00:00:00Z", "2026-12-11T02:00:00Z"];

/** Calls of the team that is led by one group, of a team of others, of a stranger, and one whose row in the gateway's log is lost. */
const calls: Call[] = [...Array(60).keys()].map((index) => {
  const call = goodCall(`call-${index}`, 8 * 60 + 7 * index, "claims", index % 3 === 0 ? "text-embedding-3-small" : "gpt-5.1");
  const own: Call = { ...call, consumer: index % 2 === 0 ? "claims-assistant" : "others", plan: "premium" };
  if (index % 10 === 7)
    return unanswered(own, { status: 429, error: { source: "llm-token-limit", reason: "TokenLimitExceeded" } });
  if (index % 10 === 8) return { ...own, attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"], backend: "francecentral-gpt-5-1" };
  return own;
});
const world: World = worldOf(calls);
world.ApiManagementGatewayLogs = world.ApiManagementGatewayLogs!.filter(({ CorrelationId }) => CorrelationId !== "call-13");
world.AGWFirewallLogs = [{ TimeGenerated: "2026-12-10T09:00:00Z", Action: "Blocked", RuleId: "942100", TransactionId: "w1" }];
world.AzureMetrics = [
  {
    TimeGenerated: "2026-12-10T09:00:00Z",
    MetricName: "AzureOpenAITimeToResponse",
    Resource: "OAI-SWEDEN",
    Total: 300,
    Count: 2,
    Maximum: 200,
  },
];
world.AzureDiagnostics!.push({
  TimeGenerated: "2026-12-10T09:00:00Z",
  Category: "Audit",
  OperationName: "ListKeys",
  CorrelationId: "k",
});
world.LAQueryLogs = [{ TimeGenerated: "2026-12-10T09:00:00Z", AADEmail: "auditor@contoso.com", QueryText: "x" }];
world.AzureActivity = [{ TimeGenerated: "2026-12-10T09:00:00Z", CategoryValue: "Administrative", Caller: "ops@contoso.com" }];

/** A group with a role on the workspace: what it sees, and the workbook that it opens. */
interface Group {
  key: string;
  /** Undefined: all rows of all tables. */
  clauses: Clause[] | undefined;
  tiles: { name: string; query: string }[];
  pickers: { name: string; query?: string }[];
  roles: string[];
}

let plan: Plan;
let groups: Record<string, Group>;
beforeAll(async () => {
  plan = await planOf(...fixtureStack("max"));
  groups = Object.fromEntries(groupsOf(plan).map((group) => [group.key, group]));
}, 240_000);

interface Item {
  type: number;
  name: string;
  content: { query: string; parameters: { name: string; query?: string }[] };
}

function groupsOf({ resources }: Plan): Group[] {
  const all = resources.filter(({ type }) => type === "azure-native:authorization:RoleAssignment");
  const guidOf = (inputs: Record<string, unknown>) => String(inputs.roleDefinitionId).split("/").at(-1);
  return all.flatMap(({ name, inputs }) => {
    const key = /^roles-(.+)-workbook$/.exec(name)?.[1];
    if (key === undefined) return [];
    const own = all.filter((one) => one.inputs.principalId === inputs.principalId);
    const logs = own.find((one) => one.name === `roles-${key}-logs`)!;
    const book = resources.find(
      (one) => one.type.endsWith(":Workbook") && String(inputs.scope).endsWith(`/${String(one.inputs.resourceName)}`),
    )!;
    const { items } = JSON.parse(String(book.inputs.serializedData)) as { items: Item[] };
    const full = guidOf(logs.inputs) === roles["Log Analytics Reader"];
    return [
      {
        key,
        clauses: full ? undefined : clausesOf(String(logs.inputs.condition)),
        tiles: items.filter(({ type }) => type === 3).map((item) => ({ name: item.name, query: item.content.query })),
        pickers: items.filter(({ type }) => type === 9).flatMap(({ content }) => content.parameters),
        roles: own.map((one) => Object.entries(roles).find(([, guid]) => guid === guidOf(one.inputs))?.[0] ?? "").sort(),
      },
    ];
  });
}

/** The tables that a text names, outside of comments and strings. */
function namedIn(query: string): string[] {
  const code = query.replace(/@?"(?:[^"\\\n]|\\.)*"|@'[^'\n]*'|'[^'\n]*'/g, '""').replace(/\/\/.*$/gm, "");
  return Object.keys(tables).filter((table) => new RegExp(`\\b${table}\\b`).test(code));
}

const figures = ["administrators", "operators", "cost-owners", "lead-cccccccc-0000-4000-8000-000000000001"] as const;
const readersOf = { figures, everybody: [...figures, "auditors", "lead-cccccccc-0000-4000-8000-000000000002"] };

it("every group that reads has its workbook, its queries and its rows, and no other role on logs", () => {
  expect(Object.keys(groups).sort()).toEqual([...readersOf.everybody].sort());
  const reads = Object.fromEntries(Object.values(groups).map((group) => [group.key, group.roles]));
  expect(reads["cost-owners"]).toEqual(["Log Analytics Data Reader", "Reader", "Workbook Reader"]);
  expect(reads[figures[3]]).toEqual(["Log Analytics Data Reader", "Reader", "Workbook Reader"]);
  expect(reads["administrators"]).not.toContain("Log Analytics Reader");
  expect(reads["auditors"]).toContain("Log Analytics Reader");
});

it.each(readersOf.figures)("%s: the workbook reads the tables that the role opens, all of them and no other", (key) => {
  const group = groups[key]!;
  const read = [...group.tiles, ...group.pickers].flatMap(({ query }) => namedIn(query ?? ""));
  expect([...new Set(read)].sort()).toEqual([...new Set(group.clauses!.map(({ table }) => table))].sort());
});

/** What a group sees of the rows. */
const seenBy = (clauses: readonly Clause[]): World =>
  Object.fromEntries(
    Object.entries(world).map(([table, rows]) => [
      table,
      rows.filter((row) => clauses.some((clause) => clause.table === table && clause.lets(row))),
    ]),
  );

it.each(readersOf.figures)("%s: no row with a message is open", (key) => {
  const rows = seenBy(groups[key]!.clauses!).ApiManagementGatewayLlmLog!;
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.RequestMessages !== undefined || row.ResponseMessages !== undefined)).toEqual([]);
});

it("a lead opens calls of own teams only, and of others counts without any name", () => {
  const { ApiManagementGatewayLogs, ApiManagementGatewayLlmLog, ...others } = seenBy(groups[figures[3]]!.clauses!);
  const teams = new Set(ApiManagementGatewayLogs!.map((row) => String(row.ApimSubscriptionId).split("--")[0]));
  expect([...teams]).toEqual(["claims-assistant"]);
  const columns = new Set(ApiManagementGatewayLlmLog!.flatMap((row) => Object.keys(row)));
  const named = [...columns].filter((column) => /consumer|subscription|caller|user|address|ip$/i.test(column));
  expect(named).toEqual([]);
  expect(Object.values(others).flat()).toEqual([]);
});

/** A tile's text with all but the team picked, translated once for all readers that have the tile. */
const translations = new Map<string, Translation>();
function translated(query: string): Translation {
  const picked = { "TimeRange:start": `datetime(${since})`, "TimeRange:end": `datetime(${until})`, "TimeRange:grain": "1h" };
  const values: Record<string, string> = { ...picked, Model: "*", Region: "*", ClickedCall: "call-18" };
  const filled = query.replace(/\{(\w+(?::\w+)?)\}/g, (whole, name: string) => values[name] ?? whole);
  const given = query.includes('let consumer = "{Team}";') ? [{ name: "consumer", type: "string" }] : [];
  const translation = translations.get(filled) ?? translate(filled, tables, given);
  translations.set(filled, translation);
  return translation;
}

async function shown(engine: Engine, query: string, team: string): Promise<Record<string, Value>[]> {
  await engine.see({ now });
  const rows = await engine.run(translated(query), query.includes("{Team}") ? { consumer: `'${team}'` } : {});
  // Rows that a text does not tell apart come in any order.
  return rows.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

// Whatever a tile shows must not depend on the rows that its reader does not see: else a figure would be wrong, and nobody would know.
describe.each([
  ["operators", "*"],
  ["cost-owners", "*"],
  [figures[3], "claims-assistant"],
])("%s: each tile shows over the open rows what it shows over all", (key, team) => {
  let all: Engine;
  let open: Engine;
  beforeAll(async () => {
    all = await engineOf(world);
    open = await engineOf(seenBy(groups[key]!.clauses!));
  });
  afterAll(() => [all, open].forEach((engine?: Engine) => engine?.close()));

  it("to the last figure", async () => {
    let rows = 0;
    for (const { name, query } of groups[key]!.tiles) {
      const whole = await shown(all, query, team);
      rows += whole.length;
      expect([name, await shown(open, query, team)]).toEqual([name, whole]);
    }
    expect(rows).toBeGreaterThan(50);
  }, 300_000);
});

it("a lead picks among the teams that the role opens", async () => {
  const { clauses, pickers } = groups[figures[3]]!;
  const open = await engineOf(seenBy(clauses!));
  const text = pickers.find(({ name }) => name === "Team")!.query!;
  await open.see({ now });
  const found = await open.run(translate(text, tables));
  open.close();
  expect(found).toEqual([{ Consumer: "claims-assistant" }]);
});

it("reads a condition that it does not know as an error, not as closed", () => {
  expect(() => clausesOf("@Resource[x] StringEquals 'y'")).toThrow("no condition on reading tables");
  const row: Row = { DeploymentName: "GPT-5.1" };
  expect(groups["operators"]!.clauses!.filter((clause) => clause.lets(row)).map(({ table }) => table)).toContain(
    "ApiManagementGatewayLlmLog",
  );
});
