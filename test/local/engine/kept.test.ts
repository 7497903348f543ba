import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kept } from "../../../local/engine/kept";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kept-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Asks for inputs one after another, and counts how often something was made. */
async function made(kept: Kept, ...inputs: string[]): Promise<[results: string[], times: number]> {
  let times = 0;
  const results: string[] = [];
  for (const input of inputs) results.push(await kept.of(input, async () => `${input}, ${(times += 1)}`));
  return [results, times];
}

it("makes a result once for an input, also for a later run", async () => {
  expect(await made(new Kept(folder, "layout"), "a", "b", "a")).toEqual([["a, 1", "b, 2", "a, 1"], 2]);
  expect(await made(new Kept(folder, "layout"), "b")).toEqual([["b, 2"], 0]);
});

it("tells kinds apart", async () => {
  await made(new Kept(folder, "layout"), "a");
  expect([new Kept(folder, "layout").any, new Kept(folder, "client").any]).toEqual([true, false]);
  expect(await made(new Kept(folder, "client"), "a")).toEqual([["a, 1"], 1]);
});

it("keeps a limited number, and no half-written file", async () => {
  await made(new Kept(folder, "layout"), ...Array.from({ length: 50 }, (_one, index) => String(index)));
  expect(readdirSync(folder).map((name) => name.replace(/[0-9a-f]{32}/, "#"))).toEqual(Array(40).fill("layout-#"));
});

it("says so when something else than a missing permission keeps it from being kept", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(made(new Kept(join(folder, "file", "below"), "layout"), "a")).rejects.toThrow(/ENOTDIR/);
});
