import type { Props } from "./provider";

/**
 * How Pulumi writes values that JSON has no form for, over gRPC and in its state (Pulumi's developer documentation, "Property values"; Pulumi SDK,
 * `runtime/rpc`): an object whose key `signatureKey` says what it is, and strings that stand for what is not known yet.
 */
export const signatureKey = "4dabf18193072939515e22adb298388d";

/** What an object marked with `signatureKey` is. */
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** Stands for a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's sentinels for unknown values: one for each kind of value. */
export const unknownSentinels: ReadonlySet<unknown> = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value is a JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);

/** An object that is something else. */
export type Marked = Props & { [signatureKey]: string };

/** Whether a value is an object that the wire format marks as this kind. */
export const isMarked = (value: unknown, kind: keyof typeof signatures): value is Marked =>
  isObject(value) && value[signatureKey] === signatures[kind];

/** Marks a value as secret; what is secret already stays as it is. */
export const secret = (value: unknown): unknown =>
  isMarked(value, "secret") ? value : { [signatureKey]: signatures.secret, value: value ?? null };
