import { rules } from "../../../policies/rules";
import { goodStack } from "../goodStack";
import { runRules, Sample, unknown } from "../support";

const said = (rule: string, samples: Sample[]) =>
  runRules(
    rules.filter(({ name }) => name === rule),
    samples,
  ).map(({ resource, message }) => `${resource}: ${message}`);
const id = (rest: string) => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/${rest}`;

const rule = (name: string, direction: string, access: string, more: object) => ({
  name,
  direction,
  access,
  protocol: "*",
  ...more,
});
const manager = rule("m", "Inbound", "Allow", { sourceAddressPrefix: "GatewayManager", destinationPortRange: "65200-65535" });
const clients = rule("c", "Inbound", "Allow", { sourceAddressPrefix: "Internet", destinationPortRange: "443" });
const everything = { sourceAddressPrefix: "*", destinationAddressPrefix: "*", destinationPortRange: "*" };
const denyOut = rule("d", "Outbound", "Deny", everything);

const group = (name: string, ...securityRules: object[]): Sample => ({
  type: "network:NetworkSecurityGroup",
  name,
  inputs: { networkSecurityGroupName: name, resourceGroupName: "rg", securityRules },
});

describe("nsg-outbound-denied", () => {
  const expected = "one: no rule denies what leaves the subnet; expected one";

  test("a group that leaves it to Azure's own rules", () => {
    expect(said("nsg-outbound-denied", [group("one", clients)])).toEqual([expected]);
  });

  test.each([
    ["of one protocol only", { protocol: "Tcp" }],
    ["of some ports only", { destinationPortRange: "443" }],
    ["into the network only", { destinationAddressPrefix: "VirtualNetwork" }],
    ["to the Internet only", { destinationAddressPrefix: "Internet" }],
    ["from a part of the subnet only", { sourceAddressPrefix: "10.0.0.0/28" }],
    ["that comes in", { direction: "Inbound" }],
  ])("a denial %s does not count", (_, change) => {
    expect(said("nsg-outbound-denied", [group("one", { ...denyOut, ...change })])).toEqual([expected]);
  });

  test("a denial that is a resource of its own counts", () => {
    const own = {
      type: "network:SecurityRule",
      name: "own",
      inputs: { ...denyOut, networkSecurityGroupName: unknown },
      dependsOn: { networkSecurityGroupName: ["one"] },
    };
    expect(said("nsg-outbound-denied", [group("one"), own])).toEqual([]);
  });

  test("Application Gateway's subnet keeps Azure's way out", () => {
    expect(said("nsg-outbound-denied", [group("one", manager)])).toEqual([]);
  });
});

describe("nsg-service-subnet", () => {
  const stack = (...subnets: [name: string, group: string][]): Sample[] => [
    group("open", manager, clients),
    group("closed", denyOut),
    {
      type: "network:VirtualNetwork",
      name: "vnet",
      inputs: {
        virtualNetworkName: "vnet",
        resourceGroupName: "rg",
        subnets: subnets.map(([name, its]) => ({ name, networkSecurityGroup: { id: id(`networkSecurityGroups/${its}`) } })),
      },
    },
    {
      type: "network:ApplicationGateway",
      name: "gateway",
      inputs: { gatewayIPConfigurations: [{ subnet: { id: id("virtualNetworks/VNET/subnets/Gateway") } }] },
    },
  ];
  const misplaced =
    "the rules let GatewayManager in at 65200-65535, as a subnet of applicationGateway must; expected the group on such subnets only";

  test("the gateway's own subnet may be open", () => {
    expect(said("nsg-service-subnet", stack(["gateway", "open"], ["machines", "closed"]))).toEqual([]);
  });

  test.each([
    ["another subnet instead", stack(["gateway", "closed"], ["machines", "open"])],
    ["another subnet as well", stack(["gateway", "open"], ["machines", "open"])],
    ["no subnet", stack(["gateway", "closed"])],
  ])("the group of the gateway on %s", (_, samples) => {
    expect(said("nsg-service-subnet", samples)).toEqual([`open: ${misplaced}`]);
  });

  test("a group with the gateway's rule that opens nothing to the Internet", () => {
    expect(said("nsg-service-subnet", [group("one", manager, denyOut)])).toEqual([]);
  });

  test("subnets that are resources of their own, on a first deployment", () => {
    const subnet = (name: string, its: string): Sample => ({
      type: "network:Subnet",
      name,
      inputs: { subnetName: name, networkSecurityGroup: { id: unknown } },
      dependsOn: { networkSecurityGroup: [its] },
    });
    const gateway: Sample = {
      type: "network:ApplicationGateway",
      name: "gateway",
      inputs: { gatewayIPConfigurations: [{ subnet: { id: unknown } }] },
      dependsOn: { gatewayIPConfigurations: ["front"] },
    };
    const groups = [group("open", manager, clients), group("closed", denyOut)];
    expect(said("nsg-service-subnet", [...groups, subnet("front", "open"), subnet("back", "closed"), gateway])).toEqual([]);
    expect(said("nsg-service-subnet", [...groups, subnet("front", "closed"), subnet("back", "open"), gateway])).toEqual([
      `open: ${misplaced}`,
    ]);
  });

  test("on a first deployment a group in another network than the gateway's", () => {
    const samples = goodStack();
    samples
      .filter(({ name }) => name === "gateway")
      .forEach((one) => (one.dependsOn = { frontendIPConfigurations: ["public-ip"] }));
    expect(said("nsg-service-subnet", samples)).toEqual([`nsg-gateway: ${misplaced}`]);
  });

  test("API Management's group without API Management", () => {
    const samples = goodStack().filter(({ name }) => name !== "apim");
    expect(said("nsg-service-subnet", samples)).toEqual([
      "nsg-apim: the rules let ApiManagement in at 3443, as a subnet of apiManagement must; expected the group on such subnets only",
    ]);
  });
});
