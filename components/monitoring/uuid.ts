import { createHash } from "node:crypto";

/** Namespace of the ids that are made here: any fixed GUID does. */
const namespace = "6f0d4a5e-2f0c-4b53-9d0f-5f1f5b0f7c11";

/**
 * A GUID that depends on `name` only (UUID version 5, RFC 9562, 5.5). For resources whose name Azure wants to be a GUID
 * and which must keep it from one deployment to the next.
 */
export function stableGuid(name: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
