import fc from "fast-check";
import { edits, suggest } from "../../../stacks/settings/suggest";

describe("edits between two words", () => {
  it.each([
    ["", "", 0],
    ["plan", "plan", 0],
    ["plan", "plans", 1],
    ["capcity", "capacity", 1],
    ["hostname", "hostName", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("%s → %s: %i", (a, b, count) => {
    expect(edits(a, b)).toBe(count);
  });

  const word = fc.string({ maxLength: 8 });

  it("are the same both ways", () => {
    fc.assert(fc.property(word, word, (a, b) => edits(a, b) === edits(b, a)));
  });

  it("are never more by the direct way", () => {
    fc.assert(fc.property(word, word, word, (a, b, c) => edits(a, c) <= edits(a, b) + edits(b, c)));
  });
});

describe("a suggestion", () => {
  const known = ["regions", "statefulRegion", "restore"];

  it.each([
    ["region", "regions"],
    ["Regions", "regions"],
    ["restoer", "restore"],
    ["colour", undefined],
  ])("for %s is %s", (typed, meant) => {
    expect(suggest(typed, known)).toBe(meant);
  });
});
