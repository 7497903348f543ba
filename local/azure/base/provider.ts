import { isObject, unknownValue as UNKNOWN } from "../../protocol/markers";
import type { Props } from "../../protocol/provider";

export { isObject, UNKNOWN };
export type { Change, CheckFailure, Difference, Props, Provider } from "../../protocol/provider";

/** A type, a function or a form of one that the stand-in does not simulate. The message names it. */
export class UnknownTypeError extends Error {
  constructor(what: string) {
    super(`the stand-in Azure does not simulate ${what}`);
    this.name = "UnknownTypeError";
  }
}

/** Whether a value is not known yet, or a string built from one. */
export const isUnknown = (value: unknown): boolean => typeof value === "string" && value.includes(UNKNOWN);

/** The object at `key`, or an empty one. */
export const objectAt = (props: Props, key: string): Props => (isObject(props[key]) ? props[key] : {});

/** The list at `key`, or an empty one. */
export const listAt = (props: Props, key: string): unknown[] => (Array.isArray(props[key]) ? props[key] : []);

/** The string at `key`, or an empty one. */
export const textAt = (props: Props, key: string): string => (typeof props[key] === "string" ? props[key] : "");
