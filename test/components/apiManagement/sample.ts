import {
  ApiManagement,
  ApiManagementArgs,
  ApiManagementContent,
  ApiManagementContentArgs,
} from "../../../components/apiManagement";
import { modelBackends, modelPools } from "../../../components/apiManagement/pools";
import { StoredObjectHome } from "../../../components/apiManagement/storedObjects";
import { Naming } from "../../../components/naming";
import { PrivateDns } from "../../../components/network/privateDns";
import { OpenAiFleet, OpenAiFleetArgs } from "../../../components/openAi";
import { Recorded, record } from "../../support/record";
import type { ConsumerSettings, DeploymentSettings, OpenAiSettings, PlanSettings } from "../../../stacks/settings/schema";

const guid = (digit: string): string => "00000000-0000-0000-0000-000000000000".replaceAll("0", digit);

export const tenantId = guid("1");
export const groupA = guid("a");
export const audience = "api://contoso.com/ai-gateway";

export const deployment = (model: string, more: Partial<DeploymentSettings> = {}): DeploymentSettings => ({
  model,
  version: "2025-08-07",
  format: "OpenAI",
  sku: "GlobalStandard",
  capacity: 100,
  tier: "payAsYouGo",
  ...more,
});

export const region = (
  location: string,
  deployments: DeploymentSettings[],
  sameZone = true,
): OpenAiSettings["regions"][number] => ({
  location,
  deployments,
  sameZone,
});

/** Provisioned capacity with its spill-over in Sweden, pay-as-you-go in France. */
export const openAi: OpenAiSettings = {
  regions: [
    region("swedencentral", [
      deployment("gpt-5", { sku: "ProvisionedManaged", tier: "provisioned", capacity: 50 }),
      deployment("gpt-5", { name: "gpt-5-spill", tier: "spillOver" }),
      deployment("text-embedding-3-large", { version: "1" }),
    ]),
    region("francecentral", [deployment("gpt-5"), deployment("gpt-5.4", { version: "2026-03-05" })]),
  ],
  kind: "AIServices",
  dataBoundary: "none",
  statefulRegion: "swedencentral",
  slowModels: [],
  sharedStoredObjects: false,
  storedObjectAccounts: [],
  contentFilter: "Microsoft.DefaultV2",
  allowedFqdns: ["example.org"],
  customerManagedKey: false,
  customerManagedKeyGeneration: 1,
  customerManagedKeySize: 2048,
  customerManagedKeyHsm: false,
  restore: [],
};

export const pools = modelPools(modelBackends(openAi));

/** The account of everybody's stored objects, with some models. */
export const homeWith = (...models: string[]): StoredObjectHome[] => [
  { account: "swedencentral", models, backendIds: { dated: "home", v1: "home-v1" } },
];

export const plans: PlanSettings[] = [
  {
    name: "standard",
    models: ["text-embedding-3-large", "gpt-5"],
    tokensPerMinute: 50_000,
    consumersMayReadStoredObjects: false,
    credentials: "keyAndToken",
    aliases: {},
    tools: [],
    mcpServers: [],
  },
  {
    name: "premium",
    models: ["gpt-5"],
    tokensPerMinute: 500_000,
    tokensPerMonth: 90_000_000,
    requestsPerMinute: 600,
    consumersMayReadStoredObjects: true,
    credentials: "keyAndToken",
    aliases: {},
    tools: [],
    mcpServers: [],
  },
];

const noMore = { moreEntraGroups: [], appRoles: [], applicationIds: [] };

export const consumers: ConsumerSettings[] = [
  { name: "team-a", entraGroup: groupA.toUpperCase(), plan: "standard", costCentre: "100", ...noMore },
  { name: "team-b", entraGroup: guid("b"), plan: "premium", costCentre: "200", ...noMore },
];

const naming = new Naming("shield", "abcde");
const common = { resourceGroupName: "rg-shield", tags: { env: "test" }, naming };
const diagnostics = { workspaceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log" };

const subnetId = (name: string) =>
  `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/${name}`;

function access() {
  const dns = new PrivateDns(
    "dns",
    { resourceGroupName: "rg-shield", tags: {}, mode: "policy", existing: {}, zoneNames: [], links: {} },
    {},
  );
  return { subnetId: subnetId("endpoints"), location: "westeurope", dns };
}

/** Args of the fleet; call it inside a recorded program. */
export const fleetArgs = (more: Partial<OpenAiFleetArgs> = {}): OpenAiFleetArgs => ({
  ...common,
  settings: openAi,
  access: access(),
  diagnostics,
  trainingStorageHost: "stshieldtr.blob.core.windows.net",
  protect: true,
  ...more,
});

export type GatewayOverrides = Partial<Omit<ApiManagementArgs, "settings">> & {
  settings?: Partial<ApiManagementArgs["settings"]>;
};

/** Args of API Management; call it inside a recorded program. */
export const gatewayArgs = ({ settings, ...more }: GatewayOverrides = {}): ApiManagementArgs => ({
  ...common,
  location: "westeurope",
  settings: {
    sku: "Developer",
    units: 1,
    zones: [],
    publisherName: "Contoso",
    publisherEmail: "ai@contoso.com",
    restore: false,
    ...settings,
  },
  publicNetworkAccess: "Disabled",
  subnetId: subnetId("apim"),
  access: access(),
  identityId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-apim",
  diagnostics,
  protect: true,
  ...more,
});

/** What API Management offers. */
const content = (apiManagement: ApiManagement, more: Partial<ApiManagementContentArgs>): ApiManagementContentArgs => ({
  apiManagement,
  resourceGroupName: common.resourceGroupName,
  publicNetworkAccess: "Disabled",
  identityClientId: guid("c"),
  identitySettings: { tenantId, audience },
  openAi,
  accounts: Object.fromEntries(
    openAi.regions.map(({ location }) => [location, { host: `oai-shield-${location}-abcde.openai.azure.com` }]),
  ),
  plans,
  consumers,
  applicationInsights: {
    id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/appi",
    connectionString: "InstrumentationKey=00000000",
  },
  ...more,
});

/** Everything that API Management registers. */
export const recordGateway = (offered: Partial<ApiManagementContentArgs> = {}, more?: GatewayOverrides): Promise<Recorded[]> =>
  record(() => new ApiManagementContent("apim", content(new ApiManagement("apim", gatewayArgs(more)), offered)));

/** Everything that the fleet registers. */
export const recordFleet = (more?: Partial<OpenAiFleetArgs>): Promise<Recorded[]> =>
  record(() => new OpenAiFleet("openai", fleetArgs(more)));
