import { hex } from "./identifiers";

/** Addresses that Azure keeps for itself at the start of a subnet (Microsoft Learn, "Virtual network FAQ"). */
const reserved = 4;

/** An IPv4 range as first address and number of addresses; undefined when the text is none. */
export function parseRange(range: string): { first: number; size: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(range);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return { first: address - (address % size), size };
}

/** An address of 32 bits in dotted form. */
export const formatAddress = (n: number): string => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join(".");

/** Whether `inner` lies within `outer`. */
export function contains(outer: string, inner: string): boolean {
  const [o, i] = [parseRange(outer), parseRange(inner)];
  return !!o && !!i && i.first >= o.first && i.first + i.size <= o.first + o.size;
}

/** Whether two ranges share an address. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [parseRange(one), parseRange(other)];
  return !!a && !!b && a.first < b.first + b.size && b.first < a.first + a.size;
}

/**
 * The address that the resource `id` gets in a subnet; the same every time. Where the range is not known (the network was
 * not made here) one of 10.255.0.0/16.
 */
export function addressIn(range: string | undefined, id: string, offset = 0): string {
  const { first, size } = parseRange(range ?? "") ?? { first: 10 * 2 ** 24 + 255 * 2 ** 16, size: 2 ** 16 };
  const usable = Math.max(1, size - reserved - 1);
  return formatAddress(first + reserved + ((parseInt(hex(`address:${id}`, 8), 16) + offset) % usable));
}

/** A public address: of the range that is kept for documentation (RFC 5737). */
export const publicAddress = (id: string): string => `203.0.113.${1 + (parseInt(hex(`public:${id}`, 8), 16) % 254)}`;
