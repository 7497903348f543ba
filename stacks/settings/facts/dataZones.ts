import type { FactTable } from "./factTable";

/**
 * Regions of the data zones: a deployment of type DataZone processes prompts in any region of its zone (Microsoft Learn, "Deployment types for Microsoft
 * Foundry Models", data zone). The zone of the European Union is its member states.
 */
export const dataZones = {
  EU: [
    "austriaeast",
    "belgiumcentral",
    "denmarkeast",
    "francecentral",
    "francesouth",
    "germanynorth",
    "germanywestcentral",
    "italynorth",
    "northeurope",
    "polandcentral",
    "spaincentral",
    "swedencentral",
    "swedensouth",
    "westeurope",
  ],
  US: ["centralus", "eastus", "eastus2", "northcentralus", "southcentralus", "westcentralus", "westus", "westus2", "westus3"],
} as const satisfies Record<string, readonly string[]>;

/** Where the zones' regions were written down from. */
export const dataZoneTable: FactTable = {
  name: "regions of the data zones",
  asOf: "2026-11-25",
  source: "Microsoft Learn, Deployment types for Microsoft Foundry Models",
};

/** A data zone. */
export type DataZone = keyof typeof dataZones;

/** The data zone of a region; undefined for a region of none. */
export const dataZoneOf = (location: string): DataZone | undefined =>
  (Object.keys(dataZones) as DataZone[]).find((zone) => (dataZones[zone] as readonly string[]).includes(location));
