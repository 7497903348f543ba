import * as pulumi from "@pulumi/pulumi";
import ipaddr from "ipaddr.js";

/** Names of the parts inside an Application Gateway; parts refer to one another by id. */
export const partNames = {
  gatewayIPConfigurations: ["subnet"],
  frontendIPConfigurations: ["private", "public"],
  frontendPorts: ["https", "http"],
  sslCertificates: ["host-name"],
  backendAddressPools: ["api-management"],
  backendHttpSettingsCollection: ["api-management"],
  probes: ["api-management"],
  httpListeners: ["https-private", "https-public", "http-public"],
  redirectConfigurations: ["to-https"],
  rewriteRuleSets: ["key"],
} as const;

/** A list property of the gateway, as ids of its entries spell it. */
export type PartKind = keyof typeof partNames;

/** Which front ends a gateway has. */
export type FrontEndMode = "private" | "public";

/** Where an Application Gateway is. */
export interface GatewayPlace {
  /** GUID of the subscription. */
  subscriptionId: pulumi.Input<string>;
  /** Resource group of the gateway. */
  resourceGroupName: pulumi.Input<string>;
  /** Name of the gateway in Azure. */
  name: string;
}

/** Resource id of an Application Gateway, before there is one. */
export function gatewayId({ subscriptionId, resourceGroupName, name }: GatewayPlace): pulumi.Output<string> {
  return pulumi.interpolate`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/applicationGateways/${name}`;
}

/**
 * Reference to a part of an Application Gateway. Azure takes the whole gateway in one request in which the parts
 * point at one another, so their ids are needed before the gateway exists.
 *
 * @param gateway Resource id of the gateway.
 */
export function part<K extends PartKind>(
  gateway: pulumi.Input<string>,
  kind: K,
  name: (typeof partNames)[K][number],
): { id: pulumi.Output<string> } {
  return { id: pulumi.interpolate`${gateway}/${kind}/${name}` };
}

/** A listener with its routing rule. Priorities leave room between them; a smaller number is tried first. */
export interface Listener {
  /** Also the name of its routing rule. */
  name: (typeof partNames)["httpListeners"][number];
  /** The front end on whose address it listens. */
  frontEnd: (typeof partNames)["frontendIPConfigurations"][number];
  /** `https` serves calls; `http` only redirects to `https`. */
  port: (typeof partNames)["frontendPorts"][number];
  /** Priority of the routing rule; Azure takes 1 to 20,000, each once in a gateway. */
  priority: number;
}

/** Every listener that a gateway may have. Plain HTTP is answered only on the Internet, and there only with a redirect. */
const allListeners = [
  { name: "https-private", frontEnd: "private", port: "https", priority: 100 },
  { name: "https-public", frontEnd: "public", port: "https", priority: 200 },
  { name: "http-public", frontEnd: "public", port: "http", priority: 300 },
] as const satisfies readonly Listener[];

/** The listeners of a gateway: HTTPS on the private address; with a public front end, HTTPS and the redirect there too. */
export function listeners(mode: FrontEndMode): readonly Listener[] {
  return allListeners.filter((listener) => mode === "public" || listener.frontEnd === "private");
}

/** Numbers of the front end ports. */
export const portNumbers = { https: 443, http: 80 } as const;

/**
 * Private address of the gateway: the given one, else the fifth from the end of the subnet, counting the broadcast
 * address: 10.40.0.251 in 10.40.0.0/24. Azure keeps the first four addresses and the last one of a subnet for itself
 * and gives out addresses from the beginning, so an address near the end is free.
 *
 * @param range IPv4 range of the gateway's subnet.
 * @param given Address from the settings.
 * @throws Error when the range is no IPv4 range.
 */
export function privateFrontEndAddress(range: string, given?: string): string {
  if (given) return given;
  const octets = ipaddr.IPv4.broadcastAddressFromCIDR(range).octets;
  return [...octets.slice(0, 3), (octets[3] ?? 0) - 4].join(".");
}
