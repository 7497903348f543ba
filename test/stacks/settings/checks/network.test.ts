import { Raw, accepted, changed, dev, messages, problems, prod, stackFile } from "../support";

const adopt = (changes: Raw = {}) => changed(stackFile("test/fixtures/adopt.yaml"), changes);
const max = (changes: Raw = {}) => changed(stackFile("test/fixtures/max.yaml"), changes);
const existingSubnets = "network.existing.subnets";

describe("address spaces", () => {
  it.each<[string, Raw, string]>([
    [
      "overlapping",
      dev({ "network.addressSpace": ["10.40.0.0/22", "10.40.2.0/24"] }),
      "network.addressSpace[1]: overlaps 10.40.0.0/22",
    ],
    [
      "not written from its first address",
      dev({ "network.addressSpace": ["10.40.0.5/22"] }),
      "network.addressSpace[0]: is not the first address of its range; Azure refuses that",
    ],
    [
      "too large",
      dev({ "network.addressSpace": ["0.0.0.0/1"] }),
      "network.addressSpace[0]: Azure takes no virtual network of that size",
    ],
    [
      "too small",
      dev({ "network.addressSpace": ["10.40.0.0/22", "10.41.0.0/30"] }),
      "network.addressSpace[1]: Azure takes no virtual network of that size",
    ],
    [
      "of the link-local range",
      dev({ "network.addressSpace": ["10.40.0.0/22", "169.254.0.0/24"] }),
      "network.addressSpace[1]: lies in 169.254.0.0/16, which Azure keeps for itself",
    ],
    [
      "a subnet outside",
      max({ "network.subnets.apiManagement": "10.71.0.0/26" }),
      "network.subnets.apiManagement: does not fit into the address space",
    ],
    [
      "a subnet wider than its space",
      max({ "network.subnets.privateEndpoints": "10.70.8.0/23" }),
      "network.subnets.privateEndpoints: does not fit into the address space",
    ],
    [
      "subnets overlap",
      max({ "network.subnets.apiManagement": "10.70.0.128/26" }),
      "network.subnets.apiManagement: overlaps 10.70.0.0/24",
    ],
    [
      "a subnet over a default one",
      dev({ "network.subnets.privateEndpoints": "10.40.1.0/24" }),
      "network.subnets.privateEndpoints: overlaps 10.40.1.0/24",
    ],
    [
      "a subnet not written from its first address",
      max({ "network.subnets.apiManagement": "10.70.2.1/26" }),
      "network.subnets.apiManagement: is not the first address of its range; Azure refuses that",
    ],
    [
      "an existing subnet outside",
      adopt({ [`${existingSubnets}.apiManagement`]: "10.81.5.0/27" }),
      `${existingSubnets}.apiManagement: does not fit into the address space`,
    ],
    [
      "existing subnets overlap",
      adopt({ [`${existingSubnets}.apiManagement`]: "10.80.4.32/27" }),
      `${existingSubnets}.apiManagement: overlaps 10.80.4.0/24`,
    ],
    [
      "existing spaces overlap",
      adopt({ "network.existing.addressSpace": ["10.80.0.0/20", "10.80.0.0/16"] }),
      "network.existing.addressSpace[1]: overlaps 10.80.0.0/20",
    ],
  ])("%s: refused", (_, raw, message) => {
    expect(messages(raw)).toContain(message);
  });

  it("that cannot be divided by four is one problem, not a crash", () => {
    expect(messages(dev({ "network.addressSpace": ["10.40.0.0/31"] }))).toEqual([
      "network.addressSpace[0]: Azure takes no virtual network of that size",
    ]);
  });

  it("says what is allowed", () => {
    expect(problems(dev({ "network.addressSpace": ["10.40.0.5/22"] }))[0]).toMatchObject({
      got: '"10.40.0.5/22"',
      allowed: "10.40.0.0/22",
    });
  });
});

describe("an existing network", () => {
  it.each<[string, Raw, string]>([
    ["an address space", { "network.addressSpace": ["10.9.0.0/16"] }, "network.addressSpace"],
    ["a new subnet", { "network.subnets": { apiManagement: "10.80.5.0/27" } }, "network.subnets.apiManagement"],
    ["readers", { "network.readerRanges": ["10.0.8.0/26"] }, "network.readerRanges"],
    ["DNS servers", { "network.dnsServers": ["10.0.0.4"] }, "network.dnsServers"],
    [
      "a DDoS plan",
      { "network.ddosProtectionPlanId": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/ddosProtectionPlans/d" },
      "network.ddosProtectionPlanId",
    ],
  ])("is left to its owner: %s is refused", (_, changes, path) => {
    expect(messages(adopt(changes))).toEqual([`${path}: belongs to a new network; the existing one is left to its owner`]);
  });

  it("has three different subnets", () => {
    expect(messages(adopt({ "network.existing.subnetNames.apiManagement": "SNET-gateway" }))).toEqual([
      "network.existing.subnetNames.apiManagement: names a subnet that has another use here",
    ]);
  });
});

describe("a subnet too small", () => {
  it.each<[string, Raw, string, string]>([
    [
      "Developer takes a /29",
      dev({ "network.subnets.apiManagement": "10.40.1.0/30" }),
      "network.subnets.apiManagement",
      "a range of /29 or larger",
    ],
    [
      "five units of Premium take a /28, six a /27",
      max({ "network.subnets.apiManagement": "10.70.2.0/28" }),
      "network.subnets.apiManagement",
      "a range of /27 or larger",
    ],
    [
      "StandardV2 takes a /27",
      changed(stackFile("test/fixtures/standard-v2.yaml"), { "network.subnets.apiManagement": "10.90.0.128/28" }),
      "network.subnets.apiManagement",
      "a range of /27 or larger",
    ],
    [
      "50 gateway instances take a /26",
      max({ "network.subnets.applicationGateway": "10.70.0.64/27" }),
      "network.subnets.applicationGateway",
      "a range of /26 or larger",
    ],
    [
      "a private link scope takes a /27",
      dev({ "network.subnets.privateEndpoints": "10.40.2.0/28" }),
      "network.subnets.privateEndpoints",
      "a range of /27 or larger",
    ],
    [
      "endpoints without the scope take one address each",
      dev({ "monitoring.privateLinkScope": false, "network.subnets.privateEndpoints": "10.40.2.0/29" }),
      "network.subnets.privateEndpoints",
      "a range of /28 or larger",
    ],
    [
      "existing ones count too",
      adopt({ [`${existingSubnets}.apiManagement`]: "10.80.5.0/29" }),
      `${existingSubnets}.apiManagement`,
      "a range of /28 or larger",
    ],
  ])("%s", (_, raw, path, allowed) => {
    const found = problems(raw).filter((problem) => problem.message.startsWith("is too small"));
    expect(found.map((problem) => [problem.path, problem.allowed])).toEqual([[path, allowed]]);
  });

  it("says how much is needed", () => {
    expect(messages(dev({ "network.subnets.apiManagement": "10.40.1.0/30" }))).toEqual([
      "network.subnets.apiManagement: is too small: 4 addresses, of which Azure keeps 5; 1 units of Developer and the load balancer need 2",
    ]);
  });

  it.each<[string, Raw]>([
    ["Developer in a /29", dev({ "network.subnets.apiManagement": "10.40.1.0/29" })],
    ["three units of Premium in a /28", prod({ "network.subnets.apiManagement": "10.60.1.0/28" })],
    [
      "five units of Premium in a /28",
      prod({ "apiManagement.units": 5, "apiManagement.zones": [], "network.subnets.apiManagement": "10.60.1.0/28" }),
    ],
    ["two gateway instances in a /29", dev({ "network.subnets.applicationGateway": "10.40.0.0/29" })],
    [
      "five endpoints in a /28",
      dev({ "monitoring.privateLinkScope": false, "network.subnets.privateEndpoints": "10.40.2.0/28" }),
    ],
  ])("is not: %s", (_, raw) => {
    expect(accepted(raw)).toBeDefined();
  });
});

describe("private DNS zones", () => {
  const zones = "network.privateDns.zones";
  const zone = (name: string) => `/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/${name}`;
  const vault = "privatelink.vaultcore.azure.net";
  const adopted = stackFile("test/fixtures/adopt.yaml").network as { privateDns: { zones: Record<string, string> } };
  const withoutVault = Object.fromEntries(Object.entries(adopted.privateDns.zones).filter(([name]) => name !== vault));

  it.each<[string, Raw, string]>([
    [
      "a zone is missing",
      adopt({ [zones]: withoutVault }),
      `${zones}["${vault}"]: is missing; a private endpoint needs this zone`,
    ],
    [
      "an Event Hub needs one more",
      adopt({ "monitoring.eventHub": { enabled: true } }),
      `${zones}["privatelink.servicebus.windows.net"]: is missing; a private endpoint needs this zone`,
    ],
    [
      "a zone that nothing needs",
      adopt({ [zones]: { ...withoutVault, [vault]: zone(vault), "privatelink.example.com": zone("privatelink.example.com") } }),
      `${zones}["privatelink.example.com"]: no private endpoint needs this zone`,
    ],
    [
      "the id of another zone",
      adopt({ [zones]: { ...withoutVault, [vault]: zone("privatelink.blob.core.windows.net") } }),
      `${zones}["${vault}"]: is the id of another zone`,
    ],
    ["zones that are not used", dev({ [zones]: { [vault]: zone(vault) } }), `${zones}: is not used with mode create`],
    [
      "links where no zone is made",
      changed(stackFile("test/fixtures/standard-v2.yaml"), {
        "network.privateDns": {
          mode: "policy",
          extraLinks: { hub: "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/hub" },
        },
      }),
      "network.privateDns.extraLinks: there is no zone here that could be linked",
    ],
  ])("%s: refused", (_, raw, message) => {
    expect(messages(raw)).toEqual([message]);
  });
});
