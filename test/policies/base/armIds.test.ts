import { parseArmId, virtualNetworkIdOf } from "../../../policies/base/armIds";

test("an id of a child is taken apart, in lower case", () => {
  expect(parseArmId("/subscriptions/S/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/V/subnets/A/")).toEqual({
    resourceGroup: "rg",
    type: "microsoft.network/virtualnetworks/subnets",
    names: ["v", "a"],
  });
});

test.each(["", "/subscriptions/s", "/subscriptions/s/resourceGroups/rg", "vault"])("%j is no id of a resource", (id) => {
  expect(parseArmId(id)).toBeUndefined();
});

test("the network of a subnet", () => {
  expect(virtualNetworkIdOf("/x/virtualNetworks/V/subnets/A")).toBe("/x/virtualNetworks/V");
});

test("the network of what is no subnet", () => {
  expect(virtualNetworkIdOf("/x/virtualNetworks/V")).toBeUndefined();
});
