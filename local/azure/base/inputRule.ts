import { CheckFailure, isUnknown, Props } from "./provider";

/** What Azure refuses in the inputs of one type, whatever else there is. */
export type InputRule = (inputs: Props) => CheckFailure[];

/** The failure when the condition holds. */
export const failIf = (condition: boolean, property: string, reason: string): CheckFailure[] =>
  condition ? [{ property, reason }] : [];

/** A number outside of a range; what is not known or not given passes. */
export function outside(value: unknown, property: string, least: number, most: number): CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  const fits = typeof value === "number" && value >= least && value <= most;
  return failIf(!fits, property, `must be a number from ${least} to ${most}, got ${JSON.stringify(value)}`);
}

/** A value that is not one of the allowed ones; what is not known or not given passes. */
export function notOneOf(value: unknown, property: string, allowed: readonly string[]): CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  return failIf(!allowed.includes(String(value)), property, `must be one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`);
}

/** Names that occur more than once in a list. */
export function duplicates(names: readonly string[], property: string): CheckFailure[] {
  const seen = names.filter(
    (name, i) => !isUnknown(name) && names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== i,
  );
  return [...new Set(seen)].map((name) => ({ property, reason: `the name ${name} occurs more than once` }));
}
