import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { linkZone, privateZone } from "./privateDns";

/**
 * What stands between the service's name and `azure-api.net` in each host name of an internal service (Microsoft Learn,
 * "Deploy your Azure API Management instance to a virtual network: internal mode", DNS configuration).
 */
const hosts = { gateway: "", portal: "portal.", developer: "developer.", management: "management.", scm: "scm." } as const;

/** The service, and who resolves its names. */
export interface ApiManagementHostsArgs {
  /** Resource group that holds the zones. */
  resourceGroupName: pulumi.Input<string>;
  /** Tags of the zones. */
  tags: Record<string, string>;
  /** Name of the service. */
  apiManagementName: pulumi.Input<string>;
  /** Address of the service in its subnet. */
  privateIpAddress: pulumi.Input<string>;
  /** Virtual networks that resolve the names: link name → resource id of the network. */
  links: Record<string, pulumi.Input<string>>;
}

/**
 * The host names of an API Management service in mode Internal. Each is a private zone of its own with an address at
 * its root: a zone `azure-api.net` would hide every other service of that domain from the linked networks.
 */
export class ApiManagementHosts extends pulumi.ComponentResource {
  /** Wait for this before calling the service by its name: the records and the zones' links. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: ApiManagementHostsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:ApiManagementHosts", name, {}, opts);
    this.ready = Object.entries(hosts).flatMap(([key, infix]) => this.host(`${name}-${key}`, infix, args));
    this.registerOutputs({});
  }

  private host(name: string, infix: string, args: ApiManagementHostsArgs): pulumi.Resource[] {
    const zoneName = pulumi.interpolate`${args.apiManagementName}.${infix}azure-api.net`;
    const zone = privateZone(name, zoneName, args, { parent: this });
    const record = new privatedns.PrivateRecordSet(
      `${name}-address`,
      {
        relativeRecordSetName: "@",
        recordType: "A",
        privateZoneName: zone.name,
        resourceGroupName: args.resourceGroupName,
        ttl: 300,
        aRecords: [{ ipv4Address: args.privateIpAddress }],
      },
      { parent: this },
    );
    return [record, ...linkZone(name, zone, args, { parent: this })];
  }
}
