/**
 * Property values as Pulumi's engine sends them over gRPC, and back. Unknowns, secrets, outputs, references and assets are marked inside
 * plain objects and strings; the markers are those of `sdk/proto` ("Property values", Pulumi's developer documentation).
 */

import { isObject, secret, signatureKey, signatures, unknownSentinels, unknownValue } from "../protocol/markers";
import type { Props } from "../protocol/provider";

export type { Props } from "../protocol/provider";
export { signatureKey, signatures, unknownValue } from "../protocol/markers";

/** Thrown for a value that no Azure resource can hold. */
export class UnsupportedValueError extends Error {}

const signatureOf = (value: unknown): unknown => (isObject(value) ? value[signatureKey] : undefined);
const isUnset = (value: unknown): boolean => value === undefined || value === null;

/**
 * The plain value of a value from the wire: secrets and known outputs unwrapped, everything unknown as `unknownValue`, a reference to a
 * resource as its id, nulls inside objects left out as azure-native does.
 * @throws UnsupportedValueError for assets and archives
 */
export function plain(value: unknown, path = ""): unknown {
  if (unknownSentinels.has(value)) return unknownValue;
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`));
  if (!isObject(value)) return value;
  const signature = value[signatureKey];
  if (signature !== undefined) return plainSpecial(signature, value, path);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => !isUnset(item))
      .map(([key, item]) => [key, plain(item, path ? `${path}.${key}` : key)]),
  );
}

function plainSpecial(signature: unknown, value: Props, path: string): unknown {
  switch (signature) {
    case signatures.secret:
      return plain(value.value, path);
    case signatures.output:
      return "value" in value ? plain(value.value, path) : unknownValue;
    case signatures.resource:
      return isUnset(value.id) || value.id === "" ? unknownValue : plain(value.id, path);
    default:
      throw new UnsupportedValueError(
        `${path || "the value"} is an asset or an archive; no resource of the stand-in Azure takes one`,
      );
  }
}

/** `plain` for the properties of a resource. */
export const plainProps = (value: Props): Props => plain(value) as Props;

function containsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  if (!isObject(value)) return false;
  if (value[signatureKey] === signatures.secret) return true;
  if (value[signatureKey] === signatures.output && value.secret === true) return true;
  return Object.values(value).some(containsSecret);
}

/**
 * Marks in `outputs` what was secret in `inputs` (from the wire): objects key by key, anything else that contains a secret as a whole.
 * It is what the engine does for a provider that does not know secrets, such as azure-native; here it is done for the engine.
 */
export function likeInputs(outputs: Props, inputs: Props): Props {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      const input = inputs[key];
      if (isObject(value) && isObject(input) && signatureOf(input) === undefined) return [key, likeInputs(value, input)];
      return [key, containsSecret(input) ? secret(value) : value];
    }),
  );
}

/** Marks the named outputs as secret; names of outputs that are not there are ignored. */
export function withSecrets(outputs: Props, names: readonly string[]): Props {
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, names.includes(key) ? secret(value) : value]));
}
