import { JToken } from "./jsonTokens";
import { Jwt, PolicyContext } from "./policyContext";
import type { Dictionary, Value } from "./values";

/** Something of the call that an expression reads, as the key under which its result is kept; `unknown` when there is none. */
type Input = (context: PolicyContext) => unknown;
const unknown = Symbol("unknown");

/** Texts are their own keys, a token is what it was copied from, and what never changes is itself. */
function keyOf(value: Value): unknown {
  if (value === null || typeof value !== "object" || value instanceof Jwt) return value;
  return value instanceof JToken ? (value.origin ?? unknown) : unknown;
}

const joined = (values: Dictionary, name: string): unknown => {
  const found = values.get(name)?.value;
  return Array.isArray(found) ? found.join(",") : found;
};

const given = (names: readonly (string | undefined)[]): string => names.find((name) => name !== undefined)!;

/** What expressions read whose results are kept. An expression that reads anything else runs each time. */
const readings: readonly (readonly [RegExp, (...names: string[]) => Input])[] = [
  [
    /\bcontext\.Variables(?:\["(\w+)"\]|\.ContainsKey\("(\w+)"\)|\.GetValueOrDefault(?:<\w+>)?\("(\w+)")/g,
    (...names) => {
      const name = given(names);
      return ({ variables }) => keyOf(variables.get(name)?.value);
    },
  ],
  [
    /\bcontext\.Request\.MatchedParameters(?:\["([\w-]+)"\]|\.ContainsKey\("([\w-]+)"\))/g,
    (...names) => {
      const name = given(names);
      return ({ request }) => request.matchedParameters.get(name)?.value;
    },
  ],
  [
    /\bcontext\.Request\.Headers\.GetValueOrDefault\("([\w-]+)"/g,
    (name) =>
      ({ request }) =>
        joined(request.headers, name),
  ],
  [
    /\bcontext\.Response\.Headers\.GetValueOrDefault\("([\w-]+)"/g,
    (name) =>
      ({ response }) =>
        response ? joined(response.headers, name) : unknown,
  ],
  [
    /\bcontext\.Request\.Body\.As<string>\(preserveContent: true\)/g,
    () =>
      ({ request }) =>
        request.body?.kept ?? unknown,
  ],
  [
    /\bcontext\.Request\.Body [!=]= null\b/g,
    () =>
      ({ request }) =>
        request.body === null,
  ],
  [
    /\bcontext\.Request\.OriginalUrl\.Query\b/g,
    () =>
      ({ request }) =>
        request.originalUrl.queryString,
  ],
  [
    /\bcontext\.Request\.Url\.Query\b/g,
    () =>
      ({ request }) =>
        request.url.queryString,
  ],
  [
    /\bcontext\.Operation\b/g,
    () =>
      ({ operation }) =>
        operation,
  ],
  [
    /\bcontext\.Product\b/g,
    () =>
      ({ product }) =>
        product,
  ],
  [
    /\bcontext\.Subscription(?:\.Id\b| [!=]= null\b)/g,
    () =>
      ({ subscription }) =>
        subscription?.id,
  ],
  [
    /\bcontext\.Response\.StatusCode\b/g,
    () =>
      ({ response }) =>
        response?.statusCode,
  ],
  [
    /\bcontext\.Response [!=]= null\b/g,
    () =>
      ({ response }) =>
        response === null,
  ],
];

/** Gives another value each time, or does something. */
const changing = /\b(?:DateTime(?:Offset)?|NewGuid|Random|Trace)\b/;
/** Changes a token. */
const writing = /(?<!\bRegex)\.(?:Add|AddFirst|Insert|Remove|RemoveAt|Replace|Merge)\(|\]\s*=[^=>]|\.Value\s*=[^=]/;

/** The inputs of an expression; undefined when its results cannot be kept. */
function inputsOf(text: string): Input[] | undefined {
  if (changing.test(text) || (/\bJ(?:Object|Token|Array|Property)\b/.test(text) && writing.test(text))) return undefined;
  const found = new Map<string, Input>();
  let count = 0;
  for (const [pattern, make] of readings)
    for (const [read, ...names] of text.matchAll(pattern)) {
      found.set(read, make(...names));
      count += 1;
    }
  return count > 0 && count === (text.match(/\bcontext\b/g) ?? []).length ? [...found.values()] : undefined;
}

/** Results that are kept of one expression, and after how many that were kept in vain it is given up. */
const [mostKept, mostInVain] = [256, 64];

type Run = (context: PolicyContext) => Value;

/**
 * Keeps what an expression gave for the same inputs: calls differ in little, and most expressions read the model, the operation or what
 * was decided before.
 */
export function recalling(text: string, run: Run): Run {
  const inputs = inputsOf(text);
  if (!inputs) return run;
  const readsTokens = /\(J(?:Object|Token|Array)\)context\.Variables/.test(text);
  let known = new Map<unknown, unknown>();
  let [kept, credit] = [0, mostInVain];
  return (context) => {
    if (credit <= 0) return run(context);
    let level = known;
    const last = inputs.length - 1;
    for (let index = 0; index < last; index += 1) {
      const key = inputs[index]!(context);
      if (key === unknown) return run(context);
      let next = level.get(key) as Map<unknown, unknown> | undefined;
      if (!next) level.set(key, (next = new Map()));
      level = next;
    }
    const key = inputs[last]!(context);
    if (key === unknown) return run(context);
    const found = level.get(key);
    if (found !== undefined) {
      if (credit < mostInVain) credit += 1;
      return found instanceof JToken ? found.copy() : found;
    }
    credit -= 1;
    const result = run(context);
    if (credit === 0 || ++kept > mostKept) [known, kept] = [new Map(), 0];
    else if (result === null || typeof result !== "object") level.set(key, result);
    // A token that is one of the inputs must stay the same object.
    else if (result instanceof JToken && !readsTokens && !result.parent) {
      level.set(key, result.clone());
      return (level.get(key) as JToken).copy();
    }
    return result;
  };
}
