import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose } from "../monitoring/diagnosticSettings";
import { FrontEnd } from "../network/networkSecurityGroups";
import { FirewallSettings, firewallPolicy } from "./firewallPolicy";
import { gatewayConfiguration } from "./gatewayConfiguration";
import { privateFrontEndAddress } from "./gatewayParts";

/** How the gateway listens, scales and blocks. */
export interface GatewaySettings {
  /** Host name that the clients use. */
  hostName: string;
  /** Where the gateway listens and which ranges may connect. */
  frontEnd: FrontEnd & {
    /** Private address. Default: the fifth from the end of the subnet. */
    privateIpAddress?: string;
  };
  /** Smallest and largest number of instances. */
  minCapacity: number;
  /** Instances at most; autoscaling stays between both. */
  maxCapacity: number;
  /** Availability zones; empty: none. */
  zones: string[];
  /** Longest pause of a streamed answer before the gateway gives up, in seconds. */
  requestTimeoutSeconds: number;
  /** Limits of the web application firewall, and the fields whose text it lets pass. */
  firewall: FirewallSettings;
}

/** The gateway, where it stands in the network, and what is behind it. */
export interface ApplicationGatewayArgs extends Placement {
  /** Host name, front end, capacity, zones and firewall. */
  settings: GatewaySettings;
  /** Subscription that holds the gateway; the ids of its parts begin with it. */
  subscriptionId: pulumi.Input<string>;
  /** Resource id of the gateway's own subnet. */
  subnetId: pulumi.Input<string>;
  /** IPv4 range of that subnet. */
  subnetRange: string;
  /** Resource id of the user-assigned identity that reads the certificate. */
  identityId: pulumi.Input<string>;
  /** Key Vault secret of the certificate, without version: the gateway picks a renewed one up within four hours. */
  certificateSecretId: pulumi.Input<string>;
  /** Host name of API Management, behind the gateway. */
  backendHostName: pulumi.Input<string>;
  /** Whether a key is taken from other headers than `api-key` too. */
  keyInOtherHeaders: boolean;
  /** Where access log, firewall log and metrics go. */
  diagnostics: DiagnosticsTarget;
  /** What must be there before: the role on the vault, the vault's private name, the private names of API Management. */
  ready: pulumi.Resource[];
  /** Pulumi refuses to delete or replace the gateway. */
  protect: boolean;
}

/**
 * The front door: Application Gateway (WAF_v2) with a firewall that blocks, HTTPS on the host name, and HTTPS on to
 * API Management. Answers are not buffered, so streamed tokens reach the client as they come.
 *
 * A gateway without a public front end needs the feature `Microsoft.Network/EnableApplicationGatewayNetworkIsolation`
 * registered on the subscription and its subnet delegated to `Microsoft.Network/applicationGateways`; without the
 * feature Azure refuses it with ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet (Microsoft Learn, "Private
 * Application Gateway deployment"). A stack cannot register it in time: a registration takes up to half an hour. The
 * program asks for it first (`stacks/shield/networkIsolation.ts`).
 */
export class ApplicationGateway extends pulumi.ComponentResource {
  /** Resource id of the gateway. */
  readonly id: pulumi.Output<string>;
  /** IPv4 address in the gateway's subnet; every gateway has one, a public one too. */
  readonly privateIpAddress: string;
  /** Address on the Internet; only with front end mode `public`. */
  readonly publicIpAddress?: pulumi.Output<string>;

  constructor(name: string, args: ApplicationGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:applicationGateway:ApplicationGateway", name, {}, opts);
    this.privateIpAddress = privateFrontEndAddress(args.subnetRange, args.settings.frontEnd.privateIpAddress);
    const publicIp = args.settings.frontEnd.mode === "public" ? this.publicAddress(`${name}-public-ip`, args) : undefined;
    const policy = firewallPolicy(`${name}-firewall`, { ...args, settings: args.settings.firewall }, { parent: this });
    const gateway = this.gateway(name, args, policy.id, publicIp?.id);
    diagnose(name, "Microsoft.Network/applicationGateways", gateway.id, args.diagnostics, { parent: this });
    this.id = gateway.id;
    this.publicIpAddress = publicIp?.ipAddress.apply((address) => address ?? "");
    this.registerOutputs({ id: this.id, privateIpAddress: this.privateIpAddress, publicIpAddress: this.publicIpAddress });
  }

  private gateway(
    name: string,
    args: ApplicationGatewayArgs,
    firewallPolicyId: pulumi.Output<string>,
    publicIpAddressId: pulumi.Output<string> | undefined,
  ): network.ApplicationGateway {
    const { settings } = args;
    const applicationGatewayName = args.naming.local("applicationGateway");
    return new network.ApplicationGateway(
      name,
      {
        applicationGatewayName,
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        ...(settings.zones.length > 0 && { zones: settings.zones }),
        sku: { name: "WAF_v2", tier: "WAF_v2" },
        autoscaleConfiguration: { minCapacity: settings.minCapacity, maxCapacity: settings.maxCapacity },
        identity: { type: "UserAssigned", userAssignedIdentities: [args.identityId] },
        firewallPolicy: { id: firewallPolicyId },
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" },
        enableHttp2: true,
        // The firewall needs the whole request; the answer must flow while the model still writes it.
        globalConfiguration: { enableRequestBuffering: true, enableResponseBuffering: false },
        ...gatewayConfiguration({
          ...args,
          place: { subscriptionId: args.subscriptionId, resourceGroupName: args.resourceGroupName, name: applicationGatewayName },
          mode: settings.frontEnd.mode,
          hostName: settings.hostName,
          privateIpAddress: this.privateIpAddress,
          publicIpAddressId,
          requestTimeoutSeconds: settings.requestTimeoutSeconds,
        }),
      },
      // The gateway reads its certificate and resolves its backend while it is created.
      { parent: this, protect: args.protect, dependsOn: args.ready },
    );
  }

  /** The address on the Internet, in every zone where the gateway has zones. */
  private publicAddress(name: string, args: ApplicationGatewayArgs): network.PublicIPAddress {
    const address = new network.PublicIPAddress(
      name,
      {
        publicIpAddressName: args.naming.local("publicIpAddress", "gateway"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        sku: { name: "Standard", tier: "Regional" },
        publicIPAllocationMethod: "Static",
        publicIPAddressVersion: "IPv4",
        ...(args.settings.zones.length > 0 && { zones: ["1", "2", "3"] }),
      },
      { parent: this, protect: args.protect },
    );
    diagnose(name, "Microsoft.Network/publicIPAddresses", address.id, args.diagnostics, { parent: this });
    return address;
  }
}
