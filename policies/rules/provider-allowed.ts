import { ownSubscriptions, ownTenants } from "../azure/outside";
import { Finding, mayBe, unexpected } from "../base/findings";
import { Provider, StackRule, stackRule } from "../base/rule";
import { strings } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";
import { isAzureNative, packageOf } from "../base/typeTokens";
import { AllowedTypes } from "../types/allowedTypes";

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

/** @param entries Content of the project's `allowed-types.json`. */
export function providerAllowed(entries: readonly unknown[]): StackRule {
  const allowed = new AllowedTypes(entries);
  return stackRule({
    name: "provider-allowed",
    severity: "critical",
    types: ["*"],
    description: "Resources are made by listed providers, and azure-native works in the stack's own subscription and tenant.",
    remediation:
      "Use azure-native with the stack's own subscription; have another package, by name or name@version, allowed in policies/allowed-types.json with reason and owner.",
    settings: {
      packages: strings("Packages of providers that may be used besides azure-native: name, or name@version.", ["random"]),
    },
    check: (resource, stack, { packages }) => {
      const isProvider = resource.token.startsWith("pulumi:providers:");
      const provider = isProvider ? { ...resource, inputs: resource.inputs } : resource.provider;
      if (!provider || !stack.environment.denyUnknownTypes) return [];
      // Thousands of resources have the same provider.
      const known = stack.once(`findings of providers, ${packages.join()}`, () => new Map<unknown, Finding[]>());
      const found = known.get(provider.inputs.raw) ?? judged(provider, stack, { packages, allowed });
      known.set(provider.inputs.raw, found);
      return found;
    },
  });
}

/** Without a list: `packIn.ts` gives that of the project. */
export default providerAllowed([]);

/** What may be used besides azure-native. */
interface Listed {
  packages: readonly string[];
  allowed: AllowedTypes;
}

type Judged = Pick<Provider, "type" | "inputs">;

function judged(provider: Judged, stack: Stack, listed: Listed): Finding[] {
  return isAzureNative(packageOf(provider.type)) ? checked(provider, stack) : other(provider, listed);
}

function other({ type, inputs }: Judged, { packages, allowed }: Listed): Finding[] {
  const name = packageOf(type);
  const version = inputs.at("version").text();
  const versioned = version === undefined ? name : `${name}@${version}`;
  const ofVersion = allowed.findProvider(versioned);
  const own = ofVersion ?? allowed.findProvider(name);
  // What a parameterized provider is depends on its version.
  const settable = ofVersion && version !== undefined ? ["parameterization"] : [];
  const set = ["pluginDownloadURL", "parameterization"].filter((key) => !settable.includes(key) && !inputs.entry(key).isMissing);
  return [
    ...(own
      ? [{ message: `${versioned} is allowed by the project: ${own.reason}; owner ${own.owner}`, advice: true as const }]
      : []),
    ...(own || packages.includes(name) || packages.includes(versioned)
      ? []
      : [{ message: `the provider is ${versioned}; expected azure-native, ${packages.join(", ")}` }]),
    ...set.map((key) => ({
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
