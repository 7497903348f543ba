import { suggest } from "../../../stacks/settings/suggest";

describe("a suggestion", () => {
  const known = ["regions", "statefulRegion", "restore"];

  it.each([
    ["region", "regions"],
    ["Regions", "regions"],
    ["restoer", "restore"],
    ["stateful region", "statefulRegion"],
    ["stateful_region", "statefulRegion"],
    ["colour", undefined],
  ])("for %s is %s", (typed, meant) => {
    expect(suggest(typed, known)).toBe(meant);
  });
});
