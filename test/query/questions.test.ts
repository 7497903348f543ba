import { library, LibraryQuery } from "../../components/monitoring/queries";
import { queryText } from "../../components/monitoring/queryText";
import { Engine, Value } from "../../local/query/engine";
import { facts } from "../components/monitoring/sample";
import { Call, World, ask, engineOf, gatewayRow, modelRows, worldOf } from "./world";

const at = (time: string): string => `2026-12-10T${time}Z`;
const sweden = { attempts: ["OAI-SWEDEN 200"], backend: "swedencentral-gpt-5-1", requested: "gpt-5.1" };
const said = (role: string, content: string) => [{ role, content }];

/** What happened from ten to eleven, and what lies around it. */
const calls: Call[] = [
  {
    id: "plain",
    at: at("10:05:00"),
    status: 200,
    consumer: "claims",
    person: "user-1",
    ...sweden,
    tokens: [100, 50],
    asked: [said("user", 'What is "force majeure"?')],
    answered: [said("assistant", "An unforeseeable event.\nRead clause 7.")],
    milliseconds: 1000,
    remaining: 400_000,
  },
  {
    id: "failed-over",
    at: at("10:06:00"),
    status: 200,
    consumer: "claims",
    person: "user-1",
    requested: "gpt-5.1",
    attempts: ["OAI-SWEDEN 429", "OAI-FRANCE 200"],
    backend: "francecentral-gpt-5-1",
    tokens: [200_000, 100_000],
    asked: [said("user", "Second")],
    answered: [said("assistant", "Answer")],
    milliseconds: 3000,
  },
  {
    id: "embedding",
    at: at("10:07:00"),
    status: 200,
    consumer: "claims",
    person: "user-2",
    operation: "embeddings_create",
    requested: "text-embedding-3-small",
    credentials: "key",
    attempts: ["OAI-SWEDEN 200"],
    backend: "swedencentral-text-embedding-3-small",
    tokens: [30, 0],
  },
  {
    id: "given-up",
    at: at("10:08:00"),
    status: 200,
    consumer: "search",
    application: "app-9",
    ...sweden,
    streamed: true,
    asked: [said("user", "Never mind")],
  },
  {
    id: "over-plan",
    at: at("10:09:00"),
    status: 429,
    consumer: "search",
    application: "app-9",
    requested: "gpt-5.1",
    error: { source: "llm-token-limit", reason: "TokenLimitExceeded" },
  },
  {
    id: "no-capacity",
    at: at("10:10:00"),
    status: 429,
    consumer: "search",
    application: "app-9",
    requested: "gpt-5.1",
    attempts: ["OAI-SWEDEN 429"],
    backend: "swedencentral-gpt-5-1",
  },
  { id: "stranger", at: at("10:11:00"), status: 401, client: "198.51.100.9", reason: "no_token" },
  { id: "out", at: at("10:12:00"), status: 503, consumer: "claims", person: "user-1", requested: "gpt-5.1" },
  {
    id: "filtered",
    at: at("10:13:00"),
    status: 400,
    consumer: "claims",
    person: "user-2",
    requested: "gpt-5.1",
    attempts: ["OAI-SWEDEN 400"],
    backend: "swedencentral-gpt-5-1",
    asked: [said("user", "Forbidden words")],
  },
  {
    id: "twice",
    at: at("10:14:00"),
    status: 200,
    consumer: "claims",
    person: "user-2",
    ...sweden,
    tokens: [10, 5],
    // A long message comes in pieces, and a piece may end inside an escape.
    asked: ['[{"role":"user","content":"Gr\\u00', 'fc\\u00dfe"}]'],
    answered: [said("assistant", "Hello")],
  },
  {
    id: "late",
    at: at("10:59:50"),
    status: 200,
    consumer: "search",
    application: "app-9",
    ...sweden,
    tokens: [40, 20],
    asked: [said("user", "Late")],
    answered: [said("assistant", "Later")],
    logged: at("11:00:40"),
  },
  {
    id: "before",
    at: at("09:59:50"),
    status: 200,
    consumer: "claims",
    person: "user-1",
    ...sweden,
    tokens: [999, 999],
    logged: at("10:00:10"),
  },
  { id: "after", at: at("11:00:00"), status: 200, consumer: "claims", person: "user-1", ...sweden, tokens: [888, 888] },
];
const orphan: Call = {
  id: "orphan",
  at: at("10:20:00"),
  status: 200,
  ...sweden,
  tokens: [7, 3],
  asked: [said("user", "Whose?")],
  answered: [said("assistant", "Nobody knows")],
};

const world: World & Required<Pick<World, "ApiManagementGatewayLlmLog">> = worldOf(calls);
const twice = calls.filter(({ id }) => id === "twice");
world.ApiManagementGatewayLogs?.push(...twice.map(gatewayRow));
world.ApiManagementGatewayLlmLog?.push(...twice.flatMap(modelRows), ...modelRows(orphan));
world.AzureDiagnostics?.push({
  TimeGenerated: at("10:30:00"),
  CorrelationId: "round-about",
  Category: "RequestResponse",
  ResourceProvider: "MICROSOFT.COGNITIVESERVICES",
  OperationName: "ChatCompletions_Create",
  Resource: "OAI-SWEDEN",
  ResultSignature: "200",
});
world.AGWFirewallLogs = [1, 2].map((number) => ({
  TimeGenerated: at(`10:4${number}:00`),
  Action: "Blocked",
  RuleId: "942100",
  RuleSetType: "OWASP",
  Message: "SQL Injection",
  TransactionId: "w1",
  ClientIp: "198.51.100.9",
  RequestUri: "/openai/v1/responses",
  DetailedData: "Matched Data: x found within ARGS:messages.content: x",
  DetailedMessage: "",
}));
world.AzureMetrics = [300, 500].map((Total, index) => ({
  TimeGenerated: at(`10:5${index}:00`),
  MetricName: "AzureOpenAITimeToResponse",
  Resource: "OAI-SWEDEN",
  Total,
  Count: 2,
  Maximum: Total,
}));
world.AzureActivity = [
  {
    TimeGenerated: at("10:15:00"),
    CategoryValue: "Administrative",
    Caller: "eve@contoso.com",
    OperationNameValue: "MICROSOFT.COGNITIVESERVICES/ACCOUNTS/LISTKEYS/ACTION",
    ActivityStatusValue: "Success",
    _ResourceId: "/a",
  },
  {
    TimeGenerated: at("10:16:00"),
    CategoryValue: "Administrative",
    Caller: "ops@contoso.com",
    OperationNameValue: "MICROSOFT.NETWORK/VIRTUALNETWORKS/WRITE",
    ActivityStatusValue: "Success",
    _ResourceId: "/v",
  },
];
world.LAQueryLogs = ["ApiManagementGatewayLlmLog | take 5", "AzureActivity | count"].map((QueryText) => ({
  TimeGenerated: at("10:17:00"),
  AADEmail: "eve@contoso.com",
  QueryText,
  ResponseRowCount: 5,
  ResponseCode: 200,
}));

let engine: Engine;
beforeAll(async () => {
  engine = await engineOf(world);
});
afterAll(() => engine.close());

/** A query of the library about the hour, as a page of the portal asks it. */
const aboutTheHour = (key: LibraryQuery, changes: Record<string, string> = {}): string => {
  const range = { since: `datetime(${at("10:00:00")})`, until: `datetime(${at("11:00:00")})`, ...changes };
  return Object.entries(range).reduce(
    (text, [name, value]) => text.replace(new RegExp(`^let ${name} = .*;$`, "m"), () => `let ${name} = ${value};`),
    queryText(key, facts),
  );
};
const answer = (key: LibraryQuery, columns: readonly string[], changes?: Record<string, string>) =>
  ask(engine, aboutTheHour(key, changes), at("12:00:00"), columns);

type Rows = readonly (readonly Value[])[];

const modelRowsOfTheHour = world.ApiManagementGatewayLlmLog.filter(
  ({ TimeGenerated }) => String(TimeGenerated) >= at("10:00:00") && String(TimeGenerated) < at("11:00:00"),
).length;

/** The true answer to each question about the hour, by hand from the list of calls. */
const truths: Record<LibraryQuery, { columns: readonly string[]; rows: Rows; changes?: Record<string, string> }> = {
  usage: {
    columns: [
      "Consumer",
      "Model",
      "Region",
      "Calls",
      "Answered",
      "PromptTokens",
      "CompletionTokens",
      "TotalTokens",
      "TokensPerCall",
    ],
    rows: [
      ["claims", "gpt-5.1", "francecentral", 1, 1, 200_000, 100_000, 300_000, 300_000],
      ["claims", "gpt-5.1", "swedencentral", 3, 2, 110, 55, 165, 82.5],
      ["search", "gpt-5.1", "swedencentral", 3, 1, 40, 20, 60, 60],
      ["claims", "text-embedding-3-small", "swedencentral", 1, 1, 30, 0, 30, 30],
      ["", "gpt-5.1-2025-11-13", "", 1, 1, 7, 3, 10, 10],
      ["claims", "gpt-5.1", "", 1, 0, 0, 0, 0, null],
      ["search", "gpt-5.1", "", 1, 0, 0, 0, 0, null],
      ["", "", "", 1, 0, 0, 0, 0, null],
    ],
  },
  totals: {
    columns: ["Calls", "Answered", "Throttled", "Refused", "Failed", "Cancelled", "Teams", "Callers", "TotalTokens"],
    rows: [[12, 6, 2, 2, 1, 1, 2, 2, 300_265]],
  },
  "throttled-over-time": {
    columns: ["TimeGenerated", "Consumer", "ThrottledPercent"],
    changes: { step: "30m" },
    rows: [
      ["2026-12-10T10:00:00.000000Z", "claims", 0],
      ["2026-12-10T10:00:00.000000Z", "search", 66.7],
      ["2026-12-10T10:30:00.000000Z", "search", 0],
    ],
  },
  "call-details": {
    columns: ["CorrelationId", "Attempts", "Attempted", "Outcome", "TotalTokens", "HasCounts"],
    changes: { correlationId: '"failed-over"' },
    rows: [["failed-over", '["OAI-SWEDEN 429","OAI-FRANCE 200"]', 2, "answered", 300_000, true]],
  },
  "tokens-by-consumer": {
    columns: ["Consumer", "Model", "Calls", "Answered", "Callers", "TotalTokens", "TokensPerCall"],
    rows: [
      ["claims", "gpt-5.1", 5, 3, 2, 300_165, 100_055],
      ["search", "gpt-5.1", 4, 1, 0, 60, 60],
      ["claims", "text-embedding-3-small", 1, 1, 1, 30, 30],
      ["", "gpt-5.1-2025-11-13", 1, 1, 0, 10, 10],
      ["", "", 1, 0, 0, 0, null],
    ],
  },
  "tokens-by-caller": {
    columns: ["Consumer", "Caller", "Application", "Credentials", "Model", "Calls", "Answered", "TotalTokens"],
    rows: [
      ["claims", "user-1", "", "keyAndToken", "gpt-5.1", 3, 2, 300_150],
      ["search", "", "app-9", "keyAndToken", "gpt-5.1", 4, 1, 60],
      ["claims", "user-2", "", "key", "text-embedding-3-small", 1, 1, 30],
      ["claims", "user-2", "", "keyAndToken", "gpt-5.1", 2, 1, 15],
      ["", "", "", "", "gpt-5.1-2025-11-13", 1, 1, 10],
      ["", "", "", "", "", 1, 0, 0],
    ],
  },
  "tokens-over-time": {
    columns: ["TimeGenerated", "Consumer", "TotalTokens", "Calls"],
    changes: { step: "30m" },
    rows: [
      ["2026-12-10T10:00:00.000000Z", "", 10, 2],
      ["2026-12-10T10:00:00.000000Z", "claims", 300_195, 6],
      ["2026-12-10T10:00:00.000000Z", "search", 0, 3],
      ["2026-12-10T10:30:00.000000Z", "", 0, 0],
      ["2026-12-10T10:30:00.000000Z", "search", 60, 1],
      ["2026-12-10T11:00:00.000000Z", "", 0, 0],
    ],
  },
  calls: {
    columns: ["CorrelationId", "Outcome", "TotalTokens", "ClientAddress"],
    rows: [
      ["late", "answered", 60, "203.0.113.7"],
      ["orphan", "answered", 10, ""],
      ["twice", "answered", 15, "203.0.113.7"],
      ["filtered", "refused by model", 0, "203.0.113.7"],
      ["out", "failed", null, "203.0.113.7"],
      ["stranger", "refused", null, "198.51.100.9"],
      ["no-capacity", "throttled by model", 0, "203.0.113.7"],
      ["over-plan", "throttled by plan", null, "203.0.113.7"],
      ["given-up", "cancelled", 0, "203.0.113.7"],
      ["embedding", "answered", 30, "203.0.113.7"],
      ["failed-over", "answered", 300_000, "203.0.113.7"],
      ["plain", "answered", 150, "203.0.113.7"],
    ],
  },
  cost: {
    // France is paid by the token, 0.2 M at 1.25 and 0.1 M at 10; Sweden's 15 units cost an hour of 1.1 each, shared by 225 tokens to 165 and 60.
    columns: ["Consumer", "CostCentre", "Model", "TokenCost", "ProvisionedCost", "Cost", "UnpricedTokens"],
    rows: [
      ["claims", "CC-1", "gpt-5.1", 1.25, 12.1, 13.35, 0],
      ["search", 'R&D "42"', "gpt-5.1", 0, 4.4, 4.4, 0],
      ["claims", "CC-1", "text-embedding-3-small", 0, 0, 0, 0],
      ["", "", "gpt-5.1-2025-11-13", 0, 0, 0, 10],
    ],
  },
  "cost-by-month": {
    // The hour is one of 744.
    columns: ["Consumer", "CostCentre", "TokenCost", "ProvisionedCost", "MonthToDate", "Forecast", "UnpricedTokens"],
    rows: [
      ["claims", "CC-1", 1.25, 12.1, 13.35, 9932.4, 0],
      ["search", 'R&D "42"', 0, 4.4, 4.4, 3273.6, 0],
      ["", "", 0, 0, 0, 0, 10],
    ],
  },
  "prompts-and-answers": {
    columns: ["CorrelationId", "Caller", "Prompt", "Answer"],
    rows: [
      ["late", "", "Late", "Later"],
      ["orphan", "", "Whose?", "Nobody knows"],
      ["twice", "user-2", "Grüße", "Hello"],
      ["filtered", "user-2", "Forbidden words", ""],
      ["given-up", "", "Never mind", ""],
      ["failed-over", "user-1", "Second", "Answer"],
      ["plain", "user-1", 'What is "force majeure"?', "An unforeseeable event.\nRead clause 7."],
    ],
  },
  "caller-history": {
    columns: ["CorrelationId", "Prompt", "Outcome"],
    changes: { caller: '"user-2"' },
    rows: [
      ["twice", "Grüße", "answered"],
      ["filtered", "Forbidden words", "refused by model"],
      ["embedding", "", "answered"],
    ],
  },
  "one-call": {
    columns: ["Consumer", "BackendId", "Attempted", "Outcome", "TotalTokens", "Prompt", "Answer", "TransactionId"],
    changes: { correlationId: '"failed-over"' },
    rows: [["claims", "francecentral-gpt-5-1", 2, "answered", 300_000, "Second", "Answer", "t-failed-over"]],
  },
  throttling: {
    columns: ["Consumer", "Model", "Calls", "ByPlan", "ByModel", "ThrottledPercent"],
    rows: [
      ["search", "gpt-5.1", 4, 1, 1, 50],
      ["claims", "gpt-5.1", 5, 0, 0, 0],
      ["", "", 1, 0, 0, 0],
      ["", "gpt-5.1-2025-11-13", 1, 0, 0, 0],
      ["claims", "text-embedding-3-small", 1, 0, 0, 0],
    ],
  },
  limits: {
    columns: ["Consumer", "Model", "PeakTokensPerMinute", "TokensPerMinute", "PeakPercent", "TokensOfRange", "MonthPercent"],
    rows: [
      ["claims", "gpt-5.1", 300_000, 30_000, 1000, 300_165, 30],
      ["search", "gpt-5.1", 60, 30_000, 0.2, 60, 0],
      ["claims", "text-embedding-3-small", 30, 30_000, 0.1, 30, 0],
      ["", "gpt-5.1-2025-11-13", 10, null, null, 10, null],
    ],
  },
  failover: {
    columns: ["Account", "Model", "AnsweredBy", "Attempted", "Failed", "Throttled", "FailedOver"],
    rows: [
      ["OAI-SWEDEN", "gpt-5.1", "francecentral-gpt-5-1", 1, 1, 1, 1],
      ["OAI-SWEDEN", "gpt-5.1", "swedencentral-gpt-5-1", 6, 1, 1, 0],
      ["OAI-FRANCE", "gpt-5.1", "francecentral-gpt-5-1", 1, 0, 0, 1],
      ["OAI-SWEDEN", "text-embedding-3-small", "swedencentral-text-embedding-3-small", 1, 0, 0, 0],
    ],
  },
  deployments: {
    columns: ["BackendId", "Calls", "AnsweredCalls", "AfterFailover", "Throttled", "SharePercent"],
    rows: [
      ["swedencentral-gpt-5-1", 6, 3, 0, 1, 75],
      ["francecentral-gpt-5-1", 1, 1, 1, 0, 12.5],
      ["swedencentral-text-embedding-3-small", 1, 1, 0, 0, 12.5],
    ],
  },
  latency: {
    columns: ["Model", "Region", "Calls", "percentile_TotalTime_50", "percentile_TotalTime_99", "percentile_GatewayTime_50"],
    rows: [
      ["gpt-5.1", "swedencentral", 3, 100, 1000, 20],
      ["gpt-5.1", "francecentral", 1, 3000, 3000, 20],
      ["text-embedding-3-small", "swedencentral", 1, 100, 100, 20],
    ],
  },
  "first-token": {
    columns: ["MetricName", "Account", "Average", "Slowest", "Measured"],
    rows: [["AzureOpenAITimeToResponse", "oai-sweden", 200, 500, 4]],
  },
  errors: {
    columns: ["Consumer", "Status", "Outcome", "Reason", "Calls"],
    rows: [
      ["", 401, "refused", "no_token", 1],
      ["claims", 400, "refused by model", "the model refused the request: content filter, or not valid", 1],
      ["claims", 503, "failed", "every deployment of the model is out", 1],
      ["search", 200, "cancelled", "the client left", 1],
      ["search", 429, "throttled by model", "every deployment of the model is throttled", 1],
      ["search", 429, "throttled by plan", "limit of the plan", 1],
    ],
  },
  "refused-calls": {
    columns: ["Consumer", "Status", "Reason", "Calls", "Addresses"],
    rows: [
      ["", 401, "no_token", 1, ["198.51.100.9"]],
      ["search", 429, "every deployment of the model is throttled", 1, ["203.0.113.7"]],
      ["search", 429, "limit of the plan", 1, ["203.0.113.7"]],
    ],
  },
  "client-addresses": {
    columns: ["ClientAddress", "Consumer", "Calls", "Refused"],
    rows: [
      ["198.51.100.9", "", 1, 1],
      ["", "", 1, 0],
      ["203.0.113.7", "claims", 6, 0],
      ["203.0.113.7", "search", 4, 0],
    ],
  },
  coverage: {
    columns: [
      "Consumer",
      "OperationId",
      "AnsweredCalls",
      "MustCount",
      "WithoutCounts",
      "MustHaveMessages",
      "WithoutMessages",
      "WithoutGatewayRow",
    ],
    rows: [
      ["", "", 1, 0, 0, 1, 0, 1],
      ["claims", "ChatCompletions_Create", 3, 3, 0, 3, 0, 0],
      ["claims", "embeddings_create", 1, 1, 0, 0, 0, 0],
      ["search", "ChatCompletions_Create", 1, 1, 0, 1, 0, 0],
    ],
  },
  "outside-gateway": {
    columns: ["AccountOperation", "Requests", "Accounts", "Ids"],
    rows: [["ChatCompletions_Create", 1, [["OAI-SWEDEN 200"]], ["round-about"]]],
  },
  "firewall-blocks": {
    columns: ["RuleId", "Field", "MatchVariable", "Selector", "Matches", "Requests"],
    rows: [["942100", "ARGS:messages.content", "RequestArgValues", "messages.content", 2, 1]],
  },
  "prompt-readers": {
    columns: ["Reader", "QueryText", "Rows"],
    rows: [["eve@contoso.com", "ApiManagementGatewayLlmLog | take 5", 5]],
  },
  "archived-rows": {
    columns: ["Table", "Hour", "Rows"],
    rows: [
      ["AGWFirewallLogs", "2026-12-10T10:00:00.000000Z", 2],
      ["ApiManagementGatewayLlmLog", "2026-12-10T10:00:00.000000Z", modelRowsOfTheHour],
      // Twelve calls, of which one came twice.
      ["ApiManagementGatewayLogs", "2026-12-10T10:00:00.000000Z", 12],
      ["AzureActivity", "2026-12-10T10:00:00.000000Z", 2],
      ["LAQueryLogs", "2026-12-10T10:00:00.000000Z", 2],
    ],
  },
  "admin-changes": {
    columns: ["Kind", "Caller", "Times"],
    rows: [
      ["1 keys or secrets listed", "eve@contoso.com", 1],
      ["6 network", "ops@contoso.com", 1],
    ],
  },
};

const asText = (rows: readonly (readonly Value[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe("the answer to each question is what happened", () => {
  it.each(library().map(({ key }) => key))("%s", async (key) => {
    const { columns, rows, changes } = truths[key];
    const found = await answer(key, columns, changes);
    expect(asText(found.map((row) => columns.map((column) => row[column] ?? null)))).toEqual(asText(rows));
  });
});

it("about one model and one region", async () => {
  const narrowed = aboutTheHour("usage", { onlyModel: '"gpt-5.1"', onlyRegion: '"francecentral"' });
  expect(await ask(engine, narrowed, at("12:00:00"), ["Consumer", "Model", "Region", "Calls"])).toEqual([
    { Consumer: "claims", Model: "gpt-5.1", Region: "francecentral", Calls: 1 },
  ]);
});

it("a saved function gives every call, a page the newest thousand", async () => {
  const many: Call[] = Array.from({ length: 1001 }, (_, index) => ({
    id: `c${index}`,
    at: at("10:00:00"),
    status: 200,
    consumer: "claims",
    ...sweden,
  }));
  const full = await engineOf({ ApiManagementGatewayLogs: many.map(gatewayRow) });
  const given = `let since = datetime(${at("10:00:00")}); let until = datetime(${at("11:00:00")}); let consumer = "*";\n`;
  expect(await ask(full, aboutTheHour("calls"), at("12:00:00"))).toHaveLength(1000);
  expect(await ask(full, given + queryText("calls", facts, { as: "function" }), at("12:00:00"))).toHaveLength(1001);
  full.close();
});

describe("a mistake in a query shows", () => {
  const told = async (change: (text: string) => string): Promise<string[]> => {
    const text = change(aboutTheHour("usage"));
    expect(text).not.toBe(aboutTheHour("usage"));
    const { columns } = truths.usage;
    const found = await ask(engine, text, at("12:00:00"), columns);
    return asText(found.map((row) => columns.map((column) => row[column] ?? null)));
  };

  it.each([
    [
      "a row that came twice is added twice",
      (text: string) => text.replace("TotalTokens = max(TotalTokens), Streamed", "TotalTokens = sum(TotalTokens), Streamed"),
    ],
    [
      "a call whose gateway row is missing is lost",
      (text: string) => text.replace("| where isnotnull(Began) or isnotnull(Logged)", "| where isnotnull(Began)"),
    ],
    [
      "rows that were written after the range are lost",
      (text: string) => text.replaceAll("TimeGenerated < until + pad", "TimeGenerated < until"),
    ],
    [
      "the call before the range is counted",
      (text: string) =>
        text.replace(
          "| where TimeGenerated >= since and TimeGenerated < until;\nlet calls",
          "| where TimeGenerated >= since - pad and TimeGenerated < until;\nlet calls",
        ),
    ],
    ["the average is over all calls", (text: string) => text.replace("TotalTokens / Counted", "TotalTokens / Calls")],
    ["the average of no calls is no number", (text: string) => text.replace("Counted == 0", "false")],
  ])("%s", async (_what, change) => {
    expect(await told(change)).not.toEqual(asText(truths.usage.rows));
  });
});
