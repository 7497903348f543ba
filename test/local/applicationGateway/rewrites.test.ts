import { keyRewrites } from "../../../components/applicationGateway/keyRewrites";
import { readRewrites, rewritten } from "../../../local/applicationGateway/rewrites";

const key = "0123456789abcdef0123456789abcdef";
const rules = readRewrites(keyRewrites as Parameters<typeof readRewrites>[0]);
const sent = (...headers: [string, string][]) => rewritten(headers, rules);

test.each<[string, [string, string]]>([
  ["Ocp-Apim-Subscription-Key", ["Ocp-Apim-Subscription-Key", key]],
  ["Authorization", ["Authorization", `Bearer ${key}`]],
  ["the same in another case", ["authorization", `bearer ${key}`]],
])("a key in %s is moved to api-key", (_where, header) => {
  expect(sent(header, ["x-other", "1"])).toEqual([
    ["x-other", "1"],
    ["api-key", key],
  ]);
});

test("a token stays where it is, and so does a key beside an api-key", () => {
  const token: [string, string] = ["Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln"];
  expect(sent(token)).toEqual([token]);
  const both: [string, string][] = [
    ["api-key", "one"],
    ["Authorization", `Bearer ${key}`],
    ["Ocp-Apim-Subscription-Key", key],
  ];
  expect(sent(...both)).toEqual(both);
});

test.each([
  ["a condition on the host", { conditions: [{ variable: "var_host", pattern: "x" }], actionSet: {} }, "var_host"],
  ["another action", { actionSet: { urlConfiguration: {} } }, "urlConfiguration"],
])("%s is an error", (_what, rule, named) => {
  expect(() => readRewrites({ rewriteRules: [{ name: "r", ...rule }] })).toThrow(named);
});
