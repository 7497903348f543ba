import { nameOf } from "../../../components/openAi/deployments";
import { PlacedDeployment, placedDeployments } from "../deployments";
import { offeredIn, regionTables } from "../facts/modelRegions";
import { retirementSchedule, retirements } from "../facts/models";
import { answersOn, daysUntil, isAccepted, refusalOf } from "../modelLife";
import { Problem } from "../problem";
import { check, problem, problemIf } from "./check";

/** Days before a retirement from which on it is announced. */
const noticeDays = 60;

/** A model that is retired, unknown or misspelt is refused, unless the stack accepts it by name. */
export const knownModels = check(["openAi", "accepted"], ({ openAi, accepted }, { today }) =>
  placedDeployments(openAi)
    .filter(({ deployment }) => !isAccepted(deployment, accepted.models))
    .flatMap(({ deployment, path }) => {
      const refusal = refusalOf(deployment, today);
      if (!refusal) return [];
      return [problem([...path, refusal.entry], deployment[refusal.entry], refusal.allowed, refusal.message)];
    }),
);

/** Warnings about models: soon to be retired, not offered in the region, out of reach of v1 clients. */
export const models = check(["openAi"], ({ openAi }, { today }) =>
  placedDeployments(openAi).flatMap((placed) => [
    ...(answersOn(placed.deployment, today) ? [...retirement(placed, today), ...offered(placed)] : []),
    ...reachable(placed),
  ]),
);

function retirement({ deployment: { model, version }, path }: PlacedDeployment, today: string): Problem[] {
  const date = retirements[`${model}@${version}`] ?? "";
  const days = daysUntil(date, today);
  return problemIf(
    days <= noticeDays,
    [...path, "version"],
    version,
    `a version of ${model} or a model that is not about to be retired`,
    `${model} ${version} retires on ${date}, in ${days === 1 ? "1 day" : `${days} days`}, by the schedule of ${retirementSchedule.asOf}`,
  );
}

function offered({ deployment: { model, version, sku }, region, path }: PlacedDeployment): Problem[] {
  const listed = offeredIn[sku][`${model}@${version}`];
  const judged = listed !== undefined || (/^\d{4}-\d{2}-\d{2}$/.test(version) && version <= regionTables.asOf);
  const others = Object.entries(offeredIn).flatMap(([type, offers]) =>
    offers[`${model}@${version}`]?.includes(region.location) ? [type] : [],
  );
  return problemIf(
    judged && !listed?.includes(region.location),
    [...path, "sku"],
    sku,
    others.length > 0 ? `${others.join(", ")} in ${region.location}` : `another region than ${region.location}, or another model`,
    `${model} ${version} is not offered as ${sku} in ${region.location} by the table of ${regionTables.asOf}`,
  );
}

/** The v1 API finds a deployment by the model that the client names, so an account needs one that is named like it. */
function reachable({ deployment, region, path }: PlacedDeployment): Problem[] {
  const { model } = deployment;
  const siblings = region.deployments.filter((other) => other.model === model);
  return problemIf(
    siblings[0] === deployment && !siblings.some((other) => nameOf(other) === model),
    [...path, "name"],
    deployment.name,
    `one deployment of ${model} in ${region.location} without a name of its own`,
    `clients of the v1 API do not reach ${model} in ${region.location}`,
  );
}
