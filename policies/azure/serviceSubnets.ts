import { virtualNetworkIdOf } from "../base/armIds";
import type { Stack, StackResource } from "../base/stack";
import { Value } from "../base/value";
import { Range, rangeOf } from "./ranges";
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
function subnetPrefixes(stack: Stack): string[] {
  return stack.once("subnet prefixes", () =>
    places(stack).flatMap(({ subnet }) => [subnet.at("addressPrefix").text() ?? [], subnet.at("addressPrefixes").texts()].flat()),
  );
}

/** The address ranges of {@link subnetPrefixes}. */
export function subnetRanges(stack: Stack): Range[] {
  return stack.once("subnet ranges", () =>
    subnetPrefixes(stack)
      .map(rangeOf)
      .filter((one) => one !== undefined),
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

function guardedBy(group: StackResource, stack: Stack): readonly Guarded[] {
  const byGroup = stack.once("guarded subnets", () => {
    const found = new Map<string, Guarded[]>();
    for (const { holder, subnet } of places(stack)) {
      const id = subnet.at("networkSecurityGroup.id");
      const targets = id.isMissing ? [] : stack.targets(holder, id, "network:NetworkSecurityGroup");
      for (const { key } of targets) found.set(key, [...(found.get(key) ?? []), { holder, subnet, sure: targets.length === 1 }]);
    }
    return found;
  });
  return byGroup.get(group.urn) ?? [];
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

/**
 * Whether the service is in the place; an unknown id may be that of any subnet of its network.
 *
 * @param counts which ids of subnets count
 */
function isIn(service: Exclude<Role, "other">, place: Place, stack: Stack, counts: (id: Value) => boolean = () => true): boolean {
  const { holder, subnet } = place;
  if (holder.type === "network:Subnet")
    return stack.referring(`subnets of ${service}`, holder, () => subnetsOf(service, stack)).some(({ id }) => counts(id));
  const ofNetwork = stack.referring(`networks of ${service}`, holder, () =>
    subnetsOf(service, stack).flatMap(({ resource, id }) => networkOf(resource, id)),
  );
  return ofNetwork.some(({ of }) => counts(of) && (of.isUnknown || subnet.at("name").is(of.text()?.split("/").at(-1) ?? "")));
}

function subnetsOf(service: Exclude<Role, "other">, stack: Stack) {
  const { type, subnets } = users[service];
  return stack.ofType(type).flatMap((resource) => subnets(resource).map((id) => ({ resource, id })));
}

/** The id of the network that holds the subnet of an id. */
function networkOf(resource: StackResource, of: Value) {
  if (of.isUnknown) return [{ resource, id: of, of }];
  return of.text() === undefined ? [] : [{ resource, id: new Value(virtualNetworkIdOf(of.text() ?? ""), of.path), of }];
}

/** The entries of a list; the list itself when it is unknown. */
function known(list: Value): Value[] {
  return list.isUnknown ? [list] : list.items();
}
