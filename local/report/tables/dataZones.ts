/**
 * Where a deployment type processes prompts. Data zones by the geography of the account's region: Microsoft Learn,
 * "Deployment types for Azure AI Foundry models" (2025-04-30): a data zone is the United States or the member nations of
 * the European Union. The regions of each zone are those in which data zone deployments are offered.
 */
const zones = {
  US: ["centralus", "eastus", "eastus2", "northcentralus", "southcentralus", "westcentralus", "westus", "westus2", "westus3"],
  EU: [
    "francecentral",
    "germanywestcentral",
    "italynorth",
    "northeurope",
    "polandcentral",
    "spaincentral",
    "swedencentral",
    "westeurope",
  ],
} as const;

/** `in the EU data zone`, `anywhere in the world`, `in swedencentral only`. */
export function processingPlace(sku: string, location: string): string {
  if (sku.startsWith("Global")) return "anywhere in the world";
  if (!sku.startsWith("DataZone")) return `in ${location} only`;
  const zone = Object.entries(zones).find(([, regions]) => (regions as readonly string[]).includes(location))?.[0];
  return zone ? `in the ${zone} data zone` : `in the data zone of ${location}`;
}
