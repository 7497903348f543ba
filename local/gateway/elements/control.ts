import { textOf } from "../csharp/text";
import type { Call, Position } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";
import {
  attribute,
  boolGetter,
  childOf,
  childrenOf,
  Element,
  Flow,
  numberGetter,
  plain,
  Step,
  textGetter,
  valueGetter,
} from "./element";

const choose: Element = {
  simulated: "as documented",
  children: { when: { attributes: { condition: "required" }, children: "policies" }, otherwise: { children: "policies" } },
  compile(node, compiler) {
    const branches = childrenOf(node, "when").map((when) => ({
      line: when.line,
      condition: boolGetter(attribute(when, "condition"), false),
      steps: compiler.branch(when, "taken", compiler.steps(when)),
    }));
    const other = childOf(node, "otherwise");
    const otherwise = other
      ? compiler.branch(other, "taken", compiler.steps(other))
      : compiler.branch(node, "nothing holds", () => undefined);
    // Where the element stands is the same for each call.
    let places: Position[] | undefined;
    return (call) => {
      const { position } = call;
      places ??= branches.map(({ line }, index) => ({ ...position, path: `${position.path}/when[${index + 1}]`, line }));
      for (let index = 0; index < branches.length; index += 1) {
        const { condition, steps, line } = branches[index]!;
        call.position = places[index]!;
        if (condition(call)) return said(call, steps(call), `when of line ${line}`);
      }
      return said(call, otherwise(call), other ? "otherwise" : "nothing holds");
    };
  },
};

/** Says which branch was taken once the elements in it have said what they did. */
function said(call: Call, flow: ReturnType<Step>, outcome: string): ReturnType<Step> {
  if (!call.gateway.observer.onStep) return flow;
  const told = (end: Flow): Flow => {
    call.outcome = outcome;
    return end;
  };
  return flow instanceof Promise ? flow.then(told) : told(flow);
}

/** Most characters of a value in an explanation. */
const mostShown = 100;

const setVariable: Element = {
  simulated: "as documented",
  attributes: { name: "required", value: "required" },
  compile(node, compiler) {
    const name = plain(node, "name", compiler)!;
    const source = attribute(node, "value")!;
    const value = valueGetter(source);
    return (call) => {
      const given = value(call);
      call.variables.set(name, given);
      if (call.gateway.observer.onStep) call.outcome = `${name} = ${textOf(given).replace(/\s+/g, " ").slice(0, mostShown)}`;
    };
  },
};

interface Waiting {
  count: number;
  interval: number;
  delta: number;
  most: number;
  firstFast: boolean;
}

/** Seconds before retry number `n`, from 1. */
function waitBefore(n: number, { interval, delta, most, firstFast }: Waiting, random: () => number): number {
  if (firstFast && n === 1) return 0;
  if (delta > 0 && most > 0) return Math.min(most, interval + (2 ** n - 1) * delta * (0.8 + 0.4 * random()));
  return interval + (n - 1) * delta;
}

/** An error to which a retry may be the answer: no answer came, or no member of the pool was left. */
const isTransport = (error: unknown): error is PolicyFault =>
  error instanceof PolicyFault && error.fault.source === "forward-request";

const retry: Element = {
  simulated: "as documented; the wait with max-interval draws once from 0.8 to 1.2 of delta",
  attributes: {
    condition: "required",
    count: "required",
    interval: "required",
    "max-interval": "optional",
    delta: "optional",
    "first-fast-retry": "optional",
  },
  children: "policies",
  compile(node, compiler) {
    const steps = compiler.steps(node);
    const condition = boolGetter(attribute(node, "condition"), false);
    const readsBody = attribute(node, "condition")?.expression?.readsResponseBody ?? false;
    const numbers = ["count", "interval", "delta", "max-interval"].map((name) => numberGetter(attribute(node, name), 0));
    const firstFast = boolGetter(attribute(node, "first-fast-retry"), false);
    const repeats = compiler.branch(node, "repeated", () => undefined);
    return async (call) => {
      const position = call.position;
      const [count, interval, delta, most] = numbers.map((number) => number(call)) as [number, number, number, number];
      const waiting = { count, interval, delta, most, firstFast: firstFast(call) };
      for (let run = 1; ; run += 1) {
        const ended = await attempt(steps, call);
        if (ended === "finished") return ended;
        if (readsBody) await call.response?.body.buffer();
        call.position = position;
        if (run > count || !condition(call)) {
          if (ended) throw ended;
          return undefined;
        }
        await repeats(call);
        const wait = waitBefore(run, waiting, call.gateway.random);
        if (wait > 0) await call.gateway.clock.sleep(wait * 1000);
      }
    };
  },
};

async function attempt(steps: Step, call: Call): Promise<"finished" | PolicyFault | undefined> {
  try {
    return (await steps(call)) ?? undefined;
  } catch (error) {
    if (!isTransport(error)) throw error;
    return error;
  }
}

const includeFragment: Element = {
  simulated: "as documented",
  attributes: { "fragment-id": "required" },
  compile: (node, compiler) => compiler.fragment(node, plain(node, "fragment-id", compiler)!),
};

const base: Element = { simulated: "as documented", compile: (node, compiler) => compiler.base(node) };

const wait: Element = {
  simulated: "as documented; what is still running when for=any is met goes on",
  attributes: { for: "optional" },
  children: "policies",
  compile(node, compiler) {
    const all = (textGetter(attribute(node, "for")) ?? (() => "all"))(undefined as never) === "all";
    const steps = node.children.map((child) => compiler.steps({ ...node, children: [child] }));
    return async (call) => {
      const running = steps.map(async (step) => step(call));
      const flows = all ? await Promise.all(running) : [await Promise.any(running)];
      return flows.find((flow) => flow === "finished");
    };
  },
};

const limitConcurrency: Element = {
  simulated: "as documented",
  attributes: { key: "required", "max-count": "required" },
  children: "policies",
  compile(node, compiler) {
    const key = textGetter(attribute(node, "key"))!;
    const most = numberGetter(attribute(node, "max-count"), 0);
    const steps = compiler.steps(node);
    return async (call) => {
      const { running } = call.gateway;
      const name = key(call);
      if ((running.get(name) ?? 0) >= most(call))
        throw new PolicyFault({
          source: "limit-concurrency",
          reason: "ConcurrencyLimitExceeded",
          message: "Concurrency limit is exceeded.",
          status: 429,
        });
      running.set(name, (running.get(name) ?? 0) + 1);
      try {
        return await steps(call);
      } finally {
        running.set(name, running.get(name)! - 1);
      }
    };
  },
};

/** Elements that decide what runs. */
export const control: Readonly<Record<string, Element>> = {
  choose,
  "set-variable": setVariable,
  retry,
  "include-fragment": includeFragment,
  base,
  wait,
  "limit-concurrency": limitConcurrency,
};
