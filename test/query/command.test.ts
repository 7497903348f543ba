import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGateway } from "../../local/gateway";
import { queryCommand } from "../../local/query/command";
import { announce } from "../../local/stand/standFile";
import type { Stand } from "../../local/stand/stand";
import { clientsOf, errorOf } from "../local/stand/clients";
import { call, control, startFixture } from "../local/stand/support";
import { gatewayRow, modelRows } from "./world";

const config = ["--config", "test/fixtures/dev.yaml"];

/** Runs the command in this process; what it wrote to either stream. */
async function run(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const spies = (["out", "err"] as const).map((stream) =>
    jest.spyOn(process[`std${stream}`], "write").mockImplementation((text) => ((written[stream] += String(text)), true)),
  );
  const exitCode = await queryCommand(args);
  spies.forEach((spy) => spy.mockRestore());
  return { exitCode, ...written };
}

describe("over the rows of a file", () => {
  let dir: string;
  const one = {
    id: "one",
    at: "2026-12-10T10:00:00Z",
    status: 200,
    consumer: "claims-assistant",
    person: "user-1",
    requested: "gpt-5.1",
    attempts: ["OAI 200"],
    backend: "swedencentral-gpt-5-1",
    tokens: [20, 5] as const,
    asked: [[{ role: "user", content: "Hello\nthere" }]],
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "query-"));
    writeFileSync(join(dir, "ApiManagementGatewayLogs.json"), JSON.stringify([gatewayRow(one)]));
    writeFileSync(
      join(dir, "ApiManagementGatewayLlmLog.jsonl"),
      modelRows(one)
        .map((row) => JSON.stringify(row))
        .join("\n"),
    );
    writeFileSync(join(dir, "own.kql"), "ApiManagementGatewayLogs\n| project CorrelationId, ResponseCode");
    writeFileSync(join(dir, "wrong.kql"), "ApiManagementGatewayLogs\n| project Nothing");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("answers with a table", async () => {
    const { exitCode, out } = await run("tokens-by-caller", "--rows", dir, ...config);
    expect([exitCode, out]).toEqual([
      0,
      [
        "Consumer          Caller  Application  Credentials  Model    Calls  Answered  PromptTokens  CompletionTokens  TotalTokens  LastCall",
        "----------------  ------  -----------  -----------  -------  -----  --------  ------------  ----------------  -----------  ---------------------------",
        "claims-assistant  user-1               keyAndToken  gpt-5.1      1         1            20                 5           25  2026-12-10T10:00:00.000000Z",
        "",
        "1 row from 2026-12-10T10:00:00.000Z to 2026-12-10T10:00:00.001Z",
        "",
      ].join("\n"),
    ]);
  });

  it("answers with JSON and nothing else", async () => {
    const { out } = await run("one-call", "--call", "one", "--rows", dir, "--json", ...config);
    expect(JSON.parse(out)).toMatchObject([
      { CorrelationId: "one", Prompt: "Hello\nthere", Outcome: "answered", TotalTokens: 25 },
    ]);
  });

  it("answers about one team and a range, and says when there is nothing", async () => {
    const { out } = await run("usage", "--consumer", "service-desk", "--rows", dir, "--since", "2026-12-10T09:00:00Z", ...config);
    expect(out).toBe("0 rows from 2026-12-10T09:00:00.000Z to 2026-12-10T10:00:00.001Z\n");
  });

  it("runs an alert, a saved function by its alias, and a query of the reader's own", async () => {
    expect((await run("alert-model-failing", "--rows", dir, ...config)).out).toBe("0 rows, run at 2026-12-10T10:00:00.001Z\n");
    expect(JSON.parse((await run("ShieldUsage", "--rows", dir, "--json", ...config)).out)).toMatchObject([{ Calls: 1 }]);
    const own = await run(join(dir, "own.kql"), "--rows", dir, "--json", ...config);
    expect(JSON.parse(own.out)).toEqual([{ CorrelationId: "one", ResponseCode: 200 }]);
  });

  it("takes what the stack file says now, not what it said at an earlier question", async () => {
    const file = join(dir, "changed.yaml");
    const charged = async (costCentre: string): Promise<unknown> => {
      writeFileSync(
        file,
        readFileSync("test/fixtures/dev.yaml", "utf8").replace("costCentre: CC-1001", `costCentre: ${costCentre}`),
      );
      const { out } = await run("cost", "--rows", dir, "--json", "--config", file);
      return (JSON.parse(out) as Record<string, unknown>[]).map(({ CostCentre }) => CostCentre);
    };
    expect([await charged("CC-7"), await charged("CC-8")]).toEqual([["CC-7"], ["CC-8"]]);
    expect((await run("cost", "--rows", dir, "--config", join(dir, "none.yaml"))).err).toMatch(
      /^error: --config: there is no file /,
    );
    writeFileSync(file, "config:\n  plans: 1\n");
    expect((await run("cost", "--rows", dir, "--config", file)).exitCode).toBe(2);
  });

  it.each<readonly [string, number, readonly string[], string]>([
    ["a name that nobody knows", 2, ["usag"], "error: the query usag is unknown; did you mean usage?; allowed: usage, "],
    ["an option that nobody knows", 2, ["usage", "--row", "x"], "error: Unknown option '--row'; allowed: [NAME | FILE.kql]"],
    ["rows that are not there", 2, ["usage", "--rows", "nowhere"], "error: --rows nowhere: there is no such file or folder\n"],
    ["a call that is missing", 2, ["one-call"], "error: one-call: --call is missing\n"],
    ["an option of another query", 2, ["usage", "--call", "x"], "error: --call: usage does not take it\n"],
    ["a moment that is none", 2, ["usage", "--since", "yesterday"], "error: --since yesterday: allowed: a moment such as "],
    [
      "a range without time",
      2,
      ["usage", "--until", "2026-01-01"],
      "error: --since 2026-12-10T10:00:00.000Z is not before --until 2026-01-01T00:00:00.000Z\n",
    ],
    ["a query with a mistake", 3, ["wrong.kql"], "error: line 2: "],
  ])("refuses %s", async (_what, code, [name = "", ...args], message) => {
    const query = name.endsWith(".kql") ? join(dir, name) : name;
    const { exitCode, err } = await run(query, ...(args.includes("--rows") ? [] : ["--rows", dir]), ...config, ...args);
    expect([exitCode, err.slice(0, message.length)]).toEqual([code, message]);
  });

  it("has no answers over no rows, as before the first call", async () => {
    const file = join(dir, "none.json");
    writeFileSync(file, JSON.stringify({ ApiManagementGatewayLogs: [] }));
    const { out, err, exitCode } = await run("usage", "--rows", file, ...config);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^0 rows from \S+ to \S+\n$/);
  });

  it("refuses rows that are no rows, each with its place", async () => {
    const file = join(dir, "rows.json");
    writeFileSync(file, JSON.stringify({ AzureActivity: [{}], Nothing: [], AGWAccessLogs: 1 }));
    const { err } = await run("usage", "--rows", file, ...config);
    expect(err.split("\n").map((line) => line.replace(file, "FILE").slice(0, 80))).toEqual([
      "error: --rows FILE: AzureActivity[0].TimeGenerated: got undefined; allowed: an I",
      expect.stringContaining("--rows FILE: Nothing is no table of the queries; allowed: "),
      "--rows FILE: AGWAccessLogs: is no array of rows",
      "",
    ]);
    rmSync(file);
  });

  it("counts the rows of the archive's blobs, as they are downloaded", async () => {
    const archive = mkdtempSync(join(tmpdir(), "archive-"));
    const blobs = ["09", "10"].map((hour) =>
      join(archive, "am-apimanagementgatewaylogs", "WorkspaceResourceId=", "y=2026", `h=${hour}`),
    );
    blobs.forEach((folder) => mkdirSync(folder, { recursive: true }));
    const line = (at: string) => JSON.stringify(gatewayRow({ ...one, at }));
    writeFileSync(join(blobs[0]!, "PT05M.json"), `${line("2026-12-10T09:59:00Z")}\n${line("2026-12-10T10:01:00Z")}\n`);
    writeFileSync(join(blobs[1]!, "PT05M.json"), `${line("2026-12-10T10:02:00Z")}\n`);
    const { out } = await run("archived-rows", "--rows", archive, "--json", ...config);
    rmSync(archive, { recursive: true });
    expect((JSON.parse(out) as Record<string, unknown>[]).map(({ Table, Hour, Rows }) => [Table, Hour, Rows])).toEqual([
      ["ApiManagementGatewayLogs", "2026-12-10T09:00:00.000000Z", 1],
      ["ApiManagementGatewayLogs", "2026-12-10T10:00:00.000000Z", 2],
    ]);
  });

  it("lists every query without a name", async () => {
    const { exitCode, out } = await run();
    expect([exitCode, out.split("\n").slice(0, 1)]).toEqual([0, [expect.stringMatching(/^usage +Tokens and calls by team/)]]);
  });
});

describe("over what the running stand-in has written", () => {
  const stack = `query-test-${process.pid}`;
  let stand: Stand;
  let withdraw: () => void;
  beforeAll(async () => {
    stand = await startFixture("dev", createGateway);
    withdraw = announce({ stack, config: "test/fixtures/dev.yaml", control: stand.addresses.control });
  });
  afterAll(async () => {
    withdraw();
    await stand.close();
  });

  it("counts what the clients were told, and shows what they said", async () => {
    await control(stand, "POST", "/reset");
    const { v1 } = await clientsOf(stand, "claims-assistant");
    const said = ["Good morning", 'Say "Grüße"'];
    const usages = [];
    for (const content of said)
      usages.push(
        (await v1.chat.completions.create({ model: "gpt-5.1", messages: [{ role: "user", content }] })).usage!.total_tokens,
      );
    await v1.embeddings.create({ model: "text-embedding-3-small", input: "a" });
    await errorOf(v1.chat.completions.create({ model: "gpt-9", messages: [{ role: "user", content: "x" }] }));
    await call(stand, "POST", "/openai/v1/responses", { "content-type": "application/json" }, "{}");

    const usage = JSON.parse((await run("tokens-by-consumer", "--stack", stack, "--json")).out) as Record<string, unknown>[];
    const chat = usage.find(({ Model }) => Model === "gpt-5.1");
    expect(chat).toMatchObject({ Consumer: "claims-assistant", Calls: 2, Answered: 2, TotalTokens: usages[0]! + usages[1]! });
    expect(usage.reduce((sum, { Calls }) => sum + Number(Calls), 0)).toBe(5);

    const prompts = JSON.parse((await run("prompts-and-answers", "--stack", stack, "--json")).out) as Record<string, unknown>[];
    // What an embedding was made of is no prompt.
    expect(prompts.map(({ Prompt, Answer }) => [Prompt, Answer])).toEqual(
      [...said].reverse().map((text) => [text, `gpt-5.1 answers: ${text}`]),
    );
    const errors = JSON.parse((await run("errors", "--stack", stack, "--json")).out) as Record<string, unknown>[];
    expect(errors.map(({ Consumer, Status, Outcome }) => [Consumer, Status, Outcome]).sort()).toEqual([
      ["", 401, "refused"],
      ["claims-assistant", 404, "refused"],
    ]);
  });

  it("says so when none of that name runs", async () => {
    const { exitCode, err } = await run("usage", "--stack", "nobody");
    expect([exitCode, err]).toEqual([
      2,
      "error: no stand-in of nobody runs; start one with `npm run local`, or name rows with --rows DIR or --rows FILE\n",
    ]);
  });
});
