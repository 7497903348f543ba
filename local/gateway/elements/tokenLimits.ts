import type { PolicyNode } from "../documents/policyNode";
import type { Call, UsageHook } from "../runtime/call";
import { Entry, Period, periodOf } from "../runtime/counters";
import { attribute, boolGetter, Element, numberGetter, Step, textGetter } from "./element";
import { announce, inbound, optional, refuse, remember } from "./limitAnswers";

const limitNames = [
  "retry-after-header-name",
  "retry-after-variable-name",
  "remaining-quota-tokens-header-name",
  "remaining-quota-tokens-variable-name",
  "remaining-tokens-header-name",
  "remaining-tokens-variable-name",
  "tokens-consumed-header-name",
  "tokens-consumed-variable-name",
] as const;

interface TokenLimit {
  key: string;
  perMinute: number | undefined;
  quota: number | undefined;
  period: Period;
  estimate: number;
}

const minute = 60_000;

/** `knowsAll`: counts embeddings and legacy completions whatever the behaviour is. */
function tokenLimit(source: string, knowsAll: boolean): (node: PolicyNode) => Step {
  return (node) => {
    const key = textGetter(attribute(node, "counter-key"))!;
    const [perMinute, quota] = ["tokens-per-minute", "token-quota"].map((name) =>
      attribute(node, name) ? numberGetter(attribute(node, name), 0) : undefined,
    );
    const period = textGetter(attribute(node, "token-quota-period")) ?? (() => "Monthly");
    const estimates = boolGetter(attribute(node, "estimate-prompt-tokens"), false);
    const given = Object.fromEntries(limitNames.map((name) => [name, attribute(node, name)?.text]));
    return (call) => {
      if (!knowsAll && !call.isChat && call.gateway.behaviours.embeddingTokens === "notCounted") return;
      const { stream, tokenIds, tokens } = promptOf(call);
      const estimating = estimates(call) || stream;
      if (estimating && tokenIds && call.gateway.behaviours.tokenArrays === "refused")
        refuse(source, "TokenEstimationFailed", 400, "Unable to parse and estimate tokens from incoming request.", []);
      const limit: TokenLimit = {
        key: key(call),
        perMinute: perMinute?.(call),
        quota: quota?.(call),
        period: period(call) as Period,
        estimate: estimating ? tokens : 0,
      };
      checkMinute(call, limit, source, given);
      checkQuota(call, limit, source, given);
      const entries = count(call, limit);
      remember(call, given["tokens-consumed-variable-name"], limit.estimate);
      rememberRemaining(call, limit, given["remaining-tokens-variable-name"]);
      call.usageHooks.push(correction(call, limit, entries, given));
    };
  };
}

const promptOf = (call: Call): ReturnType<Call["promptEstimate"]> => call.promptEstimate();

function checkMinute(
  call: Call,
  { key, perMinute, estimate }: TokenLimit,
  source: string,
  given: Record<string, string | undefined>,
): void {
  if (perMinute === undefined) return;
  const { counters } = call.gateway;
  const name = `tokens/${key}`;
  const used = counters.used(name, minute);
  if (used < perMinute && used + estimate <= perMinute) return;
  const seconds = counters.secondsUntil(name, minute, perMinute - 1, Math.min(estimate, perMinute - 1));
  remember(call, given["retry-after-variable-name"], seconds);
  remember(call, given["remaining-tokens-variable-name"], Math.max(0, perMinute - used));
  announce(call, given["remaining-tokens-header-name"], Math.max(0, perMinute - used));
  refuse(source, "TokenLimitExceeded", 429, `Token limit is exceeded. Try again in ${seconds} seconds.`, [
    [given["retry-after-header-name"] ?? "Retry-After", String(seconds)],
  ]);
}

function checkQuota(
  call: Call,
  { key, quota, period, estimate }: TokenLimit,
  source: string,
  given: Record<string, string | undefined>,
): void {
  if (quota === undefined) return;
  const { counters, clock } = call.gateway;
  const { start, end } = periodOf(period, clock.now());
  const used = counters.usedSince(`quota/${key}`, start);
  if (used < quota && used + estimate <= quota) return;
  const seconds = Math.max(1, Math.ceil((end - clock.now()) / 1000));
  remember(call, given["retry-after-variable-name"], seconds);
  remember(call, given["remaining-quota-tokens-variable-name"], Math.max(0, quota - used));
  announce(call, given["remaining-quota-tokens-header-name"], Math.max(0, quota - used));
  refuse(source, "TokenQuotaExceeded", 403, `Token quota is exceeded. Try again in ${seconds} seconds.`, [
    [given["retry-after-header-name"] ?? "Retry-After", String(seconds)],
  ]);
}

/** What is left is told after each execution, before the model answers and after it. */
function rememberRemaining(call: Call, { key, perMinute }: TokenLimit, variable: string | undefined): void {
  if (perMinute === undefined) return;
  remember(call, variable, Math.max(0, perMinute - call.gateway.counters.used(`tokens/${key}`, minute)));
}

function count(call: Call, { key, perMinute, quota, period, estimate }: TokenLimit): Entry[] {
  const { counters, clock } = call.gateway;
  const entries: Entry[] = [];
  if (perMinute !== undefined) entries.push(counters.add(`tokens/${key}`, estimate));
  if (quota !== undefined) entries.push(counters.addSince(`quota/${key}`, periodOf(period, clock.now()).start, estimate));
  return entries;
}

/** Puts what was really used in the place of the estimate; a failed call used nothing. */
function correction(
  call: Call,
  { key, perMinute, quota, period }: TokenLimit,
  entries: Entry[],
  given: Record<string, string | undefined>,
): UsageHook {
  return (tokens, headers) => {
    const failed = (call.response?.status ?? 500) >= 400;
    for (const entry of entries) entry.correct(tokens?.total ?? (failed ? 0 : entry.amount));
    const { counters, clock } = call.gateway;
    if (tokens) remember(call, given["tokens-consumed-variable-name"], tokens.total);
    if (!headers) return;
    const show = (name: string | undefined, value: number): void => void (name && headers.set(name, String(value)));
    if (tokens) show(given["tokens-consumed-header-name"], tokens.total);
    if (perMinute !== undefined)
      show(given["remaining-tokens-header-name"], Math.max(0, perMinute - counters.used(`tokens/${key}`, minute)));
    if (quota !== undefined)
      show(
        given["remaining-quota-tokens-header-name"],
        Math.max(0, quota - counters.usedSince(`quota/${key}`, periodOf(period, clock.now()).start)),
      );
  };
}

const tokenAttributes = {
  "counter-key": "required",
  "estimate-prompt-tokens": "required",
  ...optional(["tokens-per-minute", "token-quota", "token-quota-period", ...limitNames]),
} as const;
const tokensSimulated =
  "counts with a window of 60 seconds that slides, on every tier; estimates with the encoding o200k_base; a failed call gives its estimate back";

/** Elements that count tokens of language models. */
export const tokenLimits: Readonly<Record<string, Element>> = {
  "llm-token-limit": {
    simulated: tokensSimulated,
    attributes: tokenAttributes,
    ...inbound,
    compile: tokenLimit("llm-token-limit", false),
  },
  "azure-openai-token-limit": {
    simulated: tokensSimulated,
    attributes: tokenAttributes,
    ...inbound,
    compile: tokenLimit("azure-openai-token-limit", true),
  },
};
