import { nameOf } from "../../../components/openAi/deployments";
import { PlacedDeployment, placedDeployments } from "../deployments";
import { offeredIn, regionsAsOf, retirements, retirementsAsOf } from "../facts/models";
import { Problem } from "../problem";
import { suggest } from "../suggest";
import { check, problem, problemIf } from "./check";

/** Days before a retirement from which on it is announced. */
const noticeDays = 60;

/** Models that still answer on a day. */
const modelsOn = (day: string): string[] =>
  Object.entries(retirements).flatMap(([version, date]) => (date > day ? [version.split("@")[0] ?? ""] : []));

/** Warnings about models: retired or soon to be, unknown, not offered in the region, out of reach of v1 clients. */
export const models = check(["openAi"], ({ openAi }, { today }) =>
  placedDeployments(openAi).flatMap((placed) => [...retirement(placed, today), ...offered(placed), ...reachable(placed)]),
);

function retirement({ deployment: { model, version }, path }: PlacedDeployment, today: string): Problem[] {
  const date = retirements[`${model}@${version}`];
  if (date === undefined) return unknownModel(model, version, path, today);
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  const source = `by the schedule of ${retirementsAsOf}`;
  return problemIf(
    days <= noticeDays,
    [...path, "version"],
    version,
    `a version of ${model} or a model that is not retired`,
    days <= 0
      ? `${model} ${version} was retired on ${date} ${source}`
      : `${model} ${version} retires on ${date}, in ${days} days, ${source}`,
  );
}

function unknownModel(model: string, version: string, path: readonly PropertyKey[], today: string): Problem[] {
  const allowed = `a model of the schedule of ${retirementsAsOf}`;
  const versions = Object.keys(retirements).filter((known) => known.startsWith(`${model}@`));
  if (versions.length > 0) {
    const known = versions.map((text) => text.split("@")[1]).join(", ");
    return [problem([...path, "version"], version, known, `the schedule of ${retirementsAsOf} has no such version of ${model}`)];
  }
  const meant = suggest(model, modelsOn(today));
  const message = `the schedule of ${retirementsAsOf} has no such model`;
  return [problem([...path, "model"], model, allowed, meant ? `${message}; did you mean ${meant}?` : message)];
}

function offered({ deployment: { model, version, sku }, region, path }: PlacedDeployment): Problem[] {
  if (sku !== "DataZoneStandard" && sku !== "Standard") return [];
  const listed = offeredIn[sku][`${model}@${version}`];
  const judged = listed !== undefined || (/^\d{4}-\d{2}-\d{2}$/.test(version) && version <= regionsAsOf);
  return problemIf(
    judged && !listed?.includes(region.location),
    [...path, "sku"],
    sku,
    listed ? `${sku} in ${listed.join(", ")}` : "GlobalStandard or another deployment type",
    `${model} ${version} is not offered as ${sku} in ${region.location} by the table of ${regionsAsOf}`,
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
