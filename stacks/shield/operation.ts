import * as pulumi from "@pulumi/pulumi";
import { RoleAssignments } from "../../components/identity";
import { lock } from "../../components/locks";
import { Alerts, AuditExport, QueryLibrary } from "../../components/monitoring";
import { isProvisioned } from "../settings/deployments";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Front } from "./frontDoor";
import { gatewayFacts } from "./gatewayFacts";
import { Logs } from "./logging";
import { Models } from "./modelAccounts";
import { roleRows, RoleSubjects } from "./roleRows";

/** What the running environment needs beside its parts: rights, queries, the audit export and alerts. */
export function operation(base: Base, logs: Logs, data: Data, models: Models, front: Front) {
  const { child, place } = base;
  const { workspace } = logs;
  const roles = new RoleAssignments(
    "roles",
    { subscriptionId: base.subscriptionId, rows: roleRows(roleSubjects(base, logs, data, models, front)) },
    child,
  );
  const { id: workspaceId, workspaceName } = workspace;
  const queries = new QueryLibrary(
    "queries",
    { ...place, facts: gatewayFacts(base.settings), workspaceId, workspaceName },
    child,
  );
  // An existing workspace belongs to someone else: what it exports is theirs to say.
  const auditExport = workspaceName
    ? new AuditExport("audit-export", { ...place, workspaceName, storageAccountId: data.audit.id }, child)
    : undefined;
  alerts(base, logs, data, models, front);
  return { roles, onWorkspace: [queries, ...(auditExport ? [auditExport] : [])] };
}

export type Operation = ReturnType<typeof operation>;

function roleSubjects({ settings }: Base, { workspace }: Logs, data: Data, { fleet }: Models, front: Front): RoleSubjects {
  return {
    groups: settings.identity.groups,
    apiManagementPrincipalId: data.identities.get("apim").principalId,
    accounts: fleet.accounts,
    statefulRegion: settings.openAi.statefulRegion,
    storedObjects: settings.plans.some((plan) => plan.consumersMayReadStoredObjects),
    applicationInsightsId: workspace.applicationInsights.id,
    apiManagementId: front.apiManagement.id,
    applicationGatewayId: front.gateway.id,
    workspaceId: workspace.id,
    trainingStorageId: data.training.id,
    auditStorageId: data.audit.id,
  };
}

function alerts(base: Base, { workspace }: Logs, { vault }: Data, { fleet }: Models, { apiManagement, gateway }: Front): void {
  const { settings, child, place, group, subscriptionId } = base;
  new Alerts(
    "alerts",
    {
      ...place,
      facts: gatewayFacts(settings),
      settings: settings.monitoring,
      apiManagementTier: settings.apiManagement.sku,
      budget: settings.budget,
      resourceGroupId: group.id,
      subscriptionId,
      workspaceId: workspace.id,
      apiManagementId: apiManagement.id,
      applicationGatewayId: gateway.id,
      keyVaultId: vault.id,
      provisionedRegions: settings.openAi.regions
        .filter(({ deployments }) => deployments.some(isProvisioned))
        .map(({ location }) => location),
      openAiAccountIds: Object.fromEntries(Object.entries(fleet.accounts).map(([location, account]) => [location, account.id])),
    },
    child,
  );
}

/** Delete locks on what holds data or takes an hour to come back. */
export function locks(
  base: Base,
  { workspace }: Logs,
  data: Data,
  { fleet }: Models,
  front: Front,
  { roles, onWorkspace }: Operation,
): void {
  const { vault, encryptionVaults, training, audit, certificate, earlyRoles } = data;
  const lockOf = (key: string, target: pulumi.Resource & { id: pulumi.Input<string> }, ...onIt: pulumi.Resource[]) =>
    lock(key, target.id, "Holds data or takes long to restore; remove the lock on purpose first", [target, ...onIt], base.child);
  // An existing workspace is its owner's to lock.
  if (!base.settings.monitoring.workspaceId) lockOf("workspace", workspace, roles, ...onWorkspace);
  lockOf("vault", vault, certificate, earlyRoles);
  for (const [location, keys] of Object.entries(encryptionVaults)) lockOf(`vault-${location}`, keys, earlyRoles);
  lockOf("training", training, roles);
  lockOf("audit", audit, roles, earlyRoles, ...onWorkspace);
  lockOf("apim", front.apiManagement, roles);
  lockOf("gateway", front.gateway, roles);
  for (const [location, account] of Object.entries(fleet.accounts)) lockOf(`openai-${location}`, account, roles);
}
