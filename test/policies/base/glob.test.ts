import * as fc from "fast-check";
import { matchesGlob, matchesGlobInAnyCase } from "../../../policies/base/glob";

test.each([
  ["a.c", "abc", false],
  ["a.c", "a.c", true],
  ["*", "", true],
  ["", "", true],
  ["ab*ba", "aba", false],
  ["ab*ba", "abba", true],
  ["*b*", "abc", true],
  ["a*c*", "abd", false],
  ["A*", "abc", false],
])("%j and %j: %j", (glob, text, expected) => {
  expect(matchesGlob(glob, text)).toBe(expected);
});

test("matches what the regular expression of the pattern matches", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  fc.assert(
    fc.property(texts, texts, (glob, text) => {
      expect(matchesGlob(glob, text)).toBe(new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(text));
    }),
  );
});

test("takes no longer for many wildcards", () => {
  expect(matchesGlob(`${"*a".repeat(30)}b`, "a".repeat(5000))).toBe(false);
});

test("may leave case out", () => {
  expect(matchesGlobInAnyCase("*.EXAMPLE.com", "api.example.COM")).toBe(true);
});
