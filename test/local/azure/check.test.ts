import { Props, providerFor, subscriptionId, UNKNOWN } from "../../../local/azure";

const failures = (token: string, inputs: Props) =>
  providerFor("azure-native").check(`azure-native:${token}`, "urn", inputs).failures;
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const inGroup = { resourceGroupName: "rg", location: "swedencentral" };
const network = (subnets: Props[]): Props => ({
  ...inGroup,
  virtualNetworkName: "vnet",
  addressSpace: { addressPrefixes: ["10.40.0.0/22"] },
  subnets,
});

it("returns the inputs as they are", () => {
  const inputs = { ...inGroup, vaultName: "kv-good", properties: {} };
  expect(providerFor("azure-native").check("azure-native:keyvault:Vault", "urn", inputs)).toEqual({ inputs, failures: [] });
});

it("accepts what is not known yet", () => {
  expect(
    failures("keyvault:Vault", { resourceGroupName: UNKNOWN, location: UNKNOWN, vaultName: UNKNOWN, properties: {} }),
  ).toEqual([]);
});

describe("path parameters and location", () => {
  it.each<[string, string, Props, { property: string; reason: string }]>([
    [
      "a missing one",
      "keyvault:Vault",
      { ...inGroup },
      { property: "vaultName", reason: "missing required property 'vaultName'" },
    ],
    [
      "one that is no text",
      "keyvault:Vault",
      { ...inGroup, vaultName: 7 },
      { property: "vaultName", reason: "must be a string, got 7" },
    ],
    ["an empty one", "keyvault:Vault", { ...inGroup, vaultName: "" }, { property: "vaultName", reason: "must not be empty" }],
    [
      "an id for a name",
      "keyvault:Vault",
      { ...inGroup, vaultName: "a/b" },
      { property: "vaultName", reason: "must be a name without '/', got a/b" },
    ],
    [
      "a name for an id",
      "monitor:DiagnosticSetting",
      { resourceUri: "kv", name: "s", workspaceId: "w" },
      { property: "resourceUri", reason: "must be a resource id, got kv" },
    ],
    [
      "another value than the only one",
      "apimanagement:Policy",
      { resourceGroupName: "rg", serviceName: "a", policyId: "mine" },
      { property: "policyId", reason: "must be policy, got mine" },
    ],
    [
      "no location",
      "keyvault:Vault",
      { resourceGroupName: "rg", vaultName: "kv-good" },
      { property: "location", reason: "missing required property 'location'" },
    ],
  ])("refuses %s", (_what, token, inputs, failure) => {
    expect(failures(token, inputs)).toEqual([failure]);
  });
});

describe("names", () => {
  it.each([
    ["keyvault:Vault", { vaultName: "kv--bad" }],
    ["keyvault:Vault", { vaultName: "a".repeat(25) }],
    ["storage:StorageAccount", { accountName: "St-Upper" }],
    ["apimanagement:ApiManagementService", { serviceName: "1apim" }],
    ["operationalinsights:Workspace", { workspaceName: "log" }],
    ["eventhub:Namespace", { namespaceName: "short" }],
    ["applicationinsights:Workbook", { resourceName: "no-guid" }],
    ["cognitiveservices:Account", { accountName: "a".repeat(65) }],
  ])("refuses that of %s (%#)", (token, name) => {
    expect(failures(token, { ...inGroup, ...name })).toEqual([
      { property: Object.keys(name)[0], reason: expect.stringContaining("the name ") },
    ]);
  });
});

describe("networks", () => {
  it.each<[string, Props[], string, string]>([
    [
      "a subnet outside of the address space",
      [{ name: "a", addressPrefix: "10.41.0.0/24" }],
      "subnets[0].addressPrefix",
      "is not in the address space",
    ],
    [
      "overlapping subnets",
      [
        { name: "a", addressPrefix: "10.40.0.0/24" },
        { name: "b", addressPrefix: "10.40.0.128/25" },
      ],
      "subnets[1].addressPrefix",
      "overlaps 10.40.0.0/24 of a",
    ],
    [
      "an address that is no network",
      [{ name: "a", addressPrefix: "10.40.0.1/24" }],
      "subnets[0].addressPrefix",
      "is no IPv4 network",
    ],
    ["a network of 30 bits", [{ name: "a", addressPrefix: "10.40.0.0/30" }], "subnets[0].addressPrefix", "is no IPv4 network"],
    [
      "two subnets of one name",
      [
        { name: "a", addressPrefix: "10.40.0.0/24" },
        { name: "A", addressPrefix: "10.40.1.0/24" },
      ],
      "subnets",
      "the name A occurs more than once",
    ],
    [
      "a security group on GatewaySubnet",
      [{ name: "GatewaySubnet", addressPrefix: "10.40.0.0/24", networkSecurityGroup: { id: "x" } }],
      "subnets[0].networkSecurityGroup",
      "cannot have a network security group",
    ],
    [
      "a delegated AzureBastionSubnet",
      [{ name: "AzureBastionSubnet", addressPrefix: "10.40.0.0/24", delegations: [{ name: "d" }] }],
      "subnets[0].delegations",
      "cannot be delegated",
    ],
  ])("refuses %s", (_what, subnets, property, reason) => {
    expect(failures("network:VirtualNetwork", network(subnets))).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  it("refuses two rules of one direction and priority", () => {
    const rule = { direction: "Inbound", priority: 100 };
    const inputs = {
      ...inGroup,
      networkSecurityGroupName: "nsg",
      securityRules: [
        { ...rule, name: "a" },
        { ...rule, name: "b" },
      ],
    };
    expect(failures("network:NetworkSecurityGroup", inputs)).toEqual([
      { property: "securityRules[1].priority", reason: "another rule has the same direction and priority (Inbound 100)" },
    ]);
  });

  it("refuses a gateway's reference to a part that it does not have", () => {
    const id = `${group}/providers/Microsoft.Network/applicationGateways/agw`;
    const inputs = {
      ...inGroup,
      applicationGatewayName: "agw",
      frontendPorts: [{ name: "https", port: 443 }],
      httpListeners: [{ name: "l", frontendPort: { id: `${id}/frontendPorts/http` } }],
    };
    expect(failures("network:ApplicationGateway", inputs)).toEqual([
      { property: "httpListeners[0].frontendPort.id", reason: "the gateway has no frontendPorts/http" },
    ]);
  });

  it("refuses a private DNS zone in a region", () => {
    expect(failures("privatedns:PrivateZone", { ...inGroup, privateZoneName: "privatelink.openai.azure.com" })).toEqual([
      { property: "location", reason: "the location of a private DNS zone is global" },
    ]);
  });
});

describe("diagnostic settings", () => {
  const on = (type: string, more: Props) => ({
    resourceUri: `${group}/providers/${type}/x`,
    name: "shield",
    workspaceId: "w",
    ...more,
  });
  it.each<[string, Props, string]>([
    [
      "metrics of a security group",
      on("Microsoft.Network/networkSecurityGroups", { metrics: [{ category: "AllMetrics" }] }),
      "metrics[0].category",
    ],
    [
      "logs of a storage account",
      on("Microsoft.Storage/storageAccounts", { logs: [{ categoryGroup: "allLogs" }] }),
      "logs[0].categoryGroup",
    ],
    [
      "a category that another type has",
      on("Microsoft.KeyVault/vaults", { logs: [{ category: "GatewayLogs" }] }),
      "logs[0].category",
    ],
    [
      "the group audit of a gateway",
      on("Microsoft.Network/applicationGateways", { logs: [{ categoryGroup: "audit" }] }),
      "logs[0].categoryGroup",
    ],
    [
      "a category that the Activity Log does not have",
      { resourceUri: `/subscriptions/${subscriptionId}`, name: "a", workspaceId: "w", logs: [{ category: "AuditEvent" }] },
      "logs[0].category",
    ],
    ["no destination", { ...on("Microsoft.KeyVault/vaults", {}), workspaceId: undefined }, "workspaceId"],
  ])("refuse %s", (_what, inputs, property) => {
    expect(failures("monitor:DiagnosticSetting", inputs)).toEqual([{ property, reason: expect.any(String) }]);
  });

  it("accept what the type has", () => {
    const inputs = on("Microsoft.ApiManagement/service", {
      logs: [{ categoryGroup: "allLogs" }],
      metrics: [{ category: "AllMetrics" }],
    });
    expect(failures("monitor:DiagnosticSetting", inputs)).toEqual([]);
  });
});

it.each([
  ["usgovvirginia", "usgovvirginia is a region of Azure Government, not of the public cloud"],
  ["US DoD East", "US DoD East is a region of Azure Government, not of the public cloud"],
  ["chinanorth3", "chinanorth3 is a region of Microsoft Azure operated by 21Vianet, not of the public cloud"],
  ["ussecwest", "ussecwest is a region of Azure Government Secret or Top Secret, not of the public cloud"],
])("refuses the region of another cloud: %s", (location, reason) => {
  expect(failures("keyvault:Vault", { ...inGroup, vaultName: "kv-good", location, properties: {} })).toEqual([
    { property: "location", reason },
  ]);
});

it("refuses a tag whose name Azure keeps for itself", () => {
  const inputs = { ...inGroup, vaultName: "kv-good", location: "swedencentral", properties: {} };
  expect(failures("keyvault:Vault", { ...inputs, tags: { owner: "me", "Azure-owner": "me" } })).toEqual([
    { property: "tags", reason: "the tag name 'Azure-owner' begins with a reserved word" },
  ]);
});
