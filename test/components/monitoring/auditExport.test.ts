import { archiveContainers, AuditExport, exportedTables } from "../../../components/monitoring/auditExport";
import { named, record } from "../../support/record";
import { idOf, place } from "./sample";

const storageAccountId = idOf("Microsoft.Storage/storageAccounts", "stacmeau");

test("the rule copies the audit tables to the archive", async () => {
  const resources = await record(() => new AuditExport("export", { ...place(), workspaceName: "log-acme", storageAccountId }));
  expect(named(resources, "operationalinsights:DataExport", "export").inputs).toEqual({
    dataExportName: "audit-archive",
    workspaceName: "log-acme",
    resourceGroupName: "rg-acme",
    resourceId: storageAccountId,
    tableNames: [
      "ApiManagementGatewayLlmLog",
      "ApiManagementGatewayLogs",
      "AGWAccessLogs",
      "AGWFirewallLogs",
      "AZKVAuditLogs",
      "AzureActivity",
      "LAQueryLogs",
    ],
    enable: true,
  });
});

test("each table has the container that Azure exports to", () => {
  expect(archiveContainers).toEqual([
    "am-apimanagementgatewayllmlog",
    "am-apimanagementgatewaylogs",
    "am-agwaccesslogs",
    "am-agwfirewalllogs",
    "am-azkvauditlogs",
    "am-azureactivity",
    "am-laquerylogs",
  ]);
});

test.each(["AzureDiagnostics", "StorageBlobLogs"])("%s is not exported", (table) => {
  expect(exportedTables).not.toContain(table);
});
