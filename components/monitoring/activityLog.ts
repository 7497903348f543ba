import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget } from "../context";
import { Naming } from "../naming";
import { eventHubDestination, settingName } from "./diagnosticSettings";

/** Categories of the Activity Log (Microsoft Learn, "Azure Activity Log event schema"). It has no category groups and no metrics. */
const activityLogCategories = [
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
] as const;

/** The subscription whose log is sent, and where to. */
export interface ActivityLogArgs {
  /** Gives the setting its name, which carries the environment's prefix. */
  naming: Naming;
  /** GUID of the subscription. */
  subscriptionId: pulumi.Input<string>;
  /** Workspace and event hub that get the events. */
  diagnostics: DiagnosticsTarget;
}

/**
 * Sends the subscription's Activity Log (who changed what in Azure) to the workspace. A subscription holds at most five
 * such settings, so its name carries the environment's prefix.
 */
export class ActivityLog extends pulumi.ComponentResource {
  constructor(name: string, args: ActivityLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:ActivityLog", name, {}, opts);
    const setting = new monitor.DiagnosticSetting(
      name,
      {
        name: `${settingName}-${args.naming.prefix}`,
        resourceUri: pulumi.interpolate`/subscriptions/${args.subscriptionId}`,
        workspaceId: args.diagnostics.workspaceId,
        ...eventHubDestination(args.diagnostics),
        logs: activityLogCategories.map((category) => ({ category, enabled: true })),
      },
      { parent: this },
    );
    this.registerOutputs({ id: setting.id });
  }
}
