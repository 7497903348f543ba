import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseSettings } from "../stacks/settings/parse";
import { describeProblems, describeWarning } from "../stacks/settings/problem";
import { Project, StackConfig, chosenStack, readProject, readStackConfig, stackFile } from "./engine/config";
import { PreviewError, UsageError, messageOf } from "./engine/errors";
import type { Plan } from "./engine/plan";
import type { RuleConfigs } from "./engine/policyConfig";
import { previewMarkdown } from "./report/previewMarkdown";
import { previewText } from "./report/previewText";
import { Progress } from "./report/progress";
import { styleOf } from "./report/style";

/** Exit codes of the command; `failed` is also that of an error nobody thought of, which `cli.ts` shows. */
const exitCodes = { clean: 0, rulesBroken: 1, refused: 2, failed: 3 } as const;

/** The program's folder. */
const projectDir = dirname(__dirname);

const options = {
  stack: { type: "string" },
  config: { type: "string" },
  json: { type: "boolean", default: false },
  "first-run": { type: "boolean", default: false },
  out: { type: "string" },
  "policy-pack": { type: "string", default: join(projectDir, "policies") },
  "policy-pack-config": { type: "string" },
} as const;
const usage = "[--stack NAME] [--config FILE] [--json] [--first-run] [--out DIR] [--policy-pack DIR] [--policy-pack-config FILE]";

type Options = ReturnType<typeof readOptions>;

/** Loads a module when it is needed: wrong settings are refused at once, and the program starts before the stand-ins load. */
const load = createRequire(__filename);

/**
 * `npm run preview`: the resources of an environment and how the rules judge them, without Azure and without network.
 * @returns 0: clean; 1: a mandatory rule is broken; 2: usage or settings refused; 3: the program failed.
 */
export async function previewCommand(args: string[]): Promise<number> {
  const progress = new Progress(process.stderr);
  try {
    const given = readOptions(args, progress);
    const plan = await planFor(given, progress);
    progress.clear();
    write(plan, given);
    return plan.rules.violations.some(({ level }) => level === "mandatory") ? exitCodes.rulesBroken : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PreviewError)) throw error;
    const style = styleOf(process.stderr);
    progress.line(`${style.bad("error:")} ${error.message}`);
    return error instanceof UsageError ? exitCodes.refused : exitCodes.failed;
  }
}

function readOptions(args: string[], progress: Progress) {
  const values = parseOptions(args);
  const { stack, note } = chosenStack(projectDir, values);
  if (note) progress.line(note);
  return { ...values, stack };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
}

async function planFor(given: Options, progress: Progress): Promise<Plan> {
  const project = readProject(projectDir);
  const config = readStackConfig(project, stackFile(projectDir, given.stack, given.config), passphrase);
  progress.update("Checking the settings");
  checkSettings(project, config, progress);
  noteLimits(project, config, progress);
  makeOutputFolder(given);
  const { preview } = load("./engine/run") as typeof import("./engine/run");
  progress.update("Starting the program and the rules");
  return preview({
    project,
    stack: given.stack,
    config,
    firstRun: given["first-run"],
    providers: async () => {
      const azure = load("./azure") as typeof import("./azure");
      const subscription = azure.subscriptionFromEnvironment();
      return (pkg) => azure.providerFor(pkg, subscription);
    },
    policyPacks: [resolve(given["policy-pack"])],
    rules: ruleConfigs(given["policy-pack-config"]),
    signal: stopped(),
    listener: {
      registered: (count) => progress.update(`${count} resources`),
      line: (text) => progress.line(text),
    },
  });
}

/** The policy configuration file, as `pulumi preview --policy-pack-config` takes it. */
function ruleConfigs(file: string | undefined): RuleConfigs | undefined {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as RuleConfigs;
  } catch (error) {
    throw new UsageError(`--policy-pack-config ${file}: ${messageOf(error)}; allowed: a JSON file such as {"rule": "advisory"}`);
  }
}

/** Aborts when this process is asked to end, so that those it started end too. */
function stopped(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** Passphrase of the stack's secrets, where Pulumi looks for it. */
function passphrase(): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: text, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
  if (text !== undefined || !file) return text;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UsageError(`PULUMI_CONFIG_PASSPHRASE_FILE: ${messageOf(error)}; allowed: the path of a file that can be read`);
  }
}

/** Refuses wrong settings with all their problems, before the program starts. */
function checkSettings(project: Project, config: StackConfig, progress: Progress): void {
  const { problems, warnings } = parseSettings(config.values, { secretKeys: config.secretKeys, project: project.name });
  for (const warning of warnings) progress.line(`warning: ${describeWarning(warning)}`);
  if (problems.length > 0) throw new UsageError(describeProblems(problems));
}

/** Says what of the configuration plays no part here. */
function noteLimits(project: Project, config: StackConfig, progress: Progress): void {
  if (config.undecrypted.length > 0)
    progress.line(
      `note: secrets of ${config.undecrypted.join(", ")} are not decrypted; set PULUMI_CONFIG_PASSPHRASE to use them`,
    );
  const foreign = Object.keys(config.values).filter((key) => !key.startsWith(`${project.name}:`) && !key.startsWith("pulumi:"));
  if (foreign.length > 0) progress.line(`warning: no effect on a preview without Azure: ${foreign.join(", ")}`);
}

/** Whether plan and report are written to files. */
const writesFiles = (given: Options): boolean => given.out !== undefined || !given.json;

/** Folder of plan and report. */
const outputFolder = (given: Options): string => resolve(given.out ?? join(projectDir, ".local", "preview", given.stack));

/** Refuses a folder that cannot be written to before the preview, not after it. */
function makeOutputFolder(given: Options): void {
  if (!writesFiles(given)) return;
  const dir = outputFolder(given);
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--out: ${messageOf(error)}; allowed: a folder that can be written to`);
  }
}

/** Writes plan and report, and to standard output what was asked for: the document, or the text for people. */
function write(plan: Plan, given: Options): void {
  const document = `${JSON.stringify(plan, undefined, 2)}\n`;
  const dir = outputFolder(given);
  const facts = { firstRun: given["first-run"], details: relative(process.cwd(), join(dir, "plan.json")) };
  if (writesFiles(given)) {
    writeFileSync(join(dir, "plan.json"), document);
    writeFileSync(join(dir, "report.md"), previewMarkdown(plan, facts));
  }
  process.stdout.write(given.json ? document : previewText(plan, facts, styleOf(process.stdout)));
}
