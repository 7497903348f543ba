import * as pulumi from "@pulumi/pulumi";
import { RoleAssignments } from "../../components/identity";
import { lock } from "../../components/locks";
import { Alerts, AuditExport, QueryLibrary } from "../../components/monitoring";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Front } from "./frontDoor";
import { Logs } from "./logging";
import { Models } from "./modelAccounts";
import { roleRows } from "./roleRows";

/** Who may do what in the running environment. */
export function accessRights(
  { settings, child, subscriptionId }: Base,
  { workspace }: Logs,
  data: Data,
  { fleet }: Models,
  front: Front,
): void {
  const { regions, statefulRegion } = settings.openAi;
  const rows = roleRows({
    groups: settings.identity.groups,
    apiManagementPrincipalId: data.identities.get("apim").principalId,
    accounts: fleet.accounts,
    statefulRegion: statefulRegion ?? regions[0]!.location,
    storedObjects: settings.plans.some((plan) => plan.consumersMayReadStoredObjects),
    applicationInsightsId: workspace.applicationInsights.id,
    apiManagementId: front.apiManagement.id,
    applicationGatewayId: front.gateway.id,
    workspaceId: workspace.id,
    trainingStorageId: data.training.id,
    auditStorageId: data.audit.id,
  });
  new RoleAssignments("roles", { subscriptionId, rows }, child);
}

/** Queries, audit archive, alerts and budget. */
export function observation(base: Base, { workspace }: Logs, data: Data, { fleet }: Models, front: Front): void {
  const { settings, child, place, group, subscriptionId } = base;
  new QueryLibrary("queries", { ...place, workspaceId: workspace.id, workspaceName: workspace.workspaceName }, child);
  // An existing workspace belongs to someone else: what it exports is theirs to say.
  if (workspace.workspaceName)
    new AuditExport("audit-export", { ...place, workspaceName: workspace.workspaceName, storageAccountId: data.audit.id }, child);
  new Alerts(
    "alerts",
    {
      ...place,
      settings: settings.monitoring,
      apiManagementSku: settings.apiManagement.sku,
      budget: settings.budget,
      resourceGroupId: group.id,
      subscriptionId,
      workspaceId: workspace.id,
      apiManagementId: front.apiManagement.id,
      applicationGatewayId: front.gateway.id,
      keyVaultId: data.vault.id,
      openAiAccountIds: Object.fromEntries(Object.entries(fleet.accounts).map(([location, account]) => [location, account.id])),
    },
    child,
  );
}

/** Delete locks on what holds data or takes an hour to come back. */
export function locks({ settings, child }: Base, { workspace }: Logs, data: Data, { fleet }: Models, front: Front): void {
  const targets: Record<string, pulumi.Output<string>> = {
    // An existing workspace is its owner's to lock.
    ...(!settings.monitoring.workspaceId && { workspace: workspace.id }),
    vault: data.vault.id,
    training: data.training.id,
    audit: data.audit.id,
    apim: front.apiManagement.id,
    gateway: front.gateway.id,
    ...Object.fromEntries(Object.entries(fleet.accounts).map(([location, account]) => [`openai-${location}`, account.id])),
  };
  for (const [key, id] of Object.entries(targets))
    lock(key, id, "Holds data or takes long to restore; remove the lock on purpose first", child);
}
