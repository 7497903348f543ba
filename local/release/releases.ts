import * as fs from "node:fs";
import * as path from "node:path";
import { execFileSync } from "node:child_process";
import type { Plan } from "../engine/plan";
import { previewScript } from "../engine/previewScript";
import { projectFolder as root } from "../folders";
import { Baseline, baselineOf } from "./baseline";

const releasesFolder = "test/fixtures/releases";
const folder = path.join(root, releasesFolder);
/** Bytes that a preview may print. */
const maxOutput = 256 * 1024 * 1024;

/** The environments that a release is judged by: arguments of the preview. */
export const environments = {
  dev: ["--stack", "dev", "--config", "test/fixtures/dev.yaml"],
  prod: ["--stack", "prod", "--config", "test/fixtures/prod.yaml"],
  max: ["--stack", "max", "--config", "test/fixtures/max.yaml"],
} as const;
/** An environment that a release is judged by. */
export type Environment = keyof typeof environments;

/** What a release made, by environment. */
export type Release = Record<Environment, Baseline>;

/** Numbers of a version, for comparison. */
const numbers = (version: string): number[] => version.split(".").map(Number);
function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  return left.map((part, index) => part - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Versions with a baseline, oldest first. */
function releases(): string[] {
  const files = fs.readdirSync(folder).map((file) => /^(\d+\.\d+\.\d+)\.json$/.exec(file)?.[1]);
  return files.filter((version) => version !== undefined).sort(compare);
}

const readJson = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8"));

/** The last release. @throws when there is none */
export function lastRelease(): Release {
  const version = releases().at(-1);
  if (!version) throw new Error("test/fixtures/releases has no baseline; npm run release:baseline makes one");
  return readJson(version) as Release;
}

/** Changes that are meant: URN → reason. */
export const acceptedChanges = (): Record<string, string> => readJson("accepted") as Record<string, string>;

/** The flag that replaces a baseline. */
export const replaceFlag = "--replace-unreleased";

/**
 * File for the baseline of a version. What was released stays what upgrades are judged by, so nobody can silence them by writing it again.
 *
 * @param replace Whether the baseline of a version without a tag may be replaced.
 * @param project The project's folder, in its git repository.
 * @throws Error when the version has a tag, or has a baseline that is not to be replaced
 */
export function baselineFile(version: string, replace: boolean, project = root): string {
  const file = path.join(project, releasesFolder, `${version}.json`);
  if (!fs.existsSync(file)) return file;
  const tag = `v${version}`;
  if (execFileSync("git", ["tag", "--list", tag], { cwd: project, encoding: "utf8" }).trim())
    throw new Error(`${version} is released (tag ${tag}), so its baseline ${file} stays; raise the version in package.json`);
  if (!replace)
    throw new Error(`${file} is there already; ${replaceFlag} replaces it as long as ${version} is not released (no tag ${tag})`);
  return file;
}

/**
 * Writes the baseline of the version in `package.json`: what its code makes now.
 * @param replace See {@link baselineFile}.
 * @returns the file
 */
export function writeBaseline(replace: boolean): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  const file = baselineFile(version, replace);
  const entries = Object.entries(environments).map(([name, args]): [string, Baseline] => {
    const plan = execFileSync(process.execPath, [...previewScript(), "--json", ...args], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: maxOutput,
    });
    return [name, baselineOf(JSON.parse(plan) as Plan)];
  });
  fs.writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
  return file;
}
