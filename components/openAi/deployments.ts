import type { DeploymentSettings } from "../../stacks/settings/schema";

/** Name of a deployment: its own, else the model's. */
export const nameOf = (deployment: Pick<DeploymentSettings, "name" | "model">): string => deployment.name ?? deployment.model;

/**
 * The deployments in the order in which they are created: the targets of Azure's own spill-over first, because a
 * provisioned deployment names its target and Azure refuses one that is not there.
 */
export function inOrderOfCreation(deployments: readonly DeploymentSettings[]): DeploymentSettings[] {
  const targets = new Set(deployments.flatMap((deployment) => spilloverOf(deployment, deployments) ?? []));
  const isTarget = (deployment: DeploymentSettings) => targets.has(nameOf(deployment));
  return [...deployments.filter(isTarget), ...deployments.filter((deployment) => !isTarget(deployment))];
}

/**
 * Name of the deployment that takes what a provisioned deployment cannot (Microsoft Learn, "Manage traffic with
 * spillover for provisioned deployments"): the account's `spillOver` deployment of the same model and version.
 */
export function spilloverOf(deployment: DeploymentSettings, siblings: readonly DeploymentSettings[]): string | undefined {
  if (deployment.tier !== "provisioned") return undefined;
  const target = siblings.find(
    ({ tier, model, version }) => tier === "spillOver" && model === deployment.model && version === deployment.version,
  );
  return target && nameOf(target);
}
