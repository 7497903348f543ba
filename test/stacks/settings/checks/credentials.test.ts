import { accepted, changed, messages, stackFile } from "../support";

const max = (changes: Record<string, unknown>) => changed(stackFile("test/fixtures/max.yaml"), changes);
const shared = "dddddddd-0000-4000-8000-000000000001";

test("a plan asks for a key and a token unless it says otherwise", () => {
  expect(accepted(max({})).plans.map(({ credentials }) => credentials)).toEqual(Array(4).fill("keyAndToken"));
});

test("a plan cannot have the name of the product for callers without a key", () => {
  const plans = { "plans[2].name": "token-only", "consumers[3].plan": "token-only" };
  expect(messages(max(plans))).toEqual(["plans[2].name: callers without a key have this product"]);
});

test("where a token is enough, what it shows belongs to one consumer", () => {
  const both = {
    "consumers[1].leadGroup": undefined,
    "consumers[2].leadGroup": undefined,
    "consumers[1].moreEntraGroups": [shared],
    "consumers[2].moreEntraGroups": [shared.toUpperCase()],
  };
  expect(messages(max(both))).toEqual([]);
  expect(messages(max({ ...both, "plans[0].credentials": "token" }))).toEqual([
    "consumers[2].moreEntraGroups[0]: service-desk has it too, and with credentials: token the consumer follows from it alone",
  ]);
});

test("an app role with a space, and a way that does not exist, are refused", () => {
  expect(
    messages(max({ "consumers[0].appRoles": ["may call"], "plans[0].credentials": "none" })).map((one) => one.split(":")[0]),
  ).toEqual(["plans[0].credentials", "consumers[0].appRoles[0]"]);
});
