import type { DeploymentSettings } from "../schema";
import type { FactTable } from "./factTable";
import type { ModelVersion } from "./models";

/** Where and when the tables of this file were read. A version that is younger is not judged by them. */
export const regionTables: FactTable = {
  name: "models by region and deployment type",
  asOf: "2026-07-07",
  source: "Microsoft's azure-ai-docs, model-matrix/deployments-standard.md and deployments-provisioned.md",
};

const america = [
  "brazilsouth",
  "canadacentral",
  "canadaeast",
  "centralus",
  "eastus",
  "eastus2",
  "northcentralus",
  "southcentralus",
  "westus",
  "westus3",
] as const;
const elsewhere = [
  "francecentral",
  "germanywestcentral",
  "italynorth",
  "norwayeast",
  "polandcentral",
  "spaincentral",
  "swedencentral",
  "switzerlandnorth",
  "switzerlandwest",
  "uksouth",
  "westeurope",
  "australiaeast",
  "japaneast",
  "koreacentral",
  "southeastasia",
  "southindia",
  "southafricanorth",
  "uaenorth",
] as const;
/** Every region that has Azure OpenAI accounts. */
const everywhere: readonly string[] = [...america, ...elsewhere];
const everywhereBut = (...regions: string[]): string[] => everywhere.filter((region) => !regions.includes(region));

/** Regions of the data zone of the United States. */
const us = ["centralus", "eastus", "eastus2", "northcentralus", "southcentralus", "westus", "westus3"] as const;
/** The same for provisioned capacity. */
const usProvisioned = us.filter((region) => region !== "centralus");
/** Regions of the data zone of the European Union. */
const eu = [
  "francecentral",
  "germanywestcentral",
  "italynorth",
  "polandcentral",
  "spaincentral",
  "swedencentral",
  "westeurope",
] as const;
/** With the two that Microsoft counts to the zone for the newest models. */
const euAndNeighbours = [...eu, "norwayeast", "switzerlandnorth"] as const;
/** Regions with models that hear and speak. */
const voice = ["canadacentral", "centralus", "eastus2", "francecentral", "swedencentral", "southindia"] as const;
const images = ["eastus2", "westus3", "polandcentral", "swedencentral", "uaenorth"] as const;

type Offers = Readonly<Record<ModelVersion, readonly string[]>>;

const globalStandard: Offers = {
  "gpt-4o-mini-transcribe@2025-12-15": voice,
  "gpt-4o-mini-tts@2025-12-15": ["eastus2"],
  "gpt-5@2025-08-07": everywhereBut("canadacentral", "switzerlandwest"),
  "gpt-5-codex@2025-09-15": everywhereBut("westus3"),
  "gpt-5-mini@2025-08-07": everywhereBut("canadacentral", "switzerlandwest"),
  "gpt-5-nano@2025-08-07": everywhereBut("canadacentral", "switzerlandwest"),
  "gpt-5-pro@2025-10-06": everywhereBut("westus3"),
  "gpt-5.1@2025-11-13": everywhere,
  "gpt-5.1-codex@2025-11-13": everywhere,
  "gpt-5.1-codex-max@2025-12-04": ["eastus2", "swedencentral"],
  "gpt-5.1-codex-mini@2025-11-13": everywhere,
  "gpt-5.2@2025-12-11": everywhere,
  "gpt-5.2-codex@2026-01-14": everywhere,
  "gpt-5.3-codex@2026-02-24": everywhere,
  "gpt-5.4@2026-03-05": everywhere,
  "gpt-5.4-mini@2026-03-17": everywhere,
  "gpt-5.4-nano@2026-03-17": everywhere,
  "gpt-5.4-pro@2026-03-05": ["eastus2", "southcentralus", "polandcentral", "swedencentral"],
  "gpt-5.5@2026-04-24": everywhere,
  "gpt-audio@2025-08-28": ["centralus", "eastus2", "swedencentral"],
  "gpt-audio-1.5@2026-02-23": ["centralus", "eastus2", "swedencentral"],
  "gpt-audio-mini@2025-12-15": ["centralus", "eastus2", "swedencentral"],
  "gpt-image-1-mini@2025-10-06": images,
  "gpt-image-1.5@2025-12-16": images,
  "gpt-image-2@2026-04-21": images,
  "gpt-realtime@2025-08-28": voice,
  "gpt-realtime-1.5@2026-02-23": voice,
  "gpt-realtime-2@2026-05-06": voice,
  "gpt-realtime-2.1@2026-07-07": voice,
  "gpt-realtime-2.1-mini@2026-07-07": voice,
  "gpt-realtime-mini@2025-12-15": voice,
  "model-router@2025-11-18": ["eastus2", "westus3", "swedencentral", "australiaeast", "southindia"],
  "o3-deep-research@2025-06-26": ["westus", "norwayeast"],
  "o3-pro@2025-06-10": ["centralus", "eastus2", "swedencentral"],
  "text-embedding-3-large@1": everywhere,
  "text-embedding-3-small@1": everywhere,
  "text-embedding-ada-002@2": everywhere,
};

const dataZoneStandard: Offers = {
  "gpt-5@2025-08-07": [...us, ...eu],
  "gpt-5-mini@2025-08-07": [...us, ...eu],
  "gpt-5-nano@2025-08-07": [...us, ...eu],
  "gpt-5.1@2025-11-13": [...us, "francecentral", "swedencentral"],
  "gpt-5.2@2025-12-11": us,
  "gpt-5.3-codex@2026-02-24": us,
  "gpt-5.4@2026-03-05": [...us, ...euAndNeighbours],
  "gpt-5.4-mini@2026-03-17": us,
  "gpt-5.4-nano@2026-03-17": us,
  "gpt-5.5@2026-04-24": [...us, ...euAndNeighbours],
  "gpt-image-1.5@2025-12-16": ["eastus2", "westus3", "polandcentral", "swedencentral"],
  "model-router@2025-11-18": ["eastus2", "westus3", "swedencentral"],
  "text-embedding-3-large@1": [...us, ...eu],
  "text-embedding-3-small@1": [...us, ...eu],
  "text-embedding-ada-002@2": [...us, ...eu],
};

const standard: Offers = {
  "gpt-5.1@2025-11-13": [...us, "swedencentral"],
  "text-embedding-3-large@1": [
    ...["canadaeast", "eastus", "eastus2", "westus3", "francecentral", "germanywestcentral", "norwayeast", "polandcentral"],
    ...["spaincentral", "swedencentral", "switzerlandnorth", "uksouth", "australiaeast", "japaneast", "koreacentral"],
    ...["southeastasia", "southindia", "southafricanorth", "uaenorth"],
  ],
  "text-embedding-3-small@1": [
    ...["canadaeast", "eastus", "eastus2", "westus", "switzerlandnorth", "australiaeast", "japaneast", "uaenorth"],
  ],
  "text-embedding-ada-002@1": ["eastus", "southcentralus"],
  "text-embedding-ada-002@2": [
    ...["brazilsouth", "canadaeast", "eastus", "eastus2", "northcentralus", "southcentralus", "westus", "westus3"],
    ...["francecentral", "norwayeast", "swedencentral", "switzerlandnorth", "uksouth", "westeurope", "australiaeast"],
    ...["japaneast", "southindia", "southafricanorth", "uaenorth"],
  ],
  "tts@001": ["northcentralus", "westus3", "swedencentral"],
  "tts-hd@001": ["northcentralus", "westus3", "swedencentral"],
  "whisper@001": [
    ...["eastus2", "northcentralus", "norwayeast", "swedencentral", "switzerlandnorth", "westeurope", "southindia", "uaenorth"],
  ],
};

const globalProvisioned: Offers = {
  "gpt-5@2025-08-07": everywhere,
  "gpt-5-mini@2025-08-07": everywhere,
  "gpt-5.1@2025-11-13": everywhere,
  "gpt-5.1-codex@2025-11-13": everywhere,
  "gpt-5.2@2025-12-11": everywhere,
  "gpt-5.2-codex@2026-01-14": everywhere,
  "gpt-5.3-codex@2026-02-24": everywhere,
  "gpt-5.4@2026-03-05": everywhere,
  "gpt-5.4-mini@2026-03-17": america,
  "gpt-5.5@2026-04-24": everywhere,
};

const dataZoneProvisioned: Offers = {
  "gpt-5@2025-08-07": [...usProvisioned, ...eu],
  "gpt-5-mini@2025-08-07": [...usProvisioned, ...eu],
  "gpt-5.1@2025-11-13": [...usProvisioned, ...eu],
  "gpt-5.1-codex@2025-11-13": [...usProvisioned, ...eu],
  "gpt-5.2@2025-12-11": [...usProvisioned, ...eu],
  "gpt-5.4@2026-03-05": [...usProvisioned, ...eu],
  "gpt-5.4-mini@2026-03-17": usProvisioned,
  "gpt-5.5@2026-04-24": usProvisioned,
};

const provisioned: Offers = {
  "gpt-5@2025-08-07": [...["canadaeast", ...us, "uksouth", "australiaeast", "japaneast", "koreacentral", "southindia"]],
  "gpt-5-mini@2025-08-07": [
    ...["canadaeast", "eastus2", "westus3", "swedencentral", "uksouth", "australiaeast", "japaneast", "koreacentral"],
    ...["southindia", "uaenorth"],
  ],
  "gpt-5.1@2025-11-13": [
    ...["canadaeast", "eastus", "eastus2", "westus3", "swedencentral", "switzerlandnorth", "uksouth", "australiaeast"],
    ...["southindia", "uaenorth"],
  ],
  "gpt-5.2@2025-12-11": [
    ...["canadacentral", "canadaeast", "westus", "westus3", "swedencentral", "uksouth", "australiaeast", "japaneast"],
    "koreacentral",
  ],
  "gpt-5.3-codex@2026-02-24": ["uksouth"],
  "gpt-5.4@2026-03-05": ["uksouth", "australiaeast", "japaneast"],
  "gpt-5.4-mini@2026-03-17": ["westus3", "japaneast", "southeastasia", "southindia"],
  "gpt-5.5@2026-04-24": ["eastus"],
};

/** Regions that offer a version, by deployment type. Versions that were retired when the tables were written down are left out. */
export const offeredIn: Readonly<Record<DeploymentSettings["sku"], Offers>> = {
  Standard: standard,
  GlobalStandard: globalStandard,
  DataZoneStandard: dataZoneStandard,
  ProvisionedManaged: provisioned,
  GlobalProvisionedManaged: globalProvisioned,
  DataZoneProvisionedManaged: dataZoneProvisioned,
};
