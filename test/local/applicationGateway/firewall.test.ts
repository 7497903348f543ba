import { bodyLimit, headRefusal, judgeHead } from "../../../local/applicationGateway/firewall";
import { readCustomRule } from "../../../local/applicationGateway/customRules";
import type { FirewallSettings } from "../../../local/applicationGateway/settings";

const condition = (changes: object = {}) => ({
  matchVariables: [{ variableName: "RequestUri" }],
  operator: "BeginsWith",
  matchValues: ["/openai/"],
  ...changes,
});
const rule = (changes: object = {}) => ({
  name: "r",
  priority: 1,
  ruleType: "MatchRule",
  action: "Allow",
  matchConditions: [condition()],
  ...changes,
});
const settings = (changes: Partial<FirewallSettings> = {}): FirewallSettings => ({
  id: "waf",
  mode: "Prevention",
  maxBodyBytes: 100,
  maxFileBytes: 1000,
  block: undefined,
  customRules: [],
  ...changes,
});
const head = {
  method: "POST",
  url: "/openai/v1/responses",
  headers: [["api-key", "k"]] as [string, string][],
  clientAddress: "198.51.100.7",
};

test.each([
  ["BeginsWith", condition(), true],
  ["EndsWith", condition({ operator: "EndsWith", matchValues: ["/foo"] }), false],
  [
    "Equal of a method",
    condition({ matchVariables: [{ variableName: "RequestMethod" }], operator: "Equal", matchValues: ["POST"] }),
    true,
  ],
  [
    "Any of a header",
    condition({ matchVariables: [{ variableName: "RequestHeaders", selector: "API-KEY" }], operator: "Any" }),
    true,
  ],
  [
    "Any of a header that is not there",
    condition({ matchVariables: [{ variableName: "RequestHeaders", selector: "x" }], operator: "Any" }),
    false,
  ],
  [
    "IPMatch",
    condition({ matchVariables: [{ variableName: "RemoteAddr" }], operator: "IPMatch", matchValues: ["198.51.100.0/24"] }),
    true,
  ],
  ["Regex with a transform", condition({ operator: "Regex", matchValues: ["^/OPENAI/V\\d"], transforms: ["Uppercase"] }), true],
  ["a negation", condition({ negationConditon: true }), false],
])("the condition %s", (_name, one, expected) =>
  expect(readCustomRule(rule({ matchConditions: [one] })).matches(head)).toBe(expected),
);

test.each([
  ["a rate limit", rule({ ruleType: "RateLimitRule" }), "MatchRule with Allow, Block, Log"],
  [
    "a country",
    rule({ matchConditions: [condition({ operator: "GeoMatch" })] }),
    "the operator GeoMatch, which is not simulated",
  ],
  [
    "a body",
    rule({ matchConditions: [condition({ matchVariables: [{ variableName: "RequestBody" }] })] }),
    "the variable RequestBody",
  ],
])("a rule about %s is refused when it is read", (_what, one, message) => expect(() => readCustomRule(one)).toThrow(message));

test("a blocked request gets the plan's answer, or a page", () => {
  const blocking = [readCustomRule(rule({ action: "Block" }))];
  const block = { status: 429, body: Buffer.from("{}") };
  expect(judgeHead(head, settings({ customRules: blocking, block })).refusal?.status).toBe(429);
  expect(judgeHead(head, settings({ customRules: blocking })).refusal?.status).toBe(403);
  expect(judgeHead(head, settings({ customRules: blocking, mode: "Detection" })).refusal).toBeUndefined();
});

test("a rule that allows ends the judgement", () => {
  const rules = [readCustomRule(rule()), readCustomRule(rule({ action: "Block", priority: 2 }))];
  expect(judgeHead(head, settings({ customRules: rules }))).toMatchObject({ allowed: true, matches: [{ action: "Allowed" }] });
});

test("bodies and forms have limits of their own", () => {
  const form = { ...head, headers: [["Content-Type", "multipart/form-data; boundary=x"]] as [string, string][] };
  expect([bodyLimit(head, settings()), bodyLimit(form, settings()), bodyLimit(head, settings({ mode: "Detection" }))]).toEqual([
    100,
    1000,
    undefined,
  ]);
});

test("a head of ordinary length passes", () => expect(headRefusal(head)).toBeUndefined());
