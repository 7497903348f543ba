import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { preparePlugins } from "../../../local/pulumi/plugins";

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-"))));
afterEach(() => fs.rmSync(root, { recursive: true }));

const manifest = (): string => path.join(root, "manifest.json");
/** Changes what is written down about the plugins that were made. */
const rewrite = (changes: Record<string, unknown>): void => {
  const old = JSON.parse(fs.readFileSync(manifest(), "utf8")) as Record<string, unknown>;
  fs.writeFileSync(manifest(), JSON.stringify({ ...old, ...changes }));
};

it("takes the plugins that are there", async () => expect(await preparePlugins(root)).toBe(await preparePlugins(root)));

it.each([
  ["for another Node.js", { node: "/opt/node-old/bin/node" }],
  ["in another copy of the project", { project: "/somewhere/else" }],
  ["from other sources", { sources: { "local/pulumi/plugins.ts": "another hash" } }],
])("makes them anew when they were made %s", async (_how, changes) => {
  const first = await preparePlugins(root);
  rewrite(changes);
  expect(await preparePlugins(root)).not.toBe(first);
});

it("counts the maker of the start scripts among the sources", async () => {
  await preparePlugins(root);
  expect(JSON.parse(fs.readFileSync(manifest(), "utf8"))).toMatchObject({
    sources: { "local/pulumi/plugins.ts": expect.any(String) },
  });
});

it("deletes those that are no longer used, a day later", async () => {
  const folders = [path.join(root, "made-old"), path.join(root, "made-new")];
  for (const folder of folders) fs.mkdirSync(folder);
  const before = new Date(Date.now() - 25 * 3_600_000);
  fs.utimesSync(path.join(root, "made-old"), before, before);
  await preparePlugins(root);
  expect(folders.map((folder) => fs.existsSync(folder))).toEqual([false, true]);
});
