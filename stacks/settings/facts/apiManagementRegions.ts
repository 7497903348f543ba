import type { FactTable } from "./factTable";

/** Where and when the regions below were read. */
export const tierRegionTable: FactTable = {
  name: "regions of API Management StandardV2",
  asOf: "2026-05-08",
  source: "Microsoft Learn, Availability of v2 tiers and workspace gateways",
};

/**
 * Regions that have StandardV2. The page lists no classic tier: Developer and Premium are in nearly every region. Canada East stands in a later copy of
 * the page, which bears no date.
 */
export const standardV2Regions: readonly string[] = [
  ...["australiacentral", "australiaeast", "australiasoutheast", "brazilsouth", "canadacentral", "canadaeast", "centralindia"],
  ...["centralus", "eastasia", "eastus", "eastus2", "francecentral", "germanywestcentral", "italynorth", "japaneast"],
  ...["koreacentral", "northcentralus", "northeurope", "norwayeast", "southafricanorth", "southcentralus", "southindia"],
  ...["swedencentral", "switzerlandnorth", "uaenorth", "uksouth", "ukwest", "westeurope", "westus", "westus2", "westus3"],
];

/** Regions of these in which Azure makes no new StandardV2 for now; those that are there go on. */
export const withoutNewStandardV2: readonly string[] = ["uksouth"];
