import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openRows } from "../../components/monitoring/readAccess";
import { FigureReader, Reader, ReaderBook, readers } from "../../components/monitoring/readers";
import { workbookContent } from "../../components/monitoring/workbook";
import { translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";
import { Answer, Content } from "../../local/workbook/content";
import { workbookPage } from "../../local/workbook/page";
import { facts, workspaceId } from "../components/monitoring/sample";
import { Fault, clockTime, dayOf, goodCall, minutesOf, unanswered } from "../query/day";
import { Call, World, engineOf } from "../query/world";
import { openBrowser, openPage, pictures } from "./support";

/** What is shown: the working day of `test/query/day.ts`, on which a team sends too much for three hours. */
const [since, until, now] = [clockTime(6 * 60), clockTime(22 * 60), clockTime(24 * 60)];
const storm: Fault = {
  lasts: 180,
  more: (at) => {
    const call = goodCall(`storm-${at}`, at, "claims", "gpt-5.1");
    const over: Partial<Call> = { status: 429, error: { source: "llm-token-limit", reason: "TokenLimitExceeded" } };
    return at % 60 < 25 ? [unanswered(call, over)] : [];
  },
};
/** Calls of the day say something that can be read, the same ones every day. */
const talks = [
  ["Which clauses of the contract limit our liability?", "Clause 7.2 and clause 9; both except intent."],
  ["Summarise the claim of 3 December in two sentences.", "A pipe burst in the archive. The damage is EUR 4,200."],
  ["Is water damage by rain covered?", "Only with the extension for natural hazards."],
] as const;

function rowsOfADay(): World {
  const world = dayOf(7, storm, 13 * 60);
  for (const row of new Set(world.ApiManagementGatewayLlmLog)) {
    // Calls as long as people make them.
    for (const count of ["PromptTokens", "CompletionTokens", "TotalTokens"] as const)
      (row as Record<string, unknown>)[count] = 25 * Number(row[count]);
    const talk = talks[Math.floor(minutesOf(String(row.TimeGenerated))) % talks.length]!;
    const said = row as Record<string, unknown>;
    if (said.RequestMessages !== undefined) said.RequestMessages = [{ role: "user", content: talk[0] }];
    if (said.ResponseMessages !== undefined) said.ResponseMessages = [{ role: "assistant", content: talk[1] }];
  }
  // Two of five calls go to the deployment that is paid by the token.
  const chats = (world.ApiManagementGatewayLogs ?? []).filter(({ BackendId }) => BackendId === "swedencentral-gpt-5-1");
  const elsewhere = new Set(
    chats.map(({ CorrelationId }) => CorrelationId).filter((id) => Number(/\d+$/.exec(String(id))?.[0]) % 5 < 2),
  );
  for (const row of [...chats, ...(world.AzureDiagnostics ?? [])].filter(({ CorrelationId }) => elsewhere.has(CorrelationId)))
    Object.assign(row, row.BackendId === undefined ? { Resource: "OAI-FRANCE" } : { BackendId: "francecentral-gpt-5-1" });
  return world;
}

/** Who is shown with which tab; the team of the lead. */
const shown: Record<Reader, { tab: string; team: string }> = {
  "team-lead": { tab: "Limits", team: "claims" },
  "cost-owner": { tab: "Cost", team: "*" },
  "on-call": { tab: "Now", team: "*" },
  auditor: { tab: "Prompts and answers", team: "*" },
};

/** The rows that the reader's role opens. */
function openTo(reader: Reader, world: World): World {
  if (readers[reader].prompts) return world;
  const own = { subscriptionIds: ["claims--bbbbbbbb-0000-4000-8000-000000000001"] };
  const open = openRows[reader as FigureReader]({ deploymentNames: ["gpt-5.1", "text-embedding-3-small"], ...own });
  const lets = (table: string, row: Readonly<Record<string, unknown>>) =>
    open.some((one) => one.table === table && (!one.only || one.only.values.includes(String(row[one.only.column]))));
  return Object.fromEntries(Object.entries(world).map(([table, rows]) => [table, rows.filter((row) => lets(table, row))]));
}

const clicked = "ClickedCall";

async function pageOf(reader: Reader, world: World): Promise<string> {
  const book: ReaderBook = readers[reader];
  const { tab, team } = shown[reader];
  const content = workbookContent(book, workspaceId, facts) as unknown as Content;
  const engine = await engineOf(openTo(reader, world));
  await engine.see({ now });
  const answers = new Map<string, Answer>();
  let call: string | undefined;
  for (const { name, type, conditionalVisibility, content: tile } of content.items) {
    if (type !== 3 || conditionalVisibility?.value !== tab) continue;
    const range = { "TimeRange:start": `datetime(${since})`, "TimeRange:end": `datetime(${until})`, "TimeRange:grain": "30m" };
    const values: Record<string, string> = { ...range, Team: team, Model: "*", Region: "*", [clicked]: call ?? "" };
    const { columns, ...query } = translate(
      tile.query!.replace(/\{(\w+(?::\w+)?)\}/g, (whole, key: string) => values[key] ?? whole),
      tables,
    );
    const rows = await engine.run({ columns, ...query });
    answers.set(name, { columns, rows });
    const first = rows[2]?.CorrelationId;
    if (typeof first === "string") call ??= first;
  }
  engine.close();
  const picked = {
    TimeRange: "10 December, 06:00 to 22:00",
    Team: team === "*" ? "All teams" : team,
    CallId: "none",
    Caller: "none",
  };
  return workbookPage(content, {
    title: `Azure OpenAI Shield: ${book.title}`,
    tab,
    picked: { ...picked, Model: "All models", Region: "All regions" },
    answers,
    ...(call !== undefined && { clicked: call }),
  });
}

let browser: Browser;
const world = rowsOfADay();
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

it.each(Object.keys(shown) as Reader[])("%s: the workbook is drawn from its rows, readable in both themes", async (reader) => {
  const html = await pageOf(reader, world);
  const file = join(pictures, `workbook-${reader}.html`);
  writeFileSync(file, html);
  const { page, complaints, requests } = await openPage(browser, file, 1280);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(
      "axe.run().then((result) => result.violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    );
    expect([colorScheme, found]).toEqual([colorScheme, []]);
  }
  expect([complaints, requests]).toEqual([[], []]);
  await page.locator("body").screenshot({ path: join(pictures, `workbook-${reader}.png`) });
  const texts = await page.locator("main").innerText();
  expect(texts).toContain(readers[reader].tabs[0].heading);
  // Who may not read prompts sees none; the auditor does, and the clicked call below the list.
  expect(talks.some(([prompt]) => texts.includes(prompt))).toBe(reader === "auditor");
  if (reader === "auditor") expect(await page.locator("tr.clicked").count()).toBe(1);
  if (reader === "team-lead" || reader === "on-call") expect(await page.locator(".threshold line").count()).toBe(1);
  if (reader === "team-lead") expect(texts).not.toContain("search");
  await page.close();
});
