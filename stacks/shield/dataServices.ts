import * as pulumi from "@pulumi/pulumi";
import { Certificate } from "../../components/certificate";
import { DiagnosticsTarget } from "../../components/context";
import { RoleAssignments } from "../../components/identity";
import { KeyVault } from "../../components/keyVault";
import { archiveContainers } from "../../components/monitoring";
import { FlowLogs } from "../../components/network/flowLogs";
import { PrivateAccess, PrivateEndpoint } from "../../components/network/privateEndpoint";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { PrivateStorage } from "../../components/storage";
import { vaultOfEndpoint } from "./certificateOwner";
import { EarlyRoles, earlyRoles } from "./earlyRoles";
import { AccountKeys, encryptionVaults } from "./encryption";
import { Base } from "./foundation";
import { ShieldIdentities, identities } from "./identities";

/** What the data services need of logs and network. */
export interface DataInputs {
  /** Where vaults and storage accounts send their logs. */
  diagnostics: DiagnosticsTarget;
  /** Resource id of the workspace that gets traffic analytics. */
  workspaceId: pulumi.Input<string>;
  /** The network whose flows are logged. */
  network: VirtualNetwork;
  /** Where private endpoints go. */
  access: PrivateAccess;
}

/** The certificate of the host name. */
export interface HostCertificate {
  /** Makes the secret, or names the existing one. */
  component: Certificate;
  /** Wait for this before the gateway reads the certificate: the secret, the way to it and the role. */
  ready: pulumi.Resource[];
}

/** Identities, vaults, storage accounts, the certificate and the first roles. */
export interface DataServices {
  /** Made first, because roles and services name them. */
  identities: ShieldIdentities;
  /** The environment's own vault, which holds the certificate. */
  vault: KeyVault;
  /** Customer-managed keys, by region; empty without them. */
  encryption: Record<string, AccountKeys>;
  /** Storage of the audit archive. */
  audit: PrivateStorage;
  /** The certificate with what to wait for. */
  certificate: HostCertificate;
  /** Roles that must be there before the services that need them. */
  earlyRoles: RoleAssignments;
}

/** Identities, vaults, storage accounts, the certificate of the host name and the roles that these need from the start. */
export function dataServices(base: Base, inputs: DataInputs): DataServices {
  const { settings, child, protect, place } = base;
  const { diagnostics, access } = inputs;
  const who = identities(base);
  const vault = new KeyVault(
    "vault",
    // Application Gateway reads its certificate as a trusted service, or over the endpoint alone: Microsoft's pages differ.
    { ...place, tenantId: settings.identity.tenantId, access, diagnostics, trustedServices: true, protect },
    child,
  );
  const vaults = encryptionVaults(base, inputs);
  const { audit, flowLog } = storageAccounts(base, inputs);
  const component = certificate(base, vault);
  const roles = earlyRoles(base, { identities: who, vault, encryptionVaults: vaults, flowLogs: flowLog });
  if (who.flowLogs && flowLog)
    flowLogs(base, inputs, { storageAccountId: flowLog.id, identityId: who.flowLogs.id, role: roles.flowLogs });
  const endpoint = certificateEndpoint(base, inputs);
  const ready = [...(roles.certificate ? [roles.certificate] : []), ...component.ready, ...vault.endpoint.ready, ...endpoint];
  return {
    identities: who,
    vault,
    encryption: accountKeys(who, vaults, roles),
    audit,
    certificate: { component, ready },
    earlyRoles: roles.component,
  };
}

function accountKeys(
  { openAi }: ShieldIdentities,
  vaults: Record<string, KeyVault>,
  roles: EarlyRoles,
): Record<string, AccountKeys> {
  const keysOf = (location: string, vault: KeyVault): AccountKeys[] => {
    const role = roles.encryption[location];
    return openAi && role ? [{ vault, identity: openAi, role }] : [];
  };
  return Object.fromEntries(
    Object.entries(vaults).flatMap(([location, vault]) => keysOf(location, vault).map((keys) => [location, keys])),
  );
}

/** The private way to a vault of another owner that holds the certificate. @returns what to wait for before the vault is read */
function certificateEndpoint({ settings, child, place }: Base, { access }: DataInputs): pulumi.Resource[] {
  const targetId = vaultOfEndpoint(settings.ingress.certificate);
  if (!targetId) return [];
  return new PrivateEndpoint(
    "certificate-vault-endpoint",
    { ...place, access, targetId, groupId: "vault", key: "certificate-vault" },
    child,
  ).ready;
}

function certificate({ settings, child, place }: Base, vault: KeyVault): Certificate {
  const { certificate: source, hostName } = settings.ingress;
  const { resourceGroupName, tags } = place;
  return new Certificate("certificate", { settings: source, hostName, resourceGroupName, vault, tags }, child);
}

/** Storage of the audit archive, and of flow logs in an account of their own: the archive would keep each minute of them for years. */
function storageAccounts({ settings, child, protect, place, archiveLocked }: Base, { diagnostics, access }: DataInputs) {
  // The workspace's export and Network Watcher write as trusted services (Microsoft Learn, "Log Analytics workspace data export in Azure Monitor").
  const common = {
    ...place,
    access,
    diagnostics,
    trustedServices: true,
    redundancy: settings.profile === "prod" ? "zone" : "local",
    protect,
  } as const;
  const { retentionDays, deleteAfterDays, immutable, geoRedundant } = settings.monitoring.auditArchive;
  const redundancy = geoRedundant ? (settings.profile === "prod" ? "geoZone" : "geo") : common.redundancy;
  const audit = new PrivateStorage(
    "audit",
    {
      ...common,
      redundancy,
      key: "au",
      versioning: true,
      containers: archiveContainers,
      ...(immutable && { immutability: { days: retentionDays, locked: archiveLocked } }),
      deleteAfterDays: deleteAfterDays ?? retentionDays,
    },
    child,
  );
  const flowLog = settings.network.flowLogs.enabled
    ? new PrivateStorage("flow-log-storage", { ...common, key: "fl", versioning: false, containers: [] }, child)
    : undefined;
  return { audit, flowLog };
}

function flowLogs(
  { settings, child, place }: Base,
  { network, workspaceId }: DataInputs,
  writer: { storageAccountId: pulumi.Input<string>; identityId: pulumi.Input<string>; role: pulumi.Resource | undefined },
): void {
  new FlowLogs(
    "flow-logs",
    {
      ...place,
      settings: settings.network.flowLogs,
      virtualNetworkId: network.id,
      storageAccountId: writer.storageAccountId,
      workspaceId,
      identityId: writer.identityId,
      ready: writer.role,
    },
    child,
  );
}
