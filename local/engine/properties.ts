import { Marked, isMarked, isObject, secret, unknownSentinels, unknownValue } from "../protocol/markers";
import type { Props } from "../protocol/provider";
import { NotSimulatedError } from "./errors";

export { secret, unknownValue } from "../protocol/markers";

/** Stands for a secret in what people read. */
const secretText = "[secret]";

/** Characters of a long text that this project's rules quote. */
const shownOfText = 199;

const mapValues = (object: Props, change: (value: unknown, key: string) => unknown): Props =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

/**
 * Properties as the engine keeps them: output values become what they hold, secret or unknown, and references to
 * resources become their id or, for components, their URN. Assets and archives are refused.
 * @param dependencies Receives the URNs that output values carry.
 */
export function normalized(value: unknown, dependencies: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => normalized(item, dependencies));
  if (!isObject(value)) return value;
  if (isMarked(value, "secret")) return secret(inside(normalized(value.value, dependencies)));
  if (isMarked(value, "output")) return outputValue(value, dependencies);
  if (isMarked(value, "resource")) return "id" in value ? normalized(value.id || unknownValue, dependencies) : value.urn;
  if (isMarked(value, "asset")) throw new NotSimulatedError("a file or text asset as a property");
  if (isMarked(value, "archive")) throw new NotSimulatedError("an archive as a property");
  return mapValues(value, (item) => normalized(item, dependencies));
}

function outputValue(output: Marked, dependencies: Set<string>): unknown {
  for (const urn of Array.isArray(output.dependencies) ? output.dependencies : []) dependencies.add(String(urn));
  const value = "value" in output ? normalized(output.value, dependencies) : unknownValue;
  return output.secret ? secret(inside(value)) : value;
}

const inside = (value: unknown): unknown => (isMarked(value, "secret") ? value.value : value);

/** The value without its marks of secrecy. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return isMarked(value, "secret") ? plain(value.value) : mapValues(value, plain);
}

function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && (isMarked(value, "secret") || Object.values(value).some(holdsSecret));
}

/** `to`, with everything secret that is secret in `from` at the same place; where the shapes differ, all of that part. */
export function withSecretsOf(from: unknown, to: unknown): unknown {
  if (to === undefined || !holdsSecret(from)) return to;
  if (isMarked(from, "secret")) return secret(to);
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return to.map((item, index) => withSecretsOf(from[index], item));
  if (isObject(from) && isObject(to)) return mapValues(to, (item, key) => withSecretsOf(from[key], item));
  return secret(to);
}

/** Texts that are secret somewhere in a value. One of less than four characters could be part of any word, and is left out. */
export function secretTexts(value: unknown, isSecret = false): string[] {
  if (typeof value === "string") return isSecret && value.length >= 4 && !unknownSentinels.has(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => secretTexts(one, isSecret));
  if (!isObject(value)) return [];
  if (isMarked(value, "secret")) return secretTexts(value.value, true);
  return Object.values(value).flatMap((one) => secretTexts(one, isSecret));
}

/** What hides secrets in a sentence, also where it quotes them as JSON or quotes their beginning. */
export function secretsHidden(texts: Iterable<string>): (sentence: string) => string {
  const quoted = [...new Set(texts)].flatMap((text) => {
    const json = JSON.stringify(text).slice(1, -1);
    return [text, json, json.slice(0, shownOfText)];
  });
  const longestFirst = [...new Set(quoted)].sort((one, other) => other.length - one.length);
  return (sentence) => longestFirst.reduce((shown, text) => shown.replaceAll(text, secretText), sentence);
}

/** For people and files: secrets as `[secret]`, keys in alphabetical order. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value;
  if (isMarked(value, "secret")) return secretText;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, masked(value[key])]),
  );
}
