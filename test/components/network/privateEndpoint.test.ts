import * as pulumi from "@pulumi/pulumi";
import { PrivateDnsArgs } from "../../../components/network/privateDns";
import { PrivateEndpoint } from "../../../components/network/privateEndpoint";
import { named, ofType, record } from "../../support/record";
import { access, place, privateDns, subnetId, valueOf } from "./fixtures";

const targetId = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv";

async function made(dns: Partial<PrivateDnsArgs> = {}) {
  let endpoint: PrivateEndpoint | undefined;
  const resources = await record(() => {
    const args = { ...place, access: access(privateDns(dns)), targetId, groupId: "vault", key: "vault" } as const;
    endpoint = new PrivateEndpoint("vault-endpoint", args);
  });
  return { endpoint: endpoint!, resources };
}

const urnsOf = (resources: pulumi.Resource[]) => Promise.all(resources.map(({ urn }) => valueOf(urn)));

describe("PrivateEndpoint", () => {
  it("stands in the network's region and leads to the target", async () => {
    const { resources } = await made();
    expect(named(resources, "network:PrivateEndpoint", "vault-endpoint").inputs).toEqual({
      privateEndpointName: "pep-acme-ai-vault",
      resourceGroupName: "rg-test",
      location: "westeurope",
      subnet: { id: subnetId, privateEndpointNetworkPolicies: "Enabled", privateLinkServiceNetworkPolicies: "Enabled" },
      customNetworkInterfaceName: "pep-acme-ai-vault-nic",
      privateLinkServiceConnections: [{ name: "vault", privateLinkServiceId: targetId, groupIds: ["vault"] }],
      tags: { environment: "test" },
    });
  });

  it("writes its records into every zone of the group", async () => {
    const { resources } = await made();
    expect(named(resources, "network:PrivateDnsZoneGroup", "vault-endpoint-zones").inputs.privateDnsZoneConfigs).toEqual([
      {
        name: "privatelink-vaultcore-azure-net",
        privateDnsZoneId: expect.stringMatching(/\/privateDnsZones\/privatelink\.vaultcore\.azure\.net$/) as string,
      },
    ]);
  });

  it("makes the zone group in the endpoint", async () => {
    const { resources } = await made();
    const group = named(resources, "network:PrivateDnsZoneGroup", "vault-endpoint-zones");
    expect(group.propertyDependencies.privateEndpointName).toEqual([
      named(resources, "network:PrivateEndpoint", "vault-endpoint").urn,
    ]);
  });

  it("is ready when endpoint, records and links are there", async () => {
    const { endpoint, resources } = await made();
    const expected = ["network:PrivateEndpoint", "network:PrivateDnsZoneGroup", "privatedns:VirtualNetworkLink"];
    expect(new Set(await urnsOf(endpoint.ready))).toEqual(
      new Set(expected.flatMap((type) => ofType(resources, type).map(({ urn }) => urn))),
    );
  });

  it("writes no records where the landing zone's policy does", async () => {
    const { resources } = await made({ mode: "policy" });
    expect(ofType(resources, "network:PrivateDnsZoneGroup")).toEqual([]);
  });

  it("is then ready when it is there itself", async () => {
    const { endpoint, resources } = await made({ mode: "policy" });
    expect(await urnsOf(endpoint.ready)).toEqual([named(resources, "network:PrivateEndpoint", "vault-endpoint").urn]);
  });

  it("is the parent of both", async () => {
    const { resources } = await made();
    const component = resources.find(({ type }) => type === "shield:network:PrivateEndpoint");
    const children = resources.filter(({ name, custom }) => custom && name.startsWith("vault-endpoint"));
    expect(children.map(({ parent }) => parent)).toEqual([component?.urn, component?.urn]);
  });
});
