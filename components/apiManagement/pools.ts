import { createHash } from "node:crypto";
import { ModelDeployment, ModelRegion, nameOf } from "../openAi/deployments";
import { Family } from "./operations";

/** The regions with their model deployments. */
export interface ModelRegions {
  /** In the order of the settings, which changes nothing in the pools. */
  regions: readonly ModelRegion[];
}

/** One way to a model: a deployment of one account, seen by one API. */
export interface ModelBackend {
  /** Id in API Management, and key of the resource. */
  id: string;
  /** The API that uses the backend; a deployment has one backend for each. */
  family: Family;
  /** Region of the account. */
  location: string;
  /** Path below `https://<account>.openai.azure.com` to which an operation's path is added. */
  path: string;
  /** Model as callers name it, which is not always the deployment's name. */
  model: string;
  /** Order of use, 1 first. */
  priority: number;
  /** Capacity of the deployment, in its own unit. */
  capacity: number;
  /** What one unit of capacity is: a throughput unit, or 1,000 tokens a minute. */
  unit: "ptu" | "ktpm";
}

/** What a model's requests are spread over. */
export interface ModelPool {
  /** Id of the pool in API Management (`poolId`). */
  id: string;
  /** The API whose policy sends requests to the pool. */
  family: Family;
  /** The one model that every member serves. */
  model: string;
  /** At least one, at most `maxPoolMembers`, in order of priority and id. */
  members: PoolMember[];
  /** Members with provisioned throughput that are used first. */
  provisioned: number;
  /**
   * The members that are not used first, for what one of the first could not answer although its breaker is closed. Undefined when all are used alike.
   */
  next?: { id: string; members: PoolMember[] };
  /** Tokens a minute of the largest deployment: no request can be larger. Undefined when one has provisioned throughput, which has no such bound. */
  largestRequest?: number;
  /** Tokens a minute of the smallest pay-as-you-go deployment: a larger request needs another member. Infinity when there is none. */
  smallest: number;
}

/** A backend with its place in a pool. */
export interface PoolMember {
  /** Id of the backend. */
  backend: string;
  /** Region of its account. */
  location: string;
  /** Order of use, 1 first; API Management goes on to the next number when every breaker of this one is open. */
  priority: number;
  /** Share among the members of the same priority, 1 to 100. */
  weight: number;
}

/**
 * How long a deployment is left out of its pool, in seconds, where its `Retry-After` is not believed: chosen by simulation,
 * `docs/decisions/gateway-backends.md`.
 */
export const tripSeconds = { ptu: 60, ktpm: 2 } as const;

/** Longest id of a backend (Azure Resource Manager type `Microsoft.ApiManagement/service/backends`). */
const maxIdLength = 80;

/** Most members of a pool (Microsoft Learn, "Backends in API Management"). */
export const maxPoolMembers = 30;

const poolPrefix: Readonly<Record<Family, string>> = { dated: "model-", v1: "v1-" };

/** What the id of a pool without its first group ends with. Policies add it the same way. */
const nextSuffix = "-next";

/** Id of a model's pool. Policies build it the same way, so that no table of models and pools is needed there. */
export const poolId = (family: Family, model: string): string => `${poolPrefix[family]}${model.replaceAll(".", "-")}`;

/**
 * The backends of all model deployments. The dated API names a deployment in its path, so each deployment has its own
 * backend. In v1 the body's `model` names the deployment and is passed on unchanged, so only the deployment that bears
 * the model's name can answer; each gets a backend of its own all the same, because a breaker belongs to a backend.
 */
export function modelBackends(settings: ModelRegions): ModelBackend[] {
  const backends = settings.regions.flatMap(({ location, sameZone, deployments }) =>
    deployments.flatMap((deployment) => {
      const key = `${location}-${nameOf(deployment)}`;
      const common = { location, ...useOf(deployment, sameZone) };
      const dated: ModelBackend = { ...common, id: idOf(key), family: "dated", path: `openai/deployments/${nameOf(deployment)}` };
      const v1: ModelBackend = { ...common, id: idOf(`v1-${key}`), family: "v1", path: "openai/v1" };
      if (nameOf(deployment) !== deployment.model) return [dated];
      // Models of other makers answer on the v1 API only ("Azure OpenAI in Microsoft Foundry Models v1 API", Microsoft Learn, 2026-03-19).
      return (deployment.format ?? "OpenAI") === "OpenAI" ? [dated, v1] : [v1];
    }),
  );
  refuseTwice(backends.map(({ id }) => id));
  return backends;
}

function useOf(deployment: ModelDeployment, sameZone: boolean) {
  const { model, capacity, sku } = deployment;
  const unit = sku.includes("Provisioned") ? ("ptu" as const) : ("ktpm" as const);
  return { model, capacity, unit, priority: priorityOf(deployment.tier, sameZone) };
}

/** Provisioned capacity first, then pay-as-you-go of the same zone, then all else. */
function priorityOf(tier: ModelDeployment["tier"], sameZone: boolean): number {
  if (!sameZone || tier === "spillOver") return 3;
  return tier === "provisioned" ? 1 : 2;
}

/**
 * One pool per model and API, also where there is one member only, so that policies name pools and their members in one way. Members
 * are in order of priority and id: another order of the regions in the settings changes nothing.
 */
export function modelPools(backends: readonly ModelBackend[]): ModelPool[] {
  const groups = new Map<string, ModelBackend[]>();
  for (const backend of backends) {
    const key = `${backend.family}/${backend.model}`;
    groups.set(key, [...(groups.get(key) ?? []), backend]);
  }
  const pools = [...groups.values()].map(poolOf);
  refuseTwice(pools.flatMap(({ id, next }) => (next ? [id, next.id] : [id])));
  return pools;
}

function poolOf(backends: ModelBackend[]): ModelPool {
  const { family, model } = backends[0]!;
  const id = poolId(family, model);
  if (backends.length > maxPoolMembers)
    throw new Error(`pool ${id} would have ${backends.length} backends; API Management allows ${maxPoolMembers}`);
  const members = weighted(backends);
  const first = members[0]!.priority;
  const later = members.filter(({ priority }) => priority !== first);
  const bounded = backends.every(({ unit }) => unit === "ktpm");
  return {
    id,
    family,
    model,
    members,
    provisioned: backends.filter(({ unit, priority }) => unit === "ptu" && priority === first).length,
    smallest: Math.min(...backends.filter(({ unit }) => unit === "ktpm").map(({ capacity }) => 1000 * capacity), Infinity),
    ...(later.length > 0 && { next: { id: `${id}${nextSuffix}`, members: later } }),
    ...(bounded && { largestRequest: Math.max(...backends.map(({ capacity }) => 1000 * capacity)) }),
  };
}

function weighted(backends: readonly ModelBackend[]): PoolMember[] {
  const weightOf = (backend: ModelBackend): number => {
    const peers = backends.filter(({ priority }) => priority === backend.priority);
    // Throughput units and tokens a minute cannot be compared, so then each gets the same share.
    if (peers.some(({ unit }) => unit !== backend.unit)) return 1;
    const largest = Math.max(...peers.map(({ capacity }) => capacity), 1);
    return Math.max(1, Math.round((100 * backend.capacity) / largest));
  };
  return backends
    .map((backend) => ({
      backend: backend.id,
      location: backend.location,
      priority: backend.priority,
      weight: weightOf(backend),
    }))
    .sort((a, b) => a.priority - b.priority || (a.backend < b.backend ? -1 : 1));
}

/** Models that are deployed under their own name, in alphabetical order: those that v1 clients find. */
export const modelsNamedAlike = (deployments: readonly ModelDeployment[]): string[] =>
  deployments
    .filter((deployment) => nameOf(deployment) === deployment.model)
    .map(({ model }) => model)
    .sort();

/** Pools of an API, in alphabetical order of their models. */
export const poolsOf = (pools: readonly ModelPool[], family: Family): ModelPool[] =>
  pools.filter((pool) => pool.family === family).sort((a, b) => (a.model < b.model ? -1 : 1));

/** Regions that calls may choose between, in alphabetical order: the same for both APIs, which share what they know of them. */
export const locationsToChoose = (pools: readonly ModelPool[]): string[] =>
  [...new Set(pools.flatMap(({ members }) => (members.length > 1 ? members.map(({ location }) => location) : [])))].sort();

/** Letters, digits, underscores and hyphens, at most 80; a longer key ends with a checksum of the whole. */
function idOf(key: string): string {
  const id = key.replace(/[^A-Za-z0-9_-]/g, "-");
  return id.length <= maxIdLength ? id : `${id.slice(0, maxIdLength - 9)}-${checksum(key)}`;
}

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** @throws when two backends would have the same id */
export function refuseTwice(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`two models or deployments would share the backend id ${twice}: '.' and '-' count as the same`);
}
