import { nameOf } from "../../../components/openAi/deployments";
import { check, problem } from "./check";

/**
 * Warning about a model that the region of stored objects does not have: a stored response, which `store` is by default, is made in that account only, so
 * a call of the Responses API answers 404 while chat works.
 */
export const statefulModels = check(
  ["openAi", "plans", "location"],
  ({ openAi: { regions, statefulRegion }, plans, location }) => {
    const only = regions.length === 1 ? regions[0]?.location : undefined;
    const at = statefulRegion ?? only ?? location;
    const home = regions.find((region) => region.location === at);
    if (!home) return [];
    const here = new Set(home.deployments.map(nameOf));
    return plans.flatMap(({ models, consumersMayReadStoredObjects }, p) =>
      models.flatMap((model, m) =>
        !consumersMayReadStoredObjects || here.has(model)
          ? []
          : [
              problem(
                ["plans", p, "models", m],
                model,
                `a model that ${at} deploys under its own name: ${[...here].join(", ")}`,
                `${at} keeps the stored responses (openAi.statefulRegion) and does not deploy this model: the Responses API answers 404 for it when it stores`,
              ),
            ],
      ),
    );
  },
);
