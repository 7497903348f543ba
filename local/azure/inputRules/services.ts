import { CheckFailure, isObject, isUnknown, listAt, objectAt, Props, textAt } from "../provider";
import { duplicates, failIf, InputRules, notOneOf, outside } from "./inputRule";

const properties = (inputs: Props): Props => objectAt(inputs, "properties");

function deployment(inputs: Props): CheckFailure[] {
  const sku = objectAt(inputs, "sku");
  const model = objectAt(properties(inputs), "model");
  return [
    ...outside(sku.capacity, "sku.capacity", 1, 100_000),
    ...failIf(sku.capacity === undefined, "sku.capacity", "missing required property 'sku.capacity'"),
    ...failIf(textAt(model, "name") === "", "properties.model.name", "missing required property 'properties.model.name'"),
  ];
}

function account(inputs: Props): CheckFailure[] {
  const domain = textAt(properties(inputs), "customSubDomainName");
  const valid = domain === "" || isUnknown(domain) || /^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}[a-zA-Z0-9]$/.test(domain);
  return [
    ...failIf(!valid, "properties.customSubDomainName", `must be 2 to 64 letters, digits and hyphens, got ${domain}`),
    // Microsoft Learn, "Configure virtual networks for Azure AI services": network rules need a custom subdomain.
    ...failIf(
      domain === "" && properties(inputs).networkAcls !== undefined,
      "properties.customSubDomainName",
      "network rules need a custom subdomain",
    ),
  ];
}

/** Azure REST, Vaults - Create Or Update. */
function vault(inputs: Props): CheckFailure[] {
  return [
    ...outside(properties(inputs).softDeleteRetentionInDays, "properties.softDeleteRetentionInDays", 7, 90),
    ...failIf(
      properties(inputs).enablePurgeProtection === false,
      "properties.enablePurgeProtection",
      "cannot be set to false; leave it out to go without purge protection",
    ),
  ];
}

/** Microsoft Learn, "Manage data retention in a Log Analytics workspace". */
const workspace = (inputs: Props): CheckFailure[] => outside(inputs.retentionInDays, "retentionInDays", 30, 730);

function table(inputs: Props): CheckFailure[] {
  const { retentionInDays, totalRetentionInDays } = inputs;
  const shorter =
    typeof retentionInDays === "number" && typeof totalRetentionInDays === "number" && totalRetentionInDays < retentionInDays;
  return [
    ...outside(retentionInDays, "retentionInDays", 4, 730),
    ...outside(totalRetentionInDays, "totalRetentionInDays", 4, 4383),
    ...failIf(
      shorter,
      "totalRetentionInDays",
      `${String(totalRetentionInDays)} is less than retentionInDays ${String(retentionInDays)}`,
    ),
  ];
}

/** Units of a tier and whether it has zones (Microsoft Learn, "Feature-based comparison of the Azure API Management tiers"). */
const tiers: Readonly<Record<string, { units: number; zones: boolean }>> = {
  Developer: { units: 1, zones: false },
  Basic: { units: 2, zones: false },
  Standard: { units: 4, zones: false },
  Premium: { units: 31, zones: true },
  BasicV2: { units: 10, zones: false },
  StandardV2: { units: 10, zones: false },
  PremiumV2: { units: 30, zones: true },
};

function apiManagement(inputs: Props): CheckFailure[] {
  const sku = objectAt(inputs, "sku");
  const tier = tiers[textAt(sku, "name")];
  const zones = listAt(inputs, "zones");
  const injected = inputs.virtualNetworkType !== undefined && inputs.virtualNetworkType !== "None";
  const subnet = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  return [
    ...(tier ? outside(sku.capacity, "sku.capacity", 1, tier.units) : []),
    ...failIf(zones.length > 0 && tier?.zones === false, "zones", `SKU ${textAt(sku, "name")} has no availability zones`),
    ...failIf(
      injected && subnet === "",
      "virtualNetworkConfiguration.subnetResourceId",
      `virtualNetworkType ${String(inputs.virtualNetworkType)} needs a subnet`,
    ),
  ];
}

/** Microsoft Learn, "Backends in API Management": up to 30 backends in a pool, one circuit breaker rule each. */
function backend(inputs: Props): CheckFailure[] {
  const services = listAt(objectAt(inputs, "pool"), "services").filter(isObject);
  const rules = listAt(objectAt(inputs, "circuitBreaker"), "rules");
  const pool = inputs.type === "Pool";
  return [
    ...failIf(
      pool && (services.length < 1 || services.length > 30),
      "pool.services",
      `a pool has 1 to 30 backends, got ${services.length}`,
    ),
    ...failIf(pool && rules.length > 0, "circuitBreaker", "a pool has no circuit breaker of its own"),
    ...failIf(rules.length > 1, "circuitBreaker.rules", `a backend has one circuit breaker rule, got ${rules.length}`),
    ...duplicates(
      services.map((service) => textAt(service, "id")),
      "pool.services",
    ),
    ...services.flatMap((service, i) => [
      ...outside(service.priority, `pool.services[${i}].priority`, 0, 100),
      ...outside(service.weight, `pool.services[${i}].weight`, 0, 100),
    ]),
  ];
}

/** Microsoft Learn, "API Management limits": the longest policy document, in bytes. */
const longestPolicy = 256 * 1024;

function policy(inputs: Props): CheckFailure[] {
  const value = textAt(inputs, "value");
  return failIf(
    Buffer.byteLength(value) > longestPolicy,
    "value",
    `a policy document has at most ${longestPolicy} bytes, got ${Buffer.byteLength(value)}`,
  );
}

/** Microsoft Learn, "Event Hubs quotas": days that the tiers keep events, and partitions of a hub. */
function eventHub(inputs: Props): CheckFailure[] {
  return [
    ...outside(inputs.messageRetentionInDays, "messageRetentionInDays", 1, 90),
    ...outside(inputs.partitionCount, "partitionCount", 1, 1024),
  ];
}

function roleAssignment(inputs: Props): CheckFailure[] {
  const kinds = ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"];
  return notOneOf(inputs.principalType, "principalType", kinds);
}

/** Microsoft Learn, "Action groups": the short name has at most 12 characters. */
const actionGroup = (inputs: Props): CheckFailure[] =>
  failIf(
    textAt(inputs, "groupShortName").length > 12 && !isUnknown(inputs.groupShortName),
    "groupShortName",
    "has at most 12 characters",
  );

/** A budget starts on the first day of a month and has at most five notifications (Azure REST, Budgets). */
function budget(inputs: Props): CheckFailure[] {
  const start = textAt(objectAt(inputs, "timePeriod"), "startDate");
  const notifications = Object.keys(objectAt(inputs, "notifications")).length;
  return [
    ...failIf(
      start !== "" && !isUnknown(start) && !/^\d{4}-\d{2}-01/.test(start),
      "timePeriod.startDate",
      `must be the first day of a month, got ${start}`,
    ),
    ...failIf(notifications > 5, "notifications", `a budget has at most 5 notifications, got ${notifications}`),
  ];
}

/** Rules for all types but those of Microsoft.Network. */
export const serviceRules: InputRules = {
  "cognitiveservices:Account": account,
  "cognitiveservices:Deployment": deployment,
  "keyvault:Vault": vault,
  "operationalinsights:Workspace": workspace,
  "operationalinsights:Table": table,
  "apimanagement:ApiManagementService": apiManagement,
  "apimanagement:Backend": backend,
  "apimanagement:Policy": policy,
  "apimanagement:ApiPolicy": policy,
  "apimanagement:ApiOperationPolicy": policy,
  "apimanagement:ProductPolicy": policy,
  "apimanagement:PolicyFragment": policy,
  "eventhub:EventHub": eventHub,
  "authorization:RoleAssignment": roleAssignment,
  "monitor:ActionGroup": actionGroup,
  "consumption:Budget": budget,
};
