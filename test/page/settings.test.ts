import * as fc from "fast-check";
import { differenceOf, unaccepted } from "../../local/report/difference";
import { differenceParts } from "../../local/report/difference/rows";
import { factsOf } from "../../local/report/facts";
import type { PlanDocument } from "../../local/report/facts/planView";
import { PlanView } from "../../local/report/facts/planView";
import { escaped, markdown } from "../../local/report/markdown";
import { drawingOf } from "../../local/report/page/architecture";
import { graphOf } from "../../local/report/page/drawing";
import { pageHtml } from "../../local/report/page/page";
import { unstyled } from "../../local/report/style";
import { terminalText } from "../../local/report/terminal";
import { fixtureStack, planOf } from "../support/plan";
import { Raw, planHere, settingsOf } from "../support/planHere";
import { Leaf, changesOf, leaves } from "../support/settingChanges";
import { root } from "./support";

type Change = (settings: Raw) => unknown;

/** What a reviewer gets to see of a plan. */
function shown(plan: PlanDocument) {
  const sections = factsOf(plan);
  const view = new PlanView(plan);
  const drawing = drawingOf(view);
  // Where the boxes stand plays no part here.
  const props = { view, sections, drawing, graph: graphOf(drawing), firstRun: false, script: "", style: "", project: root };
  return {
    terminal: terminalText(plan, sections, { firstRun: false, links: [], style: unstyled, tree: false }).split("\n"),
    markdown: markdown(plan, sections, { firstRun: false }),
    page: textOf(pageHtml(props)),
  };
}

/** The text of a page without its elements. */
const textOf = (html: string): string =>
  html.replace(/<[^>]+>/g, "\n").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"); // prettier-ignore

let plan: PlanDocument;
let before: ReturnType<typeof shown>;
beforeAll(async () => {
  plan = await planHere(settingsOf("dev"));
  before = shown(plan);
});

it("plans here as the command does", async () => {
  const { resources } = await planOf(...fixtureStack("dev"));
  expect(plan.resources).toEqual(resources);
});

const group = "cccccccc-0000-4000-8000-000000000009";

const hubNetwork =
  "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";

/** Each setting that a reviewer must not miss: what the summary then says, the line of a terminal where it says less, and the exit code against the plan before. */
const table: [what: string, change: Change, section: string, label: string, text: string, brief: string, code: number][] = [
  ["readers from 10.0.0.0/8", (s) => (s.network = { readerRanges: ["10.0.0.0/8"] }), "reachable", "Into private endpoints", "10.0.0.0/8 (443)", "", 4],
  ["readers from one address range more", (s) => (s.network = { readerRanges: ["10.9.0.0/16", "10.8.4.0/24"] }), "reachable", "Into private endpoints", "10.9.0.0/16 (443), 10.8.4.0/24 (443)", "", 4],
  ["a public front end with its ranges", (s) => (s.ingress.frontEnd = { mode: "public", allowedRanges: ["198.51.100.0/24"] }), "reachable", "Front end", "PUBLIC, https://ai.dev.contoso.com at a public address and 10.40.0.251, from 198.51.100.0/24 and the whole virtual network and its peers", "", 4],
  ["a private front end for some ranges", (s) => (s.ingress.frontEnd = { allowedRanges: ["10.9.0.0/16"] }), "reachable", "Front end", "private, https://ai.dev.contoso.com at 10.40.0.251, from 10.9.0.0/16", "", 4],
  ["a host that the accounts may call", (s) => (s.openAi.allowedFqdns = ["files.contoso.com"]), "reachable", "Out of Azure OpenAI", "stcontosoaidevtrdowjv.blob.core.windows.net and files.contoso.com", "", 0],
  ["another Entra group", (s) => (s.consumers[1].entraGroup = group), "who", "service-desk", `Entra group ${group} → plan standard → gpt-5.1 and text-embedding-3-small; cost centre CC-1002`, `service-desk: Entra group ${group} → plan standard`, 4],
  ["another group of operators", (s) => (s.identity.groups.operators = group), "who", "operators", `Entra group ${group}: Monitoring Reader on apim-contoso-ai-dev-dowjv, agw-contoso-ai-dev, appi-contoso-ai-dev, oai-contoso-ai-dev-francecentral-dowjv and oai-contoso-ai-dev-swedencentral-dowjv; Log Analytics Data Reader on log-contoso-ai-dev (ApiManagementGatewayLogs, some of ApiManagementGatewayLlmLog, some of AzureDiagnostics, AzureMetrics and AGWFirewallLogs); Reader on pack-contoso-ai-dev; Workbook Reader on workbook On-call (contoso-ai-dev)`, `operators: Entra group ${group}: Monitoring Reader, Log Analytics Data Reader, Reader, Workbook Reader`, 4],
  ["stored objects for a consumer", (s) => ((s.plans[0].consumersMayReadStoredObjects = true), s.consumers.pop()), "who", "Plan standard", "gpt-5.1 and text-embedding-3-small; 20,000 tokens a minute and 50,000,000 a month for each consumer and model; 120 requests a minute; callers show a key and a token; functions and inline data only; stored objects ALLOWED", "Plan standard: 20,000 tokens a minute and 50,000,000 a month; 120 requests a minute; stored objects ALLOWED; gpt-5.1 and text-embedding-3-small", 0],
  ["prompts that are looked at", (s) => (s.plans[0].contentSafety = { categories: { Hate: 4 } }), "who", "Plan standard", "gpt-5.1 and text-embedding-3-small; 20,000 tokens a minute and 50,000,000 a month for each consumer and model; 120 requests a minute; callers show a key and a token; functions and inline data only; stored objects refused; prompts of up to 50,000 characters looked at for attacks and Hate from 4 in swedencentral first", "Plan standard: 20,000 tokens a minute and 50,000,000 a month; 120 requests a minute; prompts of up to 50,000 characters looked at for attacks and Hate from 4 in swedencentral first; gpt-5.1 and text-embedding-3-small", 0],
  ["tokens × 3", (s) => (s.plans[0].tokensPerMinute *= 3), "models", "gpt-5.1", "120,000 tokens a minute promised to 2 consumers of 100,000 tokens a minute, 120 %: OVERSUBSCRIBED", "gpt-5.1: 120 % of 100,000 tokens a minute promised: OVERSUBSCRIBED; DataZoneStandard in the EU data zone: francecentral 50, swedencentral 50", 0],
  ["capacity × 100", (s) => (s.openAi.regions[0].deployments[0].capacity *= 100), "models", "swedencentral", "DataZoneStandard 5,000 (5,000,000 tokens a minute), processed in the EU data zone, pay as you go, version 2025-11-13", "gpt-5.1: 0.8 % of 5,050,000 tokens a minute promised; DataZoneStandard in the EU data zone: francecentral 50, swedencentral 5,000", 0],
  ["GlobalStandard instead of DataZoneStandard", (s) => (s.openAi.regions[0].deployments[0].sku = "GlobalStandard"), "models", "swedencentral", "GlobalStandard 50 (50,000 tokens a minute), processed anywhere in the world, pay as you go, version 2025-11-13", "gpt-5.1: 40 % of 100,000 tokens a minute promised; DataZoneStandard in the EU data zone: francecentral 50; GlobalStandard anywhere in the world: swedencentral 50", 0],
  ["Standard instead of DataZoneStandard", (s) => (s.openAi.regions[1].deployments[1].sku = "Standard"), "models", "francecentral", "Standard 50 (50,000 tokens a minute), processed in francecentral only, pay as you go, version 1", "text-embedding-3-small: 40 % of 100,000 tokens a minute promised; Standard in francecentral only: francecentral 50; DataZoneStandard in the EU data zone: swedencentral 50", 0],
  ["an archive of one day", (s) => (s.monitoring = { auditArchive: { immutable: true, retentionDays: 1 } }), "logged", "Audit archive", "7 tables in stcontosoaidevaudowjv (Standard_LRS), each record unchangeable for 1 day, not locked: the period can be taken away; deleted after 1 day", "Audit archive: 7 tables, each record unchangeable for 1 day, not locked; deleted after 1 day", 4],
  ["logs for 60 days", (s) => (s.monitoring = { retentionDays: 60 }), "logged", "Logs", "log-contoso-ai-dev, fed by 15 resources, 60 days to query, prompts and gateway records 90 days in total, over a private link scope", "Logs: 60 days to query, prompts and gateway records 90 days in total", 0],
  ["no activity log", (s) => (s.monitoring = { activityLog: false }), "logged", "Activity Log", "not sent", "", 0],
  ["a stream of logs", (s) => (s.monitoring = { eventHub: { enabled: true, retentionDays: 3 } }), "logged", "Event Hub", "evhns-contoso-ai-dev-dowjv, 1 throughput unit, events kept 3 days", "Event Hub: 1 throughput unit, events kept 3 days", 0],
  ["two units of API Management", (s) => (s.apiManagement = { ...s.apiManagement, sku: "Premium", units: 2 }), "time", "First deployment", "about 59 min: apim 50 min → gateway 8 min", "", 0],
  ["a budget", (s) => (s.budget = { amount: 77, startDate: "2027-01-01", contactEmails: ["a@contoso.com"] }), "cost", "Budget", "77 a month from 2027-01-01, told to a@contoso.com", "", 0],
  ["an application of a consumer", (s) => (s.consumers[0].applicationIds = [group]), "who", "claims-assistant", `Entra group bbbbbbbb-0000-4000-8000-000000000001 or application ${group} → plan standard → gpt-5.1 and text-embedding-3-small; cost centre CC-1001`, `claims-assistant: Entra group bbbbbbbb-0000-4000-8000-000000000001 or application ${group} → plan standard`, 4],
  ["tokens a month × 3", (s) => (s.plans[0].tokensPerMonth *= 3), "who", "Plan standard", "gpt-5.1 and text-embedding-3-small; 20,000 tokens a minute and 150,000,000 a month for each consumer and model; 120 requests a minute; callers show a key and a token; functions and inline data only; stored objects refused", "Plan standard: 20,000 tokens a minute and 150,000,000 a month; 120 requests a minute; gpt-5.1 and text-embedding-3-small", 0],
  ["another audience", (s) => (s.identity.audience = "api://contoso.com/another"), "who", "Tokens", "of tenant 11111111-1111-4111-8111-111111111111 for api://contoso.com/another", "", 0],
  ["a version that comes", (s) => ((s.accepted = { models: ["gpt-5.1@2026-02-02"] }), (s.openAi.regions[0].deployments[0].version = "2026-02-02")), "models", "Versions", "gpt-5.1 2025-11-13 and 2026-02-02, text-embedding-3-small 1", "", 0],
  ["another content filter", (s) => (s.openAi.contentFilter = "Microsoft.Default"), "models", "Accounts", "2 accounts of kind AIServices; no account takes a key; encrypted with Microsoft's keys; content filter Microsoft.Default; stored objects in swedencentral", "", 0],
  ["the archive copied elsewhere", (s) => (s.monitoring = { auditArchive: { geoRedundant: true } }), "logged", "Audit archive", "7 tables in stcontosoaidevaudowjv (Standard_GRS), no record is kept unchangeable; the retention of 30 days has no effect; deleted after 30 days", "Audit archive: 7 tables with a copy in the paired region, no record is kept unchangeable; deleted after 30 days", 0],
  ["zones linked to a hub", (s) => (s.network = { privateDns: { extraLinks: { hub: hubNetwork } } }), "reachable", "DNS", "14 private zones linked to vnet-hub and vnet-contoso-ai-dev; Azure's own servers", "", 0],
  ["a certificate of the vault", (s) => (s.ingress.certificate = { keyVaultSecretId: "https://kv-one.vault.azure.net/secrets/ai", keyVaultEndpoint: "existing" }), "reachable", "Certificate", "https://kv-one.vault.azure.net/secrets/ai; the vault's owner gives the role", "", 0],
  ["an own price", (s) => (s.prices = { apiManagementDeveloperMonth: 100 }), "cost", "Fixed", "$539 to 600: Application Gateway $368 to 429, API Management $100, Private endpoints $43.80, Alerts $20.20, Private DNS $7.00", "Fixed: $539 to 600: Application Gateway $368 to 429, API Management $100, Private endpoints $43.80, 2 others $27.20", 0],
]; // prettier-ignore

describe.each(table)("%s", (_what, change, section, label, text, brief, code) => {
  let after: PlanDocument;
  let made: ReturnType<typeof shown>;
  beforeAll(async () => {
    const settings = settingsOf("dev");
    change(settings);
    after = await planHere(settings);
    made = shown(after);
  });

  it("is a new line in the terminal, in report.md and on the page", () => {
    const line = brief || `${label}: ${text}`;
    const places = ({ terminal, markdown: document, page }: typeof made) => [
      terminal.filter((one) => one.endsWith(line)).length,
      document.includes(`${escaped(text)} |`) || document.includes(`**${escaped(text)}** |`),
      page.split("\n").includes(text),
    ];
    expect([places(before), places(made)]).toEqual([[0, false, false], [1, true, true]]); // prettier-ignore
  });

  it(`is in the difference, as a fact and in words, and ends with ${code}`, () => {
    const difference = differenceOf(plan, after, "before");
    expect(difference.facts).toContainEqual(expect.objectContaining({ section, label, to: text }));
    const rows = differenceParts(difference, []).flatMap((part) => part.rows);
    const told = rows.filter((row) => row.text.startsWith(`${text} (was: `) && row.label.endsWith(`, ${label}`));
    expect(told).toHaveLength(1);
    expect(unaccepted(difference, []).length > 0 ? 4 : 0).toBe(code);
  });
});

it("says before the first deployment what is not known yet, rather than that it is open", async () => {
  const first = await planOf("--first-run", ...fixtureStack("dev"));
  const facts = factsOf({ ...first, settings: plan.settings as NonNullable<typeof plan.settings> });
  const text = (label: string) => facts.flatMap(({ rows }) => rows).find((row) => row.label === label);
  expect(text("Out of Azure OpenAI")).toMatchObject({ text: "not known yet" });
  expect(text("Accounts")).toMatchObject({ text: expect.stringContaining("whether one takes a key is not known yet") as string });
  expect(text("gpt-5.1")?.brief).toContain("in the EU data zone: francecentral 50, swedencentral 50");
  expect([text("Out of Azure OpenAI")?.alarm, text("Accounts")?.alarm]).toEqual([undefined, undefined]);
  expect(JSON.stringify(facts)).not.toContain("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
});

/** The facts of a summary as a reader compares them. */
const factTexts = (of: PlanDocument): Set<string> =>
  new Set(factsOf(of).flatMap(({ id, rows }) => rows.map(({ key, text }) => `${id}/${key}: ${text}`)));

const plans = new Map<string, Promise<Set<string>>>();

/** What a change of this setting alone adds to the summary, in the first environment of the tests in which it adds anything. */
async function newFacts(leaf: Leaf): Promise<string[]> {
  for (const { fixture, before: from, after: to } of changesOf(leaf)) {
    const name = JSON.stringify(from);
    if (!plans.has(name)) plans.set(name, planHere(from, fixture).then(factTexts));
    const old = (await plans.get(name)) as Set<string>;
    const news = [...factTexts(await planHere(to, fixture))].filter((text) => !old.has(text));
    if (news.length > 0) return news;
  }
  return [];
}

/** Secrets alone may change without a word. */
const shownLeaves = leaves().filter(({ secret }) => !secret);

/** The settings that are tried: some by chance, all with `SETTINGS=all`, some by their names, the second quarter of all with `SETTINGS=2/4`. */
function triedLeaves(wanted = process.env.SETTINGS): Leaf[] {
  if (wanted === "all") return shownLeaves;
  const named = shownLeaves.filter((leaf) => wanted?.split(",").includes(leaf.path));
  if (named.length > 0) return named;
  const [, part = 0, parts = 0] = /^(\d+)\/(\d+)$/.exec(wanted ?? "") ?? [];
  if (Number(parts) > 0) return shownLeaves.filter((_leaf, index) => index % Number(parts) === Number(part) - 1);
  return fc.sample(fc.shuffledSubarray(shownLeaves, { minLength: 8, maxLength: 8 }), 1)[0] ?? [];
}

describe("no setting that is no secret changes without a new fact in the summary", () => {
  it.each(triedLeaves().map((leaf) => [leaf.path, leaf] as const))("%s", async (_path, leaf) => {
    expect(await newFacts(leaf)).not.toEqual([]);
  });
});
