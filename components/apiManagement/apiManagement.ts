import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import type {
  ApiManagementSettings,
  ConsumerSettings,
  IdentitySettings,
  OpenAiSettings,
  PlanSettings,
} from "../../stacks/settings/schema";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose } from "../monitoring/diagnosticSettings";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";
import { apiResource } from "./api";
import { backendResources, homeBackendResources, poolResources } from "./backends";
import { ApplicationInsightsTarget, llmDiagnostic, namedValue, serviceDiagnostics } from "./diagnostics";
import { Family } from "./operations";
import { apiPolicy, apiPolicyResource, gatewayIdentityName, globalPolicyResource, planPolicyResource } from "./policies";
import { modelBackends, modelPools } from "./pools";
import { consumerResources, productApiResource, productResource } from "./products";
import { apiManagementService, isInjected, ServiceScope } from "./service";

export interface ApiManagementArgs extends Placement {
  settings: ApiManagementSettings;
  /** Tenant and audience of the callers' tokens. */
  identitySettings: IdentitySettings;
  /** Resource id of the subnet that the service runs in (Developer, Premium) or calls out through (StandardV2). */
  subnetId: pulumi.Input<string>;
  /** Where the private endpoint of StandardV2 goes. */
  access: PrivateAccess;
  /** User-assigned identity with which the gateway calls the models and writes metrics. */
  identity: { id: pulumi.Input<string>; clientId: pulumi.Input<string> };
  /** Regions and model deployments, from which backends and pools are made. */
  openAi: OpenAiSettings;
  /** The accounts, by region. */
  accounts: Readonly<Record<string, { host: pulumi.Input<string> }>>;
  plans: readonly PlanSettings[];
  consumers: readonly ConsumerSettings[];
  applicationInsights: Omit<ApplicationInsightsTarget, "identityClientId">;
  diagnostics: DiagnosticsTarget;
  /** Pulumi refuses to delete or replace the service. */
  protect: boolean;
}

type Apis = Readonly<Record<Family, apimanagement.Api>>;

/**
 * The gateway: API Management with the Azure OpenAI APIs, a product per plan and a subscription per consumer. Private
 * from the first minute in the tiers that run inside the network; else over a private endpoint.
 */
export class ApiManagement extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly serviceName: pulumi.Output<string>;
  /** `<name>.azure-api.net` */
  readonly hostName: pulumi.Output<string>;
  /** Address in the network; undefined where a private endpoint has it. */
  readonly privateIpAddress: pulumi.Output<string> | undefined;
  /** Resource ids of the subscriptions, by consumer. */
  readonly subscriptionIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Wait for this before reaching the gateway over its private endpoint; empty for tiers inside the network. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: ApiManagementArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:apiManagement:ApiManagement", name, {}, opts);
    const service = this.service(name, args);
    const { resourceGroupName } = args;
    const scope: ServiceScope = { name, resourceGroupName, serviceName: service.name, serviceId: service.id, parent: this };
    const apis = this.apis(scope);
    const rules = this.policies(scope, args, apis);
    this.observe(scope, args, apis);
    diagnose(name, "Microsoft.ApiManagement/service", service.id, args.diagnostics, { parent: this });
    this.id = service.id;
    this.serviceName = service.name;
    this.hostName = pulumi.interpolate`${service.name}.azure-api.net`;
    this.privateIpAddress = isInjected(args.settings.sku) ? service.privateIPAddresses.apply(firstOf) : undefined;
    this.ready = isInjected(args.settings.sku) ? [] : this.endpoint(name, args, service).ready;
    this.subscriptionIds = this.products(scope, args, apis, rules);
    this.registerOutputs({ id: this.id, hostName: this.hostName, privateIpAddress: this.privateIpAddress });
  }

  private service(name: string, args: ApiManagementArgs): apimanagement.ApiManagementService {
    return apiManagementService(name, { ...args, identityId: args.identity.id }, { parent: this, protect: args.protect });
  }

  private endpoint(name: string, args: ApiManagementArgs, service: apimanagement.ApiManagementService): PrivateEndpoint {
    return new PrivateEndpoint(
      `${name}-endpoint`,
      { ...args, targetId: service.id, groupId: "Gateway", key: "apim" },
      { parent: this },
    );
  }

  private apis(scope: ServiceScope): Apis {
    const guard = globalPolicyResource(scope);
    return { dated: apiResource(scope, "dated", guard), v1: apiResource(scope, "v1", guard) };
  }

  /** Backends, pools and the policies of the APIs. */
  private policies(scope: ServiceScope, args: ApiManagementArgs, apis: Apis): apimanagement.ApiPolicy[] {
    const hosts = Object.fromEntries(Object.entries(args.accounts).map(([location, { host }]) => [location, host]));
    const backends = modelBackends(args.openAi);
    const pools = modelPools(backends);
    const made = backendResources(scope, backends, hosts);
    const named = [
      namedValue(scope, gatewayIdentityName, args.identity.clientId),
      ...poolResources(scope, pools, made),
      ...homeBackendResources(scope, args.openAi.statefulRegion, hosts),
    ];
    return (["dated", "v1"] as const).map((family) =>
      apiPolicyResource(scope, family, apis[family], apiPolicy(family, pools, args.identitySettings), named),
    );
  }

  /** Loggers and diagnostics. */
  private observe(scope: ServiceScope, args: ApiManagementArgs, apis: Apis): void {
    const azureMonitor = serviceDiagnostics(scope, { ...args.applicationInsights, identityClientId: args.identity.clientId });
    llmDiagnostic(scope, "dated", apis.dated, azureMonitor);
    llmDiagnostic(scope, "v1", apis.v1, azureMonitor);
  }

  /** Plans and consumers. */
  private products(scope: ServiceScope, args: ApiManagementArgs, apis: Apis, rules: pulumi.Resource[]) {
    const plans = new Map(args.plans.map((plan) => [plan.name, this.plan(scope, plan, apis)]));
    return Object.fromEntries(
      args.consumers.map((consumer) => {
        const plan = plans.get(consumer.plan);
        if (!plan)
          throw new Error(`consumer ${consumer.name} names the plan ${consumer.plan}; there are ${[...plans.keys()].join(", ")}`);
        const ready = [...rules, plan.policy];
        const made = consumerResources(scope, consumer, {
          tenantId: args.identitySettings.tenantId,
          product: plan.product,
          ready,
        });
        return [consumer.name, made.id];
      }),
    );
  }

  private plan(scope: ServiceScope, plan: PlanSettings, apis: Apis) {
    const product = productResource(scope, plan);
    productApiResource(scope, plan, product, apis.dated, "dated");
    productApiResource(scope, plan, product, apis.v1, "v1");
    return { product, policy: planPolicyResource(scope, plan, product) };
  }
}

function firstOf(addresses: readonly string[]): string {
  const [first] = addresses;
  if (!first) throw new Error("Azure gave API Management no private address, although it runs inside the network");
  return first;
}
