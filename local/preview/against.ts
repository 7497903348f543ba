import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { parseSettings } from "../../stacks/settings/parse";
import { readProject, readStackConfig, stackFile } from "../engine/config";
import { PreviewError, UsageError, messageOf } from "../engine/errors";
import type { PlanDocument } from "../report/facts/planView";

/** What `--against` names, ready to be read. */
export interface Other {
  /** How it is called in the report. */
  name: string;
  /** Rejects when the revision's own preview fails. */
  plan: Promise<PlanDocument>;
}

/** How the other program is run: as this one is. */
export interface SameOptions {
  /** Folder of the project here. */
  projectDir: string;
  /** Name of the stack. */
  stack: string;
  /** Stack file in place of `Pulumi.<stack>.yaml`. */
  config?: string;
  /** Whether what Azure has not answered yet stays unknown. */
  firstRun: boolean;
  /** Ends the other program early. */
  signal: AbortSignal;
}

/**
 * The plan to compare with: a file, or what the program and the settings of a git revision give. Bad input is refused at once; the
 * revision runs in a work tree of its own while the caller goes on.
 * @throws UsageError when it is neither.
 */
export function otherPlan(against: string, options: SameOptions): Other {
  if (existsSync(against)) return { name: against, plan: Promise.resolve(planIn(against)) };
  const commit = git(options.projectDir, "rev-parse", "--verify", "--quiet", "--end-of-options", `${against}^{commit}`);
  if (commit.status !== 0 || against.startsWith("-"))
    throw new UsageError(`--against: got ${against}; allowed: a plan.json that exists, or a revision of this git repository`);
  const id = commit.stdout.trim();
  const name = id.startsWith(against) ? id.slice(0, 9) : `${against} (${id.slice(0, 9)})`;
  if (isNew(id, options))
    return { name: `${name}, which has no stack ${options.stack}`, plan: Promise.resolve(nothing(options)) };
  const plan = planAt(id, options);
  plan.catch(() => undefined);
  return { name, plan };
}

/** Whether the stack has a file here and none at the commit: its deployment is the first one. */
function isNew(commit: string, { projectDir, stack, config }: SameOptions): boolean {
  if (config !== undefined || !existsSync(stackFile(projectDir, stack))) return false;
  return git(projectDir, "cat-file", "-e", `${commit}:./Pulumi.${stack}.yaml`).status !== 0;
}

/** What is there before the first deployment. */
const nothing = ({ projectDir, stack }: SameOptions): PlanDocument => ({
  version: 1,
  project: readProject(projectDir).name,
  stack,
  resources: [],
  outputs: {},
  rules: { evaluated: 0, violations: [], exempted: [] },
});

function planIn(file: string): PlanDocument {
  const refused = (why: string) => new UsageError(`--against ${file}: ${why}; allowed: the plan.json of a preview`);
  let plan: Partial<PlanDocument>;
  try {
    plan = JSON.parse(readFileSync(file, "utf8")) as Partial<PlanDocument>;
  } catch (error) {
    throw refused(messageOf(error));
  }
  if (typeof plan !== "object" || plan === null || plan.version !== 1 || !Array.isArray(plan.resources) || !plan.rules)
    throw refused("is not a plan of version 1");
  return plan as PlanDocument;
}

const git = (cwd: string, ...args: string[]) => spawnSync("git", args, { cwd, encoding: "utf8" });

function gitOrFail(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = git(cwd, ...args);
  if (status !== 0) throw new PreviewError(`git ${args.slice(0, 2).join(" ")} failed: ${stderr.trim()}`);
  return stdout.trim();
}

/** Runs a revision's own preview in a temporary work tree, with the packages that are installed here. */
async function planAt(commit: string, options: SameOptions): Promise<PlanDocument> {
  const { projectDir } = options;
  const folder = mkdtempSync(join(tmpdir(), "shield-against-"));
  const tree = join(folder, "tree");
  try {
    gitOrFail(projectDir, "worktree", "add", "--detach", "--quiet", tree, commit);
    const project = join(tree, gitOrFail(projectDir, "rev-parse", "--show-prefix"));
    if (!existsSync(join(project, "node_modules")))
      symlinkSync(join(projectDir, "node_modules"), join(project, "node_modules"), "junction");
    const plan = await runIn(project, commit, options);
    return plan.settings ? plan : { ...plan, ...settingsIn(project, options) };
  } finally {
    git(projectDir, "worktree", "remove", "--force", tree);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The stack file to use there: the revision's own, unless the one given is not part of the repository. */
function configIn(project: string, { projectDir, config }: SameOptions): string | undefined {
  if (config === undefined) return undefined;
  const inside = relative(projectDir, resolve(config));
  const own = join(project, inside);
  return !inside.startsWith("..") && !isAbsolute(inside) && existsSync(own) ? own : resolve(config);
}

function runIn(project: string, commit: string, options: SameOptions): Promise<PlanDocument> {
  const { stack, firstRun, signal } = options;
  const config = configIn(project, options);
  const args = [
    "local/start.js",
    "preview",
    "--json",
    "--stack",
    stack,
    ...(config ? ["--config", config] : []),
    ...(firstRun ? ["--first-run"] : []),
  ];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: project, signal, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => err.push(data));
    child.on("error", fail);
    child.on("close", (code) => {
      const text = Buffer.concat(out).toString();
      // Exit code 1 says that a rule is broken there; the plan is whole.
      if (text && (code === 0 || code === 1)) return done(JSON.parse(text) as PlanDocument);
      fail(new PreviewError(`the preview of ${commit.slice(0, 9)} ended with ${code}:\n${Buffer.concat(err).toString().trim()}`));
    });
  });
}

/** The settings of an older release, whose plans do not carry them, as far as they can be read today. */
function settingsIn(dir: string, options: SameOptions): Pick<PlanDocument, "settings"> {
  const project = readProject(dir);
  const file = configIn(dir, options) ?? stackFile(dir, options.stack);
  const { values, secretKeys } = readStackConfig(project, file);
  const { settings } = parseSettings(values, { secretKeys, project: project.name });
  return settings ? { settings } : {};
}
