import * as fs from "node:fs";
import * as path from "node:path";
import { execFileSync } from "node:child_process";
import type { Plan } from "../engine/plan";
import { previewScript } from "../previewScript";
import { Baseline, baselineOf } from "./baseline";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "test/fixtures/releases");
/** Bytes that a preview may print. */
const maxOutput = 256 * 1024 * 1024;

/** The environments that a release is judged by: arguments of the preview. */
export const environments = {
  dev: ["--stack", "dev"],
  prod: ["--stack", "prod"],
  max: ["--stack", "max", "--config", "test/fixtures/max.yaml"],
} as const;
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
export function releases(): string[] {
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

/** Writes the baseline of the version in `package.json`: what its code makes now. @returns the file */
export function writeBaseline(): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  const entries = Object.entries(environments).map(([name, args]): [string, Baseline] => {
    const plan = execFileSync(process.execPath, [...previewScript(), "--json", ...args], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: maxOutput,
    });
    return [name, baselineOf(JSON.parse(plan) as Plan)];
  });
  const file = path.join(folder, `${version}.json`);
  fs.writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
  return file;
}
