/** Modules that were renamed in azure-native v3: old `module:Resource` → new (schema aliases of the azure-native SDK). */
const renamed: Readonly<Record<string, string>> = {
  "insights:ActionGroup": "monitor:ActionGroup",
  "insights:ActivityLogAlert": "monitor:ActivityLogAlert",
  "insights:Component": "applicationinsights:Component",
  "insights:DiagnosticSetting": "monitor:DiagnosticSetting",
  "insights:MetricAlert": "monitor:MetricAlert",
  "insights:PrivateLinkScope": "monitor:PrivateLinkScope",
  "insights:PrivateLinkScopedResource": "monitor:PrivateLinkScopedResource",
  "insights:ScheduledQueryRule": "monitor:ScheduledQueryRule",
  "insights:Workbook": "applicationinsights:Workbook",
  "network:InterfaceEndpoint": "network:PrivateEndpoint",
  "network:PrivateRecordSet": "privatedns:PrivateRecordSet",
  "network:PrivateZone": "privatedns:PrivateZone",
  "network:VirtualNetworkLink": "privatedns:VirtualNetworkLink",
};

const azureNative = /^azure-native(?:_[a-z0-9]+_v[a-z0-9]+)?:([a-z0-9]+)(?:\/v[a-z0-9]+)?:([A-Za-z0-9]+)$/;

/**
 * The type of a resource as `module:Resource` of azure-native v3, however the program spelt it: with an API version
 * (`azure-native:network/v20240101:Subnet`), from a package made for one version (`azure-native_network_v20240101:…`) or
 * with the module's name before v3. Undefined for types of other providers and for components.
 */
export function normalType(typeToken: string): string | undefined {
  const type = known.get(typeToken);
  if (type !== undefined || known.has(typeToken)) return type;
  known.set(typeToken, normalised(typeToken));
  return known.get(typeToken);
}

/** Every rule asks for the type of every resource, and a program has few types. */
const known = new Map<string, string | undefined>();

function normalised(typeToken: string): string | undefined {
  const [, module, resource] = azureNative.exec(typeToken) ?? [];
  if (!module || !resource) return undefined;
  const type = `${module}:${resource}`;
  return renamed[type] ?? type;
}

/** The package of a type token, such as `azure-native` or `azure-native_network_v20240101`; of a provider's type its own. */
export function packageOf(typeToken: string): string {
  return /^pulumi:providers:(.+)$/.exec(typeToken)?.[1] ?? typeToken.split(":")[0] ?? "";
}

/** Whether a package is azure-native, also one that was made for one API version (`azure-native_network_v20240101`). */
export function isAzureNative(packageName: string): boolean {
  return /^azure-native(?:_[a-z0-9]+_v[a-z0-9]+)?$/.test(packageName);
}
