import { dev, messages, parsed } from "../support";

const on = { "openAi.kind": "AIServices", "plans[0].contentSafety": {} };

test("prompts of a plan may be looked at", () => {
  expect(messages(dev(on))).toEqual([]);
  expect(parsed(dev(on)).settings?.plans[0]?.contentSafety).toEqual({
    promptShield: true,
    categories: {},
    blocklists: [],
    longestPrompt: 50_000,
  });
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["an account that cannot", { "openAi.kind": "OpenAI" }, /^plans\[0\]\.contentSafety: an account of the kind OpenAI has no API/],
  [
    "stored objects, in which prompts could be hidden",
    { "plans[0].consumersMayReadStoredObjects": true },
    /^plans\[0\]\.consumersMayReadStoredObjects: files hold prompts/,
  ],
  [
    "nothing to look for",
    { "plans[0].contentSafety": { promptShield: false } },
    /^plans\[0\]\.contentSafety: nothing is looked for/,
  ],
  [
    "a region without account",
    { "openAi.contentSafetyRegion": "westeurope" },
    /^openAi\.contentSafetyRegion: no account is there/,
  ],
  ["an unknown kind of harm", { "plans[0].contentSafety": { categories: { Rude: 1 } } }, /^plans\[0\]\.contentSafety/],
  [
    "a severity that is none",
    { "plans[0].contentSafety": { categories: { Hate: 8 } } },
    /^plans\[0\]\.contentSafety\.categories\.Hate/,
  ],
  [
    "a name that would break the policy",
    { "plans[0].contentSafety": { blocklists: ["a;b"] } },
    /^plans\[0\]\.contentSafety\.blocklists\[0\]/,
  ],
])("not with %s", (_what, changes, message) => {
  expect(messages(dev({ ...on, ...changes }))).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
});
