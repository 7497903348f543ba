import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stackNames } from "../engine/config";
import type { Plan } from "../engine/plan";
import { previewScript } from "../engine/previewScript";
import { projectFolder } from "../folders";
import { brokenPromises } from "../release/ownBaselines";

/** Exit codes of a preview in words. */
const outcomes: Readonly<Record<number, string>> = {
  0: "clean",
  1: "a mandatory rule is broken",
  2: "the settings are refused",
  3: "the program failed",
  4: "something of its baseline would be deleted or replaced",
};

/** The exit codes, worst first: the command ends with the first of them that a stack has. */
const bySeverity = [3, 2, 1, 4, 0] as const;

/** Options that name one stack, or one output. */
const ofOneStack = ["--stack", "--config", "--json", "--out", "--against", "--accept"];

/**
 * `npm run preview -- --all`: the preview of every `Pulumi.<stack>.yaml` in the project's folder, each held against the baseline that is
 * kept of it. It needs no secret.
 * @returns the worst exit code of the previews; 2 when there is no stack file
 */
export function previewAll(args: readonly string[], dir = projectFolder): number {
  const refused = args.find((arg) => ofOneStack.includes(arg.split("=")[0] ?? ""));
  const stacks = stackNames(dir);
  if (refused !== undefined)
    return refuse(`${refused}: got with --all, which takes every stack there is; allowed: one of the two`);
  if (stacks.length === 0)
    return refuse("there is no Pulumi.<stack>.yaml here, so nothing was checked; docs/fork.md says how to write one");
  const rest = args.filter((arg) => arg !== "--all");
  const codes = stacks.map((stack) => previewOf(stack, rest, dir));
  process.stdout.write(`\n${stacks.map((stack, index) => `${stack}: ${outcomeOf(codes[index])}`).join("\n")}\n`);
  return bySeverity.find((code) => codes.includes(code)) ?? 3;
}

function refuse(message: string): number {
  process.stderr.write(`error: ${message}\n`);
  return 2;
}

const outcomeOf = (code = 3): string => outcomes[code] ?? `exit code ${code}`;

/** Previews a stack in a process of its own, and holds a clean plan against the stack's baseline. */
function previewOf(stack: string, args: readonly string[], dir: string): number {
  process.stdout.write(`\n=== ${stack}\n`);
  const { status } = spawnSync(process.execPath, [...previewScript(), "--stack", stack, ...args], { cwd: dir, stdio: "inherit" });
  const plan = join(dir, ".local", "preview", stack, "plan.json");
  if (status !== 0 || !existsSync(plan)) return status ?? 3;
  const broken = brokenPromises(dir, stack, JSON.parse(readFileSync(plan, "utf8")) as Plan);
  for (const { urn, message } of broken) process.stdout.write(`${urn.split("::").slice(-2).join(" ")}: ${message}\n`);
  return broken.length > 0 ? 4 : 0;
}
