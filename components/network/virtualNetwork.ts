import * as network from "@pulumi/azure-native/network";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { ApiManagementTier, apiManagementTiers } from "../apiManagement/tiers";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose } from "../monitoring/diagnosticSettings";
import { FrontEnd, RuleContext, rulesFor, securityRule } from "./networkSecurityGroups";
import { NetworkRanges, SubnetKey, addressSpaceOf, subnetKeys, subnetRanges } from "./subnetRanges";

/** The part of each subnet's names that says what it is for. */
const subnetNames: Record<SubnetKey, string> = {
  applicationGateway: "application-gateway",
  apiManagement: "api-management",
  privateEndpoints: "private-endpoints",
};

/** What the network is, or which existing one is used. */
export interface VirtualNetworkSettings extends NetworkRanges {
  /** An existing network with its subnets, instead of a new one. */
  existing?: NonNullable<NetworkRanges["existing"]> & {
    /** Resource id of the network. */
    virtualNetworkId: string;
    /** Names of its subnets. */
    subnetNames: Record<SubnetKey, string>;
  };
  /** Ranges that may reach the private endpoints, besides the two gateways. */
  readerRanges: readonly string[];
  /** DNS servers of the network; empty: Azure's own. */
  dnsServers: string[];
  /** Resource id of a DDoS protection plan. Default: none. */
  ddosProtectionPlanId?: string;
}

/** The network, and what its rules depend on. */
export interface VirtualNetworkArgs extends Placement {
  /** Ranges of a new network, or the existing one that is used. */
  settings: VirtualNetworkSettings;
  /** Tier of API Management: it decides about delegation and NSG rules of its subnet. */
  apiManagementTier: ApiManagementTier;
  /** Decides the NSG rules of the gateway's subnet. */
  frontEnd: FrontEnd;
  /** An event hub has a private endpoint in this network. */
  eventHub: boolean;
  /** Application Gateway reads its certificate over a private endpoint in a peered network. @default false */
  certificateElsewhere?: boolean;
  /** Where metrics of the network and events of its security groups go. */
  diagnostics: DiagnosticsTarget;
}

/**
 * The virtual network with its three subnets, each behind a network security group that allows what the subnet's
 * service needs and nothing else. With an existing network nothing is made here: its groups, delegations and policies
 * stay with its owner, and the component only tells the ids.
 */
export class VirtualNetwork extends pulumi.ComponentResource {
  /** Resource id of the network, made here or existing. */
  readonly id: pulumi.Output<string>;
  /** Resource ids of the three subnets. */
  readonly subnetIds: Record<SubnetKey, pulumi.Output<string>>;
  /** IPv4 range of each subnet. */
  readonly ranges: Record<SubnetKey, string>;

  constructor(name: string, args: VirtualNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:network:VirtualNetwork", name, {}, opts);
    const { existing } = args.settings;
    this.ranges = subnetRanges(args.settings);
    this.id = existing ? pulumi.output(existing.virtualNetworkId) : this.network(name, args).id;
    this.subnetIds = bySubnet((key) => {
      const subnetName = existing?.subnetNames[key] ?? args.naming.local("subnet", subnetNames[key]);
      return pulumi.interpolate`${this.id}/subnets/${subnetName}`;
    });
    this.registerOutputs({ id: this.id, subnetIds: this.subnetIds });
  }

  /** Subnets are inline: Azure refuses a second write to a virtual network while the first one runs. */
  private network(name: string, args: VirtualNetworkArgs): network.VirtualNetwork {
    const groups = bySubnet((key) => this.securityGroup(name, key, args));
    const { dnsServers, ddosProtectionPlanId } = args.settings;
    const made = new network.VirtualNetwork(
      name,
      {
        virtualNetworkName: args.naming.local("virtualNetwork"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        addressSpace: { addressPrefixes: [...addressSpaceOf(args.settings)] },
        subnets: subnetKeys.map((key) => subnet(key, this.ranges[key], groups[key].id, args)),
        ...(dnsServers.length > 0 && { dhcpOptions: { dnsServers } }),
        ...(ddosProtectionPlanId && { enableDdosProtection: true, ddosProtectionPlan: { id: ddosProtectionPlanId } }),
        tags: args.tags,
      },
      { parent: this },
    );
    diagnose(name, "Microsoft.Network/virtualNetworks", made.id, args.diagnostics, { parent: this });
    return made;
  }

  private securityGroup(name: string, key: SubnetKey, args: VirtualNetworkArgs): network.NetworkSecurityGroup {
    const childName = `${name}-${subnetNames[key]}`;
    const group = new network.NetworkSecurityGroup(
      childName,
      {
        networkSecurityGroupName: args.naming.local("networkSecurityGroup", subnetNames[key]),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        securityRules: rulesFor(key, this.ruleContext(args)).map(securityRule),
        tags: args.tags,
      },
      { parent: this },
    );
    diagnose(childName, "Microsoft.Network/networkSecurityGroups", group.id, args.diagnostics, { parent: this });
    return group;
  }

  private ruleContext({ settings, apiManagementTier, frontEnd, ...args }: VirtualNetworkArgs): RuleContext {
    const { eventHub, certificateElsewhere } = args;
    const { readerRanges, dnsServers } = settings;
    const lists = { readerRanges, dnsServers };
    return { ranges: this.ranges, apiManagementTier, frontEnd, eventHub, certificateElsewhere, ...lists };
  }
}

/** A subnet that sends nothing by Azure's default way out and whose private endpoints obey the security group. */
function subnet(
  key: SubnetKey,
  addressPrefix: string,
  securityGroupId: pulumi.Input<string>,
  args: VirtualNetworkArgs,
): inputs.network.SubnetArgs {
  const serviceName = delegation(key, args.apiManagementTier);
  return {
    name: args.naming.local("subnet", subnetNames[key]),
    addressPrefix,
    networkSecurityGroup: { id: securityGroupId },
    defaultOutboundAccess: false,
    privateEndpointNetworkPolicies: "Enabled",
    privateLinkServiceNetworkPolicies: "Enabled",
    ...(serviceName && { delegations: [{ name: serviceName.replaceAll("/", "."), serviceName }] }),
  };
}

/**
 * The service that a subnet is delegated to. Application Gateway v2 needs it for a private front end, and any new
 * gateway needs it in a subscription that has network isolation registered (Microsoft Learn, "Private Application
 * Gateway deployment").
 */
function delegation(key: SubnetKey, apiManagementTier: ApiManagementTier): string | undefined {
  if (key === "applicationGateway") return "Microsoft.Network/applicationGateways";
  return key === "apiManagement" ? apiManagementTiers[apiManagementTier].delegation : undefined;
}

function bySubnet<T>(make: (key: SubnetKey) => T): Record<SubnetKey, T> {
  return {
    applicationGateway: make("applicationGateway"),
    apiManagement: make("apiManagement"),
    privateEndpoints: make("privateEndpoints"),
  };
}
