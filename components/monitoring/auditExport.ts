import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";

/**
 * Tables that are copied to the audit archive. All are exported in full (Microsoft Learn, "Log Analytics data export
 * rules in Azure Monitor", unsupported tables, 2026-02). AzureDiagnostics cannot be exported. StorageBlobLogs is left
 * out: writing the archive makes rows there, which would be exported again without end.
 */
export const exportedTables = [
  "ApiManagementGatewayLlmLog",
  "ApiManagementGatewayLogs",
  "AGWAccessLogs",
  "AGWFirewallLogs",
  "AZKVAuditLogs",
  "AzureActivity",
  "LAQueryLogs",
] as const;

/**
 * Container of each exported table. Azure fixes the names: `am-` and the table, in lower case as container names are.
 * The archive makes them first, so that they have their immutability policy before the first row; the policy has to
 * allow protected appends, because the export appends to its blobs for five minutes each.
 */
export const archiveContainers: readonly string[] = exportedTables.map((table) => `am-${table.toLowerCase()}`);

/** From which workspace rows are copied, and to which account. */
export interface AuditExportArgs extends Omit<Placement, "location" | "tags"> {
  /** Workspace in the same resource group. */
  workspaceName: pulumi.Input<string>;
  /** Storage account of the archive: in the workspace's region, with trusted Azure services let in. */
  storageAccountId: pulumi.Input<string>;
}

/** Copies every new row of the audit tables to the archive, where it can no longer be changed. */
export class AuditExport extends pulumi.ComponentResource {
  constructor(name: string, args: AuditExportArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:AuditExport", name, {}, opts);
    const rule = new operationalinsights.DataExport(
      name,
      {
        dataExportName: "audit-archive",
        workspaceName: args.workspaceName,
        resourceGroupName: args.resourceGroupName,
        resourceId: args.storageAccountId,
        tableNames: [...exportedTables],
        enable: true,
      },
      { parent: this },
    );
    this.registerOutputs({ id: rule.id });
  }
}
