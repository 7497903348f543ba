/**
 * How each tier of API Management joins a virtual network (Microsoft Learn, "Use a virtual network to secure inbound or
 * outbound traffic for Azure API Management"). `injected`: the gateway runs in the subnet, which must not be delegated.
 * `integrated`: the gateway only sends through the subnet, which must be delegated; callers come in over a private endpoint.
 */
export const apiManagementNetworking = {
  Developer: { mode: "injected", delegation: undefined },
  Premium: { mode: "injected", delegation: undefined },
  StandardV2: { mode: "integrated", delegation: "Microsoft.Web/serverFarms" },
} as const;

export type ApiManagementNetworking = (typeof apiManagementNetworking)[keyof typeof apiManagementNetworking];

/**
 * How a tier joins the network.
 *
 * @throws Error for a tier that this package does not run privately.
 */
export function networkingOf(sku: string): ApiManagementNetworking {
  const found = Object.entries(apiManagementNetworking).find(([name]) => name === sku);
  if (!found)
    throw new Error(`API Management ${sku} is not supported here; choose ${Object.keys(apiManagementNetworking).join(", ")}`);
  return found[1];
}
