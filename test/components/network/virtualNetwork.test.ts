import { rulesFor } from "../../../components/network/networkSecurityGroups";
import { VirtualNetwork, VirtualNetworkArgs } from "../../../components/network/virtualNetwork";
import { network as networkSettings } from "../../../stacks/settings/schema/network";
import { named, ofType, record } from "../../support/record";
import { diagnostics, networkId, place, valueOf } from "./fixtures";

const ddosProtectionPlanId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/ddosProtectionPlans/plan";
const existing = {
  virtualNetworkId: networkId,
  addressSpace: ["10.2.0.0/24"],
  subnets: { applicationGateway: "10.2.0.0/26", apiManagement: "10.2.0.64/27", privateEndpoints: "10.2.0.96/27" },
  subnetNames: { applicationGateway: "snet-agw", apiManagement: "snet-apim", privateEndpoints: "snet-pe" },
};

async function made(settings: Parameters<typeof networkSettings.parse>[0] = {}, overrides: Partial<VirtualNetworkArgs> = {}) {
  let network: VirtualNetwork | undefined;
  const resources = await record(() => {
    network = new VirtualNetwork("network", {
      ...place,
      settings: networkSettings.parse(settings),
      apiManagementTier: "Developer",
      frontEnd: { mode: "private", allowedRanges: [] },
      eventHub: false,
      diagnostics,
      ...overrides,
    });
  });
  return { network: network!, resources };
}

interface Subnet {
  name: string;
  delegations?: { serviceName: string }[];
}
const subnetsOf = ({ resources }: Awaited<ReturnType<typeof made>>): Subnet[] =>
  named(resources, "network:VirtualNetwork", "network").inputs.subnets as Subnet[];

describe("VirtualNetwork, made here", () => {
  it("registers exactly these resources", async () => {
    const { resources } = await made();
    expect(resources.map(({ type, name }) => `${type.replace("azure-native:", "")} ${name}`).sort()).toEqual([
      "monitor:DiagnosticSetting network-api-management-diagnostics",
      "monitor:DiagnosticSetting network-application-gateway-diagnostics",
      "monitor:DiagnosticSetting network-diagnostics",
      "monitor:DiagnosticSetting network-private-endpoints-diagnostics",
      "network:NetworkSecurityGroup network-api-management",
      "network:NetworkSecurityGroup network-application-gateway",
      "network:NetworkSecurityGroup network-private-endpoints",
      "network:VirtualNetwork network",
      "shield:network:VirtualNetwork network",
    ]);
  });

  it("has its name, place and address space", async () => {
    const { resources } = await made({ addressSpace: ["10.40.0.0/22", "10.41.0.0/24"] });
    expect(named(resources, "network:VirtualNetwork", "network").inputs).toMatchObject({
      virtualNetworkName: "vnet-acme-ai",
      resourceGroupName: "rg-test",
      location: "swedencentral",
      addressSpace: { addressPrefixes: ["10.40.0.0/22", "10.41.0.0/24"] },
      tags: { environment: "test" },
    });
  });

  it.each([
    ["application-gateway", "10.40.0.0/24"],
    ["api-management", "10.40.1.0/24"],
    ["private-endpoints", "10.40.2.0/24"],
  ])("keeps the subnet %s closed", async (key, addressPrefix) => {
    const network = await made();
    expect(subnetsOf(network).find(({ name }) => name === `snet-acme-ai-${key}`)).toMatchObject({
      addressPrefix,
      networkSecurityGroup: { id: expect.stringMatching(new RegExp(`/networkSecurityGroups/nsg-acme-ai-${key}$`)) as string },
      defaultOutboundAccess: false,
      privateEndpointNetworkPolicies: "Enabled",
      privateLinkServiceNetworkPolicies: "Enabled",
    });
  });

  it.each([
    ["Developer", ["Microsoft.Network/applicationGateways", undefined, undefined]],
    ["Premium", ["Microsoft.Network/applicationGateways", undefined, undefined]],
    ["StandardV2", ["Microsoft.Network/applicationGateways", "Microsoft.Web/serverFarms", undefined]],
  ] as const)("delegates as %s needs", async (apiManagementTier, expected) => {
    const network = await made({}, { apiManagementTier });
    expect(subnetsOf(network).map(({ delegations }) => delegations?.[0]?.serviceName)).toEqual(expected);
  });

  it("opens no service endpoint", async () => {
    expect(subnetsOf(await made()).filter((subnet) => "serviceEndpoints" in subnet)).toEqual([]);
  });

  it.each(["applicationGateway", "apiManagement", "privateEndpoints"] as const)("has the rules of %s", async (key) => {
    const lists = { readerRanges: ["10.0.8.0/26"], dnsServers: ["10.0.0.4"] };
    const { network, resources } = await made(lists, { eventHub: true });
    const childName = `network-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const { securityRules } = named(resources, "network:NetworkSecurityGroup", childName).inputs as {
      securityRules: { name: string }[];
    };
    const context = { ranges: network.ranges, apiManagementTier: "Developer" as const, eventHub: true, ...lists };
    const expected = rulesFor(key, { ...context, frontEnd: { mode: "private", allowedRanges: [] } });
    expect(securityRules.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  });

  it("sends the logs of the network and of each group to the workspace", async () => {
    const { resources } = await made();
    const targets = ofType(resources, "monitor:DiagnosticSetting").map(({ inputs }) =>
      String(inputs.resourceUri).split("/").at(-1),
    );
    expect(targets.sort()).toEqual([
      "nsg-acme-ai-api-management",
      "nsg-acme-ai-application-gateway",
      "nsg-acme-ai-private-endpoints",
      "vnet-acme-ai",
    ]);
  });

  it("keeps Azure's own DNS", async () => {
    const { resources } = await made();
    expect(named(resources, "network:VirtualNetwork", "network").inputs).not.toHaveProperty("dhcpOptions");
  });

  it("takes DNS servers", async () => {
    const { resources } = await made({ dnsServers: ["10.0.0.4"] });
    expect(named(resources, "network:VirtualNetwork", "network").inputs.dhcpOptions).toEqual({ dnsServers: ["10.0.0.4"] });
  });

  it("joins a DDoS protection plan", async () => {
    const { resources } = await made({ ddosProtectionPlanId });
    expect(named(resources, "network:VirtualNetwork", "network").inputs).toMatchObject({
      enableDdosProtection: true,
      ddosProtectionPlan: { id: ddosProtectionPlanId },
    });
  });

  it("tells the ids of its subnets", async () => {
    const { network } = await made();
    expect(await valueOf(network.subnetIds.privateEndpoints)).toMatch(
      /\/virtualNetworks\/vnet-acme-ai\/subnets\/snet-acme-ai-private-endpoints$/,
    );
  });
});

describe("VirtualNetwork, existing", () => {
  it("makes nothing", async () => {
    const { resources } = await made({ existing });
    expect(resources.filter(({ custom }) => custom)).toEqual([]);
  });

  it("tells the network's id", async () => {
    const { network } = await made({ existing });
    expect(await valueOf(network.id)).toBe(networkId);
  });

  it("tells the ids of the subnets by their names", async () => {
    const { network } = await made({ existing });
    expect(await valueOf(network.subnetIds.apiManagement)).toBe(`${networkId}/subnets/snet-apim`);
  });

  it("tells their ranges", async () => {
    const { network } = await made({ existing });
    expect(network.ranges).toEqual(existing.subnets);
  });
});
