import * as fs from "node:fs";
import * as path from "node:path";
import { subscriptionId } from "../../../local/azure";
import { Cloud } from "../../../local/azure/cloud";
import { Props } from "../../../local/azure/base/provider";
import { projectFolder } from "../../../local/folders";
import { settingsIn } from "./shield";

const settings = settingsIn("test/fixtures/adopt.yaml");
const group = "rg-contoso-adopt";
const location = "swedencentral";

/** A resource that somebody else made: type without the provider's name, and its inputs. */
export type Foreign = [string, Props];

/** The parts of a resource id. */
function partsOf(id = ""): { group: string; name: string } {
  const parts = id.split("/");
  return { group: parts[4] ?? "", name: parts.at(-1) ?? "" };
}

function network(): Foreign[] {
  const existing = settings.network?.existing;
  if (!existing) throw new Error("the settings name no network");
  const { group: resourceGroupName, name } = partsOf(existing.virtualNetworkId);
  const subnets = (["applicationGateway", "apiManagement", "privateEndpoints"] as const).map((key) => ({
    name: existing.subnetNames[key],
    addressPrefix: existing.subnets[key],
  }));
  return [
    ["resources:ResourceGroup", { resourceGroupName, location }],
    [
      "network:VirtualNetwork",
      {
        resourceGroupName,
        virtualNetworkName: name,
        location,
        addressSpace: { addressPrefixes: existing.addressSpace },
        subnets,
      },
    ],
  ];
}

function zones(): Foreign[] {
  const ids = Object.values(settings.network?.privateDns?.zones ?? {}).map(partsOf);
  return [
    ["resources:ResourceGroup", { resourceGroupName: ids[0]?.group, location }],
    ...ids.map(({ group: resourceGroupName, name }): Foreign => [
      "privatedns:PrivateZone",
      { resourceGroupName, privateZoneName: name, location: "global" },
    ]),
  ];
}

/** The endpoint over which the network reaches the vault of the certificate, which is in a subscription of others. */
function certificates(): Foreign[] {
  const existing = settings.network?.existing;
  const { group: resourceGroupName } = partsOf(existing?.virtualNetworkId);
  const zone = "privatelink.vaultcore.azure.net";
  const vault = `/subscriptions/${subscriptionId}/resourceGroups/rg-contoso-certificates/providers/Microsoft.KeyVault/vaults/kv-contoso-certificates`;
  const privateEndpointName = "pep-certificates";
  return [
    [
      "network:PrivateEndpoint",
      {
        resourceGroupName,
        privateEndpointName,
        location,
        subnet: { id: `${existing?.virtualNetworkId}/subnets/${existing?.subnetNames.privateEndpoints}` },
        privateLinkServiceConnections: [{ name: "vault", groupIds: ["vault"], privateLinkServiceId: vault }],
      },
    ],
    [
      "network:PrivateDnsZoneGroup",
      {
        resourceGroupName,
        privateEndpointName,
        privateDnsZoneGroupName: "default",
        privateDnsZoneConfigs: [{ name: zone, privateDnsZoneId: settings.network?.privateDns?.zones?.[zone] }],
      },
    ],
  ];
}

function workspace(): Foreign[] {
  const { group: resourceGroupName, name } = partsOf(settings.monitoring?.workspaceId);
  return [
    ["resources:ResourceGroup", { resourceGroupName, location }],
    [
      "operationalinsights:Workspace",
      { resourceGroupName, workspaceName: name, location, retentionInDays: 30, sku: { name: "PerGB2018" } },
    ],
  ];
}

/** What the settings name: it is used as it is. */
export const used: readonly Foreign[] = [...network(), ...zones(), ...certificates(), ...workspace()];

const accountName = "contoso-openai-sweden";
const serviceName = "contoso-apim";

const gatewayName = "agw-contoso";
/** The id of a part of the gateway. */
const partOf = (kind: string, name: string) => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/applicationGateways/${gatewayName}/${kind}/${name}`,
});

/** A gateway without public address and without a firewall, which answers plain HTTP in the subnet that the settings name. */
function gateway(): Foreign {
  const existing = settings.network?.existing;
  const subnet = { id: `${existing?.virtualNetworkId}/subnets/${existing?.subnetNames.applicationGateway}` };
  const frontEnd = { name: "old", privateIPAddress: "10.80.4.10", privateIPAllocationMethod: "Static", subnet };
  const inputs = {
    resourceGroupName: group,
    applicationGatewayName: gatewayName,
    location,
    zones: ["1", "2", "3"],
    sku: { name: "Standard_v2", tier: "Standard_v2", capacity: 2 },
    gatewayIPConfigurations: [{ name: "old", subnet }],
    frontendIPConfigurations: [frontEnd],
    frontendPorts: [{ name: "http", port: 80 }],
    backendAddressPools: [{ name: "old", backendAddresses: [{ fqdn: "contoso-apim.azure-api.net" }] }],
    backendHttpSettingsCollection: [{ name: "old", port: 443, protocol: "Https", cookieBasedAffinity: "Disabled" }],
    httpListeners: [
      {
        name: "old",
        protocol: "Http",
        frontendIPConfiguration: partOf("frontendIPConfigurations", "old"),
        frontendPort: partOf("frontendPorts", "http"),
      },
    ],
    requestRoutingRules: [
      {
        name: "old",
        priority: 1,
        ruleType: "Basic",
        httpListener: partOf("httpListeners", "old"),
        backendAddressPool: partOf("backendAddressPools", "old"),
        backendHttpSettings: partOf("backendHttpSettingsCollection", "old"),
      },
    ],
  };
  return ["network:ApplicationGateway", inputs];
}

/** What is taken over, as somebody made it by hand: open, with keys, in no network. */
export const takenOver: readonly Foreign[] = [
  ["resources:ResourceGroup", { resourceGroupName: group, location }],
  [
    "cognitiveservices:Account",
    {
      resourceGroupName: group,
      accountName,
      location,
      kind: "OpenAI",
      sku: { name: "S0" },
      properties: { customSubDomainName: accountName, publicNetworkAccess: "Enabled", disableLocalAuth: false },
      tags: { owner: "somebody" },
    },
  ],
  [
    "cognitiveservices:Deployment",
    {
      resourceGroupName: group,
      accountName,
      deploymentName: "gpt-5.1",
      sku: { name: "DataZoneStandard", capacity: 10 },
      properties: {
        model: { format: "OpenAI", name: "gpt-5.1", version: "2025-08-07" },
        versionUpgradeOption: "OnceNewDefaultVersionAvailable",
      },
    },
  ],
  [
    "apimanagement:ApiManagementService",
    {
      resourceGroupName: group,
      serviceName,
      location,
      sku: { name: "Premium", capacity: 1 },
      publisherName: "Somebody",
      publisherEmail: "somebody@contoso.com",
      virtualNetworkType: "None",
    },
  ],
  ["apimanagement:Policy", { resourceGroupName: group, serviceName, policyId: "policy", format: "xml", value: "<policies />" }],
  [
    "keyvault:Vault",
    {
      resourceGroupName: group,
      vaultName: "kv-contoso-ai",
      location,
      properties: {
        sku: { family: "A", name: "standard" },
        tenantId: settings.identity.tenantId,
        softDeleteRetentionInDays: 90,
        enableRbacAuthorization: false,
      },
    },
  ],
  gateway(),
];

/** Beside what is taken over: not described by the settings, and so left alone. */
export const leftAlone: readonly Foreign[] = [
  [
    "apimanagement:Api",
    { resourceGroupName: group, serviceName, apiId: "orders", path: "orders", displayName: "Orders", protocols: ["https"] },
  ],
];

/** Puts the resources into the cloud. @returns their ids */
export const seed = (cloud: Cloud, foreign: readonly Foreign[]): string[] =>
  foreign.map(([type, inputs]) => cloud.put(`azure-native:${type}`, inputs));

/** The blocks of a language in a document of the project, in its order. */
export function blocksIn(document: string, language: string): string[] {
  const text = fs.readFileSync(path.join(projectFolder, document), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);
}
