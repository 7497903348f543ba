import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  assignment,
  change,
  endpoint,
  given,
  idOf,
  inGroup,
  make,
  network,
  networkId,
  newCloud,
  refusal,
  remove,
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

describe("deleting what another resource names", () => {
  const inService = { resourceGroupName: "rg", serviceName: "apim" };
  const firewall = idOf("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/waf");
  const subnet: [string, Props] = [
    "network:Subnet",
    { resourceGroupName: "rg", virtualNetworkName: "v", subnetName: "t", addressPrefix: "10.40.1.0/24" },
  ];
  it.each<[string, [string, Props][], [string, Props], string, string]>([
    [
      "a subnet with an endpoint",
      [network(), vault(), subnet],
      endpoint(vaultId(), "vault", { subnet: { id: `${networkId}/subnets/t` } }),
      `${networkId}/subnets/t`,
      "InUseSubnetCannotBeDeleted",
    ],
    [
      "a firewall policy of a gateway",
      [["network:WebApplicationFirewallPolicy", { ...inGroup, policyName: "waf" }]],
      ["network:ApplicationGateway", { ...inGroup, applicationGatewayName: "agw", firewallPolicy: { id: firewall } }],
      firewall,
      "ApplicationGatewayFirewallPolicyCannotBeDeleted",
    ],
    [
      "a logger of a diagnostic",
      [service(), ["apimanagement:Logger", { ...inService, loggerId: "log", loggerType: "azureMonitor" }]],
      ["apimanagement:Diagnostic", { ...inService, diagnosticId: "azuremonitor", loggerId: `${serviceId}/loggers/log` }],
      `${serviceId}/loggers/log`,
      "ValidationError",
    ],
    [
      "a fragment of a policy",
      [service(), ["apimanagement:PolicyFragment", { ...inService, id: "count", value: "<fragment />" }]],
      ["apimanagement:Policy", { ...inService, value: '<a><include-fragment fragment-id="count" /></a>' }],
      `${serviceId}/policyFragments/count`,
      "ValidationError",
    ],
  ])("%s is refused, and done when it is not named any more", async (_what, there, user, id, code) => {
    await given(cloud, ...there);
    const used = await make(cloud, ...user);
    const [token = ""] = there.at(-1) ?? [];
    expect(await refusal(remove(cloud, token, id))).toMatchObject({ status: 400, code });
    await remove(cloud, user[0], used.id);
    await expect(remove(cloud, token, id)).resolves.toBeUndefined();
  });

  it("is not refused for a diagnostic setting or a role on it", async () => {
    const { outputs } = await make(cloud, "managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-one" });
    const address = idOf("Microsoft.Network/publicIPAddresses/pip");
    await given(
      cloud,
      vault(),
      ["network:PublicIPAddress", { ...inGroup, publicIpAddressName: "pip" }],
      ["monitor:DiagnosticSetting", { resourceUri: address, name: "shield", storageAccountId: vaultId() }],
      assignment(address, outputs.principalId),
    );
    await expect(remove(cloud, "network:PublicIPAddress", address)).resolves.toBeUndefined();
  });
});

it("deletes a table of one's own, none of Azure's", async () => {
  const inWorkspace = { resourceGroupName: "rg", workspaceName: "log-one" };
  await given(cloud, ["operationalinsights:Workspace", { ...inGroup, workspaceName: "log-one" }]);
  const table = (tableName: string) => cloud.put("azure-native:operationalinsights:Table", { ...inWorkspace, tableName });
  expect(await refusal(remove(cloud, "operationalinsights:Table", table("AGWAccessLogs")))).toEqual({
    status: 400,
    code: "InvalidParameter",
    message: "Table AGWAccessLogs is of type Microsoft and cannot be deleted.",
  });
  await expect(remove(cloud, "operationalinsights:Table", table("Audit_CL"))).resolves.toBeUndefined();
});

describe("the address space of a network in use", () => {
  const space = (addressPrefix: string, addressPrefixes = ["10.40.0.0/22", "10.50.0.0/22"]): Props => ({
    ...network([{ name: "s", addressPrefix }])[1],
    addressSpace: { addressPrefixes },
  });

  it("keeps the ranges of subnets with something in them", async () => {
    await given(cloud, network(), vault(), endpoint(vaultId(), "vault"));
    expect(await refusal(change(cloud, "network:VirtualNetwork", networkId, space("10.50.0.0/24", ["10.50.0.0/22"])))).toEqual({
      status: 400,
      code: "InUsePrefixCannotBeDeleted",
      message: expect.stringMatching(
        /^IpPrefix 10\.40\.0\.0\/24 on Subnet s has active allocations and cannot be deleted/,
      ) as string,
    });
    await expect(change(cloud, "network:VirtualNetwork", networkId, space("10.40.0.0/24"))).resolves.toBeDefined();
  });

  it("changes while nothing is in it", async () => {
    await given(cloud, network());
    const changed = change(cloud, "network:VirtualNetwork", networkId, space("10.50.0.0/24", ["10.50.0.0/22"]));
    await expect(changed).resolves.toBeDefined();
  });
});
