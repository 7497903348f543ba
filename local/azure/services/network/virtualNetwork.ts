import { contains, formatAddress, overlaps, parseRange } from "../../base/addresses";
import { AzureError } from "../../base/azureError";
import { blockers } from "../../base/inUse";
import { duplicates, failIf } from "../../base/inputRule";
import { network } from "../../base/names";
import { CheckFailure, isObject, isUnknown, listAt, objectAt, Props, textAt } from "../../base/provider";
import { ResourceTypes, succeeded } from "../../base/resourceType";
import { below, find, Refusal, World } from "../../base/world";
import { children, guidAndState, version } from "./parts";

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

function checkNetwork(inputs: Props): CheckFailure[] {
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

/** Subnets of a network by name. */
const subnetsOf = (inputs: Props): Map<string, Props> =>
  new Map(
    listAt(inputs, "subnets")
      .filter(isObject)
      .map((subnet) => [textAt(subnet, "name"), subnet]),
  );

/** A subnet that is no longer in the list is deleted, and one with another range loses its own: not while something is in it. */
const usedSubnets: Refusal = ({ id, inputs }, world) => {
  const kept = subnetsOf(inputs);
  for (const [name, before] of subnetsOf(find(world, id)?.inputs ?? {})) {
    const after = kept.get(name);
    const subnetId = `${id}/subnets/${name}`;
    const [lost] = after ? rangesOf(before).filter((range) => !rangesOf(after).includes(range)) : [];
    if (after && !lost) continue;
    const refusal = lost ? prefixInUse(subnetId, lost, world) : subnetInUse(subnetId, world);
    if (refusal) return refusal;
  }
  return undefined;
};

function prefixInUse(subnetId: string, range: string, world: World): AzureError | undefined {
  const users = blockers(subnetId, world);
  if (users.length === 0) return undefined;
  return new AzureError(
    400,
    "InUsePrefixCannotBeDeleted",
    `IpPrefix ${range} on Subnet ${subnetId.split("/").at(-1)} has active allocations and cannot be deleted. It is in use by ${users.map((user) => user.id).join(", ")}.`,
  );
}

const subnetInUse = (subnetId: string, world: World): AzureError | undefined => {
  const users = blockers(subnetId, world);
  if (users.length === 0) return undefined;
  const name = subnetId.split("/").at(-1);
  return new AzureError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${name} is in use by ${users.map((user) => user.id).join(", ")} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
};

const networkDelete: Refusal = ({ id }, world) => {
  const subnets = listAt(find(world, id)?.outputs ?? {}, "subnets")
    .filter(isObject)
    .map((one) => textAt(one, "id"));
  return [...subnets, ...below(world, id).map((one) => one.id)].map((subnet) => subnetInUse(subnet, world)).find(Boolean);
};

/** One write at a time for a virtual network and its subnets. azure-native tries again by itself. */
const anotherOperation = (networkId: string): AzureError =>
  new AzureError(
    429,
    "AnotherOperationInProgress",
    `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com${networkId}/operations.`,
    { retryAfterSeconds: 10 },
  );

/** Networks and what is part of them. */
export const virtualNetworkTypes: ResourceTypes = {
  "network:VirtualNetwork": {
    arm: "Microsoft.Network/virtualNetworks",
    ...version,
    path: ["resourceGroupName", "virtualNetworkName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ subnets: children(r, "Microsoft.Network/virtualNetworks", "subnets"), ...guidAndState(r) }),
    name: network(2, 64),
    seconds: { create: 30, update: 10, delete: 15 },
    check: checkNetwork,
    oneWriteAtATime: anotherOperation,
    refuse: usedSubnets,
    refuseDelete: networkDelete,
  },
  "network:Subnet": {
    arm: "Microsoft.Network/virtualNetworks/subnets",
    ...version,
    path: ["resourceGroupName", "virtualNetworkName", "subnetName"],
    notReturned: ["id"],
    adds: () => succeeded,
    name: network(1, 80),
    check: (inputs) => subnetFaults(inputs, ""),
    oneWriteAtATime: anotherOperation,
    refuseDelete: ({ id }, world) => subnetInUse(id, world),
  },
  "network:DdosProtectionPlan": {
    arm: "Microsoft.Network/ddosProtectionPlans",
    ...version,
    path: ["resourceGroupName", "ddosProtectionPlanName"],
    located: true,
    adds: () => succeeded,
  },
};
