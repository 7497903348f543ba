import fc from "fast-check";
import { Capacity } from "../../../local/openai/capacity";
import { accounts } from "./support";

const standard = accounts[0]!.deployments.get("gpt-5.1")!; // 50,000 tokens and 300 requests a minute
const provisioned = { ...standard, provisioned: true, requestsPerMinute: undefined, tokensPerMinute: 60_000, outputWeight: 8 };
const start = Date.parse("2026-11-25T10:00:00Z");

test("requests are judged over ten seconds", () => {
  const capacity = new Capacity(standard);
  const demand = { promptTokens: 1, maxTokens: 1 };
  const admitted = Array.from({ length: 51 }, () => capacity.admit(demand, start)).filter(({ admitted: yes }) => yes);
  expect(admitted).toHaveLength(50);
  expect(capacity.admit(demand, start + 4000)).toEqual({ admitted: false, limit: "request", retryAfterSeconds: 6 });
  expect(capacity.admit(demand, start + 10_000)).toEqual({ admitted: true });
});

test("tokens that an answer may have are taken from the minute before", () => {
  const capacity = new Capacity(standard);
  expect(capacity.admit({ promptTokens: 1000, maxTokens: 30_000 }, start)).toEqual({ admitted: true });
  expect(capacity.admit({ promptTokens: 1000, maxTokens: 30_000 }, start + 20_500)).toEqual({
    admitted: false,
    limit: "token",
    retryAfterSeconds: 40,
  });
  expect(capacity.admit({ promptTokens: 1000, maxTokens: 30_000 }, start + 60_000)).toEqual({ admitted: true });
});

test("a request that no minute is long enough for is told to come back in a day", () => {
  expect(new Capacity(standard).admit({ promptTokens: 1, maxTokens: 50_000 }, start)).toEqual({
    admitted: false,
    limit: "token",
    retryAfterSeconds: 86_400,
  });
});

test("provisioned throughput leaks, and answers weigh more than prompts", () => {
  const capacity = new Capacity(provisioned);
  const demand = { promptTokens: 52_000, maxTokens: 1500 };
  expect(capacity.admit(demand, start)).toEqual({ admitted: true });
  expect(capacity.admit(demand, start)).toEqual({ admitted: false, limit: "token", retryAfterSeconds: 4 });
  expect(capacity.admit(demand, start + 4001)).toEqual({ admitted: true });
});

test("no minute serves more than a deployment has", () => {
  const demand = fc.record({ promptTokens: fc.integer({ min: 1, max: 20_000 }), maxTokens: fc.integer({ min: 1, max: 20_000 }) });
  fc.assert(
    fc.property(fc.array(fc.tuple(demand, fc.integer({ min: 0, max: 59_999 })), { maxLength: 60 }), (requests) => {
      const capacity = new Capacity(standard);
      capacity.admit({ promptTokens: 0, maxTokens: 0 }, start);
      const inOrder = [...requests].sort(([, a], [, b]) => a - b);
      const taken = inOrder.filter(([wanted, at]) => capacity.admit(wanted, start + at).admitted);
      expect(taken.reduce((sum, [{ promptTokens, maxTokens }]) => sum + promptTokens + maxTokens, 0)).toBeLessThanOrEqual(50_000);
    }),
  );
});
