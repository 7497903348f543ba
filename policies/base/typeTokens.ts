/** Modules that were renamed in azure-native v3: old `module:Resource` → new (schema aliases of the azure-native SDK). */
const renamed: Readonly<Record<string, string>> = {
  "insights:Component": "applicationinsights:Component",
  "insights:DiagnosticSetting": "monitor:DiagnosticSetting",
  "insights:PrivateLinkScope": "monitor:PrivateLinkScope",
  "insights:PrivateLinkScopedResource": "monitor:PrivateLinkScopedResource",
  "network:InterfaceEndpoint": "network:PrivateEndpoint",
  "network:PrivateRecordSet": "privatedns:PrivateRecordSet",
  "network:PrivateZone": "privatedns:PrivateZone",
  "network:VirtualNetworkLink": "privatedns:VirtualNetworkLink",
};

/** Providers that make Azure's resources under types of their own: the classic one, and two bridged from Terraform. */
export const otherProviders = ["azure", "azapi", "azurerm"] as const;

const token = /^azure-native(?:_[a-z0-9]+_v[a-z0-9]+)?:([a-z0-9]+)(?:\/v[a-z0-9]+)?:([A-Za-z0-9]+)$/;

/**
 * The type of a resource as `module:Resource` of azure-native v3, however the program spelt it: with an API version
 * (`azure-native:network/v20240101:Subnet`), from a package made for one version (`azure-native_network_v20240101:…`) or
 * with the module's name before v3. Undefined for types of other providers and for components.
 */
export function normalType(typeToken: string): string | undefined {
  const other = otherProviders.find((provider) => typeToken.startsWith(`${provider}:`));
  if (other) return `${other}:*`;
  const [, module, resource] = token.exec(typeToken) ?? [];
  if (!module || !resource) return undefined;
  const type = `${module}:${resource}`;
  return renamed[type] ?? type;
}
