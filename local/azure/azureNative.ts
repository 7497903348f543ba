import { checkInputs } from "./check";
import { difference, withFixed } from "./diff";
import { invoke } from "./functions";
import { providerPath, resourceId } from "./base/identifiers";
import { knownOutputs, merge, without, withoutNulls } from "./base/outputs";
import { isObject, isUnknown, listAt, Props, Provider, textAt } from "./base/provider";
import { Subscription } from "./base/subscription";
import { resourceType, shortToken } from "./services";
import { Deployed, ResourceType } from "./base/resourceType";

/** Ranges of subnets, by the id of the subnet in lower case. */
export type SubnetRanges = Map<string, string>;

/** Id that a resource has in Azure. */
export function idOf(type: ResourceType, inputs: Props): string {
  const given = withFixed(type, inputs);
  if (type.id) return type.id(given);
  const values = type.path.map((key) => textAt(given, key));
  const [first = "", ...names] = values;
  return type.path[0] === "resourceGroupName"
    ? resourceId(first, type.arm, names)
    : `${first.replace(/\/$/, "")}/${providerPath(type.arm, names)}`;
}

/** Type in Azure. */
export const armTypeOf = (type: ResourceType, inputs: Props): string => type.typeOf?.(inputs) ?? type.arm;

/** What Azure returns for a resource with these inputs. */
export function outputsOf(type: ResourceType, id: string, inputs: Props, ranges: SubnetRanges): Props {
  const given = withFixed(type, inputs);
  const name = textAt(given, type.path[type.path.length - 1] ?? "");
  const deployed: Deployed = { id, name, inputs: given, rangeOf: (subnetId) => ranges.get(subnetId.toLowerCase()) };
  const dropped = type.path.filter((key) => !type.kept?.includes(key));
  const returned = withoutAll(storedInputs(type, inputs), dropped);
  const general = { name, ...(!type.ownType && { type: armTypeOf(type, given) }), azureApiVersion: type.apiVersion };
  return merge(merge(withoutNulls(returned), general), withoutNulls(type.adds?.(deployed) ?? {})) as Props;
}

const withoutAll = (inputs: Props, paths: readonly string[]): Props =>
  paths.reduce<unknown>((value, path) => without(value, path.split(".")), inputs) as Props;

/** The inputs without what Azure takes and does not return, such as the value of a secret. */
export function storedInputs(type: ResourceType, inputs: Props): Props {
  const { notReturned = [] } = type;
  return withoutAll(inputs, typeof notReturned === "function" ? notReturned(inputs) : notReturned);
}

/** Remembers the ranges of the subnets of a virtual network, or of a subnet, for the addresses in them. */
export function noteRanges(token: string, id: string, inputs: Props, ranges: SubnetRanges): void {
  const note = (subnetId: string, subnet: Props): void => {
    const range = textAt(subnet, "addressPrefix") || listAt(subnet, "addressPrefixes")[0];
    if (typeof range === "string" && !isUnknown(range)) ranges.set(subnetId.toLowerCase(), range);
  };
  if (token === "network:Subnet") note(id, inputs);
  if (token !== "network:VirtualNetwork") return;
  for (const subnet of listAt(inputs, "subnets").filter(isObject)) note(`${id}/subnets/${textAt(subnet, "name")}`, subnet);
}

/**
 * The azure-native provider. Its answers depend on its arguments, and for addresses in a subnet also on the ranges of the
 * networks that it was told before: a program makes its network before what is in it.
 */
export class AzureNative implements Provider {
  private readonly ranges: SubnetRanges = new Map();

  constructor(private readonly subscription: Subscription) {}

  /** Refuses names, places and values that Azure refuses by themselves. */
  check(type: string, _urn: string, inputs: Props): ReturnType<Provider["check"]> {
    const entry = resourceType(type);
    return { inputs, failures: checkInputs(entry, inputs) };
  }

  /** By the type's path and its immutable properties. */
  diff(type: string, olds: { inputs: Props; outputs: Props }, news: Props): ReturnType<Provider["diff"]> {
    return difference(resourceType(type), olds, news);
  }

  /** Id and outputs that depend on the inputs only, so that each run gives the same. */
  created(type: string, _urn: string, inputs: Props): { id: string; outputs: Props } {
    const entry = resourceType(type);
    const id = idOf(entry, inputs);
    noteRanges(shortToken(type), id, inputs, this.ranges);
    return { id, outputs: outputsOf(entry, id, inputs, this.ranges) };
  }

  /** The outputs that inputs give; nothing that only Azure can tell. */
  planned(type: string, inputs: Props): Props {
    const entry = resourceType(type);
    return knownOutputs(inputs, outputsOf(entry, idOf(entry, inputs), inputs, this.ranges));
  }

  /** Answers the functions that read no resource. */
  invoke(token: string, args: Props): Props {
    return invoke(token, args, this.subscription);
  }

  /** None: azure-native declares no output secret. */
  secretOutputs(type: string): readonly string[] {
    resourceType(type);
    return [];
  }
}
