import { ownSubscriptions, ownTenants } from "../azure/outside";
import { Finding, mayBe, unexpected } from "../base/findings";
import { Provider, stackRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";
import { isAzureNative, packageOf } from "../base/typeTokens";

/** What may be set of azure-native's provider: none of it chooses whose identity, which cloud or which tenants. */
const settable = new Set([
  "version",
  "subscriptionId",
  "tenantId",
  "location",
  "environment",
  "useMsi",
  "useOidc",
  "disablePulumiPartnerId",
]);

export default stackRule({
  name: "provider-allowed",
  severity: "critical",
  types: ["*"],
  description: "Resources are made by listed providers, and azure-native works in the stack's own subscription and tenant.",
  remediation:
    "Use azure-native with the stack's own subscription; list another package, by name or name@version, in the rule's settings.",
  settings: {
    packages: strings("Packages of providers that may be used besides azure-native: name, or name@version.", ["random"]),
  },
  check: (resource, stack, { packages }) => {
    const isProvider = resource.token.startsWith("pulumi:providers:");
    const provider = isProvider ? { ...resource, inputs: resource.inputs } : resource.provider;
    if (!provider || !stack.environment.denyUnknownTypes) return [];
    // Thousands of resources have the same provider.
    const known = stack.once(`findings of providers, ${packages.join()}`, () => new Map<unknown, Finding[]>());
    const found = known.get(provider.inputs.raw) ?? judged(provider, stack, packages);
    known.set(provider.inputs.raw, found);
    return found;
  },
});

function judged(provider: Pick<Provider, "type" | "inputs">, stack: Stack, packages: readonly string[]): Finding[] {
  return [...listed(provider, packages), ...(isAzureNative(packageOf(provider.type)) ? checked(provider, stack) : [])];
}

function listed(provider: Pick<Provider, "type" | "inputs">, packages: readonly string[]): Finding[] {
  const name = packageOf(provider.type);
  const version = provider.inputs.at("version").text();
  const known = isAzureNative(name) || packages.includes(name) || (!!version && packages.includes(`${name}@${version}`));
  const elsewhere = ["pluginDownloadURL", "parameterization"].filter((key) => !provider.inputs.entry(key).isMissing);
  return [
    ...(known ? [] : [{ message: `the provider is ${name}; expected azure-native, ${packages.join(", ")}` }]),
    ...(isAzureNative(name) ? [] : elsewhere).map((key) => ({
      message: `the provider sets ${key}; expected none, Pulumi's own program of the package is used`,
    })),
  ];
}

/** A provider of its own may repeat what the stack is in, and nothing else. */
function checked(provider: Pick<StackResource, "inputs">, stack: Stack): Finding[] {
  const { inputs } = provider;
  const other = inputs.keys().filter((key) => !settable.has(key) && !inputs.entry(key).isMissing);
  return [
    ...other.map((key) => ({ message: `the provider sets ${key}; expected none of it, the stack's own identity is used` })),
    ...within(inputs.at("subscriptionId"), ownSubscriptions(stack), "the stack's own subscription"),
    ...within(inputs.at("tenantId"), ownTenants(stack), "the stack's own tenant"),
    ...mayBe(inputs.at("environment"), "public"),
  ];
}

function within(value: StackResource["inputs"], own: ReadonlySet<string>, expected: string): Finding[] {
  if (value.isMissing || own.has(value.text()?.toLowerCase() ?? "")) return [];
  return [unexpected(value, expected)];
}
