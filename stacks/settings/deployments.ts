import { DeploymentSettings, OpenAiSettings, RegionSettings } from "./schema";

/** A deployment with its region and where it is set. */
export interface PlacedDeployment {
  /** The deployment as the settings have it, with defaults. */
  deployment: DeploymentSettings;
  /** The region in which it is written. */
  region: RegionSettings;
  /** Path of the deployment in the settings: `openAi`, `regions`, index, `deployments`, index. */
  path: readonly PropertyKey[];
}

/** Whether capacity is bought in advance (provisioned throughput units) rather than paid by the token. */
export const isProvisioned = ({ sku }: DeploymentSettings): boolean => sku.endsWith("ProvisionedManaged");

/** Where prompts may be processed: the account's region, its data zone or everywhere. */
export function processing({ sku }: DeploymentSettings): "Global" | "DataZone" | "Regional" {
  if (sku.startsWith("Global")) return "Global";
  return sku.startsWith("DataZone") ? "DataZone" : "Regional";
}

type Models = Pick<OpenAiSettings, "regions">;

/** All deployments, in the order in which they are written. */
export function placedDeployments({ regions }: Models): PlacedDeployment[] {
  return regions.flatMap((region, r) =>
    region.deployments.map((deployment, d) => ({
      deployment,
      region,
      path: ["openAi", "regions", r, "deployments", d],
    })),
  );
}

/** The deployments of each model, by model. */
export function pools(openAi: Models): Map<string, PlacedDeployment[]> {
  const byModel = new Map<string, PlacedDeployment[]>();
  for (const placed of placedDeployments(openAi)) {
    const { model } = placed.deployment;
    byModel.set(model, [...(byModel.get(model) ?? []), placed]);
  }
  return byModel;
}
