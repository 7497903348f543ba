import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { PrivateLinkGroup, monitorZones, privateLinkZones } from "./privateLinkFacts";

/** A private DNS zone and where it is. */
export interface ZoneReference {
  /** Name of the zone, such as `privatelink.openai.azure.com`. */
  name: string;
  /** Resource id of the zone. */
  id: pulumi.Input<string>;
}

/** Which zones there are, who made them, and which networks resolve them. */
export interface PrivateDnsArgs {
  /** Resource group that holds the zones. */
  resourceGroupName: pulumi.Input<string>;
  /** Tags of the zones made here. */
  tags: Record<string, string>;
  /** `create`: the zones are made here. `existing`: they are somewhere else. `policy`: the landing zone's own Azure Policy sees to DNS. */
  mode: "create" | "existing" | "policy";
  /** With mode `existing`: zone name → resource id. */
  existing: Record<string, string>;
  /** Names of the zones that the private endpoints of this environment need, each once. */
  zoneNames: readonly string[];
  /** Virtual networks that resolve names in the zones made here: link name → resource id of the network. */
  links: Record<string, pulumi.Input<string>>;
  /** Virtual networks beyond `links` that resolve the names of Azure Monitor. @default none */
  monitorLinks?: Record<string, pulumi.Input<string>>;
  /** Keys of `links` that the zones of Azure Monitor get; the others do not resolve its names here. @default all */
  ownLinks?: readonly string[];
}

/**
 * The private DNS zones of the private endpoints with their links to virtual networks. Registration is off: only
 * private endpoints write into these zones.
 */
export class PrivateDns extends pulumi.ComponentResource {
  /** What a private endpoint's reader must wait for; empty when the zones are not made here. */
  readonly links: pulumi.Resource[];

  private readonly zones: ReadonlyMap<string, pulumi.Input<string>>;
  private readonly mode: PrivateDnsArgs["mode"];

  constructor(name: string, args: PrivateDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:PrivateDns", name, {}, opts);
    const made = args.mode === "create" ? args.zoneNames.map((zoneName) => this.zone(name, zoneName, args)) : [];
    this.mode = args.mode;
    this.links = made.flatMap((zone) => zone.links);
    this.zones = new Map<string, pulumi.Input<string>>(
      args.mode === "create" ? made.map((zone) => [zone.name, zone.id]) : Object.entries(args.existing),
    );
    this.registerOutputs({ zoneNames: [...this.zones.keys()] });
  }

  /**
   * The zones that a private endpoint of the group needs; undefined when the landing zone's policy attaches them.
   *
   * @throws Error when a zone that the group needs was neither made nor given.
   */
  zoneIdsFor(groupId: PrivateLinkGroup): ZoneReference[] | undefined {
    if (this.mode === "policy") return undefined;
    return privateLinkZones[groupId].map((zoneName) => {
      const id = this.zones.get(zoneName);
      if (!id)
        throw new Error(`a private endpoint of group ${groupId} needs the private DNS zone ${zoneName}, which is not there`);
      return { name: zoneName, id };
    });
  }

  private zone(name: string, zoneName: string, args: PrivateDnsArgs): ZoneReference & { links: pulumi.Resource[] } {
    const zone = privateZone(`${name}-${zoneName}`, zoneName, args, { parent: this });
    // A name that is not in the zone, such as that of somebody else's vault, is asked of public DNS (Microsoft Learn, "Fallback to
    // internet for Azure Private DNS zones"); without it no machine of the network would find it.
    const links = linkZone(
      `${name}-${zoneName}`,
      zone,
      { ...args, links: linksOf(zoneName, args), resolutionPolicy: "NxDomainRedirect" },
      { parent: this },
    );
    return { name: zoneName, id: zone.id, links };
  }
}

/**
 * The networks that a zone is linked to. Names of Azure Monitor are shared by everybody, and the scope of one environment answers for all: a network
 * linked to them loses its way to every other workspace (Microsoft Learn, "Design your Azure Monitor private link configuration").
 */
function linksOf(zoneName: string, { links, ownLinks, monitorLinks = {} }: PrivateDnsArgs): PrivateDnsArgs["links"] {
  if (!monitorZones.includes(zoneName)) return links;
  const own = Object.entries(links).filter(([key]) => !ownLinks || ownLinks.includes(key));
  return { ...Object.fromEntries(own), ...monitorLinks };
}

/** A private DNS zone. Zones have no region: their location is `global`. */
export function privateZone(
  name: string,
  zoneName: pulumi.Input<string>,
  args: Pick<PrivateDnsArgs, "resourceGroupName" | "tags">,
  opts: pulumi.CustomResourceOptions,
): privatedns.PrivateZone {
  return new privatedns.PrivateZone(
    name,
    { privateZoneName: zoneName, resourceGroupName: args.resourceGroupName, location: "global", tags: args.tags },
    opts,
  );
}

/** Links a zone to every network in `args.links`, so that machines in those networks resolve its names. */
export function linkZone(
  name: string,
  zone: privatedns.PrivateZone,
  args: Pick<PrivateDnsArgs, "resourceGroupName" | "tags" | "links"> &
    Pick<privatedns.VirtualNetworkLinkArgs, "resolutionPolicy">,
  opts: pulumi.CustomResourceOptions,
): privatedns.VirtualNetworkLink[] {
  return Object.entries(args.links).map(
    ([key, id]) =>
      new privatedns.VirtualNetworkLink(
        `${name}-${key}`,
        {
          virtualNetworkLinkName: key,
          privateZoneName: zone.name,
          resourceGroupName: args.resourceGroupName,
          location: "global",
          registrationEnabled: false,
          ...(args.resolutionPolicy && { resolutionPolicy: args.resolutionPolicy }),
          virtualNetwork: { id },
          tags: args.tags,
        },
        opts,
      ),
  );
}
