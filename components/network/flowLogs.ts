import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";

/** How flow logs are kept, and the Network Watcher that they belong to. */
export interface FlowLogSettings {
  /** Days that the records are kept. */
  retentionDays: number;
  /** Make the region's Network Watcher in the environment's resource group. */
  createNetworkWatcher: boolean;
  /** Resource group of the region's Network Watcher, when it is not made here. */
  networkWatcherResourceGroup: string;
  /** @default `NetworkWatcher_<location>` */
  networkWatcherName?: string;
}

/** The network that is recorded, and where the records go. */
export interface FlowLogsArgs extends Placement {
  /** Retention, and which Network Watcher is used. */
  settings: FlowLogSettings;
  /** Resource id of the network whose flows are recorded. */
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
  /** That role's assignment, where it is made beside this: Network Watcher looks when a flow log is created whether its identity may write. */
  ready?: pulumi.Resource;
}

/**
 * Flow logs of the virtual network. They belong to the region's Network Watcher, of which Azure makes one by itself in
 * a resource group of its own (Microsoft Learn, "Virtual network flow logs").
 */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:FlowLogs", name, {}, opts);
    const { settings } = args;
    const watcher = this.watcher(name, args);
    new network.FlowLog(
      name,
      {
        flowLogName: args.naming.local("flowLog"),
        networkWatcherName: watcher?.name ?? watcherName(args),
        resourceGroupName: watcher ? args.resourceGroupName : settings.networkWatcherResourceGroup,
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
      { parent: this, dependsOn: args.ready },
    );
    this.registerOutputs({});
  }

  private watcher(name: string, args: FlowLogsArgs): network.NetworkWatcher | undefined {
    if (!args.settings.createNetworkWatcher) return undefined;
    const { resourceGroupName, location, tags } = args;
    return new network.NetworkWatcher(
      `${name}-watcher`,
      { networkWatcherName: watcherName(args), resourceGroupName, location, tags },
      { parent: this },
    );
  }
}

const watcherName = ({ settings, location }: FlowLogsArgs): string => settings.networkWatcherName ?? `NetworkWatcher_${location}`;
