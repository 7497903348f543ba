import { changesOf, leaves } from "./settingChanges";

it("knows a change of every setting that an environment of the tests accepts, so that no sweep passes one over", () => {
  const shown = leaves().filter(({ secret }) => !secret);
  const without = shown.filter((leaf) => changesOf(leaf).next().done);
  expect(without.map(({ path }) => path)).toEqual([]);
});
