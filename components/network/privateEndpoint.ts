import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";
import { PrivateDns, ZoneReference } from "./privateDns";
import { PrivateLinkGroup } from "./privateLinkFacts";

/** Where private endpoints go and which zones hold their names; passed to every component that makes endpoints. */
export interface PrivateAccess {
  /** Resource id of the subnet of the private endpoints. */
  subnetId: pulumi.Input<string>;
  /** Region of the subnet's virtual network: an endpoint must be there, its target need not. */
  location: string;
  /** Zones that get the endpoint's records, unless a policy of the landing zone writes them. */
  dns: PrivateDns;
}

/** The endpoint and its target. */
export interface PrivateEndpointArgs extends Placement {
  /** Subnet, region and DNS zones of the endpoint. */
  access: PrivateAccess;
  /** Resource id of what the endpoint leads to. */
  targetId: pulumi.Input<string>;
  /** Part of the target that the endpoint leads to. */
  groupId: PrivateLinkGroup;
  /** Last part of the endpoint's name: `pep-<prefix>-<key>`. */
  key: string;
}

/** A private endpoint with the DNS records of its target, in the region of the virtual network. */
export class PrivateEndpoint extends pulumi.ComponentResource {
  /** Resource id of the endpoint. */
  readonly id: pulumi.Output<string>;
  /** The endpoint without its DNS records: while it is made, Azure changes its target too. */
  readonly resource: network.PrivateEndpoint;
  /** Wait for this before reading the target over its private name: the endpoint, its DNS records, the zones' links. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:PrivateEndpoint", name, {}, opts);
    const endpoint = this.endpoint(name, args);
    this.resource = endpoint;
    const zones = args.access.dns.zoneIdsFor(args.groupId);
    const records = zones ? [this.zoneGroup(name, args, endpoint, zones)] : [];
    this.id = endpoint.id;
    this.ready = [endpoint, ...records, ...args.access.dns.links];
    this.registerOutputs({ id: this.id });
  }

  private endpoint(name: string, args: PrivateEndpointArgs): network.PrivateEndpoint {
    const endpointName = args.naming.local("privateEndpoint", args.key);
    return new network.PrivateEndpoint(
      name,
      {
        privateEndpointName: endpointName,
        resourceGroupName: args.resourceGroupName,
        location: args.access.location,
        // The SDK would add "Disabled", which is not what the subnet has.
        subnet: { id: args.access.subnetId, privateEndpointNetworkPolicies: "Enabled" },
        customNetworkInterfaceName: `${endpointName}-nic`,
        privateLinkServiceConnections: [{ name: args.key, privateLinkServiceId: args.targetId, groupIds: [args.groupId] }],
        tags: args.tags,
      },
      // Azure cannot move an endpoint to another subnet, and its name is free only once the old one is gone.
      { parent: this, replaceOnChanges: ["subnet.id"], deleteBeforeReplace: true },
    );
  }

  private zoneGroup(
    name: string,
    args: PrivateEndpointArgs,
    endpoint: network.PrivateEndpoint,
    zones: ZoneReference[],
  ): network.PrivateDnsZoneGroup {
    return new network.PrivateDnsZoneGroup(
      `${name}-zones`,
      {
        privateDnsZoneGroupName: "default",
        privateEndpointName: endpoint.name,
        resourceGroupName: args.resourceGroupName,
        privateDnsZoneConfigs: zones.map((zone) => ({ name: zone.name.replaceAll(".", "-"), privateDnsZoneId: zone.id })),
      },
      { parent: this },
    );
  }
}
