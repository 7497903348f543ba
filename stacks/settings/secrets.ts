import { Problem, gotText } from "./problem";

/** Stands for a secret that is not known here, such as one that only the engine can decrypt. */
export const unknownSecret = "[secret]";

/** Names of the entries that hold secrets wherever they stand. */
const secretNames = new Set(["pfx", "password", "callbackUrl"]);

/** Groups that hold secrets: text in their place may be the secret itself, written one level too high. */
const secretGroups = new Set(["ingress", "ingress.certificate"]);

/**
 * A value as it may be printed. Entries that hold secrets are hidden; so is text under a top-level key that Pulumi has
 * marked as secret, because Pulumi marks the whole key and does not say which value inside it was encrypted.
 *
 * @param path Steps to the value from the top.
 * @param secretKeys Top-level keys that hold a secret.
 */
export function redact(path: readonly PropertyKey[], value: unknown, secretKeys: ReadonlySet<string>): unknown {
  const name = path.at(-1);
  if (typeof name === "string" && secretNames.has(name) && value !== undefined) return unknownSecret;
  if (Array.isArray(value)) return value.map((item, index) => redact([...path, index], item, secretKeys));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact([...path, key], item, secretKeys)]));
  const hidden = secretKeys.has(String(path[0])) || secretGroups.has(path.join("."));
  return typeof value === "string" && hidden ? unknownSecret : value;
}

/** The value got, as a problem shows it. */
export function gotAt(path: readonly PropertyKey[], value: unknown, secretKeys: ReadonlySet<string>): Problem["got"] {
  return gotText(redact(path, value, secretKeys));
}
