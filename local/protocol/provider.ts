/** Plain JSON properties of a resource; secrets are unwrapped, values not known yet are `unknownValue` (markers.ts). */
export type Props = Record<string, unknown>;

/** An input that would be refused, and why. */
export interface CheckFailure {
  /** Path of the input, such as `properties.sku.name`. */
  property: string;
  /** Why the input is refused, as the user reads it. */
  reason: string;
}

/** What happens to one property path, in Pulumi's terms. */
export type Change = "add" | "update" | "delete" | "add-replace" | "update-replace" | "delete-replace";

/** What a change of inputs does to a deployed resource. */
export interface Difference {
  /** Whether anything is done at all. */
  changed: boolean;
  /** Paths of the properties that cannot change in place. */
  replaces: string[];
  /** Paths of all changed properties. */
  diffs: string[];
  /** The new resource has the old one's name, so the old one goes first. */
  deleteBeforeReplace: boolean;
  /** What happens to each path of `diffs`. */
  detailed: Record<string, Change>;
}

/** A function of a provider has no result: the program is told so, and may go on. Any other error ends a preview. */
export class FunctionError extends Error {}

/** One cloud provider: what it answers depends on its arguments only. */
export interface Provider {
  /** Refuses what the inputs alone show to be wrong. @throws Error for what it does not know */
  check(type: string, urn: string, inputs: Props): { inputs: Props; failures: CheckFailure[] };
  /** What a change of inputs does to a resource. @throws Error for what it does not know */
  diff(type: string, olds: { inputs: Props; outputs: Props }, news: Props): Difference;
  /** Id and outputs of the deployed resource. @throws Error for what it does not know */
  created(type: string, urn: string, inputs: Props): { id: string; outputs: Props };
  /**
   * What a preview says of a resource that does not exist yet: the outputs that the inputs give. The outputs that only
   * the cloud can tell are absent, or `unknownValue` inside of an object that the inputs give. @throws Error for what it does not know
   */
  planned(type: string, inputs: Props): Props;
  /** Calls a function of the provider. @throws FunctionError when it has no result, another Error for what it does not know */
  invoke(token: string, args: Props): Props;
  /** Names of the outputs that are secret. @throws Error for what it does not know */
  secretOutputs(type: string): readonly string[];
}
