import { retiredBefore, retirementSchedule, retirements, successors } from "./facts/models";
import type { DeploymentSettings } from "./schema";
import { suggest } from "./suggest";

type Version = Pick<DeploymentSettings, "model" | "version">;

/** Why a deployment's model is refused: the entry to blame, what may stand there, and what is wrong. */
export interface ModelRefusal {
  /** Entry of the deployment that the problem is reported at. */
  entry: "model" | "version";
  /** What may stand there, in words. */
  allowed: string;
  /** What is wrong, and what to take instead. */
  message: string;
}

const day = 86_400_000;

/** Days from `today` to a date, both as `2026-11-22`. */
export const daysUntil = (date: string, today: string): number => Math.round((Date.parse(date) - Date.parse(today)) / day);

/** Whether a version of a model is known and answers on a day. */
export function answersOn({ model, version }: Version, today: string): boolean {
  const date = retirements[`${model}@${version}`];
  return date !== undefined && date > today;
}

/** Whether the stack takes a version whatever the tables say. */
export const isAccepted = ({ model, version }: Version, accepted: readonly string[]): boolean =>
  accepted.includes(`${model}@${version}`);

/** Why a version of a model cannot be deployed on a day; undefined when it can, as far as the schedule knows. */
export function refusalOf(deployment: Version, today: string): ModelRefusal | undefined {
  const { model, version } = deployment;
  if (answersOn(deployment, today)) return undefined;
  const date = retirements[`${model}@${version}`];
  const living = versionsOn(model, today);
  if (date !== undefined) {
    const message = `${model} ${version} was retired on ${date} by the schedule of ${retirementSchedule.asOf}; ${advice(model, today, living)}`;
    return { entry: living.length > 0 ? "version" : "model", allowed: allowed(deployment, living, model, today), message };
  }
  if (isListed(model)) return unknownVersion(deployment, living, today);
  const gone = retiredBefore.includes(model);
  const meant = gone ? undefined : suggest(model, modelsOn(today));
  const message = gone
    ? `${model} is retired; ${advice(model, today, [])}`
    : `the schedule of ${retirementSchedule.asOf} has no such model${meant ? `; did you mean ${meant}?` : ""}`;
  return { entry: "model", allowed: allowed(deployment, [], meant ?? model, today), message };
}

function unknownVersion(deployment: Version, living: readonly string[], today: string): ModelRefusal {
  const { model, version } = deployment;
  const meant = living.length === 1 ? living[0] : suggest(version, living);
  const hint = living.length === 0 ? `; ${advice(model, today, living)}` : meant ? `; did you mean ${meant}?` : "";
  const message = `the schedule of ${retirementSchedule.asOf} has no such version of ${model}${hint}`;
  return { entry: "version", allowed: allowed(deployment, living, model, today), message };
}

const isListed = (model: string): boolean => Object.keys(retirements).some((known) => known.startsWith(`${model}@`));

/** The versions of a model that answer on a day. */
const versionsOn = (model: string, today: string): string[] =>
  Object.entries(retirements).flatMap(([key, date]) =>
    key.startsWith(`${model}@`) && date > today ? [key.slice(model.length + 1)] : [],
  );

/** Models that answer on a day. */
const modelsOn = (today: string): string[] => [
  ...new Set(Object.entries(retirements).flatMap(([key, date]) => (date > today ? [key.split("@")[0] ?? ""] : []))),
];

/** What to take instead. */
function advice(model: string, today: string, living: readonly string[]): string {
  if (living.length > 0) return `take version ${living.join(" or ")}`;
  const successor = successorOf(model, today);
  return successor === undefined
    ? "no other model does the same"
    : `take ${successor} ${versionsOn(successor, today).join(" or ")}`;
}

/** The model that takes the place of another one on a day. */
export function successorOf(model: string, today: string): string | undefined {
  const seen = new Set<string>();
  for (let next = successors[model]; next !== undefined && !seen.has(next); next = successors[next]) {
    if (versionsOn(next, today).length > 0) return next;
    seen.add(next);
  }
  return undefined;
}

function allowed({ model, version }: Version, living: readonly string[], wanted: string, today: string): string {
  const take =
    living.length > 0 ? living : [successorOf(wanted, today) ?? wanted].filter((name) => versionsOn(name, today).length > 0);
  const named = `or ${model}@${version} in accepted.models`;
  return take.length > 0 ? `${take.join(", ")}; ${named}` : `a model of the schedule; ${named}`;
}
