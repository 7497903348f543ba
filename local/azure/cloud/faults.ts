import { isObject } from "../base/provider";
import { AzureError } from "../base/azureError";

/**
 * What goes wrong, on demand.
 * - `error`: Azure refuses the request.
 * - `late`: Azure accepts the request, and the operation fails: the resource is there, in state Failed. Not for reading.
 * - `timeout`: the operation succeeds, but the client gives up waiting and is told of a time-out.
 * - `hang`: the operation succeeds, but the client gets no answer until it stops waiting.
 * - `slow`: the operation takes longer, by `seconds`. Not for reading.
 */
export const faultKinds = ["error", "late", "timeout", "hang", "slow"] as const;
/** How a request goes wrong. */
export type FaultKind = (typeof faultKinds)[number];

/** Kinds of what Azure accepts first and does then: nothing of the sort is read. */
const ofOperations: readonly unknown[] = ["late", "slow"];

const operations = ["create", "update", "delete", "read", "*"] as const;

/** A fault rule: which requests fail, and how. */
export interface FaultRule {
  /** Kind of request, or `*` for any. */
  operation: (typeof operations)[number];
  /** Part of the type or the id, in any case, such as `ApplicationGateway` or `vaults/kv-dev`; with `$` at its end, the whole id. */
  match: string;
  /** Default: `error`. */
  kind: FaultKind;
  /** First matching request that fails: 1 is the next one. */
  nth: number;
  /** How many fail from then on. */
  times: number;
  /** HTTP status, code and message; see {@link faultErrors} for those that have a name. */
  status: number;
  /** Azure's error code. */
  code: string;
  /** Azure's text. */
  message: string;
  /** Seconds to wait, of a throttled request. */
  retryAfterSeconds?: number;
  /** Seconds of real time, whatever the time scale, by which a slow operation takes longer. */
  seconds?: number;
}

/** Failures with a name. */
export const faultErrors = {
  internal: {
    status: 500,
    code: "InternalServerError",
    message: "Encountered internal server error. Diagnostic information: timestamp, subscription id, tracking id.",
  },
  throttled: {
    status: 429,
    code: "TooManyRequests",
    message: "The request is being throttled as the limit has been reached for operation type.",
    retryAfterSeconds: 5,
  },
  unavailable: { status: 503, code: "ServiceUnavailable", message: "The service is temporarily unavailable." },
  conflict: { status: 409, code: "Conflict", message: "The operation conflicts with another one." },
  capacity: { status: 409, code: "SkuNotAvailable", message: "The requested size is currently not available in this location." },
  forbidden: {
    status: 403,
    code: "AuthorizationFailed",
    message: "The client does not have authorization to perform this action over the scope, or the scope is invalid.",
  },
} as const satisfies Record<string, Partial<FaultRule>>;

/** The first matching fault rule that is not used up, and how often each matching one has matched then. */
export function pickFault(
  rules: ReadonlyMap<string, FaultRule>,
  seen: ReadonlyMap<string, number>,
  request: { operation: FaultRule["operation"]; type: string; id: string },
): { fault?: FaultRule; seen: [string, number][] } {
  const matching = [...rules].filter(([, rule]) => matches(rule, request));
  const counted = matching.map(([key, rule]) => ({ key, rule, count: (seen.get(key) ?? 0) + 1 }));
  const due = counted.find(({ rule, count }) => count >= rule.nth && count < rule.nth + rule.times);
  return { fault: due?.rule, seen: counted.map(({ key, count }) => [key, count]) };
}

function matches(rule: FaultRule, request: { operation: string; type: string; id: string }): boolean {
  if (rule.operation !== "*" && rule.operation !== request.operation) return false;
  if (request.operation === "read" && ofOperations.includes(rule.kind)) return false;
  const wanted = rule.match.toLowerCase();
  if (wanted.endsWith("$")) return request.id.toLowerCase() === wanted.slice(0, -1);
  return request.type.toLowerCase().includes(wanted) || request.id.toLowerCase().includes(wanted);
}

/** The answer of Azure that a fault rule stands for. */
export const faultError = (rule: FaultRule): AzureError =>
  new AzureError(rule.status, rule.code, rule.message, { retryAfterSeconds: rule.retryAfterSeconds });

/** A fault rule as somebody writes it: everything has a default, and `error` names one of {@link faultErrors}. */
export type GivenRule = Partial<FaultRule> & { error?: keyof typeof faultErrors };

/** Values that a member of a fault rule can have. */
interface Allowed {
  allowed: string;
  fits(value: unknown): boolean;
}

const oneOf = (values: readonly string[]): Allowed => ({
  allowed: values.join(", "),
  fits: (value) => values.some((one) => one === value),
});
const wholeNumber = (least: number, most = Infinity): Allowed => ({
  allowed: most === Infinity ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`,
  fits: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
});
const text: Allowed = { allowed: "text", fits: (value) => typeof value === "string" };

const members: Readonly<Record<keyof GivenRule, Allowed>> = {
  operation: oneOf(operations),
  match: text,
  kind: oneOf(faultKinds),
  error: oneOf(Object.keys(faultErrors)),
  nth: wholeNumber(1),
  times: wholeNumber(1),
  status: wholeNumber(400, 599),
  code: text,
  message: text,
  retryAfterSeconds: wholeNumber(0),
  seconds: { allowed: "a number above 0 for a slow operation, and for no other kind", fits: (value) => Number(value) > 0 },
};

/**
 * What is wrong with a fault rule as it was given: `path: got VALUE; allowed: …`.
 * @param at where the rule stands, such as `AZURE_FAULTS[0]`
 */
export function faultProblems(given: unknown, at = ""): string[] {
  if (!isObject(given)) return [`${at || "the rule"}: got ${JSON.stringify(given)}; allowed: an object`];
  const problem = (key: string, allowed: string): string =>
    `${at ? `${at}.${key}` : key}: got ${JSON.stringify(given[key])}; allowed: ${allowed}`;
  const wrong = Object.entries(given).filter(([, value]) => value !== undefined);
  const found = wrong.flatMap(([key, value]) => {
    const member = key in members ? members[key as keyof GivenRule] : undefined;
    if (!member) return [`${at ? `${at}.${key}` : key}: is no member of a rule; allowed: ${Object.keys(members).join(", ")}`];
    return member.fits(value) ? [] : [problem(key, member.allowed)];
  });
  if (given.operation === "read" && ofOperations.includes(given.kind))
    found.push(problem("kind", "error, timeout, hang: nothing is accepted when it is read"));
  if ((given.kind === "slow") !== (given.seconds !== undefined)) found.push(problem("seconds", members.seconds.allowed));
  return found;
}

/** A whole fault rule from what was given of it. @throws Error with all that is wrong */
export function faultRule(given: GivenRule): FaultRule {
  const problems = faultProblems(given);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { error = "internal", ...own } = withoutUndefined(given);
  return { operation: "*", match: "", kind: "error", nth: 1, times: 1, ...faultErrors[error], ...own };
}

const withoutUndefined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
