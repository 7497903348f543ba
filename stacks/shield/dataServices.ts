import * as pulumi from "@pulumi/pulumi";
import { Certificate } from "../../components/certificate";
import { DiagnosticsTarget } from "../../components/context";
import { RoleAssignments } from "../../components/identity";
import { KeyVault } from "../../components/keyVault";
import { archiveContainers } from "../../components/monitoring";
import { FlowLogs } from "../../components/network/flowLogs";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { PrivateStorage } from "../../components/storage";
import { EarlyRoles, earlyRoles } from "./earlyRoles";
import { AccountKeys, encryptionVaults } from "./encryption";
import { Base } from "./foundation";
import { ShieldIdentities, identities } from "./identities";

/** What the data services need of logs and network. */
export interface DataInputs {
  diagnostics: DiagnosticsTarget;
  workspaceId: pulumi.Input<string>;
  network: VirtualNetwork;
  access: PrivateAccess;
}

/** The certificate of the host name. */
export interface HostCertificate {
  component: Certificate;
  /** Wait for this before the gateway reads the certificate: the secret, the way to it and the role. */
  ready: pulumi.Resource[];
}

/** Identities, vaults, storage accounts, the certificate and the first roles. */
export interface DataServices {
  identities: ShieldIdentities;
  vault: KeyVault;
  /** Customer-managed keys, by region; empty without them. */
  encryption: Record<string, AccountKeys>;
  training: PrivateStorage;
  audit: PrivateStorage;
  certificate: HostCertificate;
  earlyRoles: RoleAssignments;
}

/** Identities, vaults, storage accounts, the certificate of the host name and the roles that these need from the start. */
export function dataServices(base: Base, inputs: DataInputs): DataServices {
  const { settings, child, protect, place } = base;
  const { diagnostics, access } = inputs;
  const who = identities(base);
  const vault = new KeyVault("vault", { ...place, tenantId: settings.identity.tenantId, access, diagnostics, protect }, child);
  const vaults = encryptionVaults(base, inputs);
  const { training, audit } = storageAccounts(base, inputs);
  const component = certificate(base, vault);
  const roles = earlyRoles(base, { identities: who, vault, encryptionVaults: vaults, audit });
  if (who.flowLogs) flowLogs(base, inputs, { audit, identityId: who.flowLogs.id, role: roles.flowLogs });
  const ready = [...(roles.certificate ? [roles.certificate] : []), ...component.ready, ...vault.endpoint.ready];
  return {
    identities: who,
    vault,
    encryption: accountKeys(who, vaults, roles),
    training,
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

function certificate({ settings, child, place }: Base, vault: KeyVault): Certificate {
  const { certificate: source, hostName } = settings.ingress;
  const { resourceGroupName, tags } = place;
  return new Certificate("certificate", { settings: source, hostName, resourceGroupName, vault, tags }, child);
}

/** Storage of training data and of the audit archive. */
function storageAccounts({ settings, child, protect, place }: Base, { diagnostics, access }: DataInputs) {
  const common = { ...place, access, diagnostics, versioning: true, zoneRedundant: settings.profile === "prod", protect };
  const { retentionDays, locked } = settings.monitoring.auditArchive;
  const training = new PrivateStorage("training", { ...common, key: "tr", containers: [{ name: "training" }] }, child);
  const audit = new PrivateStorage(
    "audit",
    {
      ...common,
      key: "au",
      containers: archiveContainers.map((name) => ({ name, immutability: { days: retentionDays, locked } })),
      // The workspace's export and Network Watcher write as trusted services (Microsoft Learn, "Log Analytics workspace
      // data export in Azure Monitor").
      trustedServices: true,
    },
    child,
  );
  return { training, audit };
}

function flowLogs(
  { settings, child, place }: Base,
  { network, workspaceId }: DataInputs,
  writer: { audit: PrivateStorage; identityId: pulumi.Input<string>; role: pulumi.Resource | undefined },
): void {
  new FlowLogs(
    "flow-logs",
    {
      ...place,
      settings: settings.network.flowLogs,
      virtualNetworkId: network.id,
      storageAccountId: writer.audit.id,
      workspaceId,
      identityId: writer.identityId,
    },
    // Network Watcher checks when the flow log is created that its identity may write.
    { ...child, dependsOn: writer.role },
  );
}
