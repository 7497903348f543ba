import { standardV2Regions, tierRegionTable, withoutNewStandardV2 } from "../facts/apiManagementRegions";
import { check, problem } from "./check";

/** Warns of a tier of API Management that the region does not have, by a table that Microsoft changes often. */
export const tierRegion = check(["location", "apiManagement"], ({ location, apiManagement: { sku } }) => {
  if (sku !== "StandardV2") return [];
  const missing = !standardV2Regions.includes(location);
  if (!missing && !withoutNewStandardV2.includes(location)) return [];
  const fault = missing ? `${location} has no StandardV2` : `Azure makes no new StandardV2 in ${location} for now`;
  return [
    problem(
      ["apiManagement", "sku"],
      sku,
      "Developer or Premium, or another location",
      `${fault}, by the table of ${tierRegionTable.asOf}`,
    ),
  ];
});
