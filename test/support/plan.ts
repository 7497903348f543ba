import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parse, stringify } from "yaml";
import type { Plan } from "../../local/engine/plan";
import { runFolder } from "./testRun";

const root = resolve(__dirname, "..", "..");
const project = "azure-openai-shield";

/** Arguments of the preview for an environment of `test/fixtures`. */
export const fixtureStack = (name: string): string[] => ["--stack", name, "--config", `test/fixtures/${name}.yaml`];

/** What one run of `npm run preview` gave. */
export interface PreviewRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The rules with exemptions of the tests' own. */
const rules = ["--policy-pack", "test/fixtures/policies"];

/** Runs the preview command as a user does, and returns what it wrote. */
export function runPreview(...args: string[]): Promise<PreviewRun> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["local/start.js", "preview", ...rules, ...args], { cwd: root, env: process.env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => err.push(data));
    child.on("error", fail);
    child.on("close", (code) =>
      done({ exitCode: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/**
 * The document of `npm run --silent preview -- --json`, made once in a test run for all test files that ask for it: the first one
 * makes it, the others wait.
 */
export async function sharedPreview(...args: string[]): Promise<string> {
  const file = join(
    process.env[runFolder] ?? "",
    `${createHash("sha256").update(args.join(" ")).digest("hex").slice(0, 16)}.json`,
  );
  try {
    closeSync(openSync(`${file}.lock`, "wx"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    while (!existsSync(file)) await setTimeout(100);
    return documentOf(JSON.parse(readFileSync(file, "utf8")) as PreviewRun, args);
  }
  const run = await runPreview("--json", ...args);
  writeFileSync(`${file}.part`, JSON.stringify(run));
  renameSync(`${file}.part`, file);
  return documentOf(run, args);
}

/** The plan of a preview, made once in a test run; fails with what the command said when there is none. */
export async function planOf(...args: string[]): Promise<Plan> {
  return JSON.parse(await sharedPreview(...args)) as Plan;
}

function documentOf(run: PreviewRun, args: string[]): string {
  if (!run.stdout) throw new Error(`preview ${args.join(" ")} ended with ${run.exitCode}: ${run.stderr}`);
  return run.stdout;
}

/** Settings of a stack file, by key without the project's name. */
type StackSettings = Record<string, unknown>;

/**
 * The plan of a stack file after a change to its settings.
 *
 * @param file Stack file, relative to the project's folder.
 * @param change Changes the settings in place.
 */
export async function planAfter(file: string, change: (settings: StackSettings) => void, ...args: string[]): Promise<Plan> {
  const content = parse(readFileSync(join(root, file), "utf8")) as { config: Record<string, unknown> };
  const settings = Object.fromEntries(
    Object.entries(content.config).map(([key, value]) => [key.slice(project.length + 1), value]),
  );
  change(settings);
  const dir = mkdtempSync(join(tmpdir(), "shield-plan-"));
  try {
    const changed = join(dir, "Pulumi.yaml");
    const config = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${project}:${key}`, value]));
    writeFileSync(changed, stringify({ config }, { version: "1.1" }));
    const given = ["--config", changed, ...args];
    return JSON.parse(documentOf(await runPreview("--json", ...given), given)) as Plan;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
