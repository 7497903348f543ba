import { Props, providerFor, subscriptionId, tenantId } from "../../../local/azure";

const urn = "urn:pulumi:dev::shield::t::n";
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const created = (token: string, inputs: Props) => providerFor("azure-native").created(`azure-native:${token}`, urn, inputs);
const inGroup = { resourceGroupName: "rg", location: "swedencentral" };

describe("ids", () => {
  it.each([
    ["resources:ResourceGroup", { resourceGroupName: "rg" }, group],
    ["network:VirtualNetwork", { ...inGroup, virtualNetworkName: "v" }, `${group}/providers/Microsoft.Network/virtualNetworks/v`],
    [
      "network:Subnet",
      { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "s" },
      `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
    ],
    [
      "privatedns:PrivateRecordSet",
      { resourceGroupName: "rg", privateZoneName: "a.example", recordType: "A", relativeRecordSetName: "@" },
      `${group}/providers/Microsoft.Network/privateDnsZones/a.example/A/@`,
    ],
    [
      "storage:BlobServiceProperties",
      { resourceGroupName: "rg", accountName: "st" },
      `${group}/providers/Microsoft.Storage/storageAccounts/st/blobServices/default`,
    ],
    [
      "storage:BlobContainerImmutabilityPolicy",
      { resourceGroupName: "rg", accountName: "st", containerName: "audit" },
      `${group}/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/audit/immutabilityPolicies/default`,
    ],
    [
      "monitor:DiagnosticSetting",
      { resourceUri: `${group}/providers/Microsoft.KeyVault/vaults/kv`, name: "shield" },
      `${group}/providers/Microsoft.KeyVault/vaults/kv/providers/Microsoft.Insights/diagnosticSettings/shield`,
    ],
    [
      "authorization:ManagementLockByScope",
      { scope: group, lockName: "l", level: "CanNotDelete" },
      `${group}/providers/Microsoft.Authorization/locks/l`,
    ],
    [
      "resources:Resource",
      {
        resourceGroupName: "rg",
        resourceProviderNamespace: "Microsoft.ApiManagement",
        parentResourcePath: "service/apim/apis/openai",
        resourceType: "diagnostics",
        resourceName: "azuremonitor",
        apiVersion: "2025-03-01-preview",
      },
      `${group}/providers/Microsoft.ApiManagement/service/apim/apis/openai/diagnostics/azuremonitor`,
    ],
    [
      "eventhub:NamespaceNetworkRuleSet",
      { resourceGroupName: "rg", namespaceName: "ns-shield" },
      `${group}/providers/Microsoft.EventHub/namespaces/ns-shield/networkRuleSets/default`,
    ],
  ])("%s", (token, inputs, id) => {
    expect(created(token, inputs).id).toBe(id);
  });

  it("takes a type token with a version for the same type", () => {
    expect(created("network/v20240501:Subnet", { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "s" }).id).toBe(
      `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
    );
  });
});

describe("outputs", () => {
  it("gives the inputs without the parts of the id, and what Azure adds", () => {
    expect(
      created("managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-gateway", tags: { a: "b" } }).outputs,
    ).toEqual({
      location: "swedencentral",
      tags: { a: "b" },
      name: "id-gateway",
      type: "Microsoft.ManagedIdentity/userAssignedIdentities",
      azureApiVersion: "2023-01-31",
      tenantId,
      principalId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("gives a resource the principals of its user-assigned identities", () => {
    const { id, outputs } = created("managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-gateway" });
    const gateway = created("apimanagement:ApiManagementService", {
      ...inGroup,
      serviceName: "apim",
      sku: { name: "Developer", capacity: 1 },
      identity: { type: "UserAssigned", userAssignedIdentities: [id] },
    }).outputs;
    expect(gateway.identity).toEqual({
      type: "UserAssigned",
      userAssignedIdentities: { [id]: { principalId: outputs.principalId, clientId: outputs.clientId } },
    });
  });

  it("gives a resource of its own identity a principal", () => {
    const { outputs } = created("cognitiveservices:Account", {
      ...inGroup,
      accountName: "oai",
      identity: { type: "SystemAssigned" },
    });
    expect(outputs.identity).toEqual({ type: "SystemAssigned", tenantId, principalId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it("gives subnets within a network their ids", () => {
    const { id, outputs } = created("network:VirtualNetwork", {
      ...inGroup,
      virtualNetworkName: "v",
      subnets: [{ name: "s", addressPrefix: "10.0.0.0/24" }],
    });
    expect(outputs.subnets).toEqual([
      {
        name: "s",
        addressPrefix: "10.0.0.0/24",
        id: `${id}/subnets/s`,
        type: "Microsoft.Network/virtualNetworks/subnets",
        provisioningState: "Succeeded",
      },
    ]);
  });

  it("gives API Management within a network an address of its subnet", () => {
    const provider = providerFor("azure-native");
    const network = provider.created("azure-native:network:VirtualNetwork", urn, {
      ...inGroup,
      virtualNetworkName: "v",
      subnets: [{ name: "apim", addressPrefix: "10.40.1.0/24" }],
    });
    const service = provider.created("azure-native:apimanagement:ApiManagementService", urn, {
      ...inGroup,
      serviceName: "apim",
      sku: { name: "Developer", capacity: 1 },
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: `${network.id}/subnets/apim` },
    });
    expect(service.outputs.privateIPAddresses).toEqual([expect.stringMatching(/^10\.40\.1\.\d+$/)]);
    expect(service.outputs.publicIPAddresses).toBeUndefined();
    expect(service.outputs.virtualNetworkConfiguration).toEqual({
      subnetResourceId: `${network.id}/subnets/apim`,
      subnetname: "apim",
      vnetid: network.id,
    });
  });

  it("gives a private endpoint the names of its target", () => {
    const { outputs } = created("network:PrivateEndpoint", {
      ...inGroup,
      privateEndpointName: "pep",
      subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s` },
      customNetworkInterfaceName: "pep-nic",
      privateLinkServiceConnections: [
        { name: "vault", privateLinkServiceId: `${group}/providers/Microsoft.KeyVault/vaults/kv`, groupIds: ["vault"] },
      ],
    });
    expect(outputs.customDnsConfigs).toEqual([
      { fqdn: "kv.vault.azure.net", ipAddresses: [expect.stringMatching(/^10\.255\./)] },
    ]);
    expect(outputs.networkInterfaces).toEqual([{ id: `${group}/providers/Microsoft.Network/networkInterfaces/pep-nic` }]);
    expect(outputs.privateLinkServiceConnections).toEqual([
      expect.objectContaining({
        privateLinkServiceConnectionState: { status: "Approved", description: "Auto-approved", actionsRequired: "None" },
      }),
    ]);
  });

  it.each([
    [
      "cognitiveservices:Account",
      { ...inGroup, accountName: "oai", kind: "OpenAI", properties: { customSubDomainName: "oai" } },
      "endpoint",
      "https://oai.openai.azure.com/",
    ],
    [
      "cognitiveservices:Account",
      { ...inGroup, accountName: "ai", kind: "AIServices", properties: { customSubDomainName: "ai" } },
      "endpoint",
      "https://ai.cognitiveservices.azure.com/",
    ],
    [
      "cognitiveservices:Account",
      { ...inGroup, accountName: "ai", kind: "OpenAI", properties: {} },
      "endpoint",
      "https://swedencentral.api.cognitive.microsoft.com/",
    ],
    ["keyvault:Vault", { ...inGroup, vaultName: "kv-a", properties: { tenantId } }, "vaultUri", "https://kv-a.vault.azure.net/"],
    [
      "keyvault:Secret",
      { resourceGroupName: "rg", vaultName: "kv-a", secretName: "s", properties: { value: "v" } },
      "secretUri",
      "https://kv-a.vault.azure.net/secrets/s",
    ],
  ])("%s has its address (%#)", (token, inputs, property, address) => {
    expect((created(token, inputs).outputs.properties as Props)[property]).toBe(address);
  });

  it("gives a renewed secret another version, whatever its value", () => {
    const uri = (expires: number, value: string) => {
      const properties = { value, attributes: { expires } };
      const { outputs } = created("keyvault:Secret", { resourceGroupName: "rg", vaultName: "kv-a", secretName: "s", properties });
      return (outputs.properties as Props).secretUriWithVersion;
    };
    expect(uri(1, "one")).not.toBe(uri(2, "one"));
    expect(uri(1, "one")).toBe(uri(1, "two"));
  });

  it.each([
    ["keyvault:Secret", { resourceGroupName: "rg", vaultName: "kv-a", secretName: "s", properties: { value: "canary" } }],
    [
      "network:ApplicationGateway",
      { ...inGroup, applicationGatewayName: "agw", sslCertificates: [{ name: "c", data: "canary", password: "canary" }] },
    ],
    [
      "apimanagement:NamedValue",
      { resourceGroupName: "rg", serviceName: "apim", namedValueId: "n", displayName: "n", secret: true, value: "canary" },
    ],
    [
      "apimanagement:Subscription",
      { resourceGroupName: "rg", serviceName: "apim", sid: "s", displayName: "s", primaryKey: "canary" },
    ],
  ])("%s does not return what is secret", (token, inputs) => {
    expect(JSON.stringify(created(token, inputs).outputs)).not.toContain("canary");
  });

  it("returns the value of a named value that is no secret", () => {
    expect(
      created("apimanagement:NamedValue", {
        resourceGroupName: "rg",
        serviceName: "apim",
        namedValueId: "n",
        displayName: "n",
        value: "v",
      }).outputs.value,
    ).toBe("v");
  });

  it("keeps a backend's own property `type`", () => {
    expect(
      created("apimanagement:Backend", { resourceGroupName: "rg", serviceName: "apim", backendId: "b", type: "Pool" }).outputs
        .type,
    ).toBe("Pool");
  });

  it("is the same every time", () => {
    const inputs = { ...inGroup, accountName: "oai", kind: "OpenAI", properties: { customSubDomainName: "oai" } };
    expect(created("cognitiveservices:Account", inputs)).toEqual(created("cognitiveservices:Account", inputs));
  });
});
