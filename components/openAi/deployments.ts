/** Deployment types that this package deploys (Microsoft Learn, "Deployment types for Microsoft Foundry Models"). */
export const deploymentSkus = [
  "Standard",
  "GlobalStandard",
  "DataZoneStandard",
  "ProvisionedManaged",
  "GlobalProvisionedManaged",
  "DataZoneProvisionedManaged",
] as const;

/** Kinds of accounts that offer Azure OpenAI. */
export const accountKinds = ["AIServices", "OpenAI"] as const;

/** A kind of account. */
export type AccountKind = (typeof accountKinds)[number];

/** Who made a model, as Azure names the format of a deployment; the first is the default. All but the first need an account of the kind `AIServices`. */
export const modelFormats = ["OpenAI", "Cohere", "DeepSeek", "Meta", "Microsoft", "Mistral AI", "xAI"] as const;

/** When a deployment is used, in this order. */
export const tiers = ["provisioned", "payAsYouGo", "spillOver"] as const;

/** A model deployment of an account. */
export interface ModelDeployment {
  /** Model; clients name it as the deployment (dated API) or model (v1). */
  model: string;
  /** Name of the deployment. Default: the model. */
  name?: string;
  /** Pinned version of the model. */
  version: string;
  /** Who made it. Default: OpenAI. */
  format?: (typeof modelFormats)[number];
  /** Decides where requests are processed and whether capacity is reserved. */
  sku: (typeof deploymentSkus)[number];
  /** Thousands of tokens a minute, or provisioned throughput units. */
  capacity: number;
  /** Only a `spillOver` deployment can also be the target of Azure's own spill-over. */
  tier: (typeof tiers)[number];
}

/** A region with the model deployments of its account. */
export interface ModelRegion {
  /** Azure region, in its short form. */
  location: string;
  /** Names must differ within a region; the order changes nothing. */
  deployments: ModelDeployment[];
  /** Whether data may be processed there by choice; a region with false is used last. */
  sameZone: boolean;
}

/** An account for the stored objects of one consumer; no other call goes to it. */
export interface StoredObjectAccount {
  /** Name of the consumer. */
  consumer: string;
  /** Azure region, in its short form. */
  location: string;
  /** Deployments for what the consumer stores; none is provisioned. */
  deployments: ModelDeployment[];
  /** Bring back the soft-deleted account of the same name. */
  restore: boolean;
}

/** An account of the environment, whatever it is for. */
export interface AccountPlace {
  /** Unique among the accounts: the region, or `stored-<consumer>`. Part of the account's name. */
  key: string;
  /** Azure region, in its short form. */
  location: string;
  /** Its deployments. */
  deployments: ModelDeployment[];
  /** The consumer whose stored objects it keeps, where it keeps one's only. */
  consumer?: string;
  /** Bring back the soft-deleted account of the same name. */
  restore: boolean;
}

/** Key of the account that keeps the stored objects of one consumer. */
export const storedObjectKey = (consumer: string): string => `stored-${consumer}`;

/** All accounts: one a region, then those for the stored objects of one consumer, each in the order of the settings. */
export function accountPlaces(settings: {
  regions: readonly ModelRegion[];
  storedObjectAccounts: readonly StoredObjectAccount[];
  restore: readonly string[];
}): AccountPlace[] {
  const { regions, storedObjectAccounts, restore } = settings;
  return [
    ...regions.map(({ location, deployments }) => ({
      key: location,
      location,
      deployments,
      restore: restore.includes(location),
    })),
    ...storedObjectAccounts.map((own) => ({ ...own, key: storedObjectKey(own.consumer) })),
  ];
}

/** Name of a deployment: its own, else the model's. */
export const nameOf = (deployment: Pick<ModelDeployment, "name" | "model">): string => deployment.name ?? deployment.model;

/**
 * The deployments in the order in which they are created: the targets of Azure's own spill-over first, because a
 * provisioned deployment names its target and Azure refuses one that is not there.
 */
export function inOrderOfCreation(deployments: readonly ModelDeployment[]): ModelDeployment[] {
  const targets = new Set(deployments.flatMap((deployment) => spilloverOf(deployment, deployments) ?? []));
  const isTarget = (deployment: ModelDeployment) => targets.has(nameOf(deployment));
  return [...deployments.filter(isTarget), ...deployments.filter((deployment) => !isTarget(deployment))];
}

/**
 * Name of the deployment that takes what a provisioned deployment cannot (Microsoft Learn, "Manage traffic with
 * spillover for provisioned deployments"): the account's `spillOver` deployment of the same model and version.
 */
export function spilloverOf(deployment: ModelDeployment, siblings: readonly ModelDeployment[]): string | undefined {
  if (deployment.tier !== "provisioned") return undefined;
  const target = siblings.find(
    ({ tier, model, version }) => tier === "spillOver" && model === deployment.model && version === deployment.version,
  );
  return target && nameOf(target);
}
