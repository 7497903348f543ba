import { closest } from "fastest-levenshtein";
import { otherClouds, publicRegions } from "./facts/regions";
import { suggest } from "./suggest";

/** Why a text is no region that can be used here, with the nearest one; undefined for one that can. */
export function regionFault(text: string): string | undefined {
  const name = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const other = otherClouds.find(({ regions }) => regions.test(name));
  if (other) return `is a region of ${other.cloud}; this package deploys to Azure's public cloud only`;
  if (publicRegions.includes(text)) return undefined;
  const meant = suggest(text, publicRegions);
  return meant
    ? `is no Azure region; did you mean ${meant}?`
    : `is no Azure region; the nearest name is ${closest(name, [...publicRegions])}`;
}

/** Whether a region belongs to another cloud, so that no setting can make it usable here. */
export const isOtherCloud = (text: string): boolean => otherClouds.some(({ regions }) => regions.test(text));
