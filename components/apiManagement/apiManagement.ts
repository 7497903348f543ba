import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose } from "../monitoring/diagnosticSettings";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";
import { apiManagementService, PublicAccess, ServiceSettings } from "./service";
import { isInjected } from "./tiers";

/** What the service is, where it stands in the network and who watches it. */
export interface ApiManagementArgs extends Placement {
  /** Tier, scale units, zones and publisher. */
  settings: ServiceSettings;
  /** Resource id of the subnet that the service runs in (Developer, Premium) or calls out through (StandardV2). */
  subnetId: pulumi.Input<string>;
  /** Where the private endpoint of StandardV2 goes. */
  access: PrivateAccess;
  /** Resource id of the user-assigned identity with which the gateway calls the models and writes metrics. */
  identityId: pulumi.Input<string>;
  /** `Disabled` for tiers inside the network. */
  publicNetworkAccess: pulumi.Input<PublicAccess>;
  /** Where the service's own logs and metrics go; calls are logged by `ApiManagementContent`. */
  diagnostics: DiagnosticsTarget;
  /** Pulumi refuses to delete or replace the service. */
  protect: boolean;
}

/**
 * The service of API Management, without what it offers ({@link ApiManagementContent}). Private from the first minute in the tiers that run inside
 * the network; else over a private endpoint.
 */
export class ApiManagement extends pulumi.ComponentResource {
  /** Resource id of the service. */
  readonly id: pulumi.Output<string>;
  /** Name of the service in Azure, which the ids of its children contain. */
  readonly serviceName: pulumi.Output<string>;
  /** `<name>.azure-api.net` */
  readonly hostName: pulumi.Output<string>;
  /** Address in the network; undefined where a private endpoint has it. */
  readonly privateIpAddress: pulumi.Output<string> | undefined;
  /** The service itself, for what waits for it alone. */
  readonly service: pulumi.Resource;
  /** Wait for this before reaching the gateway over its private endpoint; empty for tiers inside the network. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: ApiManagementArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:apiManagement:ApiManagement", name, {}, opts);
    const service = apiManagementService(name, args, { parent: this, protect: args.protect });
    diagnose(name, "Microsoft.ApiManagement/service", service.id, args.diagnostics, { parent: this });
    this.service = service;
    this.id = service.id;
    this.serviceName = service.name;
    this.hostName = pulumi.interpolate`${service.name}.azure-api.net`;
    this.privateIpAddress = isInjected(args.settings.sku) ? service.privateIPAddresses.apply(firstOf) : undefined;
    this.ready = isInjected(args.settings.sku) ? [] : this.endpoint(name, args, service).ready;
    this.registerOutputs({ id: this.id, hostName: this.hostName, privateIpAddress: this.privateIpAddress });
  }

  private endpoint(name: string, args: ApiManagementArgs, service: apimanagement.ApiManagementService): PrivateEndpoint {
    return new PrivateEndpoint(
      `${name}-endpoint`,
      { ...args, targetId: service.id, groupId: "Gateway", key: "apim" },
      { parent: this },
    );
  }
}

function firstOf(addresses: readonly string[]): string {
  const [first] = addresses;
  if (!first) throw new Error("Azure gave API Management no private address, although it runs inside the network");
  return first;
}
