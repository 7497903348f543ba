/** How large a generated environment is. */
export interface Size {
  /** Number of consumers, at least 1. */
  consumers: number;
  /** Number of regions with an account, at least 1. */
  regions: number;
}

const home = "swedencentral";
const project = "azure-openai-shield";

/** A pool of backends holds at most 30 members, so the regions take turns with the models. */
const models = [
  { model: "gpt-5.1", version: "2025-11-13" },
  { model: "gpt-5-mini", version: "2025-08-07" },
] as const;

const number = (index: number): string => String(index).padStart(4, "0");

/**
 * Names are short: Pulumi hands all settings to the program as one environment variable, of which Linux takes 128 KB (pulumi/pulumi issues
 * 8680 and 20402).
 */
const consumer = (index: number) => ({
  name: `t${number(index)}`,
  entraGroup: `bbbbbbbb-0000-4000-8000-00000000${number(index)}`,
  plan: "p",
  costCentre: "C",
});

const region = (location: string, index: number) => ({
  location,
  deployments: [{ ...(models[index % models.length] ?? models[0]), sku: "GlobalStandard", capacity: 100 }],
});

/**
 * The settings of an environment of a size, as the `config` section of a stack's file. All regions but the first are made up: Azure has fewer than fifty
 * with Azure OpenAI, and a preview asks nothing of them.
 */
export function settingsOf({ consumers, regions }: Size): Record<string, unknown> {
  const others = Array.from({ length: regions - 1 }, (_, index) => `region${number(index + 2)}`);
  const config = {
    profile: "prod",
    location: home,
    namePrefix: "contoso-bench",
    uniqueSuffix: "bench",
    network: { addressSpace: ["10.60.0.0/20"] },
    ingress: {
      hostName: "ai.bench.contoso.com",
      certificate: { keyVaultSecretId: "https://kv-contoso-bench.vault.azure.net/secrets/ai" },
    },
    apiManagement: { publisherName: "Contoso", publisherEmail: "ai-platform@contoso.com" },
    identity: {
      tenantId: "11111111-1111-4111-8111-111111111111",
      audience: "api://contoso.com/ai-gateway",
      groups: { operators: "aaaaaaaa-0000-4000-8000-000000000003" },
    },
    openAi: { regions: [home, ...others].map(region) },
    plans: [{ name: "p", models: models.map(({ model }) => model), tokensPerMinute: 20000 }],
    consumers: Array.from({ length: consumers }, (_, index) => consumer(index + 1)),
  };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [`${project}:${key}`, value]));
}
