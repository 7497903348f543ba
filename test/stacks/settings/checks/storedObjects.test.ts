import { changed, messages, stackFile } from "../support";

const max = (changes: Record<string, unknown>) => messages(changed(stackFile("test/fixtures/max.yaml"), changes));
const second = { "consumers[2].plan": "premium" };

test("stored objects belong to one consumer", () => {
  expect(max({})).toEqual([]);
  expect(max(second)).toEqual([
    "consumers[2].plan: contract-search and claims-assistant could read and delete each other's stored objects, which are in one account",
  ]);
});

test("several share them where the settings say so", () => {
  expect(max({ ...second, "openAi.sharedStoredObjects": true })).toEqual([]);
});
