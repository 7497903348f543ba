import { virtualNetworkIdOf } from "../base/armIds";
import type { Stack, StackResource } from "../base/stack";
import { Value } from "../base/value";
import { rulesOf, Service, servicesOf, signatures } from "./securityRules";
import { subnetTypes } from "./subnets";

/** What a subnet is for. */
export type Role = Service | "privateEndpoints" | "other";

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
const users: Readonly<Record<Exclude<Role, "other">, { type: string; subnets: (resource: StackResource) => Value[] }>> = {
  apiManagement: {
    type: "apimanagement:ApiManagementService",
    subnets: (service) => [service.at("virtualNetworkConfiguration.subnetResourceId")],
  },
  applicationGateway: {
    type: "network:ApplicationGateway",
    subnets: (gateway) => known(gateway.at("gatewayIPConfigurations")).map((one) => one.at("subnet.id")),
  },
  privateEndpoints: {
    type: "network:PrivateEndpoint",
    subnets: (endpoint) => [endpoint.at("subnet.id")],
  },
};

const roles = Object.keys(users) as (keyof typeof users)[];

/**
 * What the subnets are for that a group guards. Before a first deployment the ids of groups and subnets are unknown, after one
 * that failed those of the subnets alone may be. The group's own rules tell then: each service needs rules that no other subnet has.
 */
export function roleOf(group: StackResource, stack: Stack): Role {
  const guarded = guardedBy(group, stack);
  const [first] = guarded;
  if (!first) return "other";
  const possible = roles.filter((role) => guarded.every((place) => isIn(role, place, stack)));
  const certain = (role: keyof typeof users) => guarded.every((place) => isIn(role, place, stack, isKnownId));
  if (guarded.every(({ sure }) => sure) && possible.every(certain)) return narrowest(possible);
  return signedRole(group, stack);
}

/** Of several services in a subnet, the one whose group may let in least; without one, "other". */
function narrowest(possible: readonly Role[]): Role {
  return possible.includes("privateEndpoints") ? "privateEndpoints" : (possible[0] ?? "other");
}

const isKnownId = (id: Value): boolean => id.text() !== undefined;

function signedRole(group: StackResource, stack: Stack): Role {
  const rules = rulesOf(group, stack);
  const from = (tag: string, port: string) =>
    rules.some((rule) => rule.at("sourceAddressPrefix").is(tag) && rule.at("destinationPortRange").is(port));
  const [service] = servicesOf(rules);
  if (service) return service;
  if (from("AzureLoadBalancer", "*") || from(signatures.applicationGateway.source, signatures.applicationGateway.port))
    return "applicationGateway";
  return rules.some((rule) => rule.at("destinationAddressPrefix").is("Storage")) ? "apiManagement" : "privateEndpoints";
}

/** The address prefixes of all subnets of the stack that are known. */
export function subnetPrefixes(stack: Stack): string[] {
  return stack.once("subnet prefixes", () =>
    places(stack).flatMap(({ subnet }) => [subnet.at("addressPrefix").text() ?? [], subnet.at("addressPrefixes").texts()].flat()),
  );
}

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

/** @param counts which ids of subnets count */
function isIn(service: Exclude<Role, "other">, place: Place, stack: Stack, counts: (id: Value) => boolean = () => true): boolean {
  const { type, subnets } = users[service];
  return stack.ofType(type).some((user) => subnets(user).some((id) => counts(id) && refersTo(user, id, place, stack)));
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
