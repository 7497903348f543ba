import { nameOf } from "../../../components/openAi/deployments";
import { placedDeployments } from "../deployments";
import { Problem } from "../problem";
import { suggest } from "../suggest";
import { Check, check, problem, problemIf } from "./check";

/** What is named is there: models of plans, plans of consumers, regions. */
export const references: readonly Check[] = [
  check(["openAi", "plans"], ({ openAi, plans }) => {
    const models = [...new Set(openAi.regions.flatMap(({ deployments }) => deployments.map(({ model }) => model)))];
    return plans.flatMap((plan, p) =>
      plan.models.flatMap((model, m) => unknown(["plans", p, "models", m], model, models, "no region deploys this model")),
    );
  }),
  check(["openAi", "plans"], ({ openAi, plans }) => {
    const deployed = placedDeployments(openAi).flatMap(({ deployment }) => [deployment.model, nameOf(deployment)]);
    return plans.flatMap((plan, p) =>
      Object.entries(plan.aliases).flatMap(([alias, model]) => {
        const path = ["plans", p, "aliases", alias];
        return [
          ...unknown(path, model, plan.models, "the plan does not have this model"),
          ...problemIf(
            deployed.includes(alias),
            path,
            alias,
            "a name that nothing is deployed under",
            "is a model or a deployment itself",
          ),
        ];
      }),
    );
  }),
  check(["plans", "consumers"], ({ plans, consumers }) => {
    const names = plans.map(({ name }) => name);
    return consumers.flatMap(({ plan }, index) => unknown(["consumers", index, "plan"], plan, names, "there is no such plan"));
  }),
  check(["openAi"], ({ openAi }) => {
    const { regions, storedObjectAccounts } = openAi;
    const locations = regions.map(({ location }) => location);
    const models = regions.flatMap(({ deployments }) => deployments.map(({ model }) => model));
    return [
      ...storedObjectAccounts.flatMap(({ location }, index) =>
        unknown(["openAi", "storedObjectAccounts", index, "location"], location, locations, "is not one of openAi.regions"),
      ),
      ...placedDeployments(openAi, ["storedObjectAccounts"]).flatMap(({ deployment: { model }, path }) =>
        unknown(
          [...path, "model"],
          model,
          [...new Set(models)],
          "no region deploys this model, so the gateway does not offer it",
        ),
      ),
    ];
  }),
  check(["openAi", "plans", "consumers"], ({ openAi, plans, consumers }) =>
    openAi.storedObjectAccounts.flatMap(({ consumer }, index) => {
      const path = ["openAi", "storedObjectAccounts", index, "consumer"];
      const planOf = consumers.find(({ name }) => name === consumer)?.plan;
      const plan = plans.find(({ name }) => name === planOf);
      const names = consumers.map(({ name }) => name);
      return [
        ...unknown(path, consumer, names, "there is no such consumer"),
        ...problemIf(
          plan !== undefined && !plan.consumersMayReadStoredObjects,
          path,
          consumer,
          "a consumer of a plan with consumersMayReadStoredObjects: true",
          `its plan ${plan?.name ?? ""} stores nothing, so nothing would ever be in the account`,
        ),
      ];
    }),
  ),
  check(["openAi"], ({ openAi: { regions, slowModels } }) => {
    const models = [...new Set(regions.flatMap(({ deployments }) => deployments.map(({ model }) => model)))];
    return slowModels.flatMap((model, index) =>
      unknown(["openAi", "slowModels", index], model, models, "no region deploys this model"),
    );
  }),
  check(["openAi"], ({ openAi: { regions, statefulRegion, restore } }) => {
    const locations = regions.map(({ location }) => location);
    const named: [PropertyKey[], string | undefined][] = [
      [["openAi", "statefulRegion"], statefulRegion],
      ...restore.map((region, index): [PropertyKey[], string] => [["openAi", "restore", index], region]),
    ];
    return named.flatMap(([path, region]) =>
      region === undefined ? [] : unknown(path, region, locations, "is not one of openAi.regions"),
    );
  }),
  // The order of regions says nothing: stored objects must not move because a region was written before another one.
  check(["openAi", "location"], ({ openAi: { regions, statefulRegion }, location }) => {
    const locations = regions.map((region) => region.location);
    const clear = statefulRegion !== undefined || locations.length === 1 || locations.includes(location);
    const message = `no account is in ${location}: say which region keeps files, batches, fine-tuning and stored responses`;
    return clear ? [] : [problem(["openAi", "statefulRegion"], statefulRegion, `one of ${locations.join(", ")}`, message)];
  }),
];

function unknown(path: readonly PropertyKey[], name: string, known: readonly string[], message: string): Problem[] {
  if (known.includes(name)) return [];
  const meant = suggest(name, known);
  return [problem(path, name, `one of ${known.join(", ")}`, meant ? `${message}; did you mean ${meant}?` : message)];
}
