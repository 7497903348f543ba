import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { UsageError } from "./errors";

/** Stands for a secret of a stack file that cannot be decrypted here; the same text as Pulumi shows. */
export const secretPlaceholder = "[secret]";

/** Turns the text after `secure:` into the plain value. */
export type Decrypt = (ciphertext: string) => string;

const keyDerivation = { iterations: 1_000_000, bytes: 32, digest: "sha256" } as const;
const tagBytes = 16;

/**
 * Decrypts the `secure:` values of a stack whose secrets are kept with a passphrase (PBKDF2 with SHA-256, then
 * AES-256-GCM; Pulumi's `passphrase` secrets provider, version `v1`).
 * @param encryptionSalt The stack file's `encryptionsalt`: `v1:<salt>:<the word pulumi, encrypted>`.
 * @throws UsageError when the passphrase is not that of the stack.
 */
export function passphraseDecrypter(encryptionSalt: string, passphrase: string): Decrypt {
  const [version, salt, ...proof] = encryptionSalt.split(":");
  if (version !== "v1" || !salt) throw new UsageError(`encryptionsalt: version ${version} is not known; allowed: v1`);
  const key = pbkdf2Sync(
    passphrase,
    Buffer.from(salt, "base64"),
    keyDerivation.iterations,
    keyDerivation.bytes,
    keyDerivation.digest,
  );
  const decrypt = (ciphertext: string) => decryptWith(key, ciphertext);
  try {
    if (decrypt(proof.join(":")) === "pulumi") return decrypt;
  } catch {
    // The authentication tag does not fit: the same answer as for a wrong proof.
  }
  throw new UsageError("PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stack");
}

function decryptWith(key: Buffer, ciphertext: string): string {
  const [version, nonce, sealed] = ciphertext.split(":");
  if (version !== "v1" || !nonce || !sealed) throw new UsageError("a secure: value is not in the form v1:<nonce>:<text>");
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return decipher.update(bytes.subarray(0, -tagBytes), undefined, "utf8") + decipher.final("utf8");
}
