import type { NetworkSettings } from "../../stacks/settings/schema";

/** The three subnets, in the order of their default ranges. */
export const subnetKeys = ["applicationGateway", "apiManagement", "privateEndpoints"] as const;

export type SubnetKey = (typeof subnetKeys)[number];

/** Address space of a virtual network made here when the settings name none. */
export const defaultAddressSpace: readonly string[] = ["10.40.0.0/22"];

/** The address space of the network that is used: of an existing one, else the one given, else {@link defaultAddressSpace}. */
export function addressSpaceOf({ existing, addressSpace }: NetworkSettings): readonly string[] {
  return existing?.addressSpace ?? addressSpace ?? defaultAddressSpace;
}

/**
 * The ranges of the three subnets: those of an existing network, else those given, else the first, second and third
 * quarter of the first address space. The ranges are not checked here: the settings checks do that with this function.
 */
export function subnetRanges(settings: NetworkSettings): Record<SubnetKey, string> {
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
  const [address = "", bits = ""] = range.split("/");
  const length = Number(bits);
  const octets = address.split(".").map(Number);
  if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255)))
    throw new RangeError(`${range} is not an IPv4 range`);
  if (bits === "" || !(length >= 0 && length <= 30)) throw new RangeError(`${range} cannot be divided by four`);
  const size = 2 ** (32 - length);
  const start = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = start - (start % size) + (size / 4) * index;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${length + 2}`;
}
