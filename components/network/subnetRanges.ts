import * as ipaddr from "ipaddr.js";

/** The three subnets, in the order of their default ranges. */
export const subnetKeys = ["applicationGateway", "apiManagement", "privateEndpoints"] as const;

/** What a subnet is for. */
export type SubnetKey = (typeof subnetKeys)[number];

/** What decides the ranges of a network and its subnets. */
export interface NetworkRanges {
  /** Address space of a network made here. Default: {@link defaultAddressSpace}. */
  addressSpace?: readonly string[];
  /** Ranges of the subnets made here. Default: quarters of the first address space. */
  subnets: Partial<Record<SubnetKey, string>>;
  /** An existing network and its ranges. */
  existing?: { addressSpace: readonly string[]; subnets: Record<SubnetKey, string> };
}

/** Address space of a virtual network made here when the settings name none. */
export const defaultAddressSpace: readonly string[] = ["10.40.0.0/22"];

/** The address space of the network that is used: of an existing one, else the one given, else {@link defaultAddressSpace}. */
export function addressSpaceOf({ existing, addressSpace }: NetworkRanges): readonly string[] {
  return existing?.addressSpace ?? addressSpace ?? defaultAddressSpace;
}

/**
 * The ranges of the three subnets: those of an existing network, else those given, else the first, second and third
 * quarter of the first address space. The ranges are not checked here: the settings checks do that with this function.
 */
export function subnetRanges(settings: NetworkRanges): Record<SubnetKey, string> {
  if (settings.existing) return settings.existing.subnets;
  const space = addressSpaceOf(settings)[0] ?? "";
  const range = (key: SubnetKey, index: number) => settings.subnets[key] ?? quarter(space, index);
  return {
    applicationGateway: range("applicationGateway", 0),
    apiManagement: range("apiManagement", 1),
    privateEndpoints: range("privateEndpoints", 2),
  };
}

/**
 * The quarter of an IPv4 range, counted from 0: `quarter("10.40.0.0/22", 1)` is `10.40.1.0/24`. Bits of the address
 * behind the prefix are dropped.
 *
 * @throws RangeError when the range is no IPv4 range or too small to be divided by four.
 */
export function quarter(range: string, index: number): string {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(range)) throw new RangeError(`${range} is not an IPv4 range`);
  const [, length] = ipaddr.IPv4.parseCIDR(range);
  if (length > 30) throw new RangeError(`${range} cannot be divided by four`);
  const first = ipaddr.IPv4.networkAddressFromCIDR(range).toByteArray();
  const start = first.reduce((sum, octet) => sum * 256 + octet, 0) + 2 ** (30 - length) * index;
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${new ipaddr.IPv4(octets).toString()}/${length + 2}`;
}
