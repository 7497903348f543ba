import * as pulumi from "@pulumi/pulumi";
import { RoleAssignments, RoleRow } from "../../components/identity";
import { certificateOwner } from "./certificateOwner";
import { Base } from "./foundation";
import { ShieldIdentities } from "./identities";

type WithId = { id: pulumi.Input<string> };

/** Who the first roles are for, and on what. */
export interface EarlyRoleInputs {
  /** Who gets the roles. */
  identities: ShieldIdentities;
  /** The environment's own vault, which Application Gateway reads. */
  vault: WithId;
  /** Vaults of the customer-managed keys, by region. */
  encryptionVaults: Readonly<Record<string, WithId>>;
  /** Storage of the flow logs; undefined without them. */
  flowLogs: WithId | undefined;
}

/** The roles without which Azure refuses to create Application Gateway, encrypted accounts and flow logs. */
export interface EarlyRoles {
  /** All of these assignments, for what waits for every one. */
  component: RoleAssignments;
  /** Application Gateway reads its certificate; undefined where the vault's owner gives the role. */
  certificate?: pulumi.Resource;
  /** The accounts wrap with their keys, by region. */
  encryption: Record<string, pulumi.Resource>;
  /** Network Watcher writes flow logs. */
  flowLogs?: pulumi.Resource;
}

type Row = Omit<RoleRow, "principalType">;

/** Assigns the first roles. */
export function earlyRoles({ settings, child, subscriptionId }: Base, inputs: EarlyRoleInputs): EarlyRoles {
  const certificate = certificateRow(settings.ingress.certificate, inputs);
  const encryption = encryptionRows(inputs);
  const flowLogs = flowLogRow(inputs);
  const rows = [certificate, ...encryption.map(({ row }) => row), flowLogs].flatMap((row) =>
    row ? [servicePrincipal(row)] : [],
  );
  const component = new RoleAssignments("early-roles", { subscriptionId, rows }, child);
  return {
    component,
    ...(certificate && { certificate: component.assignment(certificate.key) }),
    encryption: Object.fromEntries(encryption.map(({ location, row }) => [location, component.assignment(row.key)])),
    ...(flowLogs && { flowLogs: component.assignment(flowLogs.key) }),
  };
}

const servicePrincipal = (row: Row): RoleRow => ({ ...row, principalType: "ServicePrincipal" });

function certificateRow(
  settings: Parameters<typeof certificateOwner>[0],
  { identities, vault }: EarlyRoleInputs,
): Row | undefined {
  const owner = certificateOwner(settings);
  if (owner.kind === "other") return undefined;
  return {
    key: "gateway-certificate",
    principalId: identities.gateway.principalId,
    role: "Key Vault Secrets User",
    scope: owner.kind === "named" ? owner.vaultId : vault.id,
    reason: "Application Gateway reads its certificate",
  };
}

function encryptionRows({ identities, encryptionVaults }: EarlyRoleInputs): { location: string; row: Row }[] {
  const { openAi } = identities;
  if (!openAi) return [];
  return Object.entries(encryptionVaults).map(([location, { id }]) => ({
    location,
    row: {
      key: `openai-encryption-${location}`,
      principalId: openAi.principalId,
      role: "Key Vault Crypto Service Encryption User",
      scope: id,
      reason: "Azure OpenAI wraps its data key with the customer-managed key",
    },
  }));
}

function flowLogRow({ identities, flowLogs }: EarlyRoleInputs): Row | undefined {
  if (!identities.flowLogs || !flowLogs) return undefined;
  return {
    key: "flow-logs",
    principalId: identities.flowLogs.principalId,
    role: "Storage Blob Data Contributor",
    scope: flowLogs.id,
    reason: "Network Watcher writes flow logs to an account that takes no keys",
  };
}
