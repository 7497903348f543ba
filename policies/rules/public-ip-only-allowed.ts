import { Finding, mayBe } from "../base/findings";
import { stackRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";

/** Properties by which a resource takes a public address for its own: `frontendIPConfigurations`, `publicIpAddressId` and so on. */
const holding = /ip_?configurations?$|publicip|additionallocations/i;

export default stackRule({
  name: "public-ip-only-allowed",
  severity: "critical",
  types: ["network:PublicIPAddress"],
  description: "Public addresses belong to Application Gateway only, and are protected against floods as the network is.",
  remediation: "Remove the address, or add the type of its user to the rule's setting users.",
  settings: { users: strings("Types that may have a public address, as module:Resource.", ["network:ApplicationGateway"]) },
  check: (address, stack, { users }) => {
    const used = stack.ofType(...users).some((user) => misuse(address, user, stack, []).length > 0);
    const idle = used
      ? []
      : [{ message: `nothing that may have a public address uses this one; expected ${users.join(", ")} to do so` }];
    const protection = mayBe(address.at("ddosSettings.protectionMode"), "VirtualNetworkInherited", "Enabled");
    return [...idle, ...protection, ...holders(stack).flatMap((user) => misuse(address, user, stack, users))];
  },
});

/** Resources with a property that may hold an address. */
function holders(stack: Stack): StackResource[] {
  return stack.once("holders of addresses", () => stack.resources.filter((one) => holdingProperties(one).length > 0));
}

function holdingProperties(user: StackResource): string[] {
  return [...new Set([...Object.keys(user.propertyDependencies), ...user.inputs.keys()])].filter((one) => holding.test(one));
}

function misuse(address: StackResource, user: StackResource, stack: Stack, users: readonly string[]): Finding[] {
  if (user === address || users.includes(user.type)) return [];
  const property = holdingProperties(user).find(
    (one) => stack.dependencies(user, one).includes(address) || namesId(user, one, address, stack),
  );
  return property === undefined
    ? []
    : [
        {
          message: `${property} of ${user.type} ${JSON.stringify(user.name)} uses the address; expected none but ${users.join(", ")} to do so`,
        },
      ];
}

/** Whether the property, or the public address of one of its configurations, is the known id of the address. */
function namesId(user: StackResource, property: string, address: StackResource, stack: Stack): boolean {
  const value = user.at(property);
  const places = [
    value,
    ...[value, ...value.items()].flatMap((one) => [one.at("publicIPAddress.id"), one.at("publicIpAddressId"), one.at("id")]),
  ];
  return places.some((place) => stack.byId(place.text() ?? "", "network:PublicIPAddress") === address);
}
