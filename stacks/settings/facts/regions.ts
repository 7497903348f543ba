/** Day of the list below. */
export const publicRegionsAsOf = "2025-09-23";

/**
 * Regions of Azure's public cloud (Microsoft Learn, "List of Azure regions", 2025-09-23, and Denmark East, which has opened since). A region
 * that is open stays open, so the list grows old only in what it lacks: `accepted.regions` names what it lacks.
 */
export const publicRegions: readonly string[] = [
  ...["australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral"],
  ...["brazilsouth", "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral"],
  ...["denmarkeast", "eastasia", "eastus", "eastus2", "francecentral", "francesouth", "germanynorth", "germanywestcentral"],
  ...["indonesiacentral", "israelcentral", "italynorth", "japaneast", "japanwest", "koreacentral", "koreasouth"],
  ...["malaysiawest", "mexicocentral", "newzealandnorth", "northcentralus", "northeurope", "norwayeast", "norwaywest"],
  ...["polandcentral", "qatarcentral", "southafricanorth", "southafricawest", "southcentralus", "southindia"],
  ...["southeastasia", "spaincentral", "swedencentral", "swedensouth", "switzerlandnorth", "switzerlandwest", "uaecentral"],
  ...["uaenorth", "uksouth", "ukwest", "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3"],
];

/** Regions of other clouds, by what their names begin with (Microsoft Learn, "Azure Government" and "Azure operated by 21Vianet"). */
export const otherClouds: readonly { cloud: string; regions: RegExp }[] = [
  { cloud: "Azure Government", regions: /^(usgov|usdod)/ },
  { cloud: "Azure Government Secret", regions: /^(ussec|usnat)/ },
  { cloud: "Azure operated by 21Vianet (China)", regions: /^china/ },
  { cloud: "Azure Germany, which is closed", regions: /^germany(central|northeast)$/ },
];
