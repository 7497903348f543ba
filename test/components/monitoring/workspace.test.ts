import { totalRetention } from "../../../components/monitoring/retention";
import { archivedTables, Workspace } from "../../../components/monitoring/workspace";
import type { MonitoringSettings } from "../../../stacks/settings/schema";
import { named, ofType, record } from "../../support/record";
import { monitoringSettings, place, workspaceId } from "./sample";

const recordWorkspace = (changes: Partial<MonitoringSettings> = {}) =>
  record(() => new Workspace("workspace", { ...place(), settings: monitoringSettings(changes), protect: true }));

describe("a new workspace", () => {
  it("has these properties", async () => {
    expect(named(await recordWorkspace(), "operationalinsights:Workspace", "workspace").inputs).toMatchObject({
      workspaceName: "log-acme",
      resourceGroupName: "rg-acme",
      location: "swedencentral",
      tags: { owner: "platform" },
      sku: { name: "PerGB2018" },
      retentionInDays: 90,
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: false },
    });
  });

  it("is protected", async () => {
    expect(named(await recordWorkspace(), "operationalinsights:Workspace", "workspace").protect).toBe(true);
  });

  it("leaves the making of Azure's own tables to Azure", async () => {
    expect(ofType(await recordWorkspace(), "operationalinsights:Table")).toEqual([]);
  });

  it("keeps who asked what, and who looked at it, for the archive time", async () => {
    const { inputs } = named(await recordWorkspace({ archiveDays: 730 }), "resources:Deployment", "workspace-retention");
    expect(inputs).toMatchObject({
      deploymentName: "log-acme-retention",
      resourceGroupName: "rg-acme",
      properties: { mode: "Incremental" },
    });
    expect(inputs.properties.template.resources).toEqual(
      archivedTables.map((table) => ({
        type: "Microsoft.OperationalInsights/workspaces/tables",
        apiVersion: "2023-09-01",
        name: `log-acme/${table}`,
        properties: { plan: "Analytics", retentionInDays: 90, totalRetentionInDays: 730 },
      })),
    );
  });

  it("logs its own queries into itself", async () => {
    const resources = await recordWorkspace();
    const setting = named(resources, "monitor:DiagnosticSetting", "workspace-diagnostics").inputs;
    expect(setting.workspaceId).toBe(setting.resourceUri);
  });
});

describe("Application Insights", () => {
  it("has these properties", async () => {
    expect(
      named(await recordWorkspace({ workspaceId }), "applicationinsights:Component", "workspace-insights").inputs,
    ).toMatchObject({
      resourceName: "appi-acme",
      location: "swedencentral",
      tags: { owner: "platform" },
      applicationType: "web",
      ingestionMode: "LogAnalytics",
      workspaceResourceId: workspaceId,
      disableLocalAuth: true,
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
    });
  });
});

describe("an existing workspace", () => {
  it("is left alone: only Application Insights is made", async () => {
    const made = (await recordWorkspace({ workspaceId })).filter((resource) => resource.custom).map((resource) => resource.name);
    expect(made).toEqual(["workspace-insights"]);
  });

  it("has no name to save functions under", async () => {
    let workspace: Workspace | undefined;
    await record(() => {
      workspace = new Workspace("workspace", { ...place(), settings: monitoringSettings({ workspaceId }), protect: true });
    });
    expect(workspace?.workspaceName).toBeUndefined();
  });
});

describe("totalRetention", () => {
  it.each([
    [365, 90, 365],
    [30, 90, 90],
    [730, 90, 730],
    [731, 90, 1095],
    [1095, 90, 1095],
    [2556, 90, 2556],
    [4383, 730, 4383],
  ])("%d days with %d interactive is %d", (archiveDays, retentionDays, expected) => {
    expect(totalRetention(archiveDays, retentionDays)).toBe(expected);
  });

  it("refuses more than Azure can keep", () => {
    expect(() => totalRetention(4384, 90)).toThrow(new RangeError("a table is kept for at most 4,383 days, got 4384"));
  });
});
