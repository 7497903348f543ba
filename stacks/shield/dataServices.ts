import { Certificate } from "../../components/certificate";
import { Identities, RoleAssignments } from "../../components/identity";
import { KeyVault } from "../../components/keyVault";
import { archiveContainers } from "../../components/monitoring";
import { targetIn } from "../../components/monitoring/diagnosticSettings";
import { FlowLogs } from "../../components/network/flowLogs";
import { PrivateStorage } from "../../components/storage";
import { Settings } from "../settings/schema";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { Net } from "./networking";
import { earlyRoleRows } from "./roleRows";

/** Identities, vaults, storage accounts, the certificate of the host name and the roles that these need from the start. */
export function dataServices(base: Base, logs: Logs, net: Net) {
  const { settings, child, place } = base;
  const identities = new Identities("identities", { ...place, keys: identityKeys(settings) }, child);
  const { vault, encryptionVaults } = vaults(base, logs, net);
  const { training, audit } = storageAccounts(base, logs, net);
  const { certificate: certificateSettings, hostName } = settings.ingress;
  const certificate = new Certificate(
    "certificate",
    { settings: certificateSettings, hostName, resourceGroupName: place.resourceGroupName, vault, tags: place.tags },
    child,
  );
  const data = { identities, vault, encryptionVaults, training, audit, certificate };
  const earlyRoles = rolesFromTheStart(base, data);
  if (settings.network.flowLogs.enabled) flowLogs(base, logs, net, data, earlyRoles);
  return { ...data, earlyRoles };
}

export type Data = ReturnType<typeof dataServices>;
type Stores = Omit<Data, "earlyRoles">;

const identityKeys = ({ openAi, network }: Settings): string[] => [
  "gateway",
  "apim",
  ...(openAi.customerManagedKey ? ["openai"] : []),
  ...(network.flowLogs.enabled ? ["flow-logs"] : []),
];

/** The environment's vault and, for customer-managed keys, one vault in each region. */
function vaults({ settings, child, protect, place }: Base, { diagnostics }: Logs, { access }: Net) {
  const { tenantId } = settings.identity;
  const vault = new KeyVault("vault", { ...place, tenantId, access, diagnostics, protect }, child);
  const encryptionOf = (location: string) =>
    new KeyVault(
      `vault-${location}`,
      {
        ...place,
        location,
        tenantId,
        access,
        diagnostics: targetIn(location, diagnostics),
        encryptionOf: location,
        // An account comes to the vault as a trusted service (Microsoft Learn, "Azure OpenAI encryption of data at rest").
        trustedServices: true,
        protect,
      },
      child,
    );
  // An account takes a key of its own region only (the same page).
  const regions = settings.openAi.customerManagedKey ? settings.openAi.regions : [];
  return { vault, encryptionVaults: Object.fromEntries(regions.map(({ location }) => [location, encryptionOf(location)])) };
}

/** Storage of training data and of the audit archive. */
function storageAccounts({ settings, child, protect, place }: Base, { diagnostics }: Logs, { access }: Net) {
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

function rolesFromTheStart({ settings, child, subscriptionId }: Base, { identities, vault, encryptionVaults, audit }: Stores) {
  const { certificate } = settings.ingress;
  const rows = earlyRoleRows({
    gatewayPrincipalId: identities.get("gateway").principalId,
    certificateVaultId: certificate.keyVaultSecretId ? certificate.keyVaultId : vault.id,
    encryption: settings.openAi.customerManagedKey
      ? {
          principalId: identities.get("openai").principalId,
          keyVaultIds: Object.fromEntries(Object.entries(encryptionVaults).map(([location, { id }]) => [location, id])),
        }
      : undefined,
    flowLogs: settings.network.flowLogs.enabled
      ? { principalId: identities.get("flow-logs").principalId, storageAccountId: audit.id }
      : undefined,
  });
  return new RoleAssignments("early-roles", { subscriptionId, rows }, child);
}

function flowLogs(
  { settings, child, place }: Base,
  { workspace }: Logs,
  { network }: Net,
  { audit, identities }: Stores,
  roles: RoleAssignments,
): void {
  new FlowLogs(
    "flow-logs",
    {
      ...place,
      settings: settings.network.flowLogs,
      virtualNetworkId: network.id,
      storageAccountId: audit.id,
      workspaceId: workspace.id,
      identityId: identities.get("flow-logs").id,
    },
    // Network Watcher checks when the flow log is created that its identity may write.
    { ...child, dependsOn: roles.assignment("flow-logs") },
  );
}
