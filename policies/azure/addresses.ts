/**
 * Address prefixes of an NSG rule that stand for everybody: the wildcard, the tags for all public
 * addresses and for those of all of Azure's customers (Microsoft Learn, "Virtual network service tags").
 */
const everybody: ReadonlySet<string> = new Set(["*", "any", "internet", "azurecloud"]);

/**
 * Whether an address prefix of an NSG rule opens it to the Internet: a tag or wildcard for everybody,
 * or a range so wide (IPv4 wider than /8, IPv6 wider than /16) that no one network owns it, such as `0.0.0.0/1`.
 */
export function isInternet(prefix: string): boolean {
  const text = prefix.trim().toLowerCase();
  if (everybody.has(text) || text.startsWith("azurecloud.")) return true;
  const [address = "", bits] = text.split("/");
  if (bits === undefined) return address === "0.0.0.0" || address === "::";
  return Number(bits) < (address.includes(":") ? 16 : 8);
}

/** Whether a port or range (`443`, `10-100`, `*`) of an NSG rule holds a port. */
export function holdsPort(range: string, port: number): boolean {
  const [from, to] = portRange(range);
  return from <= port && port <= to;
}

/** Whether a port or range lies within another. */
export function isWithin(range: string, outer: string): boolean {
  const [from, to] = portRange(range);
  const [first, last] = portRange(outer);
  return first <= from && to <= last;
}

function portRange(range: string): [number, number] {
  const text = range.trim();
  if (text === "*") return [0, 65535];
  const [from, to = from] = text.split("-").map(Number);
  return [from ?? Number.NaN, to ?? Number.NaN];
}
