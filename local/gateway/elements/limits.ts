import type { PolicyNode } from "../documents/policyNode";
import { attribute, boolGetter, Element, Getter, numberGetter, Step, textGetter } from "./element";
import { announce, inbound, names, optional, refuse, remember } from "./limitAnswers";
import { tokenLimits } from "./tokenLimits";

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

const callNames = [
  "retry-after-header-name",
  "retry-after-variable-name",
  "remaining-calls-header-name",
  "remaining-calls-variable-name",
  "total-calls-header-name",
];
const increments = ["increment-condition", "increment-count"];

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
  ...tokenLimits,
};
