import ipaddr from "ipaddr.js";

/** A range of addresses: family, first and last address as numbers. */
export interface Range {
  /** Family of the addresses. */
  version: 4 | 6;
  /** First address as a number. */
  first: bigint;
  /** Last address, included. */
  last: bigint;
}

/** Addresses of private networks (RFC 1918, RFC 6598, RFC 4193). */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"].map((text) =>
  rangeOf(text)!,
);

/** The range that `10.0.0.0/8`, `10.0.0.1` or `10.0.0.1-10.0.0.9` stands for; undefined for anything else, such as a service tag. */
export function rangeOf(text: string): Range | undefined {
  const [from = "", to] = text.trim().split("-");
  if (to !== undefined) {
    const [a, b] = [rangeOf(from), rangeOf(to)];
    return a && b && a.version === b.version && a.first <= b.last ? { ...a, last: b.last } : undefined;
  }
  const [address = "", bits] = from.split("/");
  if (!ipaddr.isValid(address) || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const parsed = ipaddr.parse(address);
  const width = parsed.kind() === "ipv4" ? 32 : 128;
  const prefix = bits === undefined ? width : Number(bits);
  if (prefix > width) return undefined;
  const size = 1n << BigInt(width - prefix);
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const first = (value / size) * size;
  return { version: width === 32 ? 4 : 6, first, last: first + size - 1n };
}

/** Whether a range lies within one of others. */
export function isWithinRanges(range: Range, others: readonly Range[]): boolean {
  return others.some((one) => one.version === range.version && one.first <= range.first && range.last <= one.last);
}

/** Whether all addresses of a range are those of private networks. */
export function isPrivate(range: Range): boolean {
  return isWithinRanges(range, privateRanges);
}

/** How many addresses ranges have together, each counted once. An IPv6 network of /64 counts as one. */
export function addressCount(ranges: readonly Range[]): number {
  const sum = (version: 4 | 6) => {
    const sorted = ranges.filter((one) => one.version === version).sort((a, b) => (a.first < b.first ? -1 : 1));
    let count = 0n;
    let end = -1n;
    for (const { first, last } of sorted) {
      const from = first > end ? first : end + 1n;
      if (last >= from) count += last - from + 1n;
      if (last > end) end = last;
    }
    return count;
  };
  return Number(sum(4) + (sum(6) >> 64n));
}
