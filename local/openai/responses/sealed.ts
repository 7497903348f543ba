import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/** Beginning of every sealed text, and sizes of what AES-GCM needs. */
const prefix = "gAAAA";
const nonceBytes = 12;
const tagBytes = 16;

/** Reasoning that only the account that made it can read. */
export class Seal {
  private readonly key: Buffer;

  /** @param account What makes the key: the account's name. */
  constructor(account: string) {
    this.key = createHash("sha256").update(`reasoning of ${account}`).digest();
  }

  /** Encrypts and signs a text; the same nonce gives the same result. */
  seal(text: string, nonce: Buffer): string {
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce.subarray(0, nonceBytes));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return prefix + Buffer.concat([nonce.subarray(0, nonceBytes), cipher.getAuthTag(), sealed]).toString("base64url");
  }

  /** Whether this account made it and nobody changed it. */
  reads(sealed: string): boolean {
    const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
    if (!sealed.startsWith(prefix) || bytes.length < nonceBytes + tagBytes) return false;
    const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      decipher.update(bytes.subarray(nonceBytes + tagBytes));
      decipher.final();
      return true;
    } catch {
      return false; // The tag does not fit: another key, or another text.
    }
  }
}
