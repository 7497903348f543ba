/** Properties of a resource or arguments of a function: JSON values; a value not known yet is {@link unknownValue}. */
export type Props = Record<string, unknown>;

export interface CheckFailure {
  property: string;
  reason: string;
}

/**
 * What the engine asks of a provider's stand-in. It sees plain values: the engine unwraps secrets before a call and
 * marks what comes back. A type or function that it does not know is an error that names it.
 */
export interface Provider {
  /** Checks inputs and fills in defaults. */
  check(type: string, urn: string, inputs: Props): { inputs: Props; failures: CheckFailure[] };
  /** Id and outputs of the resource as it is after a deployment. */
  created(type: string, urn: string, inputs: Props): { id: string; outputs: Props };
  /** Outputs that a preview gives for a resource that does not exist yet; the rest stays unknown. */
  planned(type: string, inputs: Props): Props;
  /** Answer of a function. */
  invoke(token: string, args: Props): Props;
  /** Names of the outputs of a type that are secret. Default: those of secret inputs only. */
  secretOutputs?(type: string): readonly string[];
}

/** The stand-in for a package such as `azure-native`; throws for a package that it does not know. */
export type ProviderLookup = (pkg: string) => Provider;
