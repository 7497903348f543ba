import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { readProject } from "../engine/config";
import { UsageError, messageOf } from "../engine/errors";
import { checkStackFile } from "../preview/checkStackFile";
import { Answers, Asked, Question, questions } from "./questions";
import { stackText } from "./stackText";
import { projectFolder } from "../folders";

const load = createRequire(__filename);
const keys = Object.keys(questions) as Question[];

/** The schema by which editors complete and check a stack file. */
const schema = "docs/stack-file.schema.json";
const usage = `--stack NAME ${keys.map((key) => `--${key} …`).join(" ")} [--no-preview]`;

/** What the command stands on; tests give their own. */
export interface InitWorld {
  /** Folder of the project. */
  dir: string;
  /** Asks one question; undefined where nobody is there to answer. */
  ask?: (question: string) => Promise<string>;
  /** Writes to standard error. */
  write(text: string): void;
  /** Previews the new stack. */
  preview(stack: string): Promise<number>;
}

/**
 * `npm run init`: writes `Pulumi.<stack>.yaml` of a smallest environment from options and answers, and previews it. It never overwrites, and
 * writes nothing that the settings refuse.
 * @returns that of the preview; 2: usage or answers refused
 */
export async function initCommand(args: string[], world: InitWorld = thisMachine()): Promise<number> {
  try {
    const given = optionsOf(args);
    if (given.stack !== undefined) refuseExisting(given.stack, world);
    refuseSilence(given, world);
    const stack = given.stack ?? (await answer(world, { question: "Name of the stack", example: "dev" }));
    refuseExisting(stack, world);
    const file = join(world.dir, fileOf(stack));
    const answers = await answersOf(given, world);
    const content = stackText(answers, existsSync(join(world.dir, schema)) ? schema : undefined);
    refuseWrong(content, { stack, dir: world.dir, again: callWith(stack, answers) });
    writeFileSync(file, content, { flag: "wx" });
    world.write(`Written: ${fileOf(stack)}. Deploy it with: pulumi stack init ${stack} && pulumi up --policy-pack policies\n`);
    return given["no-preview"] ? 0 : await world.preview(stack);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    world.write(`error: ${error.message}\n`);
    return 2;
  }
}

const fileOf = (stack: string): string => `Pulumi.${stack}.yaml`;

function optionsOf(args: string[]) {
  const texts = Object.fromEntries(keys.map((key) => [key, { type: "string" }])) as Record<Question, { type: "string" }>;
  try {
    const options = { stack: { type: "string" }, "no-preview": { type: "boolean", default: false }, ...texts } as const;
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
}

function refuseExisting(stack: string, { dir }: InitWorld): void {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(stack))
    throw new UsageError(`--stack: got ${JSON.stringify(stack)}; allowed: letters, digits, ".", "_" and "-"`);
  if (existsSync(join(dir, fileOf(stack))))
    throw new UsageError(`--stack: ${fileOf(stack)} is there already and is never overwritten; allowed: another name`);
}

/** Where nobody can be asked, every option without a usual answer must be there. */
function refuseSilence(given: Partial<Answers> & { stack?: string }, { ask }: InitWorld): void {
  if (ask) return;
  const needed = keys.filter((key) => given[key] === undefined && !(questions[key] as Asked).usual);
  const missing = [...(given.stack === undefined ? ["stack"] : []), ...needed];
  if (missing.length > 0)
    throw new UsageError(`nobody is there to answer; missing: ${missing.map((key) => `--${key}`).join(", ")}`);
}

async function answersOf(given: Partial<Answers>, world: InitWorld): Promise<Answers> {
  const answers = { ...given };
  for (const key of keys.filter((one) => given[one] === undefined)) answers[key] = await answer(world, questions[key]);
  return answers as Answers;
}

/** Asks until there is an answer, or takes the usual one; so where nobody is there. */
async function answer({ ask }: InitWorld, { question, example, usual }: Asked): Promise<string> {
  if (!ask) return example;
  for (;;) {
    const found = (await ask(usual ? `${question} [${example}]: ` : `${question} (such as ${example}): `)).trim();
    if (found !== "" || usual) return found || example;
  }
}

/** How the command is called with these answers, so that one of them can be corrected. */
function callWith(stack: string, answers: Answers): string {
  const quoted = (text: string) => (/^[\w@./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return `npm run init -- --stack ${stack} ${keys.map((key) => `--${key} ${quoted(answers[key])}`).join(" ")}`;
}

/** Refuses answers that the settings do not take, all at once, before anything is written. */
function refuseWrong(content: string, { stack, dir, again }: { stack: string; dir: string; again: string }): void {
  const folder = mkdtempSync(join(tmpdir(), "shield-init-"));
  try {
    const file = join(folder, fileOf(stack));
    writeFileSync(file, content);
    const { refusal } = checkStackFile(readProject(dir), file, () => undefined);
    if (refusal === undefined) return;
    const problems = refusal.replaceAll(file, fileOf(stack)).replaceAll(`${folder}/`, "");
    throw new UsageError(`${problems}\nNothing is written. Again, with what must be mended:\n  ${again}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function thisMachine(): InitWorld {
  const watched = process.stdin.isTTY === true;
  return {
    dir: projectFolder,
    write: (text) => void process.stderr.write(text),
    preview: (stack) => (load("../preview/command") as typeof import("../preview/command")).previewCommand(["--stack", stack]),
    ...(watched && { ask: askThere }),
  };
}

async function askThere(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
