import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  account,
  accountId,
  change,
  endpoint,
  endpointId,
  given,
  make,
  network,
  networkId,
  newCloud,
  refusal,
  resourceGroup,
  service,
  serviceId,
  vault,
  vaultId,
} from "../support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("private endpoints and public access", () => {
  const standard = { sku: { name: "StandardV2", capacity: 1 } };
  const closed = { ...standard, publicNetworkAccess: "Disabled" };
  const open = { ...standard, publicNetworkAccess: "Enabled" };
  const manual = {
    privateLinkServiceConnections: undefined,
    manualPrivateLinkServiceConnections: [{ name: "c", privateLinkServiceId: serviceId, groupIds: ["Gateway"] }],
  };
  beforeEach(() => given(cloud, network()));

  it("refuses a service that is created closed", async () => {
    expect(await refusal(make(cloud, ...service(closed)))).toMatchObject({
      status: 400,
      code: "ActivateServiceWithPrivateEndpointAccessNotAllowed",
    });
  });

  it("refuses to close it without an approved endpoint", async () => {
    await given(cloud, service(open));
    expect(await refusal(change(cloud, service()[0], serviceId, service(closed)[1]))).toMatchObject({
      code: "DisablingPublicNetworkAccessRequiredPrivateEndpoint",
    });
  });

  it("closes it once there is one", async () => {
    await given(cloud, service(open), endpoint(serviceId, "Gateway"));
    await expect(change(cloud, service()[0], serviceId, service(closed)[1])).resolves.toBeDefined();
  });

  it("tells a function that reads the service how far its endpoints are", async () => {
    const args = { resourceGroupName: "rg", serviceName: serviceId.split("/").at(-1) ?? "" };
    const get = () => cloud.get("azure-native:apimanagement:ApiManagementService", args);
    expect(await refusal(get())).toMatchObject({ status: 404, code: "ResourceNotFound" });
    await given(cloud, service(open));
    expect(await get()).toMatchObject({ publicNetworkAccess: "Enabled", privateEndpointConnections: [] });
    await given(cloud, endpoint(serviceId, "Gateway", manual));
    expect((await get()).privateEndpointConnections).toMatchObject([
      { privateLinkServiceConnectionState: { status: "Pending" } },
    ]);
    expect(cloud.show(serviceId)?.outputs).not.toHaveProperty("privateEndpointConnections");
  });

  it("waits for the approval of a manual connection, which stays", async () => {
    await given(cloud, service(open), endpoint(serviceId, "Gateway", manual));
    expect(await refusal(change(cloud, service()[0], serviceId, service(closed)[1]))).toMatchObject({
      code: "DisablingPublicNetworkAccessRequiredPrivateEndpoint",
    });
    cloud.approve(endpointId);
    await change(
      cloud,
      "network:PrivateEndpoint",
      endpointId,
      endpoint(serviceId, "Gateway", { ...manual, tags: { a: "b" } })[1],
    );
    await expect(change(cloud, service()[0], serviceId, service(closed)[1])).resolves.toBeDefined();
  });

  it.each<[string, [string, Props], [string, string], string]>([
    ["of a group that the target does not have", vault(), [vaultId(), "blob"], "PrivateEndpointInvalidGroupId"],
    [
      "to an account without a custom subdomain",
      account("oai", { customSubDomainName: undefined }),
      [accountId(), "account"],
      "BadRequest",
    ],
    [
      "to a service within the network",
      service({ virtualNetworkType: "Internal", virtualNetworkConfiguration: { subnetResourceId: `${networkId}/subnets/s` } }),
      [serviceId, "Gateway"],
      "PrivateEndpointNotSupported",
    ],
  ])("refuses an endpoint %s", async (_what, target, to, code) => {
    await given(cloud, target);
    expect(await refusal(make(cloud, ...endpoint(...to)))).toMatchObject({ status: 400, code });
  });

  it.each([
    ["Developer", [{ name: "d", serviceName: "Microsoft.Web/serverFarms" }]],
    ["StandardV2", []],
  ])("refuses %s in a subnet with the wrong delegation", async (sku, delegations) => {
    await change(
      cloud,
      "network:VirtualNetwork",
      networkId,
      network([{ name: "s", addressPrefix: "10.40.0.0/24", delegations }])[1],
    );
    const inputs = {
      sku: { name: sku, capacity: 1 },
      virtualNetworkType: "External",
      virtualNetworkConfiguration: { subnetResourceId: `${networkId}/subnets/s` },
    };
    expect(await refusal(make(cloud, ...service(inputs)))).toMatchObject({ code: "InvalidParameters" });
  });
});
