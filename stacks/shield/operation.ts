import * as pulumi from "@pulumi/pulumi";
import { RoleAssignments } from "../../components/identity";
import { Alerts, AuditExport, QueryLibrary, Workspace } from "../../components/monitoring";
import { OpenAiFleet } from "../../components/openAi";
import { isProvisioned } from "../settings/deployments";
import { Base } from "./foundation";
import { contentSafetyRegionOf } from "./contentSafety";
import { gatewayFacts } from "./gatewayFacts";
import { ShieldIdentities } from "./identities";
import { writtenAccounts } from "./writtenAccounts";
import { roleRows } from "./roleRows";

type WithId = { id: pulumi.Input<string> };

/** What is operated. */
export interface OperationInputs {
  /** The workspace that is queried, exported and watched. */
  workspace: Workspace;
  /** The identity of API Management, which gets roles on the accounts. */
  identities: Pick<ShieldIdentities, "apiManagement">;
  /** Azure OpenAI accounts, by key: the region, or `stored-<consumer>`. */
  accounts: OpenAiFleet["accounts"];
  /** The service that is watched and that operators get a role on. */
  apiManagement: WithId;
  /** Application Gateway, watched too. */
  gateway: WithId;
  /** Storage of training data, which the account of stored objects works with. */
  training: WithId;
  /** Storage of the audit archive, target of the export. */
  audit: WithId;
  /** The vault that is watched. */
  vault: WithId;
}

/** What the running environment has beside its parts. */
export interface Operation {
  /** Roles of the running environment. */
  roles: RoleAssignments;
  /** What is made on the workspace. */
  onWorkspace: pulumi.Resource[];
}

/** Rights, queries, the audit export and alerts. */
export function operation(base: Base, inputs: OperationInputs): Operation {
  const { settings, child, place, subscriptionId } = base;
  const { workspace, identities, accounts, apiManagement, gateway, training, audit } = inputs;
  const { id: workspaceId, workspaceName } = workspace;
  const queries = new QueryLibrary("queries", { ...place, facts: gatewayFacts(settings), workspaceId, workspaceName }, child);
  const rows = roleRows({
    settings,
    queryPackId: queries.queryPackId,
    workbookIds: queries.workbookIds,
    apiManagementPrincipalId: identities.apiManagement.principalId,
    accounts,
    statefulRegion: settings.openAi.statefulRegion,
    writtenAccounts: writtenAccounts(settings),
    contentSafetyRegion: contentSafetyRegionOf(settings),
    applicationInsightsId: workspace.applicationInsights.id,
    apiManagementId: apiManagement.id,
    applicationGatewayId: gateway.id,
    workspaceId,
    trainingStorageId: training.id,
    auditStorageId: audit.id,
  });
  const roles = new RoleAssignments("roles", { subscriptionId, rows }, child);
  // An existing workspace belongs to someone else: what it exports is theirs to say.
  const auditExport =
    workspaceName && new AuditExport("audit-export", { ...place, workspaceName, storageAccountId: audit.id }, child);
  alerts(base, inputs);
  return { roles, onWorkspace: [queries, ...(auditExport ? [auditExport] : [])] };
}

function alerts({ settings, child, place, group, subscriptionId }: Base, inputs: OperationInputs): void {
  const { workspace, vault, accounts, apiManagement, gateway } = inputs;
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
      openAiAccountIds: Object.fromEntries(Object.entries(accounts).map(([location, account]) => [location, account.id])),
    },
    child,
  );
}
