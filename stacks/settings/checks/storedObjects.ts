import { check, problem } from "./check";

/**
 * Stored objects belong to the consumer that made them: each has an account of its own, one has the account of `statefulRegion`, or the settings say that
 * several share it. Azure OpenAI keeps no owner with a file, a container or an upload, and the gateway has no store of its own that outlives a restart
 * (docs/decisions/gateway-api.md).
 */
export const storedObjects = check(["openAi", "plans", "consumers"], ({ openAi, plans, consumers }) => {
  const keeping = new Set(plans.filter((plan) => plan.consumersMayReadStoredObjects).map(({ name }) => name));
  const apart = new Set(openAi.storedObjectAccounts.map(({ consumer }) => consumer));
  const owners = consumers.flatMap(({ name, plan }, index) =>
    keeping.has(plan) && !apart.has(name) ? [{ name, plan, index }] : [],
  );
  const [first, ...others] = owners;
  if (openAi.sharedStoredObjects || !first) return [];
  return others.map(({ name, plan, index }) =>
    problem(
      ["consumers", index, "plan"],
      plan,
      "a plan without consumersMayReadStoredObjects, an account of its own in openAi.storedObjectAccounts, or openAi.sharedStoredObjects: true",
      `${name} and ${first.name} could read and delete each other's stored objects, which are in one account`,
    ),
  );
});
