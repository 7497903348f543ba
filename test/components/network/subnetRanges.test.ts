import fc from "fast-check";
import { parse, parseCIDR } from "ipaddr.js";
import { quarter, subnetRanges } from "../../../components/network/subnetRanges";
import { network } from "../../../stacks/settings/schema/network";

describe("quarter", () => {
  it.each([
    ["10.40.0.0/22", 0, "10.40.0.0/24"],
    ["10.40.0.0/22", 1, "10.40.1.0/24"],
    ["10.40.0.0/22", 2, "10.40.2.0/24"],
    ["192.168.255.0/24", 3, "192.168.255.192/26"],
    ["10.40.1.7/22", 0, "10.40.0.0/24"],
    ["0.0.0.0/0", 3, "192.0.0.0/2"],
    ["255.255.255.252/30", 3, "255.255.255.255/32"],
  ])("%s, %i is %s", (range, index, expected) => {
    expect(quarter(range, index)).toBe(expected);
  });

  it.each([
    ["10.0.0.0/31", "10.0.0.0/31 cannot be divided by four"],
    ["10.0.0.0", "10.0.0.0 is not an IPv4 range"],
    ["10.0.0/22", "10.0.0/22 is not an IPv4 range"],
    ["10.0.0.256/22", "10.0.0.256/22 is not an IPv4 range"],
  ])("refuses %s", (range, message) => {
    expect(() => quarter(range, 0)).toThrow(new RangeError(message));
  });

  it("lies within the range and apart from the other quarters", () => {
    const ranges = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 30 })).map(([address, bits]) => `${address}/${bits}`);
    fc.assert(
      fc.property(ranges, (range) => {
        const quarters = [0, 1, 2, 3].map((index) => quarter(range, index));
        const starts = quarters.map((each) => parse(each.slice(0, each.indexOf("/"))));
        expect(new Set(quarters).size).toBe(4);
        expect(starts.every((start) => start.match(parseCIDR(range)))).toBe(true);
      }),
    );
  });
});

describe("subnetRanges", () => {
  it("takes quarters of the first address space", () => {
    expect(subnetRanges(network.parse({ addressSpace: ["10.1.0.0/20", "10.9.0.0/16"] }))).toEqual({
      applicationGateway: "10.1.0.0/22",
      apiManagement: "10.1.4.0/22",
      privateEndpoints: "10.1.8.0/22",
    });
  });

  it("takes a given range as it is", () => {
    expect(subnetRanges(network.parse({ subnets: { apiManagement: "10.40.3.0/27" } })).apiManagement).toBe("10.40.3.0/27");
  });

  it("takes the ranges of an existing network", () => {
    const subnets = { applicationGateway: "10.2.0.0/26", apiManagement: "10.2.0.64/27", privateEndpoints: "10.2.0.96/27" };
    const existing = {
      virtualNetworkId: "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v",
      addressSpace: ["10.2.0.0/24"],
      subnets,
      subnetNames: { applicationGateway: "a", apiManagement: "b", privateEndpoints: "c" },
    };
    expect(subnetRanges(network.parse({ existing }))).toEqual(subnets);
  });
});
