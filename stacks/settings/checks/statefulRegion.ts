import { nameOf } from "../../../components/openAi/deployments";
import { usesSharedAccount } from "../storedObjects";
import { PlanSettings, RegionSettings } from "../schema";
import { Problem } from "../problem";
import { check, problem } from "./check";

/**
 * Warning about a model that the account of stored objects does not have: a stored response, which `store` is by default, is made in that account only, so
 * a call of the Responses API answers 404 while chat works.
 */
export const statefulModels = check(["openAi", "plans", "consumers", "location"], ({ openAi, plans, consumers, location }) => {
  const { regions, statefulRegion, storedObjectAccounts } = openAi;
  const only = regions.length === 1 ? regions[0]?.location : undefined;
  const at = statefulRegion ?? only ?? location;
  const home = regions.find((region) => region.location === at);
  const apart = new Map(storedObjectAccounts.map((account) => [account.consumer, account]));
  return plans.flatMap((plan, p) => {
    if (!plan.consumersMayReadStoredObjects) return [];
    const own = consumers.filter((consumer) => consumer.plan === plan.name);
    return [
      ...(home && usesSharedAccount(plan, { openAi, consumers })
        ? lacking(plan, p, home, `${at} keeps the stored responses (openAi.statefulRegion)`)
        : []),
      ...own.flatMap(({ name }) => {
        const account = apart.get(name);
        return account ? lacking(plan, p, account, `${name} has an account of its own (openAi.storedObjectAccounts)`) : [];
      }),
    ];
  });
});

/** Models of a plan that an account does not deploy under their own name. */
function lacking(
  { models }: PlanSettings,
  plan: number,
  { location, deployments }: Pick<RegionSettings, "location" | "deployments">,
  whose: string,
): Problem[] {
  const here = new Set(deployments.map(nameOf));
  return models.flatMap((model, index) =>
    here.has(model)
      ? []
      : [
          problem(
            ["plans", plan, "models", index],
            model,
            `a model that ${location} deploys under its own name: ${[...here].join(", ")}`,
            `${whose} and does not deploy this model: the Responses API answers 404 for it when it stores`,
          ),
        ],
  );
}
