import { PrivateDns } from "../../../components/network/privateDns";
import { named, ofType, record } from "../../support/record";
import { hubId, networkId, privateDns, valueOf } from "./fixtures";

const vaultZone = "privatelink.vaultcore.azure.net";
const zoneId = (name: string) => `/subscriptions/s/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${name}`;

async function made(overrides: Parameters<typeof privateDns>[0] = {}) {
  let dns: PrivateDns | undefined;
  const resources = await record(() => {
    dns = privateDns(overrides);
  });
  return { dns: dns!, resources };
}

describe("PrivateDns, create", () => {
  it("makes each zone", async () => {
    const { resources } = await made();
    expect(ofType(resources, "privatedns:PrivateZone").map(({ inputs }) => inputs)).toEqual([
      { privateZoneName: vaultZone, resourceGroupName: "rg-test", location: "global", tags: { environment: "test" } },
      {
        privateZoneName: "privatelink.blob.core.windows.net",
        resourceGroupName: "rg-test",
        location: "global",
        tags: { environment: "test" },
      },
    ]);
  });

  it("links each zone to each network, without registration", async () => {
    const { resources } = await made({ zoneNames: [vaultZone], links: { shield: networkId, hub: hubId } });
    expect(ofType(resources, "privatedns:VirtualNetworkLink").map(({ name, inputs }) => [name, inputs])).toEqual(
      [
        ["shield", networkId],
        ["hub", hubId],
      ].map(([key, id]) => [
        `dns-${vaultZone}-${key}`,
        {
          virtualNetworkLinkName: key,
          privateZoneName: vaultZone,
          resourceGroupName: "rg-test",
          location: "global",
          registrationEnabled: false,
          resolutionPolicy: "NxDomainRedirect",
          virtualNetwork: { id },
          tags: { environment: "test" },
        },
      ]),
    );
  });

  it("is the parent of zones and links", async () => {
    const { resources } = await made();
    const component = resources.find(({ type }) => type === "shield:network:PrivateDns");
    expect(new Set(resources.filter(({ custom }) => custom).map(({ parent }) => parent))).toEqual(new Set([component?.urn]));
  });

  it("tells the id of a group's zone", async () => {
    const { dns, resources } = await made();
    const [zone] = dns.zoneIdsFor("vault")!;
    const { privateZoneName } = named(resources, "privatedns:PrivateZone", `dns-${vaultZone}`).inputs;
    expect(
      String(await valueOf(zone!.id as never))
        .split("/")
        .at(-1),
    ).toBe(privateZoneName);
  });

  it("refuses a group whose zone was not asked for", async () => {
    const { dns } = await made({ zoneNames: [vaultZone] });
    expect(() => dns.zoneIdsFor("blob")).toThrow(
      "a private endpoint of group blob needs the private DNS zone privatelink.blob.core.windows.net, which is not there",
    );
  });
});

describe("PrivateDns, existing", () => {
  it("makes nothing", async () => {
    const { resources } = await made({ mode: "existing", existing: { [vaultZone]: zoneId(vaultZone) } });
    expect(resources.filter(({ custom }) => custom)).toEqual([]);
  });

  it("tells the ids given", async () => {
    const { dns } = await made({ mode: "existing", existing: { [vaultZone]: zoneId(vaultZone) } });
    expect(dns.zoneIdsFor("vault")).toEqual([{ name: vaultZone, id: zoneId(vaultZone) }]);
  });

  it("has no links to wait for", async () => {
    const { dns } = await made({ mode: "existing", existing: { [vaultZone]: zoneId(vaultZone) } });
    expect(dns.links).toEqual([]);
  });
});

describe("PrivateDns, policy", () => {
  it("makes nothing", async () => {
    const { resources } = await made({ mode: "policy" });
    expect(resources.filter(({ custom }) => custom)).toEqual([]);
  });

  it("leaves the zones to the landing zone", async () => {
    const { dns } = await made({ mode: "policy" });
    expect(dns.zoneIdsFor("account")).toBeUndefined();
  });
});
