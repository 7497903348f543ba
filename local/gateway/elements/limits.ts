import type { PolicyNode } from "../documents/policyNode";
import { Entry, Period, periodOf } from "../runtime/counters";
import type { Call, UsageHook } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";
import { attribute, boolGetter, Element, Getter, numberGetter, Step, textGetter } from "./element";

const remember = (call: Call, name: string | undefined, value: number): void => {
  if (name) call.variables.set(name, value);
};

/** Headers that a limit adds to the answer, whatever the answer is. */
function announce(call: Call, name: string | undefined, value: number): void {
  if (!name) return;
  const headers = call.response?.headers;
  if (headers) headers.set(name, String(value));
  else call.answerHeaders.push([name, String(value)]);
}

function refuse(source: string, reason: string, status: number, message: string, headers: [string, string][]): never {
  throw new PolicyFault({ source, reason, status, message, headers });
}

const names = (node: PolicyNode, ...attributes: string[]): (string | undefined)[] =>
  attributes.map((name) => attribute(node, name)?.text);

/** Counts after the answer where the condition or the amount is an expression, or where that is asked for. */
function counting(node: PolicyNode): { late: boolean; condition: Getter<boolean>; amount: Getter<number> } {
  const [condition, amount] = [attribute(node, "increment-condition"), attribute(node, "increment-count")];
  const asked = attribute(node, "increment-after-response")?.text === "true";
  return {
    late: asked || Boolean(condition?.expression) || Boolean(amount?.expression),
    condition: boolGetter(condition, true),
    amount: numberGetter(amount, 1),
  };
}

function rateLimit(source: "rate-limit" | "rate-limit-by-key"): (node: PolicyNode) => Step {
  return (node) => {
    const key = textGetter(attribute(node, "counter-key")) ?? ((call) => call.subscription?.id ?? "");
    const [calls, period] = [numberGetter(attribute(node, "calls"), 0), numberGetter(attribute(node, "renewal-period"), 60)];
    const [retryHeader, retryVariable, remainingHeader, remainingVariable, totalHeader] = names(
      node,
      "retry-after-header-name",
      "retry-after-variable-name",
      "remaining-calls-header-name",
      "remaining-calls-variable-name",
      "total-calls-header-name",
    );
    const { late, condition, amount } = counting(node);
    return (call) => {
      if (source === "rate-limit" && !call.subscription) return;
      const { counters } = call.gateway;
      const [limit, windowMs, name] = [calls(call), period(call) * 1000, `${source}/${key(call)}`];
      const left = limit - counters.used(name, windowMs);
      announce(call, totalHeader, limit);
      if (left <= 0) {
        const seconds = counters.secondsUntil(name, windowMs, limit, 1);
        remember(call, retryVariable, seconds);
        announce(call, remainingHeader, 0);
        refuse(source, "RateLimitExceeded", 429, `Rate limit is exceeded. Try again in ${seconds} seconds.`, [
          [retryHeader ?? "Retry-After", String(seconds)],
        ]);
      }
      const count = (): void => void (condition(call) && counters.add(name, amount(call)));
      if (late) call.endHooks.push(count);
      else count();
      announce(call, remainingHeader, Math.max(0, left - 1));
      remember(call, remainingVariable, Math.max(0, left - 1));
    };
  };
}

function quotaByKey(source: "quota" | "quota-by-key"): (node: PolicyNode) => Step {
  return (node) => {
    const key = textGetter(attribute(node, "counter-key")) ?? ((call) => `${call.subscription?.id}/${call.product?.id}`);
    const [calls, kilobytes] = ["calls", "bandwidth"].map((name) =>
      attribute(node, name) ? numberGetter(attribute(node, name), 0) : undefined,
    );
    const period = numberGetter(attribute(node, "renewal-period"), 0);
    const first = Date.parse(attribute(node, "first-period-start")?.text ?? "0001-01-01T00:00:00Z");
    const { condition, amount } = counting(node);
    return (call) => {
      const { counters, clock } = call.gateway;
      const length = period(call) * 1000;
      const start = length > 0 ? first + Math.floor((clock.now() - first) / length) * length : first;
      const [byCalls, bySize] = [`${source}/calls/${key(call)}`, `${source}/bytes/${key(call)}`];
      const over =
        (calls && counters.usedSince(byCalls, start) >= calls(call)) ||
        (kilobytes && counters.usedSince(bySize, start) >= kilobytes(call) * 1024);
      if (over) {
        const seconds = Math.max(1, Math.ceil((start + length - clock.now()) / 1000));
        refuse(source, "QuotaExceeded", 403, `Out of call volume quota. Quota will be replenished in ${seconds} seconds.`, [
          ["Retry-After", String(seconds)],
        ]);
      }
      // The same key counts once for a call, however many policies name it.
      if (call.quotaKeys.has(byCalls)) return;
      call.quotaKeys.add(byCalls);
      call.endHooks.push(() => {
        if (!condition(call)) return;
        counters.addSince(byCalls, start, amount(call));
        counters.addSince(bySize, start, (call.received.body?.length ?? 0) + call.responseSize);
      });
    };
  };
}

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
    for (const entry of entries) entry.amount = tokens?.total ?? (failed ? 0 : entry.amount);
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

const optional = (list: readonly string[]): Record<string, "optional"> =>
  Object.fromEntries(list.map((name) => [name, "optional" as const]));
const callNames = [
  "retry-after-header-name",
  "retry-after-variable-name",
  "remaining-calls-header-name",
  "remaining-calls-variable-name",
  "total-calls-header-name",
];
const increments = ["increment-condition", "increment-count"];
const inbound = { sections: ["inbound"] } as const;
const tokenAttributes = {
  "counter-key": "required",
  "estimate-prompt-tokens": "required",
  ...optional(["tokens-per-minute", "token-quota", "token-quota-period", ...limitNames]),
} as const;
const tokensSimulated =
  "counts with a window of 60 seconds that slides, on every tier; estimates with the encoding o200k_base; a failed call gives its estimate back";

/** Elements that count and refuse. */
export const limits: Readonly<Record<string, Element>> = {
  "rate-limit": {
    simulated: "counts calls of the subscription in a window that slides, on every tier; no limits of single APIs in it",
    attributes: { calls: "required", "renewal-period": "required", ...optional(callNames) },
    ...inbound,
    compile: rateLimit("rate-limit"),
  },
  "rate-limit-by-key": {
    simulated: "counts in a window that slides, on every tier",
    attributes: {
      calls: "required",
      "renewal-period": "required",
      "counter-key": "required",
      ...optional([...callNames, ...increments, "increment-after-response"]),
    },
    ...inbound,
    compile: rateLimit("rate-limit-by-key"),
  },
  quota: {
    simulated: "counts at the end of the call; no quotas of single APIs in it",
    attributes: { calls: "optional", bandwidth: "optional", "renewal-period": "required" },
    ...inbound,
    compile: quotaByKey("quota"),
  },
  "quota-by-key": {
    simulated: "counts at the end of the call",
    attributes: {
      "counter-key": "required",
      "renewal-period": "required",
      ...optional(["calls", "bandwidth", "first-period-start", ...increments]),
    },
    ...inbound,
    compile: quotaByKey("quota-by-key"),
  },
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
