import type { Rule } from "../base/rule";
import archiveAppendOnly from "../rules/archive-append-only";
import archiveImmutable from "../rules/archive-immutable";
import archiveLifecycle from "../rules/archive-lifecycle";
import archiveRecoverable from "../rules/archive-recoverable";
import stBlobSoftDelete from "../rules/st-blob-soft-delete";
import stClosed from "../rules/st-closed";
import stContainerPrivate from "../rules/st-container-private";
import stContainerSoftDelete from "../rules/st-container-soft-delete";
import stCrossTenantReplication from "../rules/st-cross-tenant-replication";
import stFirewallDeny from "../rules/st-firewall-deny";
import stHttpsOnly from "../rules/st-https-only";
import stLocalUsersDisabled from "../rules/st-local-users-disabled";
import stLogsRwd from "../rules/st-logs-rwd";
import stMinTls12 from "../rules/st-min-tls12";
import stNoCors from "../rules/st-no-cors";
import stNoPublicBlob from "../rules/st-no-public-blob";
import stPrivateEndpoint from "../rules/st-private-endpoint";
import stPublicNetworkDisabled from "../rules/st-public-network-disabled";
import stReplication from "../rules/st-replication";
import stSasPolicy from "../rules/st-sas-policy";
import stSharedKeyDisabled from "../rules/st-shared-key-disabled";
import stTrustedServicesBypass from "../rules/st-trusted-services-bypass";

/** Rules over storage accounts. */
export const storageRules: readonly Rule[] = [
  archiveAppendOnly,
  archiveImmutable,
  archiveLifecycle,
  archiveRecoverable,
  stBlobSoftDelete,
  stClosed,
  stContainerPrivate,
  stContainerSoftDelete,
  stCrossTenantReplication,
  stFirewallDeny,
  stHttpsOnly,
  stLocalUsersDisabled,
  stLogsRwd,
  stMinTls12,
  stNoCors,
  stNoPublicBlob,
  stPrivateEndpoint,
  stPublicNetworkDisabled,
  stReplication,
  stSasPolicy,
  stSharedKeyDisabled,
  stTrustedServicesBypass,
];
