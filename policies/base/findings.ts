import { Scalar, Value } from "./value";

/** What a rule has to say about one place of a resource. */
export interface Finding {
  /** Place, value got and what is expected. */
  message: string;
  /** The value is not known before deployment; the rule's setting `onUnknown` says what follows. */
  unknown?: true;
  /**
   * The value is inside an object that is unknown as a whole. The azure-native SDK makes the whole `properties` of some
   * resources unknown when one value in them is, so this says nothing about the program: it is advice in a preview, and
   * the rule judges the resource again, at its own level, before `pulumi up` creates it.
   */
  hidden?: true;
  /** Advice, whatever the rule's level. */
  advice?: true;
}

/** The value breaks the rule, or cannot be judged because it is unknown. */
export function unexpected(value: Value, expected: string): Finding {
  const message = `${value.path} is ${value.show()}; expected ${expected}`;
  if (!value.isUnknown) return { message };
  return value.hidden
    ? { message: `${message}; judged before it is created`, unknown: true, hidden: true }
    : { message, unknown: true };
}

/** The value must be one of `allowed`. */
export function mustBe(value: Value, ...allowed: Scalar[]): Finding[] {
  return value.is(...allowed) ? [] : [unexpected(value, anyOf(allowed))];
}

/** The value must be missing or one of `allowed`. */
export function mayBe(value: Value, ...allowed: Scalar[]): Finding[] {
  return value.isMissing ? [] : mustBe(value, ...allowed);
}

/** The value must be a number of at least `least`. */
export function mustBeAtLeast(value: Value, least: number, unit = ""): Finding[] {
  const found = value.number();
  return found !== undefined && found >= least ? [] : [unexpected(value, `at least ${least}${unit && ` ${unit}`}`)];
}

/** The value must not be one of `forbidden`; missing is good. */
export function mustNotBe(value: Value, ...forbidden: Scalar[]): Finding[] {
  return value.isUnknown || value.isStructure || value.mayMean(...forbidden)
    ? [unexpected(value, `anything but ${anyOf(forbidden)}`)]
    : [];
}

/** The value must be given. A value that is only known after deployment is given. */
export function mustBeSet(value: Value, expected: string): Finding[] {
  return value.isMissing ? [unexpected(value, expected)] : [];
}

/** The value must be missing, or an empty list or object. */
export function mustBeEmpty(value: Value, expected: string): Finding[] {
  const filled = value.text() !== undefined || value.items().length > 0 || value.keys().length > 0;
  return filled || value.isUnknown ? [unexpected(value, expected)] : [];
}

/** The list must have an entry. A list that is only known after deployment is given. */
export function mustHaveEntries(value: Value, expected: string): Finding[] {
  return value.isUnknown || value.items().length > 0 ? [] : [unexpected(value, expected)];
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function anyOf(values: readonly Scalar[]): string {
  const shown = values.map((value) => JSON.stringify(value));
  const last = shown.at(-1) ?? "nothing";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} or ${last}`;
}

/** The same findings with a note at the end of each message, such as the name of a list's entry. */
export function noted(findings: Finding[], note: string | undefined): Finding[] {
  return note ? findings.map((finding) => ({ ...finding, message: `${finding.message} (${note})` })) : findings;
}
