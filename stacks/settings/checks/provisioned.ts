import { modelBackends, modelPools } from "../../../components/apiManagement/pools";
import { nameOf } from "../../../components/openAi/deployments";
import { isProvisioned } from "../deployments";
import { usesSharedAccount } from "../storedObjects";
import { check, problemIf } from "./check";

/** A plan without provisioned throughput finds other deployments of its models on both APIs, and nothing leads it to provisioned ones. */
export const provisioned = check(["openAi", "plans", "consumers", "location"], ({ openAi, plans, consumers, location }) => {
  const without = plans.flatMap((plan, index) => (plan.usesProvisioned === false ? [{ plan, index }] : []));
  if (without.length === 0) return [];
  const backends = modelBackends(openAi);
  const bought = new Set(backends.filter(({ unit }) => unit === "ptu").map(({ id }) => id));
  const pools = modelPools(backends);
  const home = openAi.statefulRegion ?? (openAi.regions.length === 1 ? openAi.regions[0]?.location : location);
  const keeps = openAi.regions.find((region) => region.location === home)?.deployments ?? [];
  return without.flatMap(({ plan, index }) =>
    plan.models.flatMap((model) => {
      const path = ["plans", index, "usesProvisioned"];
      const left = pools
        .filter((pool) => pool.model === model)
        .map(({ family, members, provisioned: first }) => ({ family, members: members.slice(first) }));
      const nowhere = left.filter(({ members }) => members.length === 0).map(({ family }) => family);
      const late = left.some(({ members }) => members.some(({ backend }) => bought.has(backend)));
      const kept = keeps.some((deployment) => nameOf(deployment) === model && isProvisioned(deployment));
      return [
        ...problemIf(
          nowhere.length > 0,
          path,
          false,
          `true, or a pay-as-you-go deployment of ${model}${nowhere.includes("v1") ? " under its own name" : ""}`,
          `nothing but provisioned throughput answers for ${model} on the ${nowhere.join(" and the ")} API`,
        ),
        ...problemIf(
          late,
          path,
          false,
          "true, or provisioned deployments in regions with sameZone: true only",
          `provisioned throughput of ${model} in a region with sameZone: false is used among the last, by every plan`,
        ),
        ...problemIf(
          usesSharedAccount(plan, { openAi, consumers }) && kept,
          path,
          false,
          "true, a plan without stored objects, or accounts of their own for its consumers (openAi.storedObjectAccounts)",
          `stored responses of ${model} are made by a provisioned deployment`,
        ),
      ];
    }),
  );
});
