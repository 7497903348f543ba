import { AzureError } from "./azureError";

/**
 * What goes wrong, on demand.
 * - `error`: Azure refuses the request.
 * - `late`: Azure accepts the request, and the operation fails: the resource is there, in state Failed.
 * - `timeout`: the operation succeeds, but the client gives up waiting and is told of a time-out.
 * - `hang`: the operation succeeds, but the client gets no answer until it stops waiting.
 * - `slow`: the operation takes longer, by `seconds`.
 */
export const faultKinds = ["error", "late", "timeout", "hang", "slow"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A rule: which requests fail, and how. */
export interface FaultRule {
  /** Kind of request, or `*` for any. */
  operation: "create" | "update" | "delete" | "read" | "*";
  /** Part of the type or the id, in any case, such as `ApplicationGateway` or `vaults/kv-dev`; with `$` at its end, the whole id. */
  match: string;
  kind: FaultKind;
  /** First matching request that fails: 1 is the next one. */
  nth: number;
  /** How many fail from then on. */
  times: number;
  /** HTTP status, code and message; see {@link faultErrors} for those that have a name. */
  status: number;
  code: string;
  message: string;
  /** Seconds to wait, of a throttled request. */
  retryAfterSeconds?: number;
  /** Seconds of real time, whatever the time scale, by which a slow operation takes longer. */
  seconds?: number;
}

/** Failures with a name. */
export const faultErrors: Readonly<Record<string, Pick<FaultRule, "status" | "code" | "message" | "retryAfterSeconds">>> = {
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
};

/** The rule for a request that this or another request has not used up, and how often each matching rule has matched then. */
export function pickFault(
  rules: ReadonlyMap<string, FaultRule>,
  seen: ReadonlyMap<string, number>,
  request: { operation: FaultRule["operation"]; type: string; id: string },
): { fault?: FaultRule; seen: [string, number][] } {
  const matching = [...rules].filter(([, rule]) => matches(rule, request));
  const counted = matching.map(([key]): [string, number] => [key, (seen.get(key) ?? 0) + 1]);
  const due = matching.find(([key, rule], i) => {
    const count = counted[i]?.[1] ?? 0;
    return counted[i]?.[0] === key && count >= rule.nth && count < rule.nth + rule.times;
  });
  return { fault: due?.[1], seen: counted };
}

function matches(rule: FaultRule, request: { operation: string; type: string; id: string }): boolean {
  if (rule.operation !== "*" && rule.operation !== request.operation) return false;
  const wanted = rule.match.toLowerCase();
  if (wanted.endsWith("$")) return request.id.toLowerCase() === wanted.slice(0, -1);
  return request.type.toLowerCase().includes(wanted) || request.id.toLowerCase().includes(wanted);
}

export const faultError = (rule: FaultRule): AzureError =>
  new AzureError(rule.status, rule.code, rule.message, { retryAfterSeconds: rule.retryAfterSeconds });

/** A whole rule from what was given of it. @throws Error that says what is wrong */
export function faultRule(given: Partial<FaultRule> & { error?: string }): FaultRule {
  const named = faultErrors[given.error ?? "internal"];
  if (!named) throw new Error(`unknown error ${given.error}; there are: ${Object.keys(faultErrors).join(", ")}`);
  const operation = given.operation ?? "*";
  if (!["create", "update", "delete", "read", "*"].includes(operation))
    throw new Error(`operation must be create, update, delete, read or *, got ${operation}`);
  const kind = given.kind ?? "error";
  if (!faultKinds.includes(kind)) throw new Error(`kind must be ${faultKinds.join(", ")}, got ${String(kind)}`);
  const [nth, times] = [given.nth ?? 1, given.times ?? 1];
  if (![nth, times].every((n) => Number.isInteger(n) && n >= 1))
    throw new Error(`nth and times must be whole numbers of at least 1, got ${nth} and ${times}`);
  const { status, code, message, retryAfterSeconds, seconds } = { ...named, ...withoutUndefined(given) };
  if ((kind === "slow") !== (seconds !== undefined) || (seconds !== undefined && !(seconds > 0)))
    throw new Error(`seconds must be a number above 0 for a slow operation, and for no other kind; got ${kind} and ${seconds}`);
  return {
    operation,
    match: given.match ?? "",
    kind,
    nth,
    times,
    status,
    code,
    message,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(seconds !== undefined && { seconds }),
  };
}

const withoutUndefined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
