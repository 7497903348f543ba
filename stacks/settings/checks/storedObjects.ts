import { check, problem } from "./check";

/**
 * Stored objects belong to the consumer that made them: one consumer has them all, unless the settings say that several share them. Azure OpenAI keeps no
 * owner with a file, a container or an upload, and the gateway has no store of its own that outlives a restart (docs/decisions/gateway-api.md).
 */
export const storedObjects = check(["openAi", "plans", "consumers"], ({ openAi, plans, consumers }) => {
  const keeping = new Set(plans.filter((plan) => plan.consumersMayReadStoredObjects).map(({ name }) => name));
  const owners = consumers.flatMap(({ name, plan }, index) => (keeping.has(plan) ? [{ name, plan, index }] : []));
  const [first, ...others] = owners;
  if (openAi.sharedStoredObjects || !first) return [];
  return others.map(({ name, plan, index }) =>
    problem(
      ["consumers", index, "plan"],
      plan,
      "a plan without consumersMayReadStoredObjects, or openAi.sharedStoredObjects: true",
      `${name} and ${first.name} could read and delete each other's stored objects, which are in one account`,
    ),
  );
});
