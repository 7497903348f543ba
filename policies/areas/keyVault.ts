import type { Rule } from "../base/rule";
import kvAccessPolicyLeastPrivilege from "../rules/kv-access-policy-least-privilege";
import kvClosed from "../rules/kv-closed";
import kvDiagnosticsAudit from "../rules/kv-diagnostics-audit";
import kvFirewallDeny from "../rules/kv-firewall-deny";
import kvKeyExpiry from "../rules/kv-key-expiry";
import kvKeyNotExportable from "../rules/kv-key-not-exportable";
import kvKeyRotation from "../rules/kv-key-rotation";
import kvPrivateEndpoint from "../rules/kv-private-endpoint";
import kvPublicNetworkDisabled from "../rules/kv-public-network-disabled";
import kvPurgeProtection from "../rules/kv-purge-protection";
import kvRbac from "../rules/kv-rbac";
import kvSecretContentType from "../rules/kv-secret-content-type";
import kvSecretExpiry from "../rules/kv-secret-expiry";
import kvSoftDelete from "../rules/kv-soft-delete";
import kvTenant from "../rules/kv-tenant";

/** Rules over key vaults. */
export const keyVaultRules: readonly Rule[] = [
  kvAccessPolicyLeastPrivilege,
  kvClosed,
  kvDiagnosticsAudit,
  kvFirewallDeny,
  kvKeyExpiry,
  kvKeyNotExportable,
  kvKeyRotation,
  kvPrivateEndpoint,
  kvPublicNetworkDisabled,
  kvPurgeProtection,
  kvRbac,
  kvSecretContentType,
  kvSecretExpiry,
  kvSoftDelete,
  kvTenant,
];
