import { LibraryQuery } from "../../components/monitoring/queries";
import { logRules } from "../../components/monitoring/logRules";
import { alertText, queryText } from "../../components/monitoring/queryText";
import { Engine, Row, Value, moment } from "../../local/query/engine";
import { Translation, translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";
import { facts } from "../components/monitoring/sample";
import { Call, World, engineOf, gatewayRow, modelRows, worldOf } from "./world";

// Days on which something unusual happens; what the questions must say is written by hand.

const good: Omit<Call, "id" | "at"> = {
  status: 200,
  consumer: "claims",
  person: "user-1",
  requested: "gpt-5.1",
  attempts: ["OAI-FRANCE 200"],
  backend: "francecentral-gpt-5-1",
  tokens: [100, 50],
  asked: [[{ role: "user", content: "Question" }]],
  answered: [[{ role: "assistant", content: "Answer" }]],
};
const call = (id: string, at: string, changes: Partial<Call> = {}): Call => ({ ...good, id, at, ...changes });

const parameters = [
  { name: "since", type: "datetime" },
  { name: "until", type: "datetime" },
  { name: "consumer", type: "string" },
];

const translations = new Map<string, Translation>();
/** The translation of a text, made once: binding a long one takes seconds. */
function translated(text: string, given: typeof parameters = []): Translation {
  const made = translations.get(text) ?? translate(text, tables, given);
  translations.set(text, made);
  return made;
}

/** What a question says about a range; `now` is the end of the range, and an hour, so that late rows are there. */
async function asked(
  world: World,
  key: LibraryQuery,
  [since, until]: readonly [string, string],
  columns: readonly string[],
  consumer = "*",
  change = (text: string): string => text,
): Promise<Value[][]> {
  const engine: Engine = await engineOf(world);
  await engine.see({ now: new Date(Date.parse(until) + 3_600_000).toISOString() });
  const given = { since: moment(since), until: moment(until), consumer: `'${consumer}'` };
  const rows = await engine.run(translated(change(queryText(key, facts)), parameters), given);
  engine.close();
  return rows.map((row) => columns.map((column) => row[column] ?? null));
}

/** Whether an alert is raised by a run at a moment, with the rows of its window. */
async function raises(world: World, need: string, now: string): Promise<boolean> {
  const rule = logRules.find((one) => one.need === need)!;
  const engine = await engineOf(world);
  await engine.see({ now });
  const rows = await engine.run(translated(alertText(need, rule.parts, rule, facts)));
  engine.close();
  return rows.some((row) => Number(row[rule.measure]) > rule.threshold);
}

const day = ["2026-12-10T00:00:00Z", "2026-12-11T00:00:00Z"] as const;
const noon = "2026-12-10T12:00:00Z";

describe("the calendar", () => {
  it("counts the hour that a summer time has twice as two hours", async () => {
    // In Stockholm both calls are at half past two on the night of 25 October.
    const world = worldOf([call("first", "2026-10-25T00:30:00Z"), call("second", "2026-10-25T01:30:00Z")]);
    const range = ["2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"] as const;
    const found = await asked(world, "tokens-over-time", range, ["TimeGenerated", "Consumer", "Calls"]);
    expect(found.filter(([, consumer]) => consumer === "claims")).toEqual([
      ["2026-10-25T00:00:00.000000Z", "claims", 1],
      ["2026-10-25T01:00:00.000000Z", "claims", 1],
    ]);
    expect(new Set(found.map(([at]) => at)).size).toBe(4);
  });

  it("charges a call to the month in which it began, whenever its tokens were logged", async () => {
    const world = worldOf([
      call("november", "2026-11-30T23:59:59.900Z", { logged: "2026-12-01T00:00:04Z", tokens: [1_000_000, 0] }),
      call("december", "2026-12-01T00:00:00Z", { tokens: [0, 1_000_000] }),
    ]);
    const tokens = async (since: string, until: string) =>
      asked(world, "cost", [since, until], ["Consumer", "PromptTokens", "CompletionTokens"]);
    expect(await tokens("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")).toEqual([["claims", 1_000_000, 0]]);
    expect(await tokens("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")).toEqual([["claims", 0, 1_000_000]]);
  });

  it("gives each call to one of two ranges that touch, the later one at their border", async () => {
    const border = noon;
    const world = worldOf([
      call("before", "2026-12-10T11:59:59.999999Z", { logged: "2026-12-10T12:20:00Z" }),
      call("at", border, { logged: "2026-12-10T12:00:01Z" }),
    ]);
    const ids = (since: string, until: string) => asked(world, "calls", [since, until], ["CorrelationId", "TotalTokens"]);
    expect(await ids(day[0], border)).toEqual([["before", 150]]);
    expect(await ids(border, day[1])).toEqual([["at", 150]]);
  });
});

describe("the cost of a month", () => {
  // Sweden's 15 units cost 16.5 an hour, whether they are used or not; France is paid by the token, a million asked and a million answered cost 11.25.
  const sweden = { attempts: ["OAI-SWEDEN 200"], backend: "swedencentral-gpt-5-1" };
  const columns = ["Consumer", "TokenCost", "ProvisionedCost", "MonthToDate", "Forecast"];
  const month = async (world: World, until: string, since = "2026-12-01T00:00:00Z", change?: (text: string) => string) =>
    asked(world, "cost-by-month", [since, until], columns, "*", change);

  it("goes on with the tokens as so far, and with every hour of the provisioned capacity", async () => {
    const world = worldOf([
      call("tokens", "2026-12-02T12:00:00Z", { tokens: [1_000_000, 1_000_000] }),
      call("units", "2026-12-03T12:00:00Z", { ...sweden, tokens: [200, 100] }),
      call("others", "2026-12-09T12:00:00Z", { ...sweden, consumer: "search", tokens: [50, 50] }),
    ]);
    // Ten days of 31; search took a quarter of the tokens that Sweden gave.
    expect(await month(world, "2026-12-11T00:00:00Z")).toEqual([
      ["claims", 11.25, 2970, 2981.25, 34.88 + 9207],
      ["search", 0, 990, 990, 3069],
    ]);
  });

  it("is the same for a team that is asked about alone: others took their share of the capacity", async () => {
    const world = worldOf([
      call("units", "2026-12-03T12:00:00Z", { ...sweden, tokens: [200, 100] }),
      call("others", "2026-12-09T12:00:00Z", { ...sweden, consumer: "search", tokens: [50, 50] }),
    ]);
    const range = ["2026-12-01T00:00:00Z", "2026-12-11T00:00:00Z"] as const;
    const of = (consumer: string) => asked(world, "cost-by-month", range, columns, consumer);
    expect([...(await of("claims")), ...(await of("search"))]).toEqual(await of("*"));
    const whole = (consumer: string) => asked(world, "cost", range, ["Consumer", "TotalTokens", "ProvisionedCost"], consumer);
    expect(await whole("search")).toEqual([["search", 100, 990]]);
    expect(await whole("nobody")).toEqual([]);
  });

  it("is what it came to when the month is over, in a shorter month too", async () => {
    const world = worldOf([call("units", "2026-02-03T12:00:00Z", { ...sweden, tokens: [200, 100] })]);
    const found = await month(world, "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z");
    expect(found).toEqual([["claims", 0, 11_088, 11_088, 11_088]]);
  });

  it("takes each day's tokens by the price of the day where a price changes within the month", async () => {
    const prices = `let prices = datatable(PricedModel:string, PricedFrom:datetime, PricedUntil:datetime, InputPerMillion:real, OutputPerMillion:real)[
    "gpt-5.1", datetime(2000-01-01), datetime(2026-12-05), real(1), real(0), "gpt-5.1", datetime(2026-12-05), datetime(2100-01-01), real(3), real(0)];`;
    const world = worldOf([
      call("before", "2026-12-04T23:59:59Z", { tokens: [2_000_000, 0] }),
      call("after", "2026-12-05T00:00:00Z", { tokens: [1_000_000, 0] }),
      // The price of tokens is nothing to units; they are shared once, not once for each price.
      call("units", "2026-12-04T12:00:00Z", { ...sweden, tokens: [200, 0] }),
      call("more", "2026-12-06T12:00:00Z", { ...sweden, consumer: "search", tokens: [200, 0] }),
    ]);
    const dated = (text: string) => text.replace(/let prices = datatable\([^]*?\];/, () => prices);
    expect(await month(world, "2026-12-11T00:00:00Z", undefined, dated)).toEqual([
      ["claims", 5, 1980, 1985, 15.5 + 6138],
      ["search", 0, 1980, 1980, 6138],
    ]);
  });

  it("has units without a price by the token, and no team for units that nobody used", async () => {
    const unknown = call("units", "2026-12-02T12:00:00Z", { ...sweden, requested: "gpt-9", tokens: [200, 100] });
    expect(await month(worldOf([unknown]), "2026-12-11T00:00:00Z")).toEqual([["claims", 0, 3960, 3960, 12_276]]);
    const elsewhere = call("tokens", "2026-12-02T12:00:00Z", { tokens: [1_000_000, 0] });
    expect(await month(worldOf([elsewhere]), "2026-12-11T00:00:00Z")).toEqual([["claims", 1.25, 0, 1.25, 3.88]]);
  });
});

describe("clocks and deliveries", () => {
  it("takes rows of services whose clocks differ for one call, from the gateway's beginning on", async () => {
    const one = call("skewed", noon, { logged: "2026-12-10T11:59:20Z" });
    const world = worldOf([one]);
    world.AzureDiagnostics = world.AzureDiagnostics.map((row) => ({ ...row, TimeGenerated: "2026-12-10T11:55:00Z" }));
    expect(await asked(world, "calls", day, ["TimeGenerated", "Outcome", "TotalTokens"])).toEqual([
      ["2026-12-10T12:00:00.000000Z", "answered", 150],
    ]);
    expect(await asked(world, "outside-gateway", day, ["Requests"])).toEqual([]);
    // Nor is it lost or counted twice where one range ends and the next begins between the clocks.
    expect(await asked(world, "calls", [day[0], noon], ["TotalTokens"])).toEqual([]);
    expect(await asked(world, "prompts-and-answers", [noon, day[1]], ["Prompt", "TotalTokens"])).toEqual([["Question", 150]]);
  });

  it("counts every row of a day twice as once, the failed attempts too", async () => {
    const failover = call("failover", noon, { attempts: ["OAI-SWEDEN 429", "OAI-SPAIN 429", "OAI-FRANCE 200"] });
    const once = worldOf([failover, call("plain", "2026-12-10T12:01:00Z")]);
    const twice = Object.fromEntries(Object.entries(once).map(([table, rows]) => [table, [...rows, ...rows]])) as World;
    const columns = ["CorrelationId", "Outcome", "Attempted", "TotalTokens"];
    const truth = [
      ["plain", "answered", 1, 150],
      ["failover", "answered", 3, 150],
    ];
    expect(await asked(once, "calls", day, columns)).toEqual(truth);
    expect(await asked(twice, "calls", day, columns)).toEqual(truth);
    expect(await asked(twice, "failover", day, ["Account", "Attempted", "Failed"])).toEqual(
      expect.arrayContaining([
        ["OAI-FRANCE", 2, 0],
        ["OAI-SPAIN", 1, 1],
        ["OAI-SWEDEN", 1, 1],
      ]),
    );
  });

  it("counts each try of a client that tries again", async () => {
    // The client library tries again: each try has an id of its own at the gateway.
    const throttled = { status: 429, attempts: ["OAI-FRANCE 429"], tokens: undefined, asked: undefined, answered: undefined };
    const world = worldOf([
      call("try-1", noon, throttled),
      call("try-2", "2026-12-10T12:00:02Z", throttled),
      call("try-3", "2026-12-10T12:00:06Z"),
    ]);
    expect(await asked(world, "throttling", day, ["Consumer", "Calls"])).toEqual([["claims", 3]]);
    expect(await asked(world, "usage", day, ["Calls", "Answered", "TotalTokens", "TokensPerCall"])).toEqual([[3, 1, 150, 150]]);
  });

  it("shows an attempt without any row of the gateway as a request beside it, at its account's own time", async () => {
    const world = worldOf([call("known", noon)]);
    world.AzureDiagnostics.push({
      ...world.AzureDiagnostics[0]!,
      CorrelationId: "unknown",
      TimeGenerated: "2026-12-10T09:00:00Z",
    });
    expect(await asked(world, "outside-gateway", day, ["Requests", "First"])).toEqual([[1, "2026-12-10T09:00:00.000000Z"]]);
    expect(await asked(world, "totals", day, ["Calls"])).toEqual([[1]]);
  });
});

describe("callers", () => {
  it("knows a caller with a key alone by the team, and names no person", async () => {
    const world = worldOf([call("key", noon, { person: "", credentials: "key" })]);
    expect(await asked(world, "tokens-by-caller", day, ["Consumer", "Caller", "Credentials", "TotalTokens"])).toEqual([
      ["claims", "", "key", 150],
    ]);
    expect(await asked(world, "totals", day, ["Teams", "Callers"])).toEqual([[1, 0]]);
  });

  it("charges a team that the settings know no more, without a cost centre", async () => {
    const world = worldOf([call("gone", noon, { consumer: "dissolved" })]);
    expect(await asked(world, "cost", day, ["Consumer", "CostCentre", "TotalTokens"])).toEqual([["dissolved", "", 150]]);
  });

  it("tells teams apart of which one's name begins with the other's", async () => {
    const world = worldOf([call("one", noon), call("other", noon, { consumer: "claims-europe", tokens: [1, 1] })]);
    expect(await asked(world, "usage", day, ["Consumer", "TotalTokens"], "claims")).toEqual([["claims", 150]]);
    expect(await asked(world, "usage", day, ["Consumer", "TotalTokens"], "claims-europe")).toEqual([["claims-europe", 2]]);
  });

  it("believes nothing that a caller wrote into a name: neither whose call it is nor why it was refused", async () => {
    const forged = 'x","account":"search--bbbbbbbb-0000-4000-8000-000000000001","reason":"quota","callerObjectId":"user-9';
    const world = worldOf([
      call("forged", noon, {
        requested: forged,
        status: 404,
        reason: "unknown_model",
        attempts: undefined,
        tokens: undefined,
        asked: undefined,
        answered: undefined,
        backend: undefined,
      }),
    ]);
    expect(await asked(world, "calls", day, ["Consumer", "Caller", "Outcome", "Reason"])).toEqual([
      ["claims", "user-1", "refused", "unknown_model"],
    ]);
  });
});

describe("answers that are none, or have no text", () => {
  const cut = { streamed: true, tokens: undefined, answered: undefined, milliseconds: 90_000 };

  it("keeps a stream that the client closed out of answers, averages and latency", async () => {
    const world = worldOf([call("whole", noon), call("cut", "2026-12-10T12:05:00Z", cut)]);
    expect(await asked(world, "totals", day, ["Calls", "Answered", "Cancelled", "TotalTokens"])).toEqual([[2, 1, 1, 150]]);
    expect(await asked(world, "tokens-by-consumer", day, ["TokensPerCall"])).toEqual([[150]]);
    expect(await asked(world, "latency", day, ["Calls", "percentile_TotalTime_99"])).toEqual([[1, 100]]);
  });

  it("asks images and audio for no tokens and no messages, and raises no alert on them", async () => {
    const calls = Array.from({ length: 40 }, (_, index) =>
      call(`image-${index}`, `2026-12-10T11:${10 + (index % 20)}:00Z`, {
        operation: index % 2 === 0 ? "ImageGenerations_Create" : "Transcriptions_Create",
        requested: index % 2 === 0 ? "gpt-image-2" : "gpt-4o-transcribe",
        tokens: undefined,
        asked: undefined,
        answered: undefined,
      }),
    );
    const world = { ...worldOf(calls), ApiManagementGatewayLlmLog: [] };
    expect(await asked(world, "coverage", day, ["AnsweredCalls", "MustCount", "MustHaveMessages", "CountedPercent"])).toEqual([
      [20, 0, 0, 100],
      [20, 0, 0, 100],
    ]);
    expect(await raises(world, "calls-without-tokens", noon)).toBe(false);
    expect(await raises(world, "prompts-not-logged", noon)).toBe(false);
  });
});

describe("long prompts", () => {
  /** A prompt as the log has it: JSON in pieces of 32 KB, one row each. */
  function pieces(text: string): string[] {
    const json = JSON.stringify([{ role: "user", content: text }]);
    return Array.from({ length: Math.ceil(json.length / 32_768) }, (_, index) =>
      json.slice(index * 32_768, (index + 1) * 32_768),
    );
  }
  const numbered = Array.from({ length: 40_000 }, (_, index) => `${index} "é"\n`).join("");

  it("are put together in order, though their rows came in another and some twice", async () => {
    const one = call("long", noon, { asked: pieces(numbered), answered: undefined });
    const rows: Row[] = modelRows(one);
    // More than nine pieces, so that 10 is not between 1 and 2.
    expect(rows.length).toBeGreaterThan(12);
    const world = {
      ApiManagementGatewayLogs: [gatewayRow(one)],
      ApiManagementGatewayLlmLog: [...rows.reverse(), rows[3]!, rows[7]!],
    };
    const [[prompt] = []] = await asked(world, "prompts-and-answers", day, ["Prompt"]);
    expect(prompt === numbered).toBe(true);
  });

  it("are marked where their end is missing", async () => {
    const one = call("cut", noon, { asked: pieces(numbered).slice(0, 2), answered: undefined });
    const [[prompt] = []] = await asked(worldOf([one]), "prompts-and-answers", day, ["Prompt"]);
    const [, text = ""] = /^(.{40000,}) \[cut\]$/s.exec(String(prompt)) ?? [];
    expect([text.length > 0, numbered.startsWith(text)]).toEqual([true, true]);
  });
});

it("counts rows that the archive has twice as the archive has them, and calls once", async () => {
  const { ApiManagementGatewayLogs: rows, ...others } = worldOf([call("one", noon), call("two", "2026-12-10T12:30:00Z")]);
  const world = { ...others, ApiManagementGatewayLogs: [...rows, ...rows] };
  const hours = await asked(world, "archived-rows", day, ["Table", "Hour", "Rows"]);
  expect(hours).toContainEqual(["ApiManagementGatewayLogs", "2026-12-10T12:00:00.000000Z", 4]);
  expect(await asked(world, "totals", day, ["Calls"])).toEqual([[2]]);
});
