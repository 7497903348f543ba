import { subscriptionId } from "../../components/apiManagement/credentials";
import { canBeCondition, openRows, OpenRows } from "../../components/monitoring/readAccess";
import { nameOf } from "../../components/openAi/deployments";
import { placedDeployments } from "./deployments";
import { SoundSettings } from "./schema";

type Consumer = SoundSettings["consumers"][number];

/** The teams that each group leads, sorted by name: another order in the settings changes no condition. */
export function leadGroups(consumers: readonly Consumer[]): ReadonlyMap<string, Consumer[]> {
  const led = new Map<string, Consumer[]>();
  for (const consumer of [...consumers].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const group = consumer.leadGroup?.toLowerCase();
    if (group !== undefined) led.set(group, [...(led.get(group) ?? []), consumer]);
  }
  return led;
}

/** The rows that the role of those who lead these teams opens. */
export function leadRows(teams: readonly Consumer[], settings: Pick<SoundSettings, "plans" | "openAi">): OpenRows[] {
  const models = new Set(
    settings.plans.filter(({ name }) => teams.some(({ plan }) => plan === name)).flatMap((plan) => plan.models),
  );
  return openRows["team-lead"]({
    deploymentNames: deploymentNames(settings, models),
    subscriptionIds: teams.map(subscriptionId),
  });
}

/** What the model's log may name as the deployment: of all models, or of some. Names that no condition can hold are left out. */
export function deploymentNames(
  { plans, openAi }: Pick<SoundSettings, "plans" | "openAi">,
  only?: ReadonlySet<string>,
): string[] {
  return namesInLog({ plans, openAi }, only).filter(canBeCondition);
}

/** The same, with those that no condition can hold. */
export function namesInLog({ plans, openAi }: Pick<SoundSettings, "plans" | "openAi">, only?: ReadonlySet<string>): string[] {
  const wanted = (model: string): boolean => only === undefined || only.has(model);
  const deployed = placedDeployments(openAi).flatMap(({ deployment }) => (wanted(deployment.model) ? [deployment] : []));
  const aliases = plans.flatMap((plan) => Object.entries(plan.aliases)).filter(([, model]) => wanted(model));
  const names = [...deployed.flatMap((one) => [nameOf(one), one.model]), ...aliases.map(([alias]) => alias)];
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}
