import { AzureError } from "../../base/azureError";
import { normalLocation } from "../../base/locations";
import { objectAt, Props, textAt } from "../../base/provider";
import { every, find, keyOf, parentId, Refusal, Request, World } from "../../base/world";
import { retirements } from "./modelLifeCycle";

/**
 * Default limits of quota for each region and model, in thousands of tokens per minute or provisioned units [own
 * knowledge: real limits differ by subscription]. A limit of one's own is set with `quota`.
 */
const defaultQuotas: Readonly<Record<string, number>> = {
  Standard: 3_000,
  GlobalStandard: 30_000,
  DataZoneStandard: 10_000,
  ProvisionedManaged: 1_000,
  GlobalProvisionedManaged: 1_000,
  DataZoneProvisionedManaged: 1_000,
};

/** Regions with regional Standard deployments of a model (Microsoft Learn, model matrix "Standard", spring 2026); models not named here are not checked. */
const standardRegions: Readonly<Record<string, readonly string[]>> = {
  "gpt-5.1": ["centralus", "eastus", "eastus2", "northcentralus", "southcentralus", "swedencentral", "westus", "westus3"],
};

interface Asked {
  model: string;
  version: string;
  sku: string;
  capacity: number;
  location: string;
}

function asked(inputs: Props, location: string): Asked {
  const model = objectAt(objectAt(inputs, "properties"), "model");
  const sku = objectAt(inputs, "sku");
  return {
    model: textAt(model, "name"),
    version: textAt(model, "version"),
    sku: textAt(sku, "name"),
    capacity: typeof sku.capacity === "number" ? sku.capacity : 0,
    location,
  };
}

/** Key of a quota: `<location>/<model>/<sku>` in lower case. */
export const quotaKey = ({ location, model, sku }: Pick<Asked, "location" | "model" | "sku">): string =>
  `${normalLocation(location)}/${model}/${sku}`.toLowerCase();

const locationOf = (deploymentId: string, world: World): string => {
  const id = parentId(deploymentId) ?? "";
  const account = find(world, id) ?? world.deleted.get(keyOf(id))?.resource;
  return account ? textAt(account.inputs, "location") : "";
};

/** Capacity that all other deployments of the region, model and type hold; those of deleted accounts hold theirs until the purge. */
function used(request: Request, want: Asked, world: World): number {
  const kept = [...world.deleted.values()].filter(({ purgedAt }) => purgedAt > world.now).flatMap(({ children }) => children);
  return [...every(world), ...kept]
    .filter((one) => one.token === "cognitiveservices:Deployment" && keyOf(one.id) !== keyOf(request.id))
    .map((one) => asked(one.inputs, locationOf(one.id, world)))
    .filter((one) => quotaKey(one) === quotaKey(want))
    .reduce((sum, one) => sum + one.capacity, 0);
}

function quota(request: Request, want: Asked, world: World): AzureError | undefined {
  const limit = world.quotas.get(quotaKey(want)) ?? defaultQuotas[want.sku] ?? 0;
  const usage = used(request, want, world);
  if (usage + want.capacity <= limit) return undefined;
  const unit = /Provisioned/.test(want.sku) ? "Provisioned Managed Throughput Unit" : "Tokens Per Minute (thousands)";
  const name = `${unit} - ${want.model} - ${want.sku}`;
  return new AzureError(
    400,
    "InsufficientQuota",
    `This operation require ${want.capacity} new capacity in quota ${name}, which is bigger than the current available capacity ${Math.max(0, limit - usage)}. The current quota usage is ${usage} and the quota limit is ${limit} for quota ${name}.`,
  );
}

/** Refuses a model, a capacity or a name that Azure does not have. */
export const unavailable: Refusal = (request, world) => {
  if (request.kind === "delete") return undefined;
  const want = asked(request.inputs, locationOf(request.id, world));
  const end = retirements[`${want.model}@${want.version}`];
  if (request.kind === "create" && end && world.now >= Date.parse(end)) {
    return new AzureError(
      400,
      "ServiceModelDeprecated",
      `The model 'Format:OpenAI,Name:${want.model},Version:${want.version}' has been deprecated since ${end}.`,
    );
  }
  const regions = want.sku === "Standard" ? standardRegions[want.model] : undefined;
  if (regions && !regions.includes(normalLocation(want.location))) {
    return new AzureError(
      400,
      "InvalidResourceProperties",
      `The specified SKU '${want.sku}' for model '${want.model} ${want.version}' is not supported in this region '${want.location}'.`,
    );
  }
  return raiPolicy(request, world) ?? spillover(request, world) ?? quota(request, want, world);
};

function raiPolicy(request: Request, world: World): AzureError | undefined {
  const name = textAt(objectAt(request.inputs, "properties"), "raiPolicyName");
  if (!name || name.startsWith("Microsoft.") || find(world, `${parentId(request.id)}/raiPolicies/${name}`)) return undefined;
  return new AzureError(
    400,
    "InvalidResourceProperties",
    `The content policy '${name}' specified for the deployment does not exist.`,
  );
}

function spillover(request: Request, world: World): AzureError | undefined {
  const name = textAt(objectAt(request.inputs, "properties"), "spilloverDeploymentName");
  if (!name || find(world, `${parentId(request.id)}/deployments/${name}`)) return undefined;
  return new AzureError(400, "InvalidResourceProperties", `The spillover deployment '${name}' does not exist.`);
}
