import * as ipaddr from "ipaddr.js";
import { NetworkSettings } from "./schema";
import { SubnetKey, addressSpaceOf, subnetRanges } from "../../components/network/subnetRanges";

/** An IPv4 range as numbers. */
export interface Range {
  /** The range as it was written, such as `10.40.0.0/22`. */
  text: string;
  /** First and last address. */
  first: number;
  /** The last address of the range, included. */
  last: number;
  /** Length of the prefix: 24 for a `/24`. */
  prefix: number;
}

/** Addresses that Azure keeps in every subnet: the first four and the last (Microsoft Learn, "Azure Virtual Network frequently asked questions"). */
export const reservedAddresses = 5;

/** An IPv4 address as a number of 32 bits. @throws Error when the text is no IPv4 address. */
export function addressNumber(address: string): number {
  return ipaddr.IPv4.parse(address)
    .toByteArray()
    .reduce((sum, octet) => sum * 256 + octet, 0);
}

/** @throws Error when the text is no IPv4 range. */
export function parseRange(text: string): Range {
  return {
    text,
    first: addressNumber(ipaddr.IPv4.networkAddressFromCIDR(text).toString()),
    last: addressNumber(ipaddr.IPv4.broadcastAddressFromCIDR(text).toString()),
    prefix: ipaddr.IPv4.parseCIDR(text)[1],
  };
}

/** The range as Azure wants it written, with no bit set behind the prefix: `10.0.0.5/24` is `10.0.0.0/24`. */
export function canonicalRange(text: string): string {
  return `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${parseRange(text).prefix}`;
}

/** Whether two ranges have an address in common. */
export const overlap = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

/** Whether every address of the inner range is in the outer one; equal ranges contain each other. */
export const contains = (outer: Range, inner: Range): boolean => outer.first <= inner.first && inner.last <= outer.last;

/** Number of addresses in a range, Azure's own included. */
export const sizeOf = (range: Range): number => range.last - range.first + 1;

/** The longest prefix whose range holds so many addresses: 8 addresses need a `/29`. */
export const prefixFor = (addresses: number): number => 32 - Math.ceil(Math.log2(addresses));

/** A subnet of the environment and where its range is set. */
export interface SubnetRange {
  /** Which of the three subnets. */
  key: SubnetKey;
  /** Given in the settings, or a quarter of the first address space. */
  range: Range;
  /** Setting that a problem with the range is reported at, even where the range is a default. */
  path: readonly PropertyKey[];
}

/**
 * The three subnets, whether given or by default; empty when the first address space cannot be divided (the check of the
 * address space says so).
 */
export function subnetsOf(network: NetworkSettings): SubnetRange[] {
  const group = network.existing ? ["network", "existing", "subnets"] : ["network", "subnets"];
  const space = addressSpaceOf(network)[0];
  const given = Object.values(network.subnets).filter((range) => range !== undefined).length === 3;
  if (!network.existing && !given && (!space || parseRange(space).prefix > 30)) return [];
  const ranges = subnetRanges(network);
  return (Object.keys(ranges) as SubnetKey[]).map((key) => ({ key, range: parseRange(ranges[key]), path: [...group, key] }));
}
