import { placedDeployments, processing } from "../deployments";
import { dataZoneOf } from "../facts/dataZones";
import { check, problem } from "./check";

/** With a data boundary no deployment may process prompts outside of it: neither one in another zone nor a global one. */
export const dataBoundary = check(["openAi"], ({ openAi }) => {
  const { dataBoundary: boundary } = openAi;
  if (boundary === "none") return [];
  return placedDeployments(openAi).flatMap(({ deployment, region, path }) => {
    if (processing(deployment) === "Global")
      return [
        problem(
          [...path, "sku"],
          deployment.sku,
          `a regional or DataZone type in a region of ${boundary}, or openAi.dataBoundary: none`,
          `${deployment.sku} processes prompts anywhere, outside of openAi.dataBoundary: ${boundary}`,
        ),
      ];
    const zone = dataZoneOf(region.location);
    if (zone === boundary) return [];
    const message = `${region.location} is ${zone ? `in the data zone ${zone}` : "in no data zone"}, outside of openAi.dataBoundary: ${boundary}`;
    return [problem([...path.slice(0, -2), "location"], region.location, `a region of the data zone ${boundary}`, message)];
  });
});
