import { diagnose, diagnosticTypes, DiagnosedType, targetIn } from "../../../components/monitoring/diagnosticSettings";
import { named, record } from "../../support/record";
import { idOf, workspaceId } from "./sample";

const vault = idOf("Microsoft.KeyVault/vaults", "kv-acme");
const eventHub = { authorizationRuleId: "/rule", name: "shield-logs", location: "swedencentral" };

const settingOf = async (type: DiagnosedType, target = {}) => {
  const resources = await record(() => diagnose("thing", type, vault, { workspaceId, ...target }, {}));
  return named(resources, "monitor:DiagnosticSetting", "thing-diagnostics").inputs;
};

describe("diagnosticTypes", () => {
  it.each([
    ["Microsoft.ApiManagement/service", true, ["AllMetrics"]],
    ["Microsoft.CognitiveServices/accounts", true, ["AllMetrics"]],
    ["Microsoft.EventHub/namespaces", true, ["AllMetrics"]],
    ["Microsoft.KeyVault/vaults", true, ["AllMetrics"]],
    ["Microsoft.Network/applicationGateways", true, ["AllMetrics"]],
    ["Microsoft.Network/networkSecurityGroups", true, []],
    ["Microsoft.Network/publicIPAddresses", true, ["AllMetrics"]],
    ["Microsoft.Network/virtualNetworks", true, ["AllMetrics"]],
    ["Microsoft.OperationalInsights/workspaces", true, ["AllMetrics"]],
    ["Microsoft.Storage/storageAccounts", false, ["Transaction", "Capacity"]],
    ["Microsoft.Storage/storageAccounts/blobServices", true, ["Transaction", "Capacity"]],
  ] as const)("%s has logs: %s, metrics: %j", (type, logs, metrics) => {
    expect(diagnosticTypes[type]).toEqual({ logs, metrics });
  });

  it("has the types of the table above and no other", () => {
    expect(Object.keys(diagnosticTypes)).toHaveLength(11);
  });
});

describe("diagnose", () => {
  it("is the whole setting of a resource with logs and metrics", async () => {
    expect(await settingOf("Microsoft.KeyVault/vaults")).toEqual({
      name: "shield",
      resourceUri: vault,
      workspaceId,
      logAnalyticsDestinationType: "Dedicated",
      logs: [{ categoryGroup: "allLogs", enabled: true }],
      metrics: [{ category: "AllMetrics", enabled: true }],
    });
  });

  it("asks a network security group for no metrics", async () => {
    expect((await settingOf("Microsoft.Network/networkSecurityGroups")).metrics).toEqual([]);
  });

  it("asks a storage account for no logs", async () => {
    expect((await settingOf("Microsoft.Storage/storageAccounts")).logs).toEqual([]);
  });

  it("sends to the event hub as well", async () => {
    expect(await settingOf("Microsoft.KeyVault/vaults", { eventHub })).toMatchObject({
      eventHubAuthorizationRuleId: "/rule",
      eventHubName: "shield-logs",
    });
  });
});

describe("targetIn", () => {
  it("keeps the event hub of the resource's own region", () => {
    expect(targetIn("swedencentral", { workspaceId, eventHub })).toEqual({ workspaceId, eventHub });
  });

  it("drops the event hub of another region", () => {
    expect(targetIn("eastus2", { workspaceId, eventHub })).toEqual({ workspaceId });
  });

  it("keeps a target without event hub", () => {
    expect(targetIn("eastus2", { workspaceId })).toEqual({ workspaceId });
  });
});
