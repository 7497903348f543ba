import { UsageError } from "../../engine/errors";
import { isObject } from "../../protocol/markers";

/** An object of a document. */
export type Raw = Record<string, unknown>;

/** Checks of values of one document; each refuses with the path of the value. */
export interface Places {
  /** Refuses a value. */
  refuse: (path: string, value: unknown, expected: string) => never;
  /** The value, which must be an object. */
  object: (path: string, value: unknown) => Raw;
  /** The value, which must be a list. */
  list: (path: string, value: unknown) => unknown[];
  /** Refuses the document. */
  say: (sentence: string) => never;
}

/** Checks for the document of a file. */
export function placesOf(name: string): Places {
  const refuse = (path: string, value: unknown, expected: string): never => {
    const got =
      value === undefined ? "nothing" : isObject(value) ? "an object" : Array.isArray(value) ? "a list" : JSON.stringify(value);
    throw new UsageError(`${name}: ${path}: got ${got.length > 60 ? `${got.slice(0, 60)}…` : got}; allowed: ${expected}`);
  };
  return {
    refuse,
    object: (path, value) => (isObject(value) ? value : refuse(path, value, "an object")),
    list: (path, value) => (Array.isArray(value) ? value : refuse(path, value, "a list")),
    say: (sentence) => {
      throw new UsageError(`${name}: ${sentence}`);
    },
  };
}
