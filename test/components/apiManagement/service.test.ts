import { ApiManagement } from "../../../components/apiManagement";
import { apiManagementService } from "../../../components/apiManagement/service";
import { named, record, Recorded } from "../../support/record";
import { gatewayArgs, GatewayOverrides, recordGateway } from "./sample";

let resources: Recorded[];
beforeAll(async () => {
  resources = await recordGateway();
});

const find = (type: string, name: string) => named(resources, `apimanagement:${type}`, name);
const inputs = (type: string, name: string) => find(type, name).inputs;
const security = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security";

/** Inputs of the service alone. */
async function serviceInputs(settings: GatewayOverrides["settings"]): Promise<Recorded["inputs"]> {
  const made = await record(() => apiManagementService("apim", { ...gatewayArgs({ settings }), identityId: "/id" }, {}));
  return named(made, "apimanagement:ApiManagementService", "apim").inputs;
}

describe("the service", () => {
  it("is private, has its identity and no developer portal", () => {
    const { customProperties, ...rest } = inputs("ApiManagementService", "apim");
    expect(Object.keys(customProperties)).toHaveLength(17);
    expect(rest).toEqual({
      serviceName: "apim-shield-abcde",
      resourceGroupName: "rg-shield",
      location: "westeurope",
      sku: { name: "Developer", capacity: 1 },
      publisherName: "Contoso",
      publisherEmail: "ai@contoso.com",
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: {
        subnetResourceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apim",
      },
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: {
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-apim": {},
        },
      },
      apiVersionConstraint: { minApiVersion: "2021-08-01" },
      developerPortalStatus: "Disabled",
      legacyPortalStatus: "Disabled",
      restore: false,
      disableGateway: false,
      enableClientCertificate: false,
      natGatewayState: "Disabled",
      tags: { env: "test" },
    });
  });

  it.each([
    "Protocols.Ssl30",
    "Protocols.Tls10",
    "Protocols.Tls11",
    "Backend.Protocols.Ssl30",
    "Backend.Protocols.Tls10",
    "Backend.Protocols.Tls11",
    "Ciphers.TripleDes168",
    "Ciphers.TLS_RSA_WITH_AES_128_CBC_SHA",
    "Ciphers.TLS_RSA_WITH_AES_128_CBC_SHA256",
    "Ciphers.TLS_RSA_WITH_AES_128_GCM_SHA256",
    "Ciphers.TLS_RSA_WITH_AES_256_CBC_SHA",
    "Ciphers.TLS_RSA_WITH_AES_256_CBC_SHA256",
    "Ciphers.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "Ciphers.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  ])("has %s off", (property) => {
    expect(inputs("ApiManagementService", "apim").customProperties[`${security}.${property}`]).toBe("False");
  });

  it("is protected", () => {
    expect(find("ApiManagementService", "apim").protect).toBe(true);
  });

  it("in Premium has its zones", async () => {
    expect(await serviceInputs({ sku: "Premium", units: 3, zones: ["1", "2", "3"] })).toMatchObject({
      sku: { name: "Premium", capacity: 3 },
      zones: ["1", "2", "3"],
      virtualNetworkType: "Internal",
    });
  });

  it("is brought back on request", async () => {
    expect((await serviceInputs({ restore: true }))["restore"]).toBe(true);
  });

  it("is not made in a tier that cannot be private", async () => {
    await expect(serviceInputs({ sku: "BasicV2" })).rejects.toThrow(
      "API Management BasicV2 is not supported here; choose Developer, Premium, StandardV2",
    );
  });

  it("sends its logs away", () => {
    expect(named(resources, "monitor:DiagnosticSetting", "apim-diagnostics").inputs["logAnalyticsDestinationType"]).toBe(
      "Dedicated",
    );
  });
});

describe("StandardV2", () => {
  let made: Recorded[];
  beforeAll(async () => {
    made = await recordGateway({}, { settings: { sku: "StandardV2" } });
  });

  it("calls out through the network and is closed to the public", () => {
    expect(named(made, "apimanagement:ApiManagementService", "apim").inputs).toMatchObject({
      virtualNetworkType: "External",
      publicNetworkAccess: "Disabled",
    });
  });

  it("is reached over a private endpoint in the network's region", () => {
    const endpoint = named(made, "network:PrivateEndpoint", "apim-endpoint");
    expect(endpoint.inputs["location"]).toBe("westeurope");
    expect(endpoint.inputs["privateLinkServiceConnections"][0].groupIds).toEqual(["Gateway"]);
  });

  it("has no private address of its own, and can be waited for", async () => {
    let gateway: ApiManagement | undefined;
    await record(() => {
      gateway = new ApiManagement("apim", gatewayArgs({ settings: { sku: "StandardV2" } }));
    });
    expect([gateway?.privateIpAddress, gateway?.ready.length]).toEqual([undefined, 1]);
  });
});
