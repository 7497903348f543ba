import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { Written, changedFile, preview, root } from "./support";

// Settings as they are written, which no type knows yet.
type Raw = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
type Change = (settings: Raw) => void;

const base = "test/fixtures/dev.yaml";
let before: Written;
beforeAll(() => (before = preview("--stack", "dev", "--config", base)));

const after = (change: Change): Written =>
  preview("--stack", "dev", "--config", changedFile("dev", change), "--against", before.file.replace("report.html", "plan.json"));

/** The text of a page without its elements. */
const textOf = (html: string): string =>
  html.replace(/<[^>]+>/g, "\n").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"); // prettier-ignore

/** Each setting that a reviewer must not miss: what the summary then says, and the exit code against the plan before. */
const table: [what: string, change: Change, section: string, label: string, text: string, code: number][] = [
  ["readers from 10.0.0.0/8", (s) => (s.network = { readerRanges: ["10.0.0.0/8"] }), "reachable", "Into private endpoints", "10.0.0.0/8 (443)", 4],
  ["capacity × 100", (s) => (s.openAi.regions[0].deployments[0].capacity *= 100), "models", "swedencentral", "DataZoneStandard 5,000 (5,000,000 tokens a minute), processed in the EU data zone, pay as you go, version 2025-11-13", 0],
  ["tokens × 3", (s) => (s.plans[0].tokensPerMinute *= 3), "models", "gpt-5.1", "120,000 tokens a minute promised to 2 consumers of 100,000 tokens a minute, 120 %: OVERSUBSCRIBED", 0],
  ["a public front end with its ranges", (s) => (s.ingress.frontEnd = { mode: "public", allowedRanges: ["198.51.100.0/24"] }), "reachable", "Front end", "PUBLIC, https://ai.dev.contoso.com at a public address and 10.40.0.251, from 198.51.100.0/24 and the whole virtual network and its peers", 4],
  ["another Entra group", (s) => (s.consumers[1].entraGroup = "cccccccc-0000-4000-8000-000000000009"), "who", "service-desk", "Entra group cccccccc-0000-4000-8000-000000000009 → plan standard → gpt-5.1 and text-embedding-3-small; cost centre CC-1002", 0],
  ["GlobalStandard instead of DataZoneStandard", (s) => (s.openAi.regions[0].deployments[0].sku = "GlobalStandard"), "models", "swedencentral", "GlobalStandard 50 (50,000 tokens a minute), processed anywhere in the world, pay as you go, version 2025-11-13", 0],
  ["an archive of one day", (s) => (s.monitoring = { auditArchive: { immutable: true, retentionDays: 1 } }), "logged", "Audit archive", "6 tables in stcontosoaidevaudowjv, each record unchangeable for 1 day, not locked: the period can be taken away", 0],
]; // prettier-ignore

describe.each(table)("%s", (_what, change, section, label, text, code) => {
  let made: Written;
  beforeAll(() => (made = after(change)));

  it("is a new line in the terminal", () => {
    const lines = (written: Written) =>
      written.terminal.split("\n").filter((line) => line.trim().startsWith(label) && line.endsWith(`  ${text}`));
    expect([lines(before).length, lines(made).length]).toEqual([0, 1]);
  });

  it("is a new line in report.md", () => {
    const cell = text.replaceAll("|", "\\|").replaceAll("*", "\\*");
    expect([before.markdown.includes(cell), made.markdown.includes(cell)]).toEqual([false, true]);
  });

  it("is on the page", () => {
    expect([textOf(before.html).includes(text), textOf(made.html).includes(text)]).toEqual([false, true]);
  });

  it("is in the difference, as a fact and in words", () => {
    expect(made.plan.difference.facts).toContainEqual(expect.objectContaining({ section, label, to: text }));
    expect(made.terminal.split("\n").some((line) => line.includes(`${text} (was: `))).toBe(true);
  });

  it(`ends with ${code}`, () => {
    expect(made.code).toBe(code);
  });
});

/** Settings that may change without another line: names and words that nobody decides from. */
const silent = ["tags.owner"];

/** One change of each kind of setting, by path. */
const changes: Record<string, Change> = {
  "tags.owner": (s) => (s.tags.owner = "someone@contoso.com"),
  location: (s) => (s.location = "francecentral"),
  "network.addressSpace": (s) => (s.network = { addressSpace: ["10.80.0.0/22"] }),
  "network.dnsServers": (s) => (s.network = { dnsServers: ["10.0.0.4"] }),
  "network.flowLogs.enabled": (s) => (s.network = { flowLogs: { enabled: true } }),
  "ingress.hostName": (s) => (s.ingress.hostName = "other.contoso.com"),
  "ingress.certificate.selfSigned.validDays": (s) => (s.ingress.certificate.selfSigned = { validDays: 90 }),
  "ingress.frontEnd.privateIpAddress": (s) => (s.ingress.frontEnd = { privateIpAddress: "10.40.0.77" }),
  "ingress.maxCapacity": (s) => (s.ingress.maxCapacity = 9),
  "ingress.requestTimeoutSeconds": (s) => (s.ingress.requestTimeoutSeconds = 77),
  "ingress.firewall.maxRequestBodyKb": (s) => (s.ingress.firewall = { maxRequestBodyKb: 512 }),
  "ingress.firewall.enforceRequestBodyLimit": (s) => (s.ingress.firewall = { enforceRequestBodyLimit: false }),
  "apiManagement.publisherName": (s) => (s.apiManagement.publisherName = "Somebody else"),
  "identity.audience": (s) => (s.identity.audience = "api://contoso.com/other"),
  "identity.groups.operators": (s) => delete s.identity.groups.operators,
  "openAi.contentFilter": (s) => (s.openAi.contentFilter = "Microsoft.Default"),
  "openAi.allowedFqdns": (s) => (s.openAi.allowedFqdns = ["files.contoso.com"]),
  "openAi.statefulRegion": (s) => (s.openAi.statefulRegion = "francecentral"),
  "openAi.regions[].sameZone": (s) => (s.openAi.regions[1].sameZone = false),
  "openAi.regions[].deployments[].format": (s) => {
    s.openAi.regions[0].deployments[0].format = "DeepSeek";
    s.accepted = { models: ["gpt-5.1@2025-11-13"] };
  },
  "plans[].tokensPerMonth": (s) => (s.plans[0].tokensPerMonth = 1_000_000),
  "plans[].requestsPerMinute": (s) => delete s.plans[0].requestsPerMinute,
  "plans[].consumersMayReadStoredObjects": (s) => {
    s.plans[0].consumersMayReadStoredObjects = true;
    s.consumers.pop();
  },
  "openAi.slowModels": (s) => (s.openAi.slowModels = ["gpt-5.1"]),
  "openAi.sharedStoredObjects": (s) => {
    s.plans[0].consumersMayReadStoredObjects = true;
    s.openAi.sharedStoredObjects = true;
  },
  "plans[].tokensPerMinutePerUser": (s) => (s.plans[0].tokensPerMinutePerUser = 1000),
  "plans[].requestsPerMinutePerUser": (s) => (s.plans[0].requestsPerMinutePerUser = 10),
  "plans[].tokensPerMinuteOfAllModels": (s) => (s.plans[0].tokensPerMinuteOfAllModels = 30_000),
  "plans[].tokensPerMonthOfAllModels": (s) => (s.plans[0].tokensPerMonthOfAllModels = 60_000_000),
  "plans[].credentials": (s) => (s.plans[0].credentials = "token"),
  "plans[].aliases": (s) => (s.plans[0].aliases = { "gpt-latest": "gpt-5.1" }),
  "plans[].tools": (s) => (s.plans[0].tools = ["web_search"]),
  "plans[].mcpServers": (s) => (s.plans[0].mcpServers = ["https://mcp.contoso.com"]),
  "consumers[].moreEntraGroups": (s) => (s.consumers[0].moreEntraGroups = ["cccccccc-0000-4000-8000-000000000009"]),
  "consumers[].appRoles": (s) => (s.consumers[0].appRoles = ["Gateway.Call"]),
  "consumers[].applicationIds": (s) => (s.consumers[0].applicationIds = ["cccccccc-0000-4000-8000-000000000009"]),
  "consumers[].costCentre": (s) => (s.consumers[0].costCentre = "CC-9"),
  "monitoring.retentionDays": (s) => (s.monitoring = { retentionDays: 60 }),
  "monitoring.archiveDays": (s) => (s.monitoring = { archiveDays: 200 }),
  "monitoring.privateLinkScope": (s) => (s.monitoring = { privateLinkScope: false }),
  "monitoring.activityLog": (s) => (s.monitoring = { activityLog: false }),
  "monitoring.eventHub.retentionDays": (s) => (s.monitoring = { eventHub: { enabled: true, retentionDays: 3 } }),
  "monitoring.alertReceivers": (s) => (s.monitoring = { alertReceivers: [{ name: "on-call", email: "a@contoso.com" }] }),
  "budget.amount": (s) => (s.budget = { amount: 77, startDate: "2027-01-01", contactEmails: ["a@contoso.com"] }),
  "protection.locks": (s) => (s.protection = { locks: true }),
  prices: (s) => (s.prices = { apiManagementDeveloperMonth: 60 }),
};

/** Facts of a summary that are not those of another one. */
const newFacts = (written: Written): unknown[] => written.plan.difference.facts;

/** How many changes are tried; all with SETTINGS=all. */
const tried = process.env.SETTINGS === "all" ? Object.keys(changes).length : 6;

it("no setting changes without a line in the summary, but those that may", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(changes)), (path) => {
      const facts = newFacts(after(changes[path] as Change));
      return silent.includes(path) ? facts.length === 0 : facts.length > 0;
    }),
    { numRuns: tried },
  );
}, 1_200_000);

it("compares with a git revision, whose own program and settings are run", () => {
  const made = preview("--stack", "dev", "--config", base, "--against", "HEAD");
  expect(made.plan.difference.against).toMatch(/^HEAD \([0-9a-f]{9}\)$/);
  expect(readFileSync(join(root, base), "utf8")).toContain("namePrefix");
});
