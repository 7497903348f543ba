import { DeploymentSettings, OpenAiSettings, RegionSettings } from "./schema";

/** A deployment with its account and where it is set. */
export interface PlacedDeployment {
  /** The deployment as the settings have it, with defaults. */
  deployment: DeploymentSettings;
  /** The region, or the account of one consumer, in which it is written. */
  region: Pick<RegionSettings, "location" | "deployments">;
  /** Path of the deployment in the settings: `openAi`, `regions` or `storedObjectAccounts`, index, `deployments`, index. */
  path: readonly PropertyKey[];
}

/** Whether capacity is bought in advance (provisioned throughput units) rather than paid by the token. */
export const isProvisioned = ({ sku }: DeploymentSettings): boolean => sku.endsWith("ProvisionedManaged");

/** Where prompts may be processed: the account's region, its data zone or everywhere. */
export function processing({ sku }: DeploymentSettings): "Global" | "DataZone" | "Regional" {
  if (sku.startsWith("Global")) return "Global";
  return sku.startsWith("DataZone") ? "DataZone" : "Regional";
}

/** Lists of accounts in the setting `openAi`. */
export const accountLists = ["regions", "storedObjectAccounts"] as const;

type AccountList = (typeof accountLists)[number];

/** All deployments of some lists, by default of all, in the order in which they are written. */
export function placedDeployments(
  openAi: Pick<OpenAiSettings, AccountList>,
  lists: readonly AccountList[] = accountLists,
): PlacedDeployment[] {
  return lists.flatMap((list) =>
    openAi[list].flatMap((region, r) =>
      region.deployments.map((deployment, d) => ({ deployment, region, path: ["openAi", list, r, "deployments", d] })),
    ),
  );
}

/** The deployments that share the calls of a model, by model; `lists` adds others. */
export function pools(
  openAi: Pick<OpenAiSettings, AccountList>,
  lists: readonly AccountList[] = ["regions"],
): Map<string, PlacedDeployment[]> {
  const byModel = new Map<string, PlacedDeployment[]>();
  for (const placed of placedDeployments(openAi, lists)) {
    const { model } = placed.deployment;
    byModel.set(model, [...(byModel.get(model) ?? []), placed]);
  }
  return byModel;
}
