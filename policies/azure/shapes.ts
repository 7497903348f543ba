import { isPrivate, isWithinRanges, Range, rangeOf } from "./ranges";
import type { Role } from "./serviceSubnets";

/** One kind of traffic that the architecture needs. */
export interface Shape {
  /**
   * `clients`: private ranges, the network, and the team's own public ones. `subnets`: those of the stack. `readers`: those, and ranges that the stack
   * or the team names. `private`: private ranges.
   */
  peer: "clients" | "subnets" | "readers" | "private" | { tag: string };
  /** Ports or ranges of ports at the destination; `*` for all. */
  ports: readonly string[];
  /** Protocols that are allowed. Default: `Tcp` only. */
  protocols?: readonly string[];
}

const tag = (name: string) => ({ tag: name.toLowerCase() });
const dns: Shape = { peer: "private", ports: ["53"], protocols: ["Tcp", "Udp", "*"] };
const probes = (ports: string[]): Shape => ({ peer: tag("AzureLoadBalancer"), ports, protocols: ["Tcp", "*"] });
const machines: readonly Shape[] = [
  { peer: "subnets", ports: ["6381-6383"] },
  { peer: "subnets", ports: ["4290"], protocols: ["Udp"] },
];

/**
 * Subnet role × direction → who may be at the other end, at which ports (Microsoft Learn, "Virtual network configuration
 * reference: API Management", "Application Gateway infrastructure configuration", and the architecture of this package).
 */
export const shapes: Readonly<Record<Role, Readonly<Record<"Inbound" | "Outbound", readonly Shape[]>>>> = {
  applicationGateway: {
    Inbound: [{ peer: tag("GatewayManager"), ports: ["65200-65535"] }, probes(["*"]), { peer: "clients", ports: ["443", "80"] }],
    Outbound: [
      { peer: "private", ports: ["443"] },
      { peer: tag("VirtualNetwork"), ports: ["443"] }, // an endpoint of the certificate's vault that is in another network
      { peer: tag("AzureKeyVault"), ports: ["443"] },
      dns,
    ],
  },
  apiManagement: {
    Inbound: [
      { peer: tag("ApiManagement"), ports: ["3443"] },
      probes(["6390-6391"]),
      { peer: "subnets", ports: ["443"] },
      ...machines,
    ],
    Outbound: [
      { peer: tag("Storage"), ports: ["443"] },
      { peer: tag("Sql"), ports: ["1433"] },
      { peer: tag("AzureKeyVault"), ports: ["443"] },
      { peer: tag("AzureMonitor"), ports: ["443", "1886"] },
      { peer: tag("AzureActiveDirectory"), ports: ["443"] },
      { peer: tag("Internet"), ports: ["80"] }, // lists of revoked certificates
      { peer: "subnets", ports: ["443"] },
      ...machines,
      dns,
    ],
  },
  privateEndpoints: {
    Inbound: [{ peer: "readers", ports: ["443", "5671-5672"] }],
    Outbound: [],
  },
  other: {
    Inbound: [{ peer: "private", ports: ["443"] }, probes(["*"])],
    Outbound: [{ peer: "private", ports: ["443"] }, dns],
  },
};

/** What is known of the addresses around a subnet. */
export interface Surroundings {
  /** Ranges of the stack's subnets. */
  subnets: readonly Range[];
  /** Ranges that the team names as its own. */
  clients: readonly Range[];
  /** Ranges of the stack's own setting `network.readerRanges`. */
  readers: readonly Range[];
  /** Whether public clients can come in at all: the gateway has a public front end. */
  publicFrontEnd: boolean;
}

/** Whether an address prefix of an NSG rule is one that a shape allows. */
export function isPeer(prefix: string, { peer }: Shape, surroundings: Surroundings): boolean {
  const text = prefix.trim().toLowerCase();
  if (typeof peer === "object") return text === peer.tag || text.startsWith(`${peer.tag}.`);
  if (text === "virtualnetwork") return peer === "clients";
  const range = rangeOf(prefix);
  if (!range) return false;
  const { subnets, readers, clients } = surroundings;
  if (peer === "subnets") return isWithinRanges(range, subnets);
  if (peer === "readers") return isWithinRanges(range, [...subnets, ...readers, ...clients]);
  if (isPrivate(range)) return true;
  return peer === "clients" && (surroundings.publicFrontEnd || isWithinRanges(range, clients));
}
