import { contains, formatAddress, overlaps, parseRange } from "../addresses";
import { CheckFailure, isObject, isUnknown, listAt, objectAt, Props, textAt } from "../provider";
import { gatewayCollections } from "../types/network";
import { duplicates, failIf, InputRules, outside } from "./inputRule";

/** Names of subnets that Azure keeps for one service each, and whether they may have a network security group (Microsoft Learn, "Virtual network FAQ"). */
const reservedSubnets: Readonly<Record<string, { securityGroup: boolean }>> = {
  GatewaySubnet: { securityGroup: false },
  AzureFirewallSubnet: { securityGroup: false },
  AzureFirewallManagementSubnet: { securityGroup: false },
  AzureBastionSubnet: { securityGroup: true },
  RouteServerSubnet: { securityGroup: false },
};

const rangesOf = (subnet: Props): string[] =>
  [textAt(subnet, "addressPrefix"), ...listAt(subnet, "addressPrefixes").map(String)].filter(
    (range) => range !== "" && !isUnknown(range),
  );

/** Faults of one subnet; `path` says where it is. */
function subnetFaults(subnet: Props, path: string): CheckFailure[] {
  const name = textAt(subnet, "name") || textAt(subnet, "subnetName");
  const reserved = reservedSubnets[name];
  const at = (property: string): string => (path ? `${path}.${property}` : property);
  return [
    ...rangesOf(subnet).flatMap((range) =>
      failIf(!isNetwork(range), at("addressPrefix"), `${range} is no IPv4 network of at most 29 bits`),
    ),
    ...failIf(
      !!reserved && listAt(subnet, "delegations").length > 0,
      at("delegations"),
      `the subnet ${name} cannot be delegated`,
    ),
    ...failIf(
      reserved?.securityGroup === false && subnet.networkSecurityGroup !== undefined,
      at("networkSecurityGroup"),
      `the subnet ${name} cannot have a network security group`,
    ),
    ...failIf(listAt(subnet, "delegations").length > 1, at("delegations"), "a subnet can be delegated to one service only"),
  ];
}

/** Azure takes networks of /2 to /29 whose address is the first one (Microsoft Learn, "Virtual network FAQ"). */
function isNetwork(range: string): boolean {
  const parsed = parseRange(range);
  return !!parsed && parsed.size >= 8 && range.split("/")[0] === formatAddress(parsed.first);
}

function virtualNetwork(inputs: Props): CheckFailure[] {
  const spaces = listAt(objectAt(inputs, "addressSpace"), "addressPrefixes").map(String);
  const subnets = listAt(inputs, "subnets").filter(isObject);
  const ranges = subnets.flatMap((subnet, i) =>
    rangesOf(subnet).map((range) => ({ range, path: `subnets[${i}].addressPrefix`, name: textAt(subnet, "name") })),
  );
  return [
    ...duplicates(
      subnets.map((subnet) => textAt(subnet, "name")),
      "subnets",
    ),
    ...subnets.flatMap((subnet, i) => subnetFaults(subnet, `subnets[${i}]`)),
    ...ranges.flatMap(({ range, path, name }) =>
      failIf(
        !spaces.some((space) => isUnknown(space) || contains(space, range)),
        path,
        `${range} of the subnet ${name} is not in the address space ${spaces.join(", ")}`,
      ),
    ),
    ...ranges.flatMap(({ range, path, name }, i) => {
      const other = ranges.slice(0, i).find((earlier) => overlaps(earlier.range, range));
      return failIf(!!other, path, `${range} of the subnet ${name} overlaps ${other?.range} of ${other?.name}`);
    }),
  ];
}

function securityGroup(inputs: Props): CheckFailure[] {
  const rules = listAt(inputs, "securityRules").filter(isObject);
  const orders = rules.map((rule) => `${textAt(rule, "direction")} ${String(rule.priority)}`);
  return [
    ...duplicates(
      rules.map((rule) => textAt(rule, "name")),
      "securityRules",
    ),
    ...rules.flatMap((rule, i) => outside(rule.priority, `securityRules[${i}].priority`, 100, 4096)),
    ...orders.flatMap((order, i) =>
      failIf(
        orders.indexOf(order) !== i,
        `securityRules[${i}].priority`,
        `another rule has the same direction and priority (${order})`,
      ),
    ),
  ];
}

function privateEndpoint(inputs: Props): CheckFailure[] {
  const connections = [
    ...listAt(inputs, "privateLinkServiceConnections"),
    ...listAt(inputs, "manualPrivateLinkServiceConnections"),
  ].filter(isObject);
  return [
    ...failIf(
      connections.length !== 1,
      "privateLinkServiceConnections",
      `a private endpoint has exactly one connection, got ${connections.length}`,
    ),
    ...failIf(
      !isUnknown(inputs.subnet) && textAt(objectAt(inputs, "subnet"), "id") === "",
      "subnet.id",
      "missing required property 'subnet.id'",
    ),
  ];
}

/** References within a gateway that lead to nothing. */
function gatewayReferences(inputs: Props): CheckFailure[] {
  const own = new RegExp(`/applicationGateways/${textAt(inputs, "applicationGatewayName")}/([^/]+)/([^/]+)$`, "i");
  const names = (collection: string): string[] =>
    listAt(inputs, collection)
      .filter(isObject)
      .map((item) => textAt(item, "name").toLowerCase());
  const check = (value: unknown, path: string): CheckFailure[] => {
    if (typeof value === "string") {
      const [, collection = "", name = ""] = own.exec(value) ?? [];
      const known = (gatewayCollections as readonly string[]).includes(collection);
      return failIf(known && !names(collection).includes(name.toLowerCase()), path, `the gateway has no ${collection}/${name}`);
    }
    if (Array.isArray(value)) return value.flatMap((item, i) => check(item, `${path}[${i}]`));
    return isObject(value) ? Object.entries(value).flatMap(([key, item]) => check(item, path ? `${path}.${key}` : key)) : [];
  };
  return check(inputs, "");
}

function gateway(inputs: Props): CheckFailure[] {
  const rules = listAt(inputs, "requestRoutingRules").filter(isObject);
  const priorities = rules.map((rule) => rule.priority).filter((priority) => priority !== undefined);
  const scale = objectAt(inputs, "autoscaleConfiguration");
  const [least, most] = [scale.minCapacity, scale.maxCapacity];
  return [
    ...gatewayCollections.flatMap((collection) =>
      duplicates(
        listAt(inputs, collection)
          .filter(isObject)
          .map((item) => textAt(item, "name")),
        collection,
      ),
    ),
    ...gatewayReferences(inputs),
    ...failIf(
      /_v2$/.test(textAt(objectAt(inputs, "sku"), "tier")) && priorities.length < rules.length,
      "requestRoutingRules",
      "every rule of a v2 gateway needs a priority",
    ),
    ...failIf(new Set(priorities).size < priorities.length, "requestRoutingRules", "two rules have the same priority"),
    ...failIf(
      typeof least === "number" && typeof most === "number" && least > most,
      "autoscaleConfiguration",
      `minCapacity ${String(least)} is more than maxCapacity ${String(most)}`,
    ),
  ];
}

function publicIp(inputs: Props): CheckFailure[] {
  const standard = textAt(objectAt(inputs, "sku"), "name") === "Standard";
  return failIf(
    standard && inputs.publicIPAllocationMethod !== "Static",
    "publicIPAllocationMethod",
    "an address of SKU Standard must be Static",
  );
}

/** Rules for types of Microsoft.Network. */
export const networkRules: InputRules = {
  "network:VirtualNetwork": virtualNetwork,
  "network:Subnet": (inputs) => subnetFaults(inputs, ""),
  "network:NetworkSecurityGroup": securityGroup,
  "network:PrivateEndpoint": privateEndpoint,
  "network:ApplicationGateway": gateway,
  "network:PublicIPAddress": publicIp,
  "privatedns:PrivateZone": (inputs) =>
    failIf(
      inputs.location !== "global" && !isUnknown(inputs.location),
      "location",
      "the location of a private DNS zone is global",
    ),
};
