/**
 * Models, their retirement and the regions that offer them. Dates can move and regions are added: what these tables say
 * about a model is a warning of the settings, never a refusal, and it names the day of the table. The stand-in Azure refuses new
 * deployments of what is retired, as Azure does.
 */

/** A version of a model: `<model>@<version>`. */
type ModelVersion = string;

/** Day of the retirement dates. */
export const retirementsAsOf = "2026-07-07";

/** Day on which a version stops answering (Microsoft's azure-ai-docs, "Model retirement schedule", of the day above). */
export const retirements: Readonly<Record<ModelVersion, string>> = {
  "codex-mini@2025-05-16": "2026-11-15",
  "gpt-4.1@2025-04-14": "2026-10-14",
  "gpt-4.1-mini@2025-04-14": "2026-10-14",
  "gpt-4.1-nano@2025-04-14": "2026-10-14",
  "gpt-4o@2024-05-13": "2026-10-01",
  "gpt-4o@2024-08-06": "2026-10-01",
  "gpt-4o@2024-11-20": "2026-10-01",
  "gpt-4o-mini@2024-07-18": "2026-10-01",
  "gpt-4o-mini-transcribe@2025-12-15": "2026-12-15",
  "gpt-4o-transcribe@2025-03-20": "2026-10-15",
  "gpt-5@2025-08-07": "2027-02-06",
  "gpt-5-codex@2025-09-15": "2027-03-17",
  "gpt-5-mini@2025-08-07": "2027-02-06",
  "gpt-5-nano@2025-08-07": "2027-02-06",
  "gpt-5-pro@2025-10-06": "2027-04-07",
  "gpt-5.1@2025-11-13": "2027-05-15",
  "gpt-5.1-codex@2025-11-13": "2027-05-15",
  "gpt-5.1-codex-mini@2025-11-13": "2027-05-15",
  "gpt-5.1-codex-max@2025-12-04": "2026-12-05",
  "gpt-5.2@2025-12-11": "2026-12-12",
  "gpt-5.2-codex@2026-01-14": "2027-01-14",
  "gpt-5.3-codex@2026-02-24": "2027-02-25",
  "gpt-5.4@2026-03-05": "2027-03-05",
  "gpt-5.4-mini@2026-03-17": "2027-03-18",
  "gpt-5.4-nano@2026-03-17": "2027-03-18",
  "gpt-5.4-pro@2026-03-05": "2027-03-06",
  "gpt-5.5@2026-04-24": "2027-04-23",
  "gpt-chat-latest@2026-05-05": "2026-11-05",
  "gpt-image-1@2025-04-15": "2026-10-23",
  "gpt-image-1-mini@2025-10-06": "2027-04-07",
  "gpt-image-1.5@2025-12-16": "2026-12-16",
  "gpt-image-2@2026-04-21": "2027-04-21",
  "gpt-realtime@2025-08-28": "2027-02-28",
  "gpt-realtime-1.5@2026-02-23": "2027-02-23",
  "gpt-realtime-2@2026-05-06": "2027-05-06",
  "gpt-realtime-2.1@2026-07-07": "2027-06-25",
  "gpt-audio@2025-08-28": "2027-02-28",
  "o1@2024-12-17": "2026-09-16",
  "o3@2025-04-16": "2026-10-16",
  "o3-mini@2025-01-31": "2026-10-01",
  "o3-pro@2025-06-10": "2026-12-10",
  "o4-mini@2025-04-16": "2026-10-16",
  "sora-2@2025-12-08": "2026-09-15",
  "text-embedding-3-large@1": "2027-04-15",
  "text-embedding-3-small@1": "2027-04-15",
  "text-embedding-ada-002@2": "2027-04-15",
  "whisper@001": "2026-12-15",
  "tts@001": "2026-12-15",
  "model-router@2025-11-18": "2027-05-20",
};

/** Regions of the data zones. */
const us = ["centralus", "eastus", "eastus2", "northcentralus", "southcentralus", "westus", "westus3"] as const;
const eu = [
  "francecentral",
  "germanywestcentral",
  "italynorth",
  "polandcentral",
  "spaincentral",
  "swedencentral",
  "westeurope",
] as const;

/** Day of the region tables: a version that is younger is not judged by them. */
export const regionsAsOf = "2026-03-31";

/**
 * Regions that offer a version, by deployment type (Microsoft's azure-ai-docs, model matrices "Data zone standard" and
 * "Standard", spring of 2026). Global and provisioned types are not listed, so they are not judged; versions that
 * were retired when the tables were written down are left out.
 */
export const offeredIn: Readonly<Record<"DataZoneStandard" | "Standard", Readonly<Record<ModelVersion, readonly string[]>>>> = {
  DataZoneStandard: {
    "gpt-5.4-mini@2026-03-17": [...us],
    "gpt-5.4-nano@2026-03-17": [...us],
    "gpt-5.4@2026-03-05": [...us],
    "gpt-5.3-codex@2026-02-24": [...us],
    "gpt-5.2@2025-12-11": [...us],
    "gpt-5.1@2025-11-13": [...us, "francecentral", "swedencentral"],
    "gpt-5@2025-08-07": [...us, ...eu],
    "gpt-5-mini@2025-08-07": [...us, ...eu],
    "gpt-5-nano@2025-08-07": [...us, ...eu],
    "text-embedding-ada-002@2": [...us, ...eu],
    "text-embedding-3-large@1": [...us, ...eu],
    "text-embedding-3-small@1": [...us, ...eu],
    "model-router@2025-11-18": ["eastus2", "swedencentral"],
    "gpt-image-1.5@2025-12-16": ["eastus2", "polandcentral", "swedencentral", "westus3"],
  },
  Standard: {
    "gpt-5.1@2025-11-13": [...us, "swedencentral"],
    "text-embedding-ada-002@2": [
      "australiaeast",
      "brazilsouth",
      "canadaeast",
      "eastus",
      "eastus2",
      "francecentral",
      "japaneast",
      "northcentralus",
      "norwayeast",
      "southafricanorth",
      "southcentralus",
      "southindia",
      "swedencentral",
      "switzerlandnorth",
      "uaenorth",
      "uksouth",
      "westeurope",
      "westus",
      "westus3",
    ],
    "text-embedding-3-large@1": [
      "australiaeast",
      "canadaeast",
      "eastus",
      "eastus2",
      "francecentral",
      "germanywestcentral",
      "japaneast",
      "koreacentral",
      "norwayeast",
      "polandcentral",
      "southafricanorth",
      "southeastasia",
      "southindia",
      "spaincentral",
      "swedencentral",
      "switzerlandnorth",
      "uaenorth",
      "uksouth",
      "westus3",
    ],
    "text-embedding-3-small@1": [
      "australiaeast",
      "canadaeast",
      "eastus",
      "eastus2",
      "japaneast",
      "switzerlandnorth",
      "uaenorth",
      "westus",
    ],
    "whisper@001": [
      "eastus2",
      "northcentralus",
      "norwayeast",
      "southindia",
      "swedencentral",
      "switzerlandnorth",
      "uaenorth",
      "westeurope",
    ],
  },
};
