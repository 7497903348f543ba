import { createHash } from "node:crypto";

/** How a kind of resource is named: its abbreviation (Cloud Adoption Framework), whether the name is unique in all of Azure, its longest name. */
export interface NameRule {
  /** Beginning of the name, such as `vnet`. */
  abbreviation: string;
  /** The name must be unique in all of Azure, so it ends with the environment's suffix. */
  global?: true;
  /** Azure's limit, in characters (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
  max: number;
  /** Lower-case letters and digits only. */
  compact?: true;
}

/** The kinds of resources that this package names. */
export const nameRules = {
  resourceGroup: { abbreviation: "rg", max: 90 },
  virtualNetwork: { abbreviation: "vnet", max: 64 },
  subnet: { abbreviation: "snet", max: 80 },
  networkSecurityGroup: { abbreviation: "nsg", max: 80 },
  publicIpAddress: { abbreviation: "pip", max: 80 },
  privateEndpoint: { abbreviation: "pep", max: 80 },
  flowLog: { abbreviation: "fl", max: 80 },
  applicationGateway: { abbreviation: "agw", max: 80 },
  firewallPolicy: { abbreviation: "waf", max: 80 },
  apiManagement: { abbreviation: "apim", max: 50, global: true },
  openAi: { abbreviation: "oai", max: 64, global: true },
  keyVault: { abbreviation: "kv", max: 24, global: true },
  /** A vault for customer-managed keys; its key is a region's code. */
  encryptionVault: { abbreviation: "kv", max: 24, global: true, compact: true },
  storage: { abbreviation: "st", max: 24, global: true, compact: true },
  workspace: { abbreviation: "log", max: 63 },
  applicationInsights: { abbreviation: "appi", max: 260 },
  privateLinkScope: { abbreviation: "ampls", max: 255 },
  queryPack: { abbreviation: "pack", max: 255 },
  actionGroup: { abbreviation: "ag", max: 260 },
  alert: { abbreviation: "alert", max: 260 },
  eventHubNamespace: { abbreviation: "evhns", max: 50, global: true },
  identity: { abbreviation: "id", max: 128 },
  budget: { abbreviation: "budget", max: 63 },
} as const satisfies Record<string, NameRule>;

/** A kind of resource with a naming rule. */
export type NameKind = keyof typeof nameRules;

/** Kinds whose names must be unique in all of Azure. */
export type GlobalKind = { [K in NameKind]: (typeof nameRules)[K] extends { global: true } ? K : never }[NameKind];

/** Length of a random suffix. */
export const suffixLength = 5;

/** The fixed part of a name, without the suffix. */
export function baseName(kind: NameKind, prefix: string, key?: string): string {
  const rule: NameRule = nameRules[kind];
  const parts = [rule.abbreviation, prefix, key].filter((part): part is string => !!part);
  return rule.compact ? parts.join("").replace(/[^a-z0-9]/g, "") : parts.join("-");
}

/** A region in two characters, for names that have no room for more. Two regions may share a code: check before use. */
export function regionCode(location: string): string {
  const number = createHash("sha256").update(location).digest().readUInt32BE(0) % (36 * 36);
  return number.toString(36).padStart(2, "0");
}
