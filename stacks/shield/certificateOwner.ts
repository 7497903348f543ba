import { IngressSettings } from "../settings/schema";

/**
 * Who owns the vault that holds the certificate of the host name, and so gives the gateway the role to read it: this environment; another one whose
 * vault is named, so that the role is assigned here; or another one that assigns the role itself.
 */
export type CertificateOwner = { kind: "here" } | { kind: "named"; vaultId: string } | { kind: "other" };

/** Decides from the settings of the certificate who owns its vault. */
export function certificateOwner({ keyVaultSecretId, keyVaultId }: IngressSettings["certificate"]): CertificateOwner {
  if (!keyVaultSecretId) return { kind: "here" };
  return keyVaultId ? { kind: "named", vaultId: keyVaultId } : { kind: "other" };
}
