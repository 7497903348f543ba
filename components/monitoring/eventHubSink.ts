import * as eventhub from "@pulumi/azure-native/eventhub";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";
import { diagnose } from "./diagnosticSettings";

/** Name of the event hub that gets the logs. */
const eventHubName = "shield-logs";

/** Readers that can share the hub's work; fixed when the hub is created. */
const partitionCount = 4;

/** Size of the namespace, and where its own logs go. */
export interface EventHubSinkArgs extends Placement {
  /** The part of the monitoring settings that the event hub uses. */
  settings: {
    /** Throughput units of the namespace. */
    capacity: number;
    /** Days that events are kept. */
    retentionDays: number;
  };
  /** Workspace that gets the namespace's own logs. */
  workspaceId: pulumi.Input<string>;
}

/**
 * An event hub from which a SIEM reads the logs. Closed to the Internet: Azure Monitor comes in as a trusted service, the
 * SIEM over the private endpoint that `connect` makes.
 *
 * Shared access keys stay on: diagnostic settings send with the key of an authorization rule of the namespace, which
 * needs the rights Manage, Send and Listen, and know no other way (Microsoft Learn, "Diagnostic settings in Azure
 * Monitor", destination limitations). They use the authorization rule that every namespace has; a second one with the same rights
 * would only be a second key. The SIEM signs in with Entra ID (role Azure Event Hubs Data Receiver).
 */
export class EventHubSink extends pulumi.ComponentResource {
  /** Resource id of the namespace, target of its private endpoint. */
  readonly namespaceId: pulumi.Output<string>;
  /** What a diagnostic setting needs to send here: authorization rule, hub and region. */
  readonly target: NonNullable<DiagnosticsTarget["eventHub"]>;

  constructor(
    private readonly name: string,
    private readonly args: EventHubSinkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shield:monitoring:EventHubSink", name, {}, opts);
    const namespace = this.namespace();
    const hub = this.hub(namespace);
    this.networkRules(namespace);
    diagnose(name, "Microsoft.EventHub/namespaces", namespace.id, { workspaceId: args.workspaceId }, { parent: this });
    this.namespaceId = namespace.id;
    this.target = {
      authorizationRuleId: pulumi.interpolate`${namespace.id}/authorizationRules/RootManageSharedAccessKey`,
      name: hub.name,
      location: args.location,
    };
    this.registerOutputs({ namespaceId: this.namespaceId });
  }

  /**
   * Makes the private endpoint. Not part of the constructor: the network's own diagnostic settings already point at the
   * hub, so the hub is there before the network.
   */
  connect(access: PrivateAccess): PrivateEndpoint {
    return new PrivateEndpoint(
      `${this.name}-endpoint`,
      { ...this.args, access, targetId: this.namespaceId, groupId: "namespace", key: "events" },
      { parent: this },
    );
  }

  private namespace(): eventhub.Namespace {
    return new eventhub.Namespace(
      this.name,
      {
        namespaceName: this.args.naming.global("eventHubNamespace"),
        resourceGroupName: this.args.resourceGroupName,
        location: this.args.location,
        tags: this.args.tags,
        sku: { name: "Standard", tier: "Standard", capacity: this.args.settings.capacity },
        isAutoInflateEnabled: false,
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
        disableLocalAuth: false,
      },
      { parent: this },
    );
  }

  private hub(namespace: eventhub.Namespace): eventhub.EventHub {
    return new eventhub.EventHub(
      `${this.name}-hub`,
      {
        eventHubName,
        namespaceName: namespace.name,
        resourceGroupName: this.args.resourceGroupName,
        partitionCount,
        retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: this.args.settings.retentionDays * 24 },
      },
      { parent: this },
    );
  }

  private networkRules(namespace: eventhub.Namespace): void {
    new eventhub.NamespaceNetworkRuleSet(
      `${this.name}-network-rules`,
      {
        namespaceName: namespace.name,
        resourceGroupName: this.args.resourceGroupName,
        publicNetworkAccess: "Disabled",
        defaultAction: "Deny",
        trustedServiceAccessEnabled: true,
      },
      { parent: this },
    );
  }
}
