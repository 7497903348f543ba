import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import { TemplateResource, setByTemplate } from "../armTemplate";
import { Placement } from "../context";
import { diagnose } from "./diagnosticSettings";
import { totalRetention } from "./retention";

/** Tables whose rows say who asked what, and who looked at it; kept for the archive time. */
export const archivedTables = [
  "ApiManagementGatewayLlmLog",
  "ApiManagementGatewayLogs",
  "AGWAccessLogs",
  "AGWFirewallLogs",
  "AzureActivity",
  "LAQueryLogs",
] as const;

/** The archived tables, which Azure makes with the workspace, with their retention. */
function retentions(
  workspaceName: pulumi.Input<string>,
  { archiveDays, retentionDays }: Pick<WorkspaceSettings, "archiveDays" | "retentionDays">,
): TemplateResource[] {
  return archivedTables.map((table) => ({
    type: "Microsoft.OperationalInsights/workspaces/tables",
    apiVersion: "2023-09-01",
    name: pulumi.interpolate`${workspaceName}/${table}`,
    properties: {
      plan: "Analytics",
      retentionInDays: retentionDays,
      totalRetentionInDays: totalRetention(archiveDays, retentionDays),
    },
  }));
}

/** Which workspace is used, and how long it keeps its rows. */
export interface WorkspaceSettings {
  /** Resource id of an existing workspace. Default: one is made. */
  workspaceId?: string;
  /** Days that logs can be queried interactively. */
  retentionDays: number;
  /** Days that the archived tables are kept in total. */
  archiveDays: number;
}

/** The workspace that is used or made. */
export interface WorkspaceArgs extends Placement {
  /** Existing workspace or retention of a new one. */
  settings: WorkspaceSettings;
  /** Pulumi refuses to delete or replace the workspace. */
  protect: boolean;
}

/**
 * The Log Analytics workspace and the Application Insights component that writes into it. Both are reached over private
 * endpoints only and take no keys. Diagnostic settings still deliver: Azure sends them over its own network.
 *
 * With an existing workspace nothing of it is changed: its tables, retention, saved functions and export stay with its
 * owner.
 *
 * The component's "custom metrics with dimensions" cannot be set: the published resource type does not know
 * CustomMetricsOptedInType. Token metrics reach the table AppMetrics with all dimensions either way; the switch, in the
 * portal, adds dimensions in the metrics explorer.
 */
export class Workspace extends pulumi.ComponentResource {
  /** Resource id of the workspace, made here or existing. */
  readonly id: pulumi.Output<string>;
  /** Name of the workspace made here; undefined when it is an existing one. */
  readonly workspaceName: pulumi.Output<string> | undefined;
  /** The component that writes into the workspace; its connection string is no secret, because keys are off. */
  readonly applicationInsights: { id: pulumi.Output<string>; connectionString: pulumi.Output<string> };

  constructor(name: string, args: WorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:Workspace", name, {}, opts);
    const made = args.settings.workspaceId ? undefined : this.workspace(name, args);
    this.id = made?.id ?? pulumi.output(args.settings.workspaceId ?? "");
    this.workspaceName = made?.name;
    if (made) {
      this.retention(name, made.name, args);
      diagnose(name, "Microsoft.OperationalInsights/workspaces", made.id, { workspaceId: made.id }, { parent: this });
    }
    const component = this.component(`${name}-insights`, args);
    this.applicationInsights = { id: component.id, connectionString: component.connectionString };
    this.registerOutputs({ id: this.id, applicationInsightsId: component.id });
  }

  private workspace(name: string, args: WorkspaceArgs): operationalinsights.Workspace {
    return new operationalinsights.Workspace(
      name,
      {
        workspaceName: args.naming.local("workspace"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        sku: { name: "PerGB2018" },
        retentionInDays: args.settings.retentionDays,
        publicNetworkAccessForIngestion: "Disabled",
        publicNetworkAccessForQuery: "Disabled",
        // Without the second feature everybody who may read a resource could also read its logs, prompts among them.
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: false },
      },
      { parent: this, protect: args.protect },
    );
  }

  /** How long the tables keep their rows. */
  private retention(name: string, workspaceName: pulumi.Output<string>, args: WorkspaceArgs): void {
    setByTemplate(
      `${name}-retention`,
      {
        deploymentName: pulumi.interpolate`${workspaceName}-retention`,
        resourceGroupName: args.resourceGroupName,
        resources: retentions(workspaceName, args.settings),
      },
      { parent: this },
    );
  }

  private component(name: string, args: WorkspaceArgs): applicationinsights.Component {
    return new applicationinsights.Component(
      name,
      {
        resourceName: args.naming.local("applicationInsights"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        kind: "web",
        applicationType: "web",
        ingestionMode: "LogAnalytics",
        workspaceResourceId: this.id,
        disableLocalAuth: true,
        publicNetworkAccessForIngestion: "Disabled",
        publicNetworkAccessForQuery: "Disabled",
      },
      { parent: this },
    );
  }
}
