/** Plain JSON properties of a resource; secrets are unwrapped, unknown values are the string {@link UNKNOWN}. */
export type Props = Record<string, unknown>;

/** How Pulumi writes a value that is not known yet (Pulumi SDK, "UnknownValue"). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A type, a function or a form of one that the stand-in does not simulate. The message names it. */
export class UnknownTypeError extends Error {
  constructor(what: string) {
    super(`the stand-in Azure does not simulate ${what}`);
    this.name = "UnknownTypeError";
  }
}

/** An input that Azure would refuse, and why. */
export interface CheckFailure {
  /** Path of the input, such as `properties.sku.name`. */
  property: string;
  reason: string;
}

/** What happens to one property path, in Pulumi's terms. */
export type Change = "add" | "update" | "delete" | "add-replace" | "update-replace" | "delete-replace";

export interface Difference {
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

/** One cloud provider: what it answers depends on its arguments only. */
export interface Provider {
  /** Refuses what the inputs alone show to be wrong. @throws UnknownTypeError */
  check(type: string, urn: string, inputs: Props): { inputs: Props; failures: CheckFailure[] };
  /** What a change of inputs does to a resource. @throws UnknownTypeError */
  diff(type: string, olds: { inputs: Props; outputs: Props }, news: Props): Difference;
  /** Id and outputs of the deployed resource. @throws UnknownTypeError */
  created(type: string, urn: string, inputs: Props): { id: string; outputs: Props };
  /**
   * What a preview says of a resource that does not exist yet: the outputs that the inputs give. The outputs that only
   * Azure can tell are absent, or {@link UNKNOWN} inside of an object that the inputs give. @throws UnknownTypeError
   */
  planned(type: string, inputs: Props): Props;
  /** Calls a function of the provider. @throws UnknownTypeError */
  invoke(token: string, args: Props): Props;
  /** Names of the outputs that are secret. @throws UnknownTypeError */
  secretOutputs(type: string): readonly string[];
}

export const isObject = (value: unknown): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value is not known yet, or a string built from one. */
export const isUnknown = (value: unknown): boolean => typeof value === "string" && value.includes(UNKNOWN);

/** The object at `key`, or an empty one. */
export const objectAt = (props: Props, key: string): Props => (isObject(props[key]) ? props[key] : {});

/** The list at `key`, or an empty one. */
export const listAt = (props: Props, key: string): unknown[] => (Array.isArray(props[key]) ? props[key] : []);

/** The string at `key`, or an empty one. */
export const textAt = (props: Props, key: string): string => (typeof props[key] === "string" ? props[key] : "");
