import { IngressSettings } from "../settings/schema";

/**
 * Who owns the vault that holds the certificate of the host name, and so gives the gateway the role to read it: this environment; another one whose
 * vault is named, so that the role is assigned here; or another one that assigns the role itself.
 */
export type CertificateOwner = { kind: "here" } | { kind: "named"; vaultId: string } | { kind: "other" };

type Certificate = Pick<IngressSettings["certificate"], "keyVaultSecretId" | "keyVaultId" | "keyVaultEndpoint">;

/** Decides from the settings of the certificate who owns its vault. */
export function certificateOwner({ keyVaultSecretId, keyVaultId }: Certificate): CertificateOwner {
  if (!keyVaultSecretId) return { kind: "here" };
  return keyVaultId ? { kind: "named", vaultId: keyVaultId } : { kind: "other" };
}

/** Vault of another owner to which a private endpoint is made here; undefined where none is needed. */
export function vaultOfEndpoint(certificate: Certificate): string | undefined {
  const owner = certificateOwner(certificate);
  return owner.kind === "named" && certificate.keyVaultEndpoint === "create" ? owner.vaultId : undefined;
}

/** Whether the gateway reaches the vault of its certificate over the network of somebody else. */
export const vaultElsewhere = (certificate: Certificate): boolean =>
  certificateOwner(certificate).kind !== "here" && certificate.keyVaultEndpoint === "existing";
