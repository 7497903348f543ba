import { publicRegionsAsOf } from "../facts/regions";
import { Problem } from "../problem";
import { isOtherCloud, regionFault } from "../regionNames";
import { Check, check, problem } from "./check";

/** Every region is one of Azure's public cloud, or accepted by name. */
export const regions: readonly Check[] = [
  check(["location", "accepted"], ({ location, accepted }) => unusable(["location"], location, accepted.regions)),
  check(["openAi", "accepted"], ({ openAi, accepted }) =>
    openAi.regions.flatMap(({ location }, index) =>
      unusable(["openAi", "regions", index, "location"], location, accepted.regions),
    ),
  ),
  check(["accepted"], ({ accepted }) =>
    accepted.regions.flatMap((region, index) =>
      isOtherCloud(region) ? unusable(["accepted", "regions", index], region, []) : [],
    ),
  ),
];

function unusable(path: readonly PropertyKey[], region: string, accepted: readonly string[]): Problem[] {
  const fault = regionFault(region);
  if (fault === undefined || (accepted.includes(region) && !isOtherCloud(region))) return [];
  const allowed = `a region of Azure's public cloud; one that has opened since ${publicRegionsAsOf} if accepted.regions names it`;
  return [problem(path, region, allowed, fault)];
}
