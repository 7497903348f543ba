import { MetricRule, metricRules } from "../../../components/monitoring/metricRules";

const rules = new Map(
  ["Premium", "StandardV2"].flatMap((tier) => metricRules(tier as "Premium").map((rule) => [rule.key, rule] as const)),
);

/** Minutes of a window such as `PT15M`. */
const minutesIn = (window: string): number => Number(/^PT(\d+)M$/.exec(window)![1]);

/** The minutes after which an alert with a fixed threshold is raised, as Azure Monitor evaluates it: every minute, over the values of the window before. */
function raisedAfter(key: string, values: readonly number[]): number[] {
  const { window, aggregation, operator, threshold } = rules.get(key) as MetricRule & { threshold: number };
  const size = minutesIn(window);
  return values.flatMap((_, index) => {
    if (index + 1 < size) return [];
    const total = values.slice(index + 1 - size, index + 1).reduce((sum, value) => sum + value, 0);
    const value = aggregation === "Total" ? total : total / size;
    return (operator === "GreaterThan" ? value > threshold : value < threshold) ? [index + 1] : [];
  });
}

/** An hour of values, of which those from one minute on, for some minutes, are others. */
const hour = (usual: number, other = usual, from = 0, minutes = 0): number[] =>
  Array.from({ length: 60 }, (_, minute) => (minute >= from && minute < from + minutes ? other : usual));

/** For each alert with a fixed threshold: values that raise it and from which minute on, and values of an ordinary hour. */
const cases: Record<string, { fires: number[]; from: number; silent: number[][] }> = {
  "gateway-unhealthy-hosts": { fires: hour(0, 1, 20, 5), from: 21, silent: [hour(0)] },
  "vault-availability": { fires: hour(100, 0, 20, 5), from: 21, silent: [hour(100), hour(100, 60, 20, 1)] },
  "openai-provisioned-use": { fires: hour(50, 100, 20, 30), from: 33, silent: [hour(90), hour(50, 100, 20, 5)] },
  "archive-export-failures": { fires: hour(0, 1, 20, 1), from: 21, silent: [hour(0)] },
  "apim-capacity": { fires: hour(40, 100, 20, 30), from: 31, silent: [hour(80), hour(40, 100, 20, 5)] },
  "apim-cpu": { fires: hour(40, 100, 20, 30), from: 31, silent: [hour(80), hour(40, 100, 20, 5)] },
  "apim-memory": { fires: hour(40, 100, 20, 30), from: 31, silent: [hour(80), hour(40, 100, 20, 5)] },
};

it("has a case for every metric alert with a fixed threshold", () => {
  const fixed = [...rules.values()].filter(({ threshold }) => threshold !== "learnt");
  expect(fixed.map(({ key }) => key).sort()).toEqual(Object.keys(cases).sort());
});

describe.each(Object.entries(cases))("%s", (key, { fires, from, silent }) => {
  it("is raised in time", () => expect(raisedAfter(key, fires)[0]).toBe(from));
  it("is silent on what is normal", () => expect(silent.flatMap((values) => raisedAfter(key, values))).toEqual([]));
});
