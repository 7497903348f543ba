import { Sample, unknown } from "./support";

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";
const role = (guid: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
/** Cognitive Services OpenAI User. */
const openAiUser = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";

const vnet = { dependsOn: { subnet: ["vnet"] } };
const zoneNames = {
  account: ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"],
  vault: ["privatelink.vaultcore.azure.net"],
  blob: ["privatelink.blob.core.windows.net"],
  namespace: ["privatelink.servicebus.windows.net"],
  azuremonitor: [
    "privatelink.monitor.azure.com",
    "privatelink.oms.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.blob.core.windows.net",
  ],
};

/** A private endpoint to a target with its zone group, as on a first deployment: no id is known. */
function endpoint(name: string, groupId: keyof typeof zoneNames, target: string): Sample[] {
  return [
    {
      type: "network:PrivateEndpoint",
      name,
      inputs: {
        privateEndpointName: `pep-${name}`,
        resourceGroupName: "rg",
        subnet: { id: unknown },
        privateLinkServiceConnections: [{ name, privateLinkServiceId: unknown, groupIds: [groupId] }],
      },
      dependsOn: { ...vnet.dependsOn, privateLinkServiceConnections: [target] },
    },
    {
      type: "network:PrivateDnsZoneGroup",
      name: `${name}-zones`,
      inputs: {
        privateEndpointName: unknown,
        resourceGroupName: "rg",
        privateDnsZoneConfigs: zoneNames[groupId].map((zone) => ({ name: zone, privateDnsZoneId: unknown })),
      },
      dependsOn: { privateEndpointName: [name], privateDnsZoneConfigs: zoneNames[groupId] },
    },
  ];
}

const zones = [...new Set(Object.values(zoneNames).flat())].flatMap((zone): Sample[] => [
  { type: "privatedns:PrivateZone", name: zone, inputs: { privateZoneName: zone, resourceGroupName: "rg" } },
  {
    type: "privatedns:VirtualNetworkLink",
    name: `${zone}-link`,
    inputs: { privateZoneName: unknown, resourceGroupName: "rg", registrationEnabled: false, virtualNetwork: { id: unknown } },
    dependsOn: { privateZoneName: [zone], virtualNetwork: ["vnet"] },
  },
]);

const subnet = (name: string) => ({
  name,
  networkSecurityGroup: { id: unknown },
  defaultOutboundAccess: false,
  privateEndpointNetworkPolicies: "Enabled",
});

const rule = (
  name: string,
  direction: string,
  access: string,
  source: string,
  destination: string,
  port: string,
  priority: number,
) => ({
  name,
  direction,
  access,
  protocol: access === "Deny" ? "*" : "Tcp",
  sourceAddressPrefix: source,
  destinationAddressPrefix: destination,
  destinationPortRange: port,
  priority,
});
const denyOut = () => rule("DenyAllOutbound", "Outbound", "Deny", "*", "*", "*", 4096);

const scoped = (name: string, target: string): Sample => ({
  type: "monitor:PrivateLinkScopedResource",
  name,
  inputs: { scopeName: unknown, linkedResourceId: unknown },
  dependsOn: { scopeName: ["scope"], linkedResourceId: [target] },
});

/** One good resource of every type that a rule judges, all wired as on a first deployment. */
export const goodStack = (): Sample[] => structuredClone(samples);

const samples: Sample[] = [
  {
    type: "cognitiveservices:Account",
    name: "openai",
    inputs: {
      accountName: "oai",
      kind: "OpenAI",
      properties: {
        customSubDomainName: unknown,
        disableLocalAuth: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] },
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: [unknown],
      },
    },
  },
  ...endpoint("openai-endpoint", "account", "openai"),
  {
    type: "apimanagement:ApiManagementService",
    name: "apim",
    inputs: {
      sku: { name: "Developer" },
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: unknown },
    },
    dependsOn: { virtualNetworkConfiguration: ["vnet"] },
  },
  {
    type: "network:ApplicationGateway",
    name: "gateway",
    inputs: {
      sku: { tier: "WAF_v2" },
      firewallPolicy: { id: unknown },
      gatewayIPConfigurations: [{ subnet: { id: unknown } }],
      frontendIPConfigurations: [{ publicIPAddress: { id: unknown } }],
    },
    dependsOn: { frontendIPConfigurations: ["public-ip"], gatewayIPConfigurations: ["vnet"] },
  },
  {
    type: "network:WebApplicationFirewallPolicy",
    name: "firewall",
    inputs: { policySettings: { mode: "Prevention", state: "Enabled" } },
  },
  { type: "network:PublicIPAddress", name: "public-ip", inputs: { publicIpAddressName: "pip", resourceGroupName: "rg" } },
  {
    type: "network:NetworkSecurityGroup",
    name: "nsg",
    inputs: { securityRules: [rule("AllowClients", "Inbound", "Allow", "10.0.0.0/8", "*", "443", 100), denyOut()] },
  },
  {
    type: "network:NetworkSecurityGroup",
    name: "nsg-gateway",
    inputs: {
      securityRules: [
        rule("AllowGatewayManager", "Inbound", "Allow", "GatewayManager", "*", "65200-65535", 100),
        rule("AllowClients", "Inbound", "Allow", "Internet", "*", "443", 110),
        rule("AllowInternet", "Outbound", "Allow", "*", "Internet", "*", 4000),
        rule("DenyNetwork", "Outbound", "Deny", "*", "VirtualNetwork", "*", 200),
      ],
    },
  },
  {
    type: "network:NetworkSecurityGroup",
    name: "nsg-apim",
    inputs: {
      securityRules: [
        rule("AllowManagement", "Inbound", "Allow", "ApiManagement", "VirtualNetwork", "3443", 100),
        rule("AllowCertificates", "Outbound", "Allow", "10.0.1.0/24", "Internet", "80", 100),
        denyOut(),
      ],
    },
  },
  {
    type: "network:SecurityRule",
    name: "rule",
    inputs: rule("AllowNetwork", "Inbound", "Allow", "VirtualNetwork", "*", "443", 300),
  },
  {
    type: "network:VirtualNetwork",
    name: "vnet",
    inputs: { virtualNetworkName: "vnet", resourceGroupName: "rg", subnets: [subnet("first"), subnet("second")] },
    dependsOn: { subnets: ["nsg", "nsg-gateway", "nsg-apim"] },
  },
  { type: "network:Subnet", name: "subnet", inputs: { subnetName: "third", virtualNetworkName: "vnet", ...subnet("third") } },
  { type: "network:NetworkInterface", name: "nic", inputs: { enableIPForwarding: false, ipConfigurations: [{ name: "one" }] } },
  {
    type: "compute:VirtualMachineScaleSet",
    name: "machines",
    inputs: {
      virtualMachineProfile: {
        networkProfile: { networkInterfaceConfigurations: [{ name: "nic", ipConfigurations: [{ name: "one" }] }] },
      },
    },
  },
  ...zones,
  {
    type: "keyvault:Vault",
    name: "vault",
    inputs: { vaultName: "kv", properties: { publicNetworkAccess: "disabled", networkAcls: { defaultAction: "Deny" } } },
  },
  ...endpoint("vault-endpoint", "vault", "vault"),
  {
    type: "storage:StorageAccount",
    name: "storage",
    inputs: {
      accountName: "st",
      publicNetworkAccess: "Disabled",
      allowBlobPublicAccess: false,
      networkRuleSet: { defaultAction: "Deny" },
    },
  },
  { type: "storage:BlobContainer", name: "container", inputs: { accountName: "st", publicAccess: "None" } },
  ...endpoint("storage-endpoint", "blob", "storage"),
  { type: "eventhub:Namespace", name: "events", inputs: { namespaceName: "evhns", publicNetworkAccess: "Disabled" } },
  {
    type: "eventhub:NamespaceNetworkRuleSet",
    name: "events-rules",
    inputs: { namespaceName: unknown, publicNetworkAccess: "Disabled", defaultAction: "Deny" },
  },
  ...endpoint("events-endpoint", "namespace", "events"),
  {
    type: "operationalinsights:Workspace",
    name: "workspace",
    inputs: { workspaceName: "log", publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" },
  },
  {
    type: "applicationinsights:Component",
    name: "insights",
    inputs: { resourceName: "appi", publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" },
  },
  {
    type: "monitor:PrivateLinkScope",
    name: "scope",
    inputs: { scopeName: "ampls", accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" } },
  },
  scoped("scope-workspace", "workspace"),
  scoped("scope-insights", "insights"),
  ...endpoint("scope-endpoint", "azuremonitor", "scope"),
  {
    type: "authorization:RoleAssignment",
    name: "assignment",
    inputs: { roleDefinitionId: role(openAiUser), principalId: unknown, principalType: "ServicePrincipal", scope: unknown },
  },
  {
    type: "authorization:RoleDefinition",
    name: "definition",
    inputs: {
      roleName: "reader",
      permissions: [{ actions: ["Microsoft.Resources/subscriptions/resourceGroups/read"], notActions: [] }],
    },
  },
  {
    type: "resources:Resource",
    name: "llm",
    inputs: {
      resourceProviderNamespace: "Microsoft.ApiManagement",
      parentResourcePath: unknown,
      resourceType: "diagnostics",
      resourceName: "azuremonitor",
    },
  },
  {
    type: "resources:Deployment",
    name: "retention",
    inputs: {
      properties: {
        mode: "Incremental",
        template: { resources: [{ type: "Microsoft.OperationalInsights/workspaces/tables", name: unknown }] },
      },
    },
  },
];

export const roleId = role;
