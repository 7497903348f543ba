import { differenceOf } from "../../local/report/difference";
import type { PlanDocument } from "../../local/report/facts/planView";
import { parseSettings } from "../../stacks/settings/parse";
import { judgePlan } from "../policies/planned";
import { planHere, Raw, settingsOf } from "../support/planHere";
import { leaves } from "../support/settingChanges";

/** What becomes of a setting: it is refused, a rule judges it, the preview warns of it, names the way that is new, or shows it in the row of its summary. */
type Fate =
  "refused" | `mandatory ${string}` | `advisory ${string}` | `warned ${string}` | `opened ${string}` | `shown ${string}`;

/** A value that opens or weakens something. Path: keys and indexes; undefined takes the setting away. */
type Opening = readonly [path: string, value: unknown, fate: Fate];

const strangers = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/rg-strangers/providers";
const somebody = "99999999-0000-4000-8000-000000000001";

const openings: readonly Opening[] = [
  ["profile", "dev", "advisory archive-immutable"],
  ["network.existing.virtualNetworkId", `${strangers}/Microsoft.Network/virtualNetworks/vnet`, "refused"],
  ["network.privateDns.mode", "policy", "mandatory pe-dns-zone-group"],
  [
    "network.privateDns.zones",
    { "privatelink.openai.azure.com": `${strangers}/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com` },
    "refused",
  ],
  ["network.privateDns.extraLinks", { other: `${strangers}/Microsoft.Network/virtualNetworks/vnet` }, "shown reachable/DNS"],
  [
    "network.privateDns.monitorLinks",
    { other: `${strangers}/Microsoft.Network/virtualNetworks/vnet` },
    "warned network.privateDns.monitorLinks",
  ],
  ["network.readerRanges", ["0.0.0.0/0"], "refused"],
  ["network.readerRanges", ["10.0.0.0/8"], "opened 10.0.0.0/8:private-endpoints"],
  ["network.dnsServers", ["8.8.8.8"], "mandatory vnet-private"],
  ["network.flowLogs.enabled", false, "shown logged/Flow logs"],
  ["network.flowLogs.retentionDays", 1, "mandatory flowlog-retention-90"],
  ["ingress.certificate.keyVaultSecretId", "https://kv-strangers.vault.azure.net/secrets/a", "refused"],
  ["ingress.certificate.keyVaultEndpoint", false, "refused"],
  ["ingress.certificate", { selfSigned: { generation: 1, validDays: 3650 } }, "refused"],
  ["ingress.frontEnd", { mode: "public", allowedRanges: ["0.0.0.0/1", "128.0.0.0/1"] }, "refused"],
  ["ingress.frontEnd", { mode: "public", allowedRanges: ["198.51.100.0/24"] }, "opened 198.51.100.0/24:application-gateway"],
  ["ingress.browserOrigins", ["*"], "refused"],
  ["ingress.browserOrigins", ["https://strangers.example.com"], "opened https://strangers.example.com:the-gateway"],
  ["ingress.firewall.inspectRequestBodyKb", 8, "shown reachable/Firewall"],
  ["ingress.firewall.textFields", ["model"], "shown reachable/Firewall"],
  ["apiManagement.sku", "StandardV2", "refused"],
  ["apiManagement.publicNetworkAccess", true, "refused"],
  ["identity.tenantId", "99999999-9999-4999-8999-999999999999", "shown who/Tokens"],
  ["identity.audience", "api://strangers.example.com/other", "shown who/Tokens"],
  ["identity.groups.administrators", somebody, "shown who/administrators"],
  ["identity.groups.auditors", somebody, "shown who/auditors"],
  ["identity.groups.operators", somebody, "shown who/operators"],
  ["identity.groups.costOwners", somebody, "shown who/costOwners"],
  ["openAi.contentSafetyRegion", "eastus", "refused"],
  [
    "openAi.storedObjectAccounts",
    [
      {
        consumer: "claims-assistant",
        location: "eastus",
        deployments: [{ model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 50 }],
      },
    ],
    "refused",
  ],
  ["plans.0.contentSafety", { promptShield: false }, "refused"],
  ["consumers.0.leadGroup", somebody, "shown who/leads of claims-assistant"],
  ["openAi.regions.0.deployments.0.sku", "GlobalStandard", "refused"],
  ["openAi.regions.0.deployments.0.version", "2026-02-02", "refused"],
  ["openAi.regions.0.location", "eastus", "refused"],
  ["openAi.regions.0.sameZone", false, "shown models/swedencentral"],
  ["openAi.dataBoundary", "none", "shown models/Accounts"],
  ["openAi.sharedStoredObjects", true, "shown who/Stored objects"],
  ["openAi.contentFilter", "Microsoft.Default", "shown models/Accounts"],
  ["openAi.contentFilter", "none", "mandatory cog-content-filter"],
  ["openAi.allowedFqdns", ["strangers.example.com"], "shown reachable/Out of Azure OpenAI"],
  ["openAi.allowedFqdns", ["*.example.com"], "refused"],
  ["plans.0.credentials", "key", "advisory apim-one-credential"],
  ["plans.0.credentials", "token", "advisory apim-one-credential"],
  ["plans.0.tokensPerMinute", 100_000_000, "warned plans[0].tokensPerMinute"],
  ["plans.0.tokensPerMonth", undefined, "shown who/Plan standard"],
  ["plans.0.requestsPerMinute", 100_000, "shown who/Plan standard"],
  ["plans.0.consumersMayReadStoredObjects", true, "refused"],
  ["plans.0.aliases", { other: "gpt-5.1" }, "shown who/Plan standard"],
  ["plans.0.tools", ["web_search"], "advisory apim-tools-named"],
  ["plans.0.mcpServers", ["https://mcp.strangers.example.com"], "advisory apim-tools-named"],
  ["consumers.0.entraGroup", somebody, "shown who/claims-assistant"],
  ["consumers.0.moreEntraGroups", [somebody], "shown who/claims-assistant"],
  ["consumers.0.appRoles", ["Other"], "shown who/claims-assistant"],
  ["consumers.0.applicationIds", [somebody], "shown who/claims-assistant"],
  ["consumers.1.plan", "premium", "shown who/service-desk"],
  ["monitoring.workspaceId", `${strangers}/Microsoft.OperationalInsights/workspaces/log`, "shown logged/Logs"],
  ["monitoring.retentionDays", 7, "refused"],
  ["monitoring.retentionDays", 30, "shown logged/Logs"],
  ["monitoring.archiveDays", 30, "refused"],
  ["monitoring.privateLinkScope", false, "shown logged/Logs"],
  ["monitoring.auditArchive", { immutable: false, locked: false }, "mandatory archive-immutable"],
  ["monitoring.auditArchive", { retentionDays: 1, locked: false }, "mandatory archive-immutable"],
  ["monitoring.auditArchive", { deleteAfterDays: 1, locked: false }, "refused"],
  ["monitoring.auditArchive.geoRedundant", true, "shown logged/Audit archive"],
  ["monitoring.activityLog", false, "mandatory activity-log-exported"],
  ["monitoring.eventHub.enabled", true, "shown logged/Event Hub"],
  ["monitoring.alertReceivers", [], "shown logged/Alerts"],
  ["budget", undefined, "shown cost/Budget"],
  ["protection.protectStateful", false, "mandatory stateful-protected"],
  ["accepted.models", ["gpt-5.1@2026-02-02"], "shown models/Accounts"],
  ["accepted.regions", ["westus"], "shown models/Accounts"],
];

/** Settings of the schema that open nothing by themselves, each with the reason. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  "a name, or a number that makes one new": [
    ...[
      "location",
      "namePrefix",
      "uniqueSuffix",
      "names{}",
      "tags{}",
      "apiManagement.publisherName",
      "apiManagement.publisherEmail",
    ],
    ...[
      "ingress.hostName",
      "ingress.certificate.selfSigned.generation",
      "openAi.customerManagedKeyGeneration",
      "openAi.statefulRegion",
    ],
    ...["openAi.regions[].deployments[].name", "openAi.regions[].deployments[].model", "openAi.regions[].deployments[].format"],
    ...["plans[].name", "consumers[].name", "consumers[].costCentre", "budget.startDate", "prices{}"],
    ...[
      "network.flowLogs.networkWatcherResourceGroup",
      "network.flowLogs.networkWatcherName",
      "network.flowLogs.createNetworkWatcher",
    ],
  ],
  "a range of the environment's own network": [
    ...["network.addressSpace[]", "network.existing.addressSpace[]", "ingress.frontEnd.privateIpAddress"],
    ...["applicationGateway", "apiManagement", "privateEndpoints"].flatMap((subnet) => [
      `network.subnets.${subnet}`,
      `network.existing.subnets.${subnet}`,
      `network.existing.subnetNames.${subnet}`,
    ]),
  ],
  "how much, how long or in how many places": [
    ...["ingress.minCapacity", "ingress.maxCapacity", "ingress.zones[]", "ingress.requestTimeoutSeconds", "openAi.slowModels[]"],
    ...[
      "apiManagement.units",
      "apiManagement.zones[]",
      "openAi.regions[].deployments[].capacity",
      "openAi.regions[].deployments[].tier",
    ],
    ...["plans[].usesProvisioned", "monitoring.eventHub.capacity", "monitoring.eventHub.retentionDays", "budget.amount"],
  ],
  "a limit that is not set by itself; that of a minute, of a month and of requests are tried": [
    ...[
      "plans[].tokensPerMinutePerUser",
      "plans[].requestsPerMinutePerUser",
      "plans[].tokensPerMinuteOfAllModels",
      "plans[].tokensPerMonthOfAllModels",
    ],
  ],
  "the models of the environment, which `openAi.regions` and the settings for consumers give": ["plans[].models[]"],
  "where a certificate comes from; its vault is tried": [
    ...["ingress.certificate.keyVaultId", "ingress.certificate.pfx", "ingress.certificate.password"],
  ],
  "off unless a team asks for more than Microsoft's own keys and protection": [
    ...[
      "openAi.customerManagedKey",
      "openAi.customerManagedKeySize",
      "openAi.customerManagedKeyHsm",
      "network.ddosProtectionPlanId",
    ],
    ...["protection.locks", "monitoring.auditArchive.locked"],
  ],
  "without limit unless a team asks for one: models take large requests": [
    ...["ingress.firewall.maxRequestBodyKb", "ingress.firewall.enforceRequestBodyLimit"],
  ],
  "a kind of account that rules judge alike": ["openAi.kind"],
  "brings back what was deleted": ["apiManagement.restore", "openAi.restore[]"],
  "who is told": [
    ...["name", "email", "sms.countryCode", "sms.phoneNumber", "audiences[]"].map((key) => `monitoring.alertReceivers[].${key}`),
    "budget.contactEmails[]",
  ],
};

const base = settingsOf("production");

function withOpened([path, value]: Opening): Raw {
  const raw = structuredClone(base);
  const keys = path.split(".");
  const last = keys.pop()!;
  const at = keys.reduce<Raw>((now, key) => (now[key] ??= {}), raw);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return raw;
}

const configuration = (raw: Raw) =>
  Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      `azure-openai-shield:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

const said = (plan: PlanDocument, raw: Raw) =>
  judgePlan(plan.resources, { profile: raw.profile as "dev" | "prod", configuration: configuration(raw) });

let plan: PlanDocument;
let before: ReadonlySet<string>;
const keyOf = ({ rule, urn, message, level }: { rule: string; urn: string; message: string; level: string }) =>
  `${level} ${rule} ${urn} ${message}`;
beforeAll(async () => {
  plan = await planHere(base, "production");
  before = new Set(said(plan, base).map(keyOf));
});

/** What becomes of a setting with its opened value. */
async function fatesOf(opening: Opening): Promise<string[]> {
  const raw = withOpened(opening);
  const { settings, problems } = parseSettings(raw, { project: "azure-openai-shield" });
  if (!settings || problems.length > 0) return ["refused"];
  const opened = await planHere(raw, "production");
  const { opened: ways, facts } = differenceOf(plan, opened, "before");
  return [
    ...said(opened, raw).flatMap((one) => (before.has(keyOf(one)) ? [] : [`${one.level} ${one.rule}`])),
    ...facts.flatMap(({ section, label }) => (section === "warnings" ? [`warned ${label}`] : [`shown ${section}/${label}`])),
    ...ways.map(({ name }) => `opened ${name}`),
  ];
}

test("the environment itself is good", () => {
  expect([...before].filter((one) => one.startsWith("mandatory"))).toEqual([]);
});

test.each(openings)("a setting that opens something is refused, judged or shown: %s = %j", async (...opening) => {
  expect(await fatesOf(opening)).toContain(opening[2]);
});

test("every setting is tried, or opens nothing for a reason", () => {
  const plain = (path: string) => path.replace(/\.\d+(?=\.|$)/g, "[]");
  const tried = openings.map(([path]) => plain(path));
  const reasons = Object.values(harmless).flat();
  const paths = leaves().map(({ path }) => path);
  const isTried = (path: string) =>
    tried.some((one) => [".", "[", "{", ""].some((next) => (next ? path.startsWith(one + next) : path === one)));
  expect(paths.filter((path) => !isTried(path) && !reasons.includes(path))).toEqual([]);
  expect(reasons.filter((path) => !paths.includes(path))).toEqual([]);
  expect(reasons.filter((path, index) => reasons.indexOf(path) !== index)).toEqual([]);
});
