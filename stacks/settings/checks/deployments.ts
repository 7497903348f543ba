import { PlacedDeployment, accountLists, isProvisioned, placedDeployments, processing } from "../deployments";
import { Problem } from "../problem";
import { check, problem, problemIf } from "./check";

/** Standard deployments of an account (Microsoft Learn, "Azure OpenAI quotas and limits", 2026-02-17). */
const maxStandardDeployments = 32;

/** Tiers fit the deployment types, Azure's own spill-over can work, and an account holds its deployments. */
export const deployments = check(["openAi"], ({ openAi }) => [
  ...placedDeployments(openAi, ["regions"]).flatMap(tierOfType),
  ...accountLists.flatMap((list) =>
    openAi[list].flatMap((account, index) => accountSize(account, ["openAi", list, index, "deployments"])),
  ),
  ...placedDeployments(openAi, ["storedObjectAccounts"]).flatMap(notProvisioned),
  ...placedDeployments(openAi).flatMap(spillOver),
  ...placedDeployments(openAi).flatMap((placed) => formatOfAccount(placed, openAi.kind)),
]);

/** Models of other makers than OpenAI need an account that offers them, and their own name: the v1 API finds them by it. */
function formatOfAccount({ deployment, path }: PlacedDeployment, kind: string): Problem[] {
  const { format, model, name } = deployment;
  if (format === "OpenAI") return [];
  return [
    ...problemIf(
      kind !== "AIServices",
      [...path, "format"],
      format,
      "OpenAI, or openAi.kind: AIServices",
      `accounts of the kind ${kind} have OpenAI's models only`,
    ),
    ...problemIf(
      name !== undefined && name !== model,
      [...path, "name"],
      name,
      model,
      "the v1 API, on which alone it answers, finds a deployment by the model's name",
    ),
  ];
}

function tierOfType({ deployment, path }: PlacedDeployment): Problem[] {
  const provisioned = isProvisioned(deployment);
  return problemIf(
    provisioned !== (deployment.tier === "provisioned"),
    [...path, "tier"],
    deployment.tier,
    provisioned ? "provisioned" : "payAsYouGo or spillOver",
    provisioned
      ? `${deployment.sku} is paid whether it is used or not, so it comes first`
      : `${deployment.sku} is paid by the token, so it is not provisioned capacity`,
  );
}

/** Provisioned capacity is paid by the hour and shared by those who use it; in the account of one consumer nothing could share it, nor say what it cost. */
const notProvisioned = ({ deployment, path }: PlacedDeployment): Problem[] =>
  problemIf(
    isProvisioned(deployment),
    [...path, "sku"],
    deployment.sku,
    "Standard, DataZoneStandard or GlobalStandard",
    "an account for the stored objects of one consumer has no provisioned capacity: the pools of openAi.regions share it",
  );

function accountSize({ location, deployments }: PlacedDeployment["region"], path: readonly PropertyKey[]): Problem[] {
  const standard = deployments.filter((deployment) => !isProvisioned(deployment)).length;
  return problemIf(
    standard > maxStandardDeployments,
    path,
    standard,
    `at most ${maxStandardDeployments} deployments of standard types`,
    `the account in ${location} has ${standard}`,
  );
}

/**
 * Azure's own spill-over goes from a global or data zone provisioned deployment to one standard deployment of the same
 * account and the same level of data processing (Microsoft Learn, "Manage traffic with spillover for provisioned
 * deployments"). Judged at the spill-over deployment, where the account has provisioned capacity of the model.
 */
function spillOver({ deployment, region, path }: PlacedDeployment): Problem[] {
  const { model, tier } = deployment;
  const siblings = region.deployments.filter((other) => other.model === model);
  const source = siblings.find((other) => other.tier === "provisioned");
  if (tier !== "spillOver" || !source) return [];
  const first = siblings.find((other) => other.tier === "spillOver");
  if (first !== deployment)
    return [
      problem(
        [...path, "tier"],
        tier,
        "one spillOver of a model in a region",
        "provisioned capacity spills over to one deployment only",
      ),
    ];
  return problemIf(
    processing(source) === "Regional" || processing(source) !== processing(deployment),
    [...path, "sku"],
    deployment.sku,
    "DataZoneStandard beside DataZoneProvisionedManaged, GlobalStandard beside GlobalProvisionedManaged",
    `Azure cannot spill over from ${source.sku} to it`,
  );
}
