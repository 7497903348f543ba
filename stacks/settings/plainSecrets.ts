import { settingKey } from "./namespaces";
import { Problem, pathOf } from "./problem";

/** Names of entries that hold a secret: those of the settings, and those that providers use. */
const secretName = /^(pfx|callbackUrl)$|(password|secret|privateKey|accountKey|accessKey|sharedKey|connectionString)$/i;

/** What is a secret wherever it stands: private keys (RFC 7468), signed addresses and keys of storage, API keys and tokens. */
const secretText = new RegExp(
  [
    "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----",
    "[?&]sig=[A-Za-z0-9%+/]{20}",
    "\\b(Account|SharedAccess)Key=",
    "\\bsk-[A-Za-z0-9_-]{20}",
    "\\bgh[pousr]_[A-Za-z0-9]{20}",
    "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ",
  ].join("|"),
);

/**
 * Secrets that stand in plain text in a configuration. Every reader of the repository can read them, and they stay in its history.
 *
 * @param values Key → value, in either form that `readConfig` takes; encrypted values are groups (`secure: …`).
 * @param secretKeys Keys of `values` that Pulumi marks as secret, where the values are decrypted already.
 */
export function plainSecrets(
  values: Readonly<Record<string, unknown>>,
  project: string,
  secretKeys: readonly string[] = [],
): Problem[] {
  return Object.entries(values).flatMap(([fullKey, value]) => {
    if (secretKeys.includes(fullKey)) return [];
    const { key } = settingKey(fullKey, project);
    return [...plainAt([key ?? fullKey], fullKey.split(":").at(-1) ?? fullKey, structured(value))].map((steps) =>
      problem(key, steps),
    );
  });
}

/** A group or a list that Pulumi hands on as JSON text; every other value as it is. */
function structured(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    // Text that only looks like JSON.
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

/** The paths of the secrets at a place and below it. */
function* plainAt(path: readonly PropertyKey[], name: string, value: unknown): Generator<readonly PropertyKey[]> {
  if (typeof value === "string" && value !== "" && (secretName.test(name) || secretText.test(value))) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value))
    yield* plainAt([...path, Array.isArray(value) ? Number(key) : key], Array.isArray(value) ? name : key, item);
}

function problem(key: string | undefined, steps: readonly PropertyKey[]): Problem {
  const path = key === undefined ? String(steps[0]) + steps.slice(1).map(String).join(".") : pathOf(...steps);
  return {
    path,
    got: "a secret in plain text",
    allowed: "an encrypted value (secure: …)",
    message: `stands in plain text; set it with \`pulumi config set --secret --path '${path}'\`, and take the one that was here out of use`,
  };
}
