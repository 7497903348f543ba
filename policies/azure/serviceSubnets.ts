import { virtualNetworkIdOf } from "../base/armIds";
import type { Stack, StackResource } from "../base/stack";
import { Value } from "../base/value";
import type { Service } from "./securityRules";
import { subnetTypes } from "./subnets";

/** A subnet, and the resource that holds it: itself, or the network in which it is inline. */
interface Place {
  holder: StackResource;
  subnet: Value;
}

/** A subnet that has a group. Not `sure`: the group is one of several whose ids are still unknown. */
interface Guarded extends Place {
  sure: boolean;
}

/** The type that each service is made of, and the ids of the subnets that it is in. */
const users: Readonly<Record<Service, { type: string; subnets: (resource: StackResource) => Value[] }>> = {
  apiManagement: {
    type: "apimanagement:ApiManagementService",
    subnets: (service) => [service.at("virtualNetworkConfiguration.subnetResourceId")],
  },
  applicationGateway: {
    type: "network:ApplicationGateway",
    subnets: (gateway) => known(gateway.at("gatewayIPConfigurations")).map((one) => one.at("subnet.id")),
  },
};

/**
 * Whether a group guards subnets of the service and no others. Before a first deployment ids of groups are unknown, and one
 * of the subnets that may have the group is enough.
 */
export function guardsOnly(service: Service, group: StackResource, stack: Stack): boolean {
  const guarded = guardedBy(group, stack);
  const sure = guarded.filter((one) => one.sure);
  const isServices = (place: Place) => isIn(service, place, stack);
  return sure.length > 0 ? sure.every(isServices) : guarded.some(isServices);
}

function guardedBy(group: StackResource, stack: Stack): Guarded[] {
  return places(stack).flatMap(({ holder, subnet }) => {
    const id = subnet.at("networkSecurityGroup.id");
    const targets = id.isMissing ? [] : stack.targets(holder, id, "network:NetworkSecurityGroup");
    return targets.some(({ key }) => key === group.urn) ? [{ holder, subnet, sure: targets.length === 1 }] : [];
  });
}

function places(stack: Stack): Place[] {
  return stack.ofType(...subnetTypes).flatMap((holder) =>
    holder.type === "network:Subnet"
      ? [{ holder, subnet: holder.inputs }]
      : holder
          .at("subnets")
          .items()
          .map((subnet) => ({ holder, subnet })),
  );
}

function isIn(service: Service, place: Place, stack: Stack): boolean {
  const { type, subnets } = users[service];
  return stack.ofType(type).some((user) => subnets(user).some((id) => refersTo(user, id, place, stack)));
}

/** Whether the id of a subnet is that of the place; an unknown id may be that of any subnet of its network. */
function refersTo(user: StackResource, id: Value, { holder, subnet }: Place, stack: Stack): boolean {
  if (holder.type === "network:Subnet") return stack.refersTo(user, id, holder);
  const text = id.text();
  if (text === undefined) return id.isUnknown && stack.refersTo(user, id, holder);
  const networkId = new Value(virtualNetworkIdOf(text), id.path);
  return subnet.at("name").is(text.split("/").at(-1) ?? "") && stack.refersTo(user, networkId, holder);
}

/** The entries of a list; the list itself when it is unknown. */
function known(list: Value): Value[] {
  return list.isUnknown ? [list] : list.items();
}
