import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { apis } from "./api";
import { homeBackends } from "./backends";
import { CredentialMode, Credentials, credentialsOf, tokenProduct } from "./credentials";
import { Family, Operation, pathList } from "./operations";
import { ModelPool, poolId, poolsOf, tripSeconds } from "./pools";
import { refusal } from "./refusals";
import { PolicyPiece, joined, nothing, renderPiece, renderPolicy } from "./renderPolicy";
import { PublicAccess, ServiceScope } from "./service";
import { HostedTool, callersTools } from "./tools";

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
  /** Requests a minute for each consumer. Default: no ceiling, but 60 for what is not counted in tokens. */
  requestsPerMinute?: number;
  /** Tokens a minute of one person or application of a consumer, over all models. Default: no limit of their own. */
  tokensPerMinutePerUser?: number;
  /** Requests a minute of one person or application of a consumer. Default: no limit of their own. */
  requestsPerMinutePerUser?: number;
  /** Tokens a minute of a consumer over all models together. Default: only the limit for each model. */
  tokensPerMinuteOfAllModels?: number;
  /** Tokens a calendar month of a consumer over all models together. Default: no quota. */
  tokensPerMonthOfAllModels?: number;
  /** Whether stored objects of the shared account (files, batches, fine-tuning, stored responses) may be used. */
  consumersMayReadStoredObjects: boolean;
  /** What its callers show. */
  credentials: CredentialMode;
  /** Further names of its models: alias → model. */
  aliases: Readonly<Record<string, string>>;
  /** What its requests may ask for beside functions and the data that they carry. */
  tools: readonly HostedTool[];
  /** Addresses of MCP servers that its requests may name. */
  mcpServers: readonly string[];
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
  /** The same for streams and embeddings, of which the headers come within seconds. */
  promptSeconds: 30,
  /** Further attempts after the first, whatever the size of the pool. */
  retries: 2,
  /** A call older than this is not tried again: its caller has waited, and the model worked on it. */
  retryWithinSeconds: 60,
  /** What `Retry-After` says where no deployment said anything. */
  retryAfterSeconds: 10,
} as const;

/**
 * Requests a minute of a consumer whose plan has no `requestsPerMinute`, to operations that are not counted in tokens (images, audio): they would have
 * no ceiling at all.
 */
const uncountedRequestsPerMinute = 60;

/**
 * The policy of all APIs.
 * @param access with `Enabled`, which only the first phase of an integrated tier has, every call is refused
 */
export function globalPolicy(access: PublicAccess = "Disabled"): string {
  const { retries, retryWithinSeconds, timeoutSeconds, promptSeconds, retryAfterSeconds } = transport;
  const after = (variable: string, otherwise: number) => renderPiece("retry-after.xml", { variable, otherwise });
  const noRetry = renderPiece("no-retry.xml");
  const backAfter = after("backAfter", retryAfterSeconds);
  return renderPolicy("global.xml", {
    retries,
    retryWithinSeconds,
    timeoutSeconds,
    promptSeconds,
    retryAfterSeconds,
    noRetry,
    noteOutage: renderPiece("note-outage.xml", { ptuSeconds: tripSeconds.ptu, otherSeconds: tripSeconds.ktpm }),
    unavailable: renderPiece("unavailable.xml", {
      retryAfterSeconds,
      allThrottled: refusal("allThrottled", backAfter),
      unavailable: refusal("unavailable", backAfter),
    }),
    forbidden: refusal("forbidden"),
    notClosed: access === "Disabled" ? nothing : refusal("notClosed", noRetry),
    operationNotFound: refusal("operationNotFound"),
    tooManyRequests: refusal("tooManyRequests", after("requestRetryAfter", 60)),
    tooManyTokens: refusal("tooManyTokens", joined(after("minuteRetryAfter", 60), renderPiece("remaining-tokens.xml"))),
    monthUsedUp: refusal("monthUsedUp", joined(after("monthRetryAfter", 86_400), noRetry)),
    promptTooLarge: refusal("promptTooLarge", noRetry),
    notCountable: refusal("notCountable", noRetry),
    timeout: refusal("timeout", noRetry),
    broken: renderPiece("broken.xml"),
  });
}

/**
 * The policy of one API, for the models that it can reach: those of its pools. What both APIs do stands in pieces that are put into both: a
 * policy fragment's id cannot be set through the SDK, whose property `id` is the resource's own id.
 *
 * @param homeModels Models of the account that keeps stored objects.
 * @param credentials What callers show; a key and a token when not given.
 * @param slowModels Models whose streams may begin later than others'.
 * @param aliases Rows `<plan>/<alias>=<model>` joined with `|` (`aliasesOf`).
 */
export function apiPolicy(
  family: Family,
  pools: readonly ModelPool[],
  tokens: TokenRules,
  homeModels: readonly string[],
  {
    credentials = credentialsOf([], []),
    aliases = "",
    slowModels = [],
  }: { credentials?: Credentials; aliases?: string; slowModels?: readonly string[] } = {},
): string {
  const own = poolsOf(pools, family);
  const caller = renderPiece("caller.xml");
  const models = own.map(({ model }) => model).join("|");
  const forms = pathList(family, ({ model }) => model === "form");
  const response = pathList(family, ({ kind, method }) => kind === "response" && method === "POST");
  const ofResponses = pathList(
    family,
    ({ path, kind }) => path.startsWith("/responses") && ["response", "stateless"].includes(kind),
  );
  const accounts = own.map(({ model, members }) => `${model}=${members.map(({ backend }) => backend).join(",")}`).join("|");
  return renderPolicy(`api-${family}.xml`, {
    stateless: pathList(family, ({ kind }) => kind === "stateless"),
    catalogue: pathList(family, ({ kind }) => kind === "catalogue"),
    response,
    counted: pathList(family, ({ counted }) => counted),
    readsBody: pathList(family, (one) => ["body", "form"].includes(one.model) || (one.counted && one.streaming) || isItems(one)),
    sendsUsage: pathList(family, ({ kind, counted, streaming }) => kind === "stateless" && counted && streaming),
    home: homeBackends[family].id,
    authenticate: authenticate(tokens, credentials, caller),
    readRequest: renderPiece("read-request.xml", { forms }),
    recordCall: renderPiece("record-call.xml", {
      caller,
      marked: credentials.keyPlans || credentials.tokenConsumers ? renderPiece("marked.xml") : nothing,
    }),
    checkRequest: renderPiece("check-request.xml", {
      models,
      largest: own.flatMap(largestRequest).join("|"),
      readsItems: pathList(family, isItems),
      missingModel: refusal("missingModel"),
      unknownModel: refusal(family === "dated" ? "unknownDeployment" : "unknownModel"),
      tooLarge: refusal("tooLarge"),
    }),
    resolveAlias: aliases ? renderPiece("resolve-alias.xml", { aliases, forms, aliasUnclear: refusal("aliasUnclear") }) : nothing,
    listModels: renderPiece("list-models.xml", {
      models,
      parameter: family === "dated" ? "model-id" : "model",
      unknownModel: refusal("unknownModel"),
    }),
    slow: slowModels.length > 0 ? renderPiece("slow.xml", { models: slowModels.join("|") }) : nothing,
    keptElsewhere: renderPiece("kept-elsewhere.xml", {
      homeModels: homeModels.join("|"),
      notStored: refusal("notStored"),
      notAtHome: refusal("notAtHome"),
    }),
    route: renderPiece("route.xml", { poolPrefix: poolId(family, ""), routes: own.map(routeOf).join("|") }),
    ...(family === "v1" && { routeResponse: renderPiece("route-response.xml", { response: ofResponses, accounts }) }),
    callModel: renderPiece("call-model.xml", { dimensions: renderPiece("dimensions.xml") }),
  });
}

/** Who calls. What an environment does not offer is not in its policies. */
function authenticate(
  tokens: TokenRules,
  { keyPlans, tokenConsumers, otherProofs }: Credentials,
  caller: PolicyPiece,
): PolicyPiece {
  const { tenantId, audience } = tokens;
  const checkToken = renderPiece("check-token.xml", { tenantId, audience });
  const who = renderPiece("group.xml", { caller });
  const notInGroup = refusal("notInGroup", nothing, who, "not in group");
  return renderPiece("authenticate.xml", {
    tokenProduct,
    keyInQuery: refusal("keyInQuery"),
    subscriptionRequired: refusal("subscriptionRequired"),
    checkToken: joined(
      keyPlans ? renderPiece("check-token-or-key.xml", { keyPlans, checkToken }) : checkToken,
      ...(tokenConsumers
        ? [
            renderPiece("consumer-of-token.xml", {
              tokenConsumers,
              noConsumer: refusal("noConsumer", nothing, caller),
              severalConsumers: refusal("severalConsumers", nothing, caller),
            }),
          ]
        : []),
    ),
    checkCaller:
      keyPlans || tokenConsumers || otherProofs
        ? renderPiece("check-group-or-other.xml", { otherProofs, notInGroup })
        : renderPiece("check-group.xml", { notInGroup }),
  });
}

/** Operations that take parts of a conversation without a model: what they name is looked at as in a request to a model. */
const isItems = ({ method, path }: Operation): boolean =>
  method === "POST" && /^\/conversations(\/\{conversation_id\}\/items)?$/.test(path);

/** The aliases of all plans, as the policy of an API reads them. */
export const aliasesOf = (plans: readonly Plan[]): string =>
  plans.flatMap(({ name, aliases }) => Object.entries(aliases).map(([alias, model]) => `${name}/${alias}=${model}`)).join("|");

/** A model with its members, those with provisioned throughput that are used first, whether there are others, and the tokens of the smallest (0: no bound). */
const routeOf = ({ model, members, provisioned, next, smallest }: ModelPool): string =>
  `${model}=${members.length},${provisioned},${next ? 1 : 0},${Number.isFinite(smallest) ? smallest : 0}`;

/** A model with the tokens that a request to it may allow for the answer, where there is a bound. */
const largestRequest = ({ model, largestRequest }: ModelPool): string[] =>
  largestRequest === undefined ? [] : [`${model}=${largestRequest}`];

/** The policy of one plan: its models and limits. */
export const planPolicy = (plan: Plan): string =>
  renderPolicy("product.xml", { planRules: planRules(plan), planHeaders: renderPiece("plan-headers.xml") });

/** The policy of the callers without a key: the rules of each plan whose token is enough. */
export function tokenProductPolicy(plans: readonly Plan[]): string {
  const parts = plans.map((plan) => renderPiece("token-plan.xml", { plan: plan.name, planRules: planRules(plan) }));
  return renderPolicy("token-product.xml", {
    plans: joined(...parts),
    forbidden: refusal("forbidden"),
    planHeaders: renderPiece("plan-headers.xml"),
  });
}

function planRules(plan: Plan): PolicyPiece {
  const { models, tokensPerMinute, tokensPerMonth, requestsPerMinute, consumersMayReadStoredObjects } = plan;
  const quota = (limit: string, estimates: boolean) =>
    tokensPerMonth ? renderPiece("monthly-quota.xml", { limit, tokensPerMonth, estimates }) : nothing;
  return renderPiece("plan-rules.xml", {
    models: [...new Set(models)].sort().join("|"),
    planModels: [...models, ...Object.entries(plan.aliases).map(([alias, model]) => `${alias}=${model}`)].sort().join("|"),
    checkTools: renderPiece("check-tools.xml", {
      tools: [...callersTools, ...plan.tools].join("|"),
      mcpServers: plan.mcpServers.map((url) => url.replace(/\/+$/, "")).join("|"),
      toolNotInPlan: refusal("toolNotInPlan", nothing, renderPiece("refused-tool.xml")),
    }),
    tokensPerMinute,
    modelNotInPlan: refusal("modelNotInPlan"),
    storedObjects: consumersMayReadStoredObjects
      ? renderPiece("stored-allowed.xml", { backgroundNotOffered: refusal("backgroundNotOffered") })
      : renderPiece("stored-refused.xml", { storedNotInPlan: refusal("storedNotInPlan") }),
    requestLimit: requestsPerMinute
      ? renderPiece("request-limit.xml", { requestsPerMinute })
      : renderPiece("uncounted-limit.xml", { requestsPerMinute: uncountedRequestsPerMinute }),
    planRequests: requestsPerMinute ?? uncountedRequestsPerMinute,
    userRequests: plan.requestsPerMinutePerUser
      ? renderPiece("user-requests.xml", { requestsPerMinute: plan.requestsPerMinutePerUser })
      : nothing,
    monthlyQuota: quota("llm-token-limit", true),
    moreLimits: moreLimits(plan, "llm-token-limit", true),
    monthlyQuotaOfOthers: quota("azure-openai-token-limit", false),
    moreLimitsOfOthers: moreLimits(plan, "azure-openai-token-limit", false),
  });
}

/** Limits beside that for each consumer and model: over all models, and for one user. */
function moreLimits(plan: Plan, limit: string, estimates: boolean): PolicyPiece {
  const piece = (file: string, token: string, value?: number): PolicyPiece =>
    value ? renderPiece(file, { limit, estimates, [token]: value }) : nothing;
  return joined(
    piece("all-models-tokens.xml", "tokensPerMinute", plan.tokensPerMinuteOfAllModels),
    piece("all-models-month.xml", "tokensPerMonth", plan.tokensPerMonthOfAllModels),
    piece("user-tokens.xml", "tokensPerMinute", plan.tokensPerMinutePerUser),
  );
}

/** Makes the policy of all APIs. */
export function globalPolicyResource(scope: ServiceScope, access: pulumi.Input<PublicAccess>): apimanagement.Policy {
  const { name, serviceName, resourceGroupName, child } = scope;
  const value = pulumi.output(access).apply(globalPolicy);
  return new apimanagement.Policy(name, { policyId: "policy", serviceName, resourceGroupName, format: "rawxml", value }, child);
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

/**
 * Makes the policy of a product.
 *
 * @param key End of its Pulumi name: the plan's name, or that of the callers without a key.
 */
export function productPolicyResource(
  scope: ServiceScope,
  key: string,
  product: apimanagement.Product,
  value: string,
): apimanagement.ProductPolicy {
  const { name, serviceName, resourceGroupName, child } = scope;
  return new apimanagement.ProductPolicy(
    `${name}-${key}`,
    { policyId: "policy", productId: product.name, serviceName, resourceGroupName, format: "rawxml", value },
    child,
  );
}
