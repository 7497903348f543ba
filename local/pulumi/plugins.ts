import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import { localFolder, projectFolder } from "../folders";

/** What is bundled to one JavaScript file each. */
const bundles = { provider: "provider/main.ts", languageHost: "languageHost/main.ts" } as const;

/** Folder of the start scripts beside the bundles. */
const installed = "installed";

/** What was made last: the folder, what the start scripts in it name, and the hash of each source it was made from. */
interface Manifest {
  folder: string;
  node: string;
  project: string;
  sources: Record<string, string>;
}

/** Hours after which a folder that is no longer the current one is deleted: no deployment runs that long. */
const keptHours = 24;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The version of an installed package. */
const versionOf = (pkg: string): string =>
  (JSON.parse(fs.readFileSync(path.join(projectFolder, "node_modules", pkg, "package.json"), "utf8")) as { version: string })
    .version;

/**
 * The start script of each plugin, by its place in the CLI's folder of installed plugins. Language host and analyzer come last with the CLI:
 * it prefers those that a release of Pulumi has beside its `pulumi`.
 * @param bundleFolder where the bundles are
 */
export function startScripts(bundleFolder: string): Record<string, string> {
  const node = quoted(process.execPath);
  const bundled = (name: keyof typeof bundles) => quoted(path.join(bundleFolder, `${name}.js`));
  const policyPack = quoted(path.join(projectFolder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack"));
  const sdk = versionOf("@pulumi/pulumi");
  return {
    [`resource-azure-native-v${versionOf("@pulumi/azure-native")}/pulumi-resource-azure-native`]: `${node} ${bundled("provider")} azure-native`,
    [`resource-random-v${versionOf("@pulumi/random")}/pulumi-resource-random`]: `${node} ${bundled("provider")} random`,
    [`language-nodejs-v${sdk}/pulumi-language-nodejs`]: `${node} ${bundled("languageHost")}`,
    [`analyzer-policy-v${sdk}/pulumi-analyzer-policy`]: `${node} ${policyPack}`,
  };
}

const hashOf = (file: string): string => createHash("sha256").update(fs.readFileSync(file)).digest("hex");

/** The folder that was made from the sources as they are, for this Node.js and this place of the project, if there is one. */
function currentFolder(root: string): string | undefined {
  const file = path.join(root, "manifest.json");
  if (!fs.existsSync(file)) return undefined;
  const { folder, node, project, sources } = JSON.parse(fs.readFileSync(file, "utf8")) as Manifest;
  const unchanged = Object.entries(sources).every(([name, hash]) => {
    const source = path.join(projectFolder, name);
    return fs.existsSync(source) && hashOf(source) === hash;
  });
  return unchanged && node === process.execPath && project === projectFolder && fs.existsSync(folder) ? folder : undefined;
}

/** Bundles into a folder. @returns the hash of each source */
async function bundle(folder: string): Promise<Record<string, string>> {
  const { metafile } = await build({
    absWorkingDir: projectFolder,
    entryPoints: Object.fromEntries(Object.entries(bundles).map(([name, entry]) => [name, path.join("local/pulumi", entry)])),
    outdir: folder,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    metafile: true,
    logLevel: "warning",
  });
  const sources = [...Object.keys(metafile.inputs), path.relative(projectFolder, __filename), "package-lock.json"];
  return Object.fromEntries(sources.map((file) => [file, hashOf(path.join(projectFolder, file))]));
}

/** Writes the start scripts. `exec` makes the plugin a child of the CLI itself, so that it sees the CLI end. */
function writeStartScripts(folder: string): void {
  for (const [file, line] of Object.entries(startScripts(folder))) {
    const script = path.join(folder, installed, file);
    fs.mkdirSync(path.dirname(script), { recursive: true });
    fs.writeFileSync(script, `#!/bin/sh\nexec ${line} "$@"\n`, { mode: 0o755 });
  }
}

/**
 * Makes the plugins when they are not there or older than their sources, each time in a folder of its own: a deployment that runs
 * keeps the plugins that it began with.
 * @returns the folder that the CLI is to take for its folder of installed plugins
 */
export async function preparePlugins(root = path.join(localFolder, "plugins")): Promise<string> {
  return path.join(currentFolder(root) ?? (await makePlugins(root)), installed);
}

async function makePlugins(root: string): Promise<string> {
  fs.mkdirSync(root, { recursive: true });
  const folder = fs.mkdtempSync(path.join(root, "made-"));
  const manifest: Manifest = { folder, node: process.execPath, project: projectFolder, sources: await bundle(folder) };
  writeStartScripts(folder);
  fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
  fs.renameSync(path.join(folder, "manifest.json"), path.join(root, "manifest.json"));
  deleteOld(root, folder);
  return folder;
}

/** Deletes what is no longer used. Another process may do the same at the same time. */
function deleteOld(root: string, current: string): void {
  const latest = Date.now() - keptHours * 3_600_000;
  const made = fs.readdirSync(root).filter((name) => name.startsWith("made-"));
  const isOld = (folder: string) => (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? latest) < latest;
  for (const folder of made.map((name) => path.join(root, name)))
    if (folder !== current && isOld(folder)) fs.rmSync(folder, { recursive: true, force: true });
}
