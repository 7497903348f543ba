/**
 * The stand-in for Azure: what the providers azure-native and random answer, without Azure. Used by the offline preview, and
 * with memory ({@link file://./cloud/cloud.ts}) by the provider plugins of the real engine.
 */
import { AzureNative, armTypeOf } from "./azureNative";
import { secondsOf } from "./cloud/durations";
import { Props, Provider, UnknownTypeError } from "./provider";
import { Random } from "./random";
import { resourceType } from "./types";

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

/** Seconds that an operation on a resource takes in Azure; those of another provider take none. */
export function operationSeconds(kind: "create" | "update" | "delete", type: string, inputs: Props): number {
  return type.startsWith("azure-native:") ? secondsOf(kind, armTypeOf(resourceType(type), inputs), inputs) : 0;
}
