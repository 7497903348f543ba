import { NotSimulatedError } from "./errors";
import { Props } from "./provider";

/**
 * Pulumi's encoding of special values inside JSON (Pulumi SDK, `runtime/rpc`): an object whose key `signatureKey`
 * says what it is, and for a value that is not known yet a string of its own.
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** Stands for a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Stands for a secret in what people read. */
export const secretText = "[secret]";

type Special = Props & { [signatureKey]: string };

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSpecial(value: unknown, kind: keyof typeof signatures): value is Special {
  return isObject(value) && value[signatureKey] === signatures[kind];
}

const mapValues = (object: Props, change: (value: unknown, key: string) => unknown): Props =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

/** Marks a value as secret; what is secret already stays as it is. */
export function secret(value: unknown): unknown {
  return isSpecial(value, "secret") ? value : { [signatureKey]: signatures.secret, value: value ?? null };
}

export const isSecret = (value: unknown): boolean => isSpecial(value, "secret");

/**
 * Properties as the engine keeps them: output values become what they hold, secret or unknown, and references to
 * resources become their id or, for components, their URN. Assets and archives are refused.
 * @param dependencies Receives the URNs that output values carry.
 */
export function normalized(value: unknown, dependencies: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => normalized(item, dependencies));
  if (!isObject(value)) return value;
  if (isSpecial(value, "secret")) return secret(inside(normalized(value.value, dependencies)));
  if (isSpecial(value, "output")) return outputValue(value, dependencies);
  if (isSpecial(value, "resource")) return "id" in value ? normalized(value.id || unknownValue, dependencies) : value.urn;
  if (isSpecial(value, "asset")) throw new NotSimulatedError("a file or text asset as a property");
  if (isSpecial(value, "archive")) throw new NotSimulatedError("an archive as a property");
  return mapValues(value, (item) => normalized(item, dependencies));
}

function outputValue(output: Special, dependencies: Set<string>): unknown {
  for (const urn of Array.isArray(output.dependencies) ? output.dependencies : []) dependencies.add(String(urn));
  const value = "value" in output ? normalized(output.value, dependencies) : unknownValue;
  return output.secret ? secret(inside(value)) : value;
}

const inside = (value: unknown): unknown => (isSpecial(value, "secret") ? value.value : value);

/** The value without its marks of secrecy. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return isSpecial(value, "secret") ? plain(value.value) : mapValues(value, plain);
}

function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && (isSpecial(value, "secret") || Object.values(value).some(holdsSecret));
}

/** `to`, with everything secret that is secret in `from` at the same place; where the shapes differ, all of that part. */
export function withSecretsOf(from: unknown, to: unknown): unknown {
  if (to === undefined || !holdsSecret(from)) return to;
  if (isSpecial(from, "secret")) return secret(to);
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return to.map((item, index) => withSecretsOf(from[index], item));
  if (isObject(from) && isObject(to)) return mapValues(to, (item, key) => withSecretsOf(from[key], item));
  return secret(to);
}

/** For people and files: secrets as `[secret]`, keys in alphabetical order. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value;
  if (isSpecial(value, "secret")) return secretText;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, masked(value[key])]),
  );
}
