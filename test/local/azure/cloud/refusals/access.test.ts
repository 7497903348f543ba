import { Props, tenantId } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  assignment,
  change,
  endpoint,
  FakeClock,
  given,
  group,
  idOf,
  inGroup,
  make,
  network,
  networkId,
  refusal,
  resourceGroup,
  service,
  temporaryFolder,
  vault,
  vaultId,
} from "../support";

let clock: FakeClock;
let dir: string;
let cloud: Cloud;
beforeEach(async () => {
  [clock, dir] = [new FakeClock(), temporaryFolder()];
  cloud = new Cloud({ dir, clock });
  await given(cloud, resourceGroup);
});

const hubSubnet = { name: "h", addressPrefix: "10.90.0.0/24" };

describe("a certificate in a vault", () => {
  const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities/id-gateway");
  const identity: [string, Props] = ["managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-gateway" }];
  const gateway: [string, Props] = [
    "network:ApplicationGateway",
    {
      ...inGroup,
      applicationGatewayName: "agw",
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
      sslCertificates: [{ name: "tls", keyVaultSecretId: "https://kv-one.vault.azure.net/secrets/tls" }],
    },
  ];
  const secret: [string, Props] = [
    "keyvault:Secret",
    { resourceGroupName: "rg", vaultName: "kv-one", secretName: "tls", properties: { value: "v" } },
  ];
  const zoneGroup: [string, Props] = [
    "network:PrivateDnsZoneGroup",
    { resourceGroupName: "rg", privateEndpointName: "pep", privateDnsZoneGroupName: "default" },
  ];
  const principal = async () => String((await cloud.read(`azure-native:${identity[0]}`, identityId))?.outputs.principalId);

  beforeEach(() => given(cloud, network(), identity, vault("kv-one", { publicNetworkAccess: "Disabled" }), secret));

  it("is not reached without a private endpoint that has records", async () => {
    await given(cloud, assignment(vaultId(), await principal()), endpoint(vaultId(), "vault"));
    const { code, message } = await refusal(make(cloud, ...gateway));
    expect(code).toBe("ApplicationGatewayKeyVaultSecretException");
    expect(message).toContain("no private endpoint with DNS records leads to it");
  });

  it("is not read without the role", async () => {
    await given(cloud, endpoint(vaultId(), "vault"), zoneGroup);
    expect((await refusal(make(cloud, ...gateway))).message).toContain("The identity has no permission to get the secret.");
  });

  it("is read with both", async () => {
    await given(cloud, endpoint(vaultId(), "vault"), zoneGroup, assignment(vaultId(), await principal()));
    await expect(make(cloud, ...gateway)).resolves.toBeDefined();
  });

  it("is not read before the role has reached the vault", async () => {
    await given(cloud, endpoint(vaultId(), "vault"), zoneGroup, assignment(vaultId(), await principal()));
    const timed = new Cloud({ dir, clock, timeScale: 1 });
    await clock.advance(599);
    const early = refusal(make(timed, ...gateway));
    await clock.advance(480);
    expect((await early).message).toContain("The identity has no permission to get the secret.");
    const late = change(timed, gateway[0], idOf("Microsoft.Network/applicationGateways/agw"), gateway[1]);
    await clock.advance(180);
    expect((await late).outputs.provisioningState).toBe("Succeeded");
  });

  it("leaves a gateway behind that has failed", async () => {
    await refusal(make(cloud, ...gateway));
    expect(cloud.show(idOf("Microsoft.Network/applicationGateways/agw"))?.outputs.provisioningState).toBe("Failed");
  });

  it("works when the role comes later and the gateway is written again", async () => {
    await refusal(make(cloud, ...gateway));
    await given(cloud, endpoint(vaultId(), "vault"), zoneGroup, assignment(group, await principal()));
    const { outputs } = await change(cloud, gateway[0], idOf("Microsoft.Network/applicationGateways/agw"), gateway[1]);
    expect(outputs.provisioningState).toBe("Succeeded");
  });

  describe("for a gateway without public address", () => {
    const isolated: [string, Props] = [
      gateway[0],
      {
        ...gateway[1],
        gatewayIPConfigurations: [{ name: "subnet", subnet: { id: `${networkId}/subnets/s` } }],
        frontendIPConfigurations: [{ name: "private", subnet: { id: `${networkId}/subnets/s` }, privateIPAddress: "10.40.0.10" }],
      },
    ];
    const open = () => cloud.put(`azure-native:${vault()[0]}`, vault("kv-one", { publicNetworkAccess: "Enabled" })[1]);
    const hub: [string, Props] = [
      network()[0],
      { ...network()[1], virtualNetworkName: "hub", addressSpace: { addressPrefixes: ["10.90.0.0/22"] }, subnets: [hubSubnet] },
    ];
    const inHub = (more: Props = {}) =>
      endpoint(vaultId(), "vault", { subnet: { id: idOf("Microsoft.Network/virtualNetworks/hub/subnets/h") }, ...more });
    const notReached = expect.stringContaining(
      "The vault 'kv-one' cannot be reached: the gateway has no way to the Internet, and no private endpoint with DNS records in its network",
    ) as string;

    it("is not reached in a public vault", async () => {
      open();
      await given(cloud, assignment(vaultId(), await principal()));
      expect(await refusal(make(cloud, ...isolated))).toEqual({
        status: 400,
        code: "ApplicationGatewayKeyVaultSecretException",
        message: notReached,
      });
    });

    it("is not reached in a vault that nobody has declared", async () => {
      const elsewhere = { sslCertificates: [{ name: "tls", keyVaultSecretId: "https://kv-other.vault.azure.net/secrets/tls" }] };
      expect((await refusal(make(cloud, isolated[0], { ...isolated[1], ...elsewhere }))).message).toContain("'kv-other'");
    });

    it("is not reached through an endpoint in a network of its own", async () => {
      open();
      await given(cloud, hub, inHub(), zoneGroup, assignment(vaultId(), await principal()));
      expect((await refusal(make(cloud, ...isolated))).message).toEqual(notReached);
    });

    it("is not reached before the vault's owner has approved the endpoint", async () => {
      const connection = [{ name: "c", privateLinkServiceId: vaultId(), groupIds: ["vault"] }];
      const manual = { privateLinkServiceConnections: undefined, manualPrivateLinkServiceConnections: connection };
      await given(cloud, endpoint(vaultId(), "vault", manual), zoneGroup, assignment(vaultId(), await principal()));
      expect((await refusal(make(cloud, ...isolated))).message).toEqual(notReached);
      cloud.approve(idOf("Microsoft.Network/privateEndpoints/pep"));
      const again = change(cloud, isolated[0], idOf("Microsoft.Network/applicationGateways/agw"), isolated[1]);
      await expect(again).resolves.toBeDefined();
    });

    it("is reached through an endpoint in its network", async () => {
      await given(cloud, endpoint(vaultId(), "vault"), zoneGroup, assignment(vaultId(), await principal()));
      await expect(make(cloud, ...isolated)).resolves.toBeDefined();
    });

    it("is reached through an endpoint in a network that is peered", async () => {
      const peering = { name: "hub", remoteVirtualNetwork: { id: idOf("Microsoft.Network/virtualNetworks/hub") } };
      cloud.put(`azure-native:${network()[0]}`, { ...network()[1], virtualNetworkPeerings: [peering] });
      await given(cloud, hub, inHub(), zoneGroup, assignment(vaultId(), await principal()));
      await expect(make(cloud, ...isolated)).resolves.toBeDefined();
    });
  });

  it("is not read by a named value either", async () => {
    await given(cloud, service({ identity: { type: "UserAssigned", userAssignedIdentities: [identityId] } }));
    const value = {
      resourceGroupName: "rg",
      serviceName: "apim",
      namedValueId: "n",
      displayName: "n",
      keyVault: { secretIdentifier: "https://kv-one.vault.azure.net/secrets/tls" },
    };
    expect(await refusal(make(cloud, "apimanagement:NamedValue", value))).toMatchObject({ code: "ValidationError" });
  });
});

describe("changes that Azure does not allow", () => {
  it("are those of a role assignment", async () => {
    const { outputs } = await make(cloud, "managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-one" });
    const [token, inputs] = assignment(group, outputs.principalId);
    const { id } = await make(cloud, token, inputs);
    expect(await refusal(change(cloud, token, id, { ...inputs, principalId: tenantId }))).toMatchObject({
      code: "RoleAssignmentUpdateNotPermitted",
    });
  });

  it("take purge protection away", async () => {
    await given(cloud, vault("kv-one", { enablePurgeProtection: true }));
    expect(await refusal(change(cloud, "keyvault:Vault", vaultId(), vault()[1]))).toMatchObject({ code: "BadRequest" });
  });
});
