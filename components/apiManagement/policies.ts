import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "./api";
import { homeBackends } from "./backends";
import { Family, pathList } from "./operations";
import { ModelPool, poolId, poolsOf } from "./pools";
import { nothing, renderPiece, renderPolicy } from "./renderPolicy";
import { ServiceScope } from "./service";

/** A service class; it becomes a product. */
export interface Plan {
  /** Name of the plan, and id of the product. */
  name: string;
  /** Models that it may use. */
  models: string[];
  /** Tokens a minute for each consumer and model. */
  tokensPerMinute: number;
  /** Tokens a calendar month for each consumer and model. Default: no quota. */
  tokensPerMonth?: number;
  /** Requests a minute for each consumer. Default: no ceiling. */
  requestsPerMinute?: number;
  /** Whether stored objects of the shared account (files, batches, fine-tuning, stored responses) may be used. */
  consumersMayReadStoredObjects: boolean;
}

/** Whose tokens the gateway accepts. */
export interface TokenRules {
  /** Entra tenant. */
  tenantId: string;
  /** Audience of the token. */
  audience: string;
}

/** Named value with the client id of the identity that the gateway shows to the models. */
export const gatewayIdentityName = "gateway-identity-client-id";

const transport = {
  /**
   * Until the headers of an answer arrive, in seconds. Azure drops a silent connection after 4 minutes ("Configure API
   * for server-sent events"), so more would not hold.
   */
  timeoutSeconds: 240,
  /** Further attempts after the first, whatever the size of the pool. */
  retries: 2,
  /** A call older than this is not tried again: its caller has waited, and the model worked on it. */
  retryWithinSeconds: 60,
  /** What `Retry-After` says where no deployment said anything. */
  retryAfterSeconds: 10,
} as const;

/** The policy of all APIs. */
export const globalPolicy = (): string => renderPolicy("global.xml", transport);

/**
 * The policy of one API, for the models that it can reach: those of its pools. What both APIs do stands in pieces that are put into both: a
 * policy fragment's id cannot be set through the SDK, whose property `id` is the resource's own id.
 */
export function apiPolicy(family: Family, pools: readonly ModelPool[], { tenantId, audience }: TokenRules): string {
  const own = poolsOf(pools, family);
  const caller = renderPiece("caller.xml");
  return renderPolicy(`api-${family}.xml`, {
    models: own.map(({ model }) => model).join("|"),
    stateless: pathList(family, ({ kind }) => kind === "stateless"),
    catalogue: pathList(family, ({ kind }) => kind === "catalogue"),
    response: pathList(family, ({ kind, method }) => kind === "response" && method === "POST"),
    counted: pathList(family, ({ counted }) => counted),
    readsBody: pathList(family, ({ model, counted, streaming }) => ["body", "form"].includes(model) || (counted && streaming)),
    sendsUsage: pathList(family, ({ kind, counted, streaming }) => kind === "stateless" && counted && streaming),
    poolPrefix: poolId(family, ""),
    home: homeBackends[family].id,
    authenticate: renderPiece("authenticate.xml", { tenantId, audience, caller }),
    readRequest: renderPiece("read-request.xml", { forms: pathList(family, ({ model }) => model === "form") }),
    recordCall: renderPiece("record-call.xml", { caller }),
    callModel: renderPiece("call-model.xml"),
    missingModel: renderPiece("missing-model.xml"),
    tooLarge: renderPiece("request-too-large.xml", { largest: own.flatMap(largestRequest).join("|") }),
    unknownModel: renderPiece("unknown-model.xml", { code: family === "dated" ? "DeploymentNotFound" : "model_not_found" }),
  });
}

/** A model with the tokens that a request to it may allow for the answer, where there is a bound. */
const largestRequest = ({ model, largestRequest }: ModelPool): string[] =>
  largestRequest === undefined ? [] : [`${model}=${largestRequest}`];

/** The policy of one plan: its models and limits. */
export function planPolicy(plan: Plan): string {
  const { models, tokensPerMinute, tokensPerMonth, requestsPerMinute, consumersMayReadStoredObjects } = plan;
  return renderPolicy("product.xml", {
    models: [...new Set(models)].sort().join("|"),
    tokensPerMinute,
    storedObjects: renderPiece(consumersMayReadStoredObjects ? "stored-allowed.xml" : "stored-refused.xml"),
    requestLimit: requestsPerMinute ? renderPiece("request-limit.xml", { requestsPerMinute }) : nothing,
    monthlyQuota: tokensPerMonth ? renderPiece("monthly-quota.xml", { tokensPerMonth }) : nothing,
  });
}

/** Makes the policy of all APIs. */
export function globalPolicyResource(scope: ServiceScope): apimanagement.Policy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.Policy(
    name,
    { policyId: "policy", serviceName, resourceGroupName, format: "rawxml", value: globalPolicy() },
    child,
  );
}

/**
 * Makes the policy of one API.
 *
 * @param value The document, as `apiPolicy` gives it.
 * @param named Named values and backends that the policy names.
 */
export function apiPolicyResource(
  scope: ServiceScope,
  family: Family,
  api: apimanagement.Api,
  value: string,
  named: pulumi.Resource[],
): apimanagement.ApiPolicy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.ApiPolicy(
    `${name}-${apis[family].id}`,
    { policyId: "policy", apiId: api.name, serviceName, resourceGroupName, format: "rawxml", value },
    // Azure refuses a policy that names a value or a backend that is not there.
    { ...child, dependsOn: named },
  );
}

/** Makes the policy of one plan. */
export function planPolicyResource(scope: ServiceScope, plan: Plan, product: apimanagement.Product): apimanagement.ProductPolicy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.ProductPolicy(
    `${name}-${plan.name}`,
    { policyId: "policy", productId: product.name, serviceName, resourceGroupName, format: "rawxml", value: planPolicy(plan) },
    child,
  );
}
