import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose } from "../monitoring/diagnosticSettings";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";
import { apiResource } from "./api";
import { backendResources, homeBackendResources, poolResources } from "./backends";
import { ApplicationInsightsTarget, llmDiagnostic, namedValue, serviceDiagnostics } from "./diagnostics";
import { Family } from "./operations";
import {
  Plan,
  TokenRules,
  apiPolicy,
  apiPolicyResource,
  gatewayIdentityName,
  globalPolicyResource,
  planPolicyResource,
} from "./policies";
import { ModelRegions, modelBackends, modelPools } from "./pools";
import { Consumer, consumerResources, productApiResource, productResource } from "./products";
import { apiManagementService, ServiceScope, ServiceSettings } from "./service";
import { isInjected } from "./tiers";

export interface ApiManagementArgs extends Placement {
  settings: ServiceSettings;
  /** Resource id of the subnet that the service runs in (Developer, Premium) or calls out through (StandardV2). */
  subnetId: pulumi.Input<string>;
  /** Where the private endpoint of StandardV2 goes. */
  access: PrivateAccess;
  /** User-assigned identity with which the gateway calls the models and writes metrics. */
  identity: { id: pulumi.Input<string>; clientId: pulumi.Input<string> };
  diagnostics: DiagnosticsTarget;
  /** Pulumi refuses to delete or replace the service. */
  protect: boolean;
}

/** What the gateway offers, and to whom. */
export interface ContentArgs {
  /** Tenant and audience of the callers' tokens. */
  identitySettings: TokenRules;
  /** Regions and model deployments, from which backends and pools are made, and the region whose account keeps stored objects. */
  openAi: ModelRegions & { statefulRegion: string };
  /** The accounts, by region. */
  accounts: Readonly<Record<string, { host: pulumi.Input<string> }>>;
  plans: readonly Plan[];
  consumers: readonly Consumer[];
  applicationInsights: Omit<ApplicationInsightsTarget, "identityClientId">;
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
  /** The service without its content. */
  readonly service: pulumi.Resource;
  /** Wait for this before reaching the gateway over its private endpoint; empty for tiers inside the network. */
  readonly ready: pulumi.Resource[];
  private readonly scope: ServiceScope;

  constructor(
    name: string,
    private readonly args: ApiManagementArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shield:apiManagement:ApiManagement", name, {}, opts);
    const service = apiManagementService(
      name,
      { ...args, identityId: args.identity.id },
      { parent: this, protect: args.protect },
    );
    const { resourceGroupName } = args;
    this.scope = { name, resourceGroupName, serviceName: service.name, serviceId: service.id, parent: this };
    diagnose(name, "Microsoft.ApiManagement/service", service.id, args.diagnostics, { parent: this });
    this.service = service;
    this.id = service.id;
    this.serviceName = service.name;
    this.hostName = pulumi.interpolate`${service.name}.azure-api.net`;
    this.privateIpAddress = isInjected(args.settings.sku) ? service.privateIPAddresses.apply(firstOf) : undefined;
    this.ready = isInjected(args.settings.sku) ? [] : this.endpoint(name, args, service).ready;
    this.registerOutputs({ id: this.id, hostName: this.hostName, privateIpAddress: this.privateIpAddress });
  }

  /**
   * Publishes the models: APIs with their policies and backends, plans and consumers.
   * @returns resource ids of the subscriptions, by consumer
   */
  publish(content: ContentArgs): Readonly<Record<string, pulumi.Output<string>>> {
    const apis = this.apis();
    const rules = this.policies(content, apis);
    this.observe(content, apis);
    return this.products(content, apis, rules);
  }

  private endpoint(name: string, args: ApiManagementArgs, service: apimanagement.ApiManagementService): PrivateEndpoint {
    return new PrivateEndpoint(
      `${name}-endpoint`,
      { ...args, targetId: service.id, groupId: "Gateway", key: "apim" },
      { parent: this },
    );
  }

  private apis(): Apis {
    const guard = globalPolicyResource(this.scope);
    return { dated: apiResource(this.scope, "dated", guard), v1: apiResource(this.scope, "v1", guard) };
  }

  /** Backends, pools and the policies of the APIs. */
  private policies({ accounts, openAi, identitySettings }: ContentArgs, apis: Apis): apimanagement.ApiPolicy[] {
    const { scope } = this;
    const hosts = Object.fromEntries(Object.entries(accounts).map(([location, { host }]) => [location, host]));
    const backends = modelBackends(openAi);
    const pools = modelPools(backends);
    const made = backendResources(scope, backends, hosts);
    const named = [
      namedValue(scope, gatewayIdentityName, this.args.identity.clientId),
      ...poolResources(scope, pools, made),
      ...homeBackendResources(scope, openAi.statefulRegion, hosts),
    ];
    return (["dated", "v1"] as const).map((family) =>
      apiPolicyResource(scope, family, apis[family], apiPolicy(family, pools, identitySettings), named),
    );
  }

  /** Loggers and diagnostics. */
  private observe({ applicationInsights }: ContentArgs, apis: Apis): void {
    const { scope } = this;
    const identityClientId = this.args.identity.clientId;
    const azureMonitor = serviceDiagnostics(scope, { ...applicationInsights, identityClientId });
    llmDiagnostic(scope, "dated", apis.dated, azureMonitor);
    llmDiagnostic(scope, "v1", apis.v1, azureMonitor);
  }

  /** Plans and consumers. */
  private products(content: ContentArgs, apis: Apis, rules: pulumi.Resource[]) {
    const plans = new Map(content.plans.map((plan) => [plan.name, this.plan(plan, apis)]));
    return Object.fromEntries(
      content.consumers.map((consumer) => {
        const plan = plans.get(consumer.plan);
        if (!plan)
          throw new Error(`consumer ${consumer.name} names the plan ${consumer.plan}; there are ${[...plans.keys()].join(", ")}`);
        const ready = [...rules, plan.policy];
        const made = consumerResources(this.scope, consumer, {
          tenantId: content.identitySettings.tenantId,
          product: plan.product,
          ready,
        });
        return [consumer.name, made.id];
      }),
    );
  }

  private plan(plan: Plan, apis: Apis) {
    const { scope } = this;
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
