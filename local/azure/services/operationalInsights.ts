import { AzureError } from "../base/azureError";
import { creationTime, guid } from "../base/identifiers";
import { identityOf } from "../base/identity";
import { failIf, outside } from "../base/inputRule";
import { CheckFailure, Props } from "../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../base/resourceType";
import { below, keyOf, parentId, Refusal } from "../base/world";

const logs = "Microsoft.OperationalInsights";
const version = { apiVersion: "2023-09-01" } as const;

function workspace(resource: Deployed): Props {
  return {
    ...identityOf(resource),
    customerId: guid(`workspace:${resource.id}`),
    createdDate: creationTime,
    modifiedDate: creationTime,
    sku: { lastSkuUpdate: creationTime },
    features: { searchVersion: 1 },
    ...succeeded,
  };
}

function table({ inputs }: Deployed): Props {
  const { retentionInDays, totalRetentionInDays } = inputs;
  const archived = typeof retentionInDays === "number" && typeof totalRetentionInDays === "number";
  return {
    ...(archived && { archiveRetentionInDays: totalRetentionInDays - retentionInDays }),
    retentionInDaysAsDefault: retentionInDays === undefined,
    totalRetentionInDaysAsDefault: totalRetentionInDays === undefined,
    ...succeeded,
  };
}

/** Microsoft Learn, "Manage data retention in a Log Analytics workspace". */
const checkWorkspace = (inputs: Props): CheckFailure[] => outside(inputs.retentionInDays, "retentionInDays", 30, 730);

function checkTable(inputs: Props): CheckFailure[] {
  const { retentionInDays, totalRetentionInDays } = inputs;
  const shorter =
    typeof retentionInDays === "number" && typeof totalRetentionInDays === "number" && totalRetentionInDays < retentionInDays;
  return [
    ...outside(retentionInDays, "retentionInDays", 4, 730),
    ...outside(totalRetentionInDays, "totalRetentionInDays", 4, 4383),
    ...failIf(
      shorter,
      "totalRetentionInDays",
      `${String(totalRetentionInDays)} is less than retentionInDays ${String(retentionInDays)}`,
    ),
  ];
}

/** Azure's own tables come and go with the workspace. */
const isAzures = (id: string): boolean => !/_(CL|RST|SRCH)$/.test(id);

const tableDelete: Refusal = ({ id }) =>
  isAzures(id)
    ? new AzureError(400, "InvalidParameter", `Table ${id.split("/").at(-1)} is of type Microsoft and cannot be deleted.`)
    : undefined;

/**
 * Saved searches of a workspace are written one after another, and only the first time without an etag (Azure/Azure-Sentinel issue 9546,
 * MicrosoftDocs/azure-docs issue 49275, Azure/azure-powershell issue 10564). azure-native does not try again.
 */
const newerDataExists: Refusal = ({ id, kind, token, inputs }, world) => {
  const siblings = below(world, parentId(id) ?? "").filter((one) => one.token === token && keyOf(one.id) !== keyOf(id));
  const isOverwriting = kind === "update" && inputs.etag !== "*";
  if (!isOverwriting && !siblings.some(({ operation }) => operation)) return undefined;
  return new AzureError(409, "NewerDataExists", `Newer data exists. The saved search '${id.split("/").at(-1)}' was not written.`);
};

/** Types of Log Analytics. */
export const operationalInsightsTypes: ResourceTypes = {
  "operationalinsights:Workspace": {
    arm: `${logs}/workspaces`,
    ...version,
    path: ["resourceGroupName", "workspaceName"],
    located: true,
    adds: workspace,
    name: { min: 4, max: 63, pattern: /^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/ },
    seconds: { create: 30, update: 5, delete: 10 },
    check: checkWorkspace,
    // Microsoft Learn, "Delete and recover an Azure Log Analytics workspace": 14 days; a new one of the same name is the old one.
    softDelete: { keptFor: () => 14 * 86_400_000, restores: () => true },
  },
  "operationalinsights:Table": {
    arm: `${logs}/workspaces/tables`,
    ...version,
    path: ["resourceGroupName", "workspaceName", "tableName"],
    adds: table,
    madeByAzure: isAzures,
    name: { min: 1, max: 63, pattern: /^[A-Za-z][A-Za-z0-9_]*$/ },
    seconds: { create: 10 },
    check: checkTable,
    refuseDelete: tableDelete,
  },
  "operationalinsights:SavedSearch": {
    arm: `${logs}/workspaces/savedSearches`,
    ...version,
    path: ["resourceGroupName", "workspaceName", "savedSearchId"],
    refuse: newerDataExists,
  },
  "operationalinsights:DataExport": {
    arm: `${logs}/workspaces/dataExports`,
    ...version,
    path: ["resourceGroupName", "workspaceName", "dataExportName"],
    adds: (r) => ({ dataExportId: guid(r.id), createdDate: creationTime, lastModifiedDate: creationTime }),
    name: { min: 4, max: 63, pattern: /^[A-Za-z][A-Za-z0-9-]+[A-Za-z0-9]$/ },
  },
  "operationalinsights:QueryPack": {
    arm: `${logs}/queryPacks`,
    ...version,
    path: ["resourceGroupName", "queryPackName"],
    located: true,
    adds: (r) => ({ queryPackId: guid(r.id), timeCreated: creationTime, timeModified: creationTime, ...succeeded }),
  },
};
