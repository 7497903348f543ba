import { matchesGlobInAnyCase } from "../base/glob";
import { parseArmId, tokenOfArmType } from "../base/armIds";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

const subscriptionIn = /^\/*subscriptions\/+([0-9a-z-]+)/i;

/** The subscription that an id of Azure names, in lower case. */
export function subscriptionOf(id: string): string | undefined {
  return subscriptionIn.exec(id)?.[1]?.toLowerCase();
}

/** Places that hold text for people or programs and no id of Azure: ids in them say nothing about what the resource uses. */
const prose = /^(value|serializedData|query|description|displayName|template)/;

/** Every known id in the inputs of a resource, with its place. */
export function idsOf(resource: StackResource, stack: Stack): Value[] {
  const known = stack.once("ids", () => new Map<StackResource, Value[]>());
  const ids = known.get(resource) ?? foundIds(resource);
  known.set(resource, ids);
  return ids;
}

function foundIds(resource: StackResource): Value[] {
  return [...resource.inputs.leaves(isId).filter(({ path }) => !prose.test(path)), ...identityKeys(resource)];
}

const isId = (raw: unknown): boolean => typeof raw === "string" && subscriptionIn.test(raw);

/** User-assigned identities may be written as keys of an object. */
function identityKeys(resource: StackResource): Value[] {
  const identities = resource.at("identity.userAssignedIdentities");
  return identities.keys().map((key) => identities.entry(key).named(key));
}

/**
 * Subscriptions whose resources the stack may refer to: its own, and those of the settings. Its own is the one that most of the
 * ids in its inputs name, since a pack is not told it.
 */
export function ownSubscriptions(stack: Stack): ReadonlySet<string> {
  return stack.once("subscriptions", () => {
    const counts = new Map<string, number>();
    for (const id of stack.resources.flatMap((one) => idsOf(one, stack))) {
      if (isAdopted(stack, id.text() ?? "")) continue;
      const one = subscriptionOf(id.text() ?? "") ?? "";
      counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    const [own] = [...counts].sort((a, b) => b[1] - a[1]).map(([one]) => one);
    return new Set([...(own === undefined ? [] : [own]), ...stack.environment.subscriptions.map((one) => one.toLowerCase())]);
  });
}

/** Tenants that the stack may name: that of its key vaults, and those of the settings. */
export function ownTenants(stack: Stack): ReadonlySet<string> {
  return stack.once("tenants", () => {
    const named = stack.ofType("keyvault:Vault").map((vault) => vault.at("properties.tenantId").text());
    const groups = stack
      .ofType("apimanagement:Group")
      .map((group) => /^aad:\/\/([^/]+)\//.exec(group.at("externalId").text() ?? "")?.[1]);
    const [own] = mostFrequent([...named, ...groups].filter((one) => one !== undefined));
    return new Set([...(own ? [own] : []), ...stack.environment.tenants].map((one) => one.toLowerCase()));
  });
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Whether the settings of the pack or the stack's own configuration name an id outside the stack, or what holds it (a subnet's network). */
export function isNamedOutside(stack: Stack, id: string): boolean {
  const text = id.replace(/\/+$/, "");
  return isAdopted(stack, text) || stack.environment.outside.some((glob) => matchesGlobInAnyCase(glob, text));
}

function isAdopted(stack: Stack, id: string): boolean {
  const own = stack.once("adopted", () => stack.environment.adopted.map((one) => one.replace(/\/+$/, "").toLowerCase()));
  const text = id.toLowerCase();
  return own.some((one) => text === one || text.startsWith(`${one}/`));
}

/** Whether an id is that of a vault that the stack's settings take the certificate from. The name of a vault is unique in all subscriptions. */
export function isCertificateVault(stack: Stack, id: string): boolean {
  const [, name = ""] = /\/providers\/microsoft\.keyvault\/vaults\/([^/]+)\/*$/i.exec(id) ?? [];
  return stack.environment.vaultHosts.includes(`${name.toLowerCase()}.vault.azure.net`);
}

/** The resource of the stack that a known id names, or that holds what it names (a subnet's network, a service's backend). */
export function resourceOf(stack: Stack, id: string): StackResource | undefined {
  const parts = parseArmId(id);
  if (!parts) return undefined;
  const [namespace = "", ...types] = parts.type.split("/");
  for (let length = types.length; length > 0; length--) {
    const token = tokenOfArmType([namespace, ...types.slice(0, length)].join("/"));
    const found = token && stack.byId(idUpTo(id, length), token);
    if (found) return found;
  }
  return undefined;
}

/** The beginning of an id, with so many types after the provider's namespace. */
function idUpTo(id: string, types: number): string {
  const [before = "", after = ""] = id.split(/\/providers\//i);
  const [namespace, ...rest] = after.split("/");
  return `${before}/providers/${[namespace, ...rest.slice(0, 2 * types)].join("/")}`;
}
