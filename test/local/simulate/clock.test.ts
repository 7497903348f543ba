import fc from "fast-check";
import { seeded } from "../../../local/simulate/random";
import { VirtualClock } from "../../../local/simulate/virtualClock";

test("what happens at the same time happens in the order in which it was asked for", async () => {
  const clock = new VirtualClock(0);
  const seen: string[] = [];
  const sleeper = async (name: string, milliseconds: number): Promise<void> => {
    await clock.sleep(milliseconds);
    seen.push(`${name}@${clock.now()}`);
    await clock.sleep(10);
    seen.push(`${name}@${clock.now()}`);
  };
  const both = Promise.all([sleeper("a", 5), sleeper("b", 5)]);
  await clock.runUntil(100);
  await both;
  expect(seen).toEqual(["a@5", "b@5", "a@15", "b@15"]);
});

test("an hour takes no time, and nothing after the end happens", async () => {
  const clock = new VirtualClock(0);
  let late = false;
  clock.at(3_600_001, () => (late = true));
  const begun = Date.now();
  await clock.runUntil(3_600_000);
  expect([clock.now(), late, Date.now() - begun < 1000]).toEqual([3_600_000, false, true]);
});

test("whatever the order of asking, things happen in the order of time", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { maxLength: 50 }), async (times) => {
      const clock = new VirtualClock(0);
      const seen: number[] = [];
      for (const time of times) clock.at(time, () => seen.push(time));
      await clock.runUntil(1000);
      expect(seen).toEqual([...times].sort((a, b) => a - b));
    }),
  ));

test("a seed gives the same numbers each time, spread over the range", () => {
  const numbers = Array.from({ length: 1000 }, seeded(7));
  expect(numbers).toEqual(Array.from({ length: 1000 }, seeded(7)));
  expect(numbers.reduce((sum, one) => sum + one, 0) / 1000).toBeCloseTo(0.5, 1);
});
