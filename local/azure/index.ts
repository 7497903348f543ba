/**
 * The stand-in for Azure: what the providers azure-native and random answer, without Azure. Used by the offline preview, and
 * with memory ({@link file://./cloud/cloud.ts}) by the provider plugins of the real engine.
 */
import { AzureNative, armTypeOf } from "./azureNative";
import { Props, Provider, UnknownTypeError } from "./base/provider";
import { everythingRegistered, Subscription } from "./base/subscription";
import { Random } from "./random";
import { isSimulated, resourceType, secondsOf } from "./services";

export { subscriptionId, tenantId } from "./base/identifiers";
export { UNKNOWN, UnknownTypeError } from "./base/provider";
export { subscriptionFromEnvironment } from "./environment";
export { typeRead } from "./functions";
export { refusedUpdates } from "./refusedUpdate";
export type { Change, Difference, Props, Provider } from "./base/provider";

const providers: Readonly<Record<string, (subscription: Subscription) => Provider>> = {
  "azure-native": (subscription) => new AzureNative(subscription),
  random: () => new Random(),
};

/**
 * A new provider of a package.
 * @param subscription what is registered in the subscription. Default: everything
 * @throws UnknownTypeError for packages that are not simulated
 */
export function providerFor(pkg: string, subscription = everythingRegistered): Provider {
  const make = providers[pkg];
  if (!make) throw new UnknownTypeError(`the package ${pkg}`);
  return make(subscription);
}

/** Seconds that an operation on a resource takes in Azure: none where nobody here knows, as of another provider or of a type that only another program makes. */
export function operationSeconds(kind: "create" | "update" | "delete", type: string, inputs: Props): number {
  return type.startsWith("azure-native:") && isSimulated(type)
    ? secondsOf(kind, armTypeOf(resourceType(type), inputs), inputs)
    : 0;
}
