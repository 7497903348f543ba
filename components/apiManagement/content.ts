import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apiResource } from "./api";
import type { ApiManagement } from "./apiManagement";
import { backendResources, poolResources, storedObjectBackends } from "./backends";
import { contentSafetyHostName } from "./contentSafety";
import { ApplicationInsightsTarget, llmDiagnostic, namedValue, serviceDiagnostics } from "./diagnostics";
import { Consumer, credentialsOf, tokenProduct } from "./credentials";
import { Family } from "./operations";
import { Plan, aliasesOf, planPolicy, tokenProductPolicy } from "./planPolicy";
import { TokenRules, apiPolicy, gatewayIdentityName, hostName } from "./policies";
import { apiPolicyResource, globalPolicyResource, productPolicyResource } from "./policyResources";
import { locationsToChoose, modelBackends, modelPools, refuseTwice } from "./pools";
import { consumerResources, productApiResource, productResource } from "./products";
import { PublicAccess, ServiceScope } from "./service";
import { StoredObjectSettings, storedObjectHomes } from "./storedObjects";

/** What the gateway offers, and to whom. */
export interface ApiManagementContentArgs {
  /** The service that offers it. */
  apiManagement: ApiManagement;
  /** Resource group of the service. */
  resourceGroupName: pulumi.Input<string>;
  /** Whether the service answers on the Internet; then every call is refused. */
  publicNetworkAccess: pulumi.Input<PublicAccess>;
  /** Origins, such as `https://chat.contoso.com`, whose pages may call from a browser. Default: none. */
  browserOrigins?: readonly string[];
  /** Client id of the identity with which the gateway calls the models and writes metrics. */
  identityClientId: pulumi.Input<string>;
  /** Tenant and audience of the callers' tokens. */
  identitySettings: TokenRules;
  /** Regions and model deployments, from which backends and pools are made, and where stored objects are kept. */
  openAi: StoredObjectSettings & { slowModels: readonly string[] };
  /** The accounts, by key: the region, or `stored-<consumer>`. */
  accounts: Readonly<Record<string, { host: pulumi.Input<string> }>>;
  /** Host that looks at the prompts of plans with `contentSafety`, such as `oai-contoso.cognitiveservices.azure.com`. Default: none, where no plan has it. */
  contentSafetyHost?: pulumi.Input<string>;
  /** Each becomes a product, but plans whose token is enough share one product (`tokenProduct`). */
  plans: readonly Plan[];
  /** Each becomes a subscription of its plan's product; one whose token is enough gets none. */
  consumers: readonly Consumer[];
  /** Where sampled calls and token metrics go; the identity that writes is `identityClientId`. */
  applicationInsights: Omit<ApplicationInsightsTarget, "identityClientId">;
}

type Apis = Readonly<Record<Family, apimanagement.Api>>;

/**
 * What API Management offers: the Azure OpenAI APIs with policies, backends and pools, a product for each plan and a subscription for each consumer.
 *
 * The resources were children of the service's component once, hence their aliases.
 */
export class ApiManagementContent extends pulumi.ComponentResource {
  /** Resource ids of the subscriptions, by consumer; a consumer whose token is enough has none. */
  readonly subscriptionIds: Readonly<Record<string, pulumi.Output<string>>>;
  private readonly scope: ServiceScope;

  /** @param name Beginning of the Pulumi names of the content. */
  constructor(
    name: string,
    private readonly args: ApiManagementContentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shield:apiManagement:ApiManagementContent", `${name}-content`, {}, opts);
    const { apiManagement, resourceGroupName } = args;
    const { serviceName, id: serviceId } = apiManagement;
    const child = { parent: this, aliases: [{ parent: apiManagement }] };
    this.scope = { name, resourceGroupName, serviceName, serviceId, child };
    const apis = this.apis();
    const rules = this.policies(args, apis);
    this.observe(args, apis);
    this.subscriptionIds = this.products(args, apis, rules);
    this.registerOutputs({ subscriptionIds: this.subscriptionIds });
  }

  private apis(): Apis {
    const guard = globalPolicyResource(this.scope, this.args.publicNetworkAccess);
    return { dated: apiResource(this.scope, "dated", guard), v1: apiResource(this.scope, "v1", guard) };
  }

  /** Backends, pools and the policies of the APIs. */
  private policies(
    { accounts, openAi, identitySettings, plans, consumers, contentSafetyHost }: ApiManagementContentArgs,
    apis: Apis,
  ): apimanagement.ApiPolicy[] {
    const { scope } = this;
    const hosts = Object.fromEntries(Object.entries(accounts).map(([key, { host }]) => [key, host]));
    const backends = modelBackends(openAi);
    const pools = modelPools(backends);
    const homes = storedObjectHomes(openAi);
    refuseTwice([...backends.map(({ id }) => id), ...homes.flatMap(({ backendIds }) => Object.values(backendIds))]);
    const made = backendResources(scope, backends, pools, hosts);
    const named = [
      namedValue(scope, gatewayIdentityName, this.args.identityClientId),
      ...locationsToChoose(pools).map((location) => namedValue(scope, hostName(location), accounts[location]!.host)),
      ...(contentSafetyHost ? [namedValue(scope, contentSafetyHostName, contentSafetyHost)] : []),
      ...poolResources(scope, pools, made),
      ...storedObjectBackends(scope, homes, hosts),
    ];
    return (["dated", "v1"] as const).map((family) =>
      apiPolicyResource(
        scope,
        family,
        apis[family],
        apiPolicy(family, pools, identitySettings, homes, {
          credentials: credentialsOf(plans, consumers),
          aliases: aliasesOf(plans),
          slowModels: openAi.slowModels,
          origins: this.args.browserOrigins ?? [],
          sharesProvisioned: plans.every(({ usesProvisioned }) => usesProvisioned !== false),
          contentSafety: plans.flatMap((plan) => plan.contentSafety ?? []),
        }),
        named,
      ),
    );
  }

  /** Loggers and diagnostics. */
  private observe({ applicationInsights }: ApiManagementContentArgs, apis: Apis): void {
    const { scope } = this;
    const identityClientId = this.args.identityClientId;
    const azureMonitor = serviceDiagnostics(scope, { ...applicationInsights, identityClientId });
    llmDiagnostic(scope, "dated", apis.dated, azureMonitor);
    llmDiagnostic(scope, "v1", apis.v1, azureMonitor);
  }

  /** Plans and consumers. */
  private products(content: ApiManagementContentArgs, apis: Apis, rules: pulumi.Resource[]) {
    const byToken = content.plans.filter(({ credentials }) => credentials === "token");
    if (byToken.length > 0) this.product(tokenProduct, apis, tokenProductPolicy(byToken), false);
    const plans = new Map(
      content.plans
        .filter((plan) => !byToken.includes(plan))
        .map((plan) => [plan.name, this.product(plan.name, apis, planPolicy(plan), true)]),
    );
    const withKey = content.consumers.filter((consumer) => !byToken.some(({ name }) => name === consumer.plan));
    return Object.fromEntries(
      withKey.map((consumer) => {
        const plan = plans.get(consumer.plan);
        if (!plan)
          throw new Error(`consumer ${consumer.name} names the plan ${consumer.plan}; there are ${[...plans.keys()].join(", ")}`);
        const ready = [...rules, plan.policy];
        const made = consumerResources(this.scope, consumer, { product: plan.product, ready });
        return [consumer.name, made.id];
      }),
    );
  }

  /** A product with both APIs and its policy. */
  private product(name: string, { dated, v1 }: Apis, policy: string, subscriptionRequired: boolean) {
    const { scope } = this;
    const product = productResource(scope, name, subscriptionRequired);
    const rules = productPolicyResource(scope, name, product, policy);
    productApiResource(scope, name, product, dated, "dated");
    productApiResource(scope, name, product, v1, "v1");
    return { product, policy: rules };
  }
}
