import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";

/** How flow logs are kept, and the Network Watcher that they belong to. */
export interface FlowLogSettings {
  /** Days that the records are kept. */
  retentionDays: number;
  /** Resource group of the region's Network Watcher. */
  networkWatcherResourceGroup: string;
  /** @default `NetworkWatcher_<location>` */
  networkWatcherName?: string;
}

export interface FlowLogsArgs extends Placement {
  settings: FlowLogSettings;
  virtualNetworkId: pulumi.Input<string>;
  /** Resource id of the storage account, in the network's region, that keeps the records. */
  storageAccountId: pulumi.Input<string>;
  /** Resource id of the Log Analytics workspace for traffic analytics. */
  workspaceId: pulumi.Input<string>;
  /**
   * Resource id of the user-assigned identity that writes the records; it needs the role Storage Blob Data Contributor
   * on the account, because the account takes no keys.
   */
  identityId: pulumi.Input<string>;
}

/**
 * Flow logs of the virtual network. They belong to the region's Network Watcher, of which Azure makes one by itself in
 * a resource group of its own (Microsoft Learn, "Virtual network flow logs").
 */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:FlowLogs", name, {}, opts);
    const { settings } = args;
    new network.FlowLog(
      name,
      {
        flowLogName: args.naming.local("flowLog"),
        networkWatcherName: settings.networkWatcherName ?? `NetworkWatcher_${args.location}`,
        resourceGroupName: settings.networkWatcherResourceGroup,
        location: args.location,
        targetResourceId: args.virtualNetworkId,
        storageId: args.storageAccountId,
        enabled: true,
        format: { type: "JSON", version: 2 },
        retentionPolicy: { enabled: true, days: settings.retentionDays },
        flowAnalyticsConfiguration: {
          networkWatcherFlowAnalyticsConfiguration: {
            enabled: true,
            trafficAnalyticsInterval: 10,
            workspaceResourceId: args.workspaceId,
          },
        },
        identity: { type: "UserAssigned", userAssignedIdentities: [args.identityId] },
        tags: args.tags,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
