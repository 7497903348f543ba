/**
 * The stand-in for Azure: what the providers azure-native and random answer, without Azure. Used by the offline preview, and
 * with memory ({@link file://./cloud/cloud.ts}) by the provider plugins of the real engine.
 */
import { AzureNative } from "./azureNative";
import { Provider, UnknownTypeError } from "./provider";
import { Random } from "./random";

export { subscriptionId, tenantId } from "./identifiers";
export { UNKNOWN, UnknownTypeError } from "./provider";
export type { Change, CheckFailure, Difference, Props, Provider } from "./provider";

const providers: Readonly<Record<string, () => Provider>> = {
  "azure-native": () => new AzureNative(),
  random: () => new Random(),
};

/** A new provider of a package. @throws UnknownTypeError for packages that are not simulated. */
export function providerFor(pkg: string): Provider {
  const make = providers[pkg];
  if (!make) throw new UnknownTypeError(`the package ${pkg}`);
  return make();
}
