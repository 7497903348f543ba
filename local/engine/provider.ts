import type { Provider as WholeProvider } from "../protocol/provider";

/**
 * What a preview asks of a provider's stand-in. It sees plain values: the engine unwraps secrets before a call and marks what comes back. A type or
 * function that it does not know is an error that names it.
 */
export type Provider = Pick<WholeProvider, "check" | "created" | "planned" | "invoke"> &
  Partial<Pick<WholeProvider, "secretOutputs">>;

/** The stand-in for a package such as `azure-native`; throws for a package that it does not know. */
export type ProviderLookup = (pkg: string) => Provider;
