import { ContentSafety, planSafety } from "./contentSafety";
import { CredentialMode } from "./credentials";
import { refusal } from "./refusals";
import { PolicyPiece, joined, nothing, renderPiece, renderPolicy } from "./renderPolicy";
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
  /** Whether its calls may take provisioned throughput. Default: true. */
  usesProvisioned?: boolean;
  /** What its prompts are looked at for before a model gets them. Default: nothing; the filter of each deployment looks at them anyway. */
  contentSafety?: ContentSafety;
}

/**
 * Requests a minute of a consumer whose plan has no `requestsPerMinute`, to operations that are not counted in tokens (images, audio): they would have
 * no ceiling at all.
 */
export const uncountedRequestsPerMinute = 60;

/** The aliases of all plans, as the policy of an API reads them. */
export const aliasesOf = (plans: readonly Plan[]): string =>
  plans.flatMap(({ name, aliases }) => Object.entries(aliases).map(([alias, model]) => `${name}/${alias}=${model}`)).join("|");

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
    noProvisioned: plan.usesProvisioned === false ? renderPiece("no-provisioned.xml") : nothing,
    contentSafety: planSafety(plan.contentSafety),
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
