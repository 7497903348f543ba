import { isAscii } from "node:buffer";
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { StackConfig, readProject, stackFile } from "../engine/config";
import { PreviewError, UsageError, messageOf } from "../engine/errors";
import { projectFolder } from "../folders";
import { passphrase, ruleConfigs } from "../preview/options";
import { previewScript } from "../engine/previewScript";
import { readStackFile } from "../preview/stackFile";
import { isBroken, reportOf } from "./findings";
import { Format, formats } from "./formats";
import { judge, packFolder } from "./judge";
import { Document } from "./documents/json";
import { Judged } from "./documents/judged";
import { readDocument } from "./read";

/** Exit codes, those of the preview. */
const exitCodes = { clean: 0, rulesBroken: 1, refused: 2, failed: 3 } as const;

interface Options {
  file?: string;
  /** With a plan: the state that it starts from. */
  stateFile?: string;
  format: Format;
  stack: string;
  packDir: string;
  rulesFile?: string;
  /** File to write in the place of standard output. */
  output?: string;
}

/**
 * `npm run check`: the rules over a plan, an event log or an exported state; without a file, over a preview.
 * @returns 0: no mandatory rule is broken; 1: one is; 2: usage refused; 3: the pack or the preview failed.
 */
export async function checkCommand(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const judged = documentOf(options);
    const project = readProject(projectFolder);
    const rules = ruleConfigs(options.rulesFile);
    const config = configOf(judged.stack);
    const results = await judge(judged, { project, config, packDir: options.packDir, ...(rules && { rules }) });
    const report = reportOf(judged, results);
    write(formats[options.format](report), options.output);
    return isBroken(report) ? exitCodes.rulesBroken : exitCodes.clean;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PreviewError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return error instanceof UsageError ? exitCodes.refused : exitCodes.failed;
  }
}

function readOptions(args: string[]): Options {
  const text = { type: "string" } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { format: text, output: text, stack: text, state: text, "policy-pack": text, "policy-pack-config": text },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  const { values, positionals } = parsed;
  const format = values.format ?? "text";
  const [file, ...more] = positionals;
  if (!Object.hasOwn(formats, format))
    throw new UsageError(`--format: got ${format}; allowed: ${Object.keys(formats).join(", ")}`);
  if (values.state !== undefined && file === undefined)
    throw new UsageError("--state: got no plan; allowed: with a --save-plan file");
  if (values.output === "") throw new UsageError("--output: got nothing; allowed: a file");
  if (more.length > 0) throw new UsageError(`got ${positionals.length} files; allowed: one, or - for standard input`);
  return {
    ...(file !== undefined && { file }),
    ...(values.state !== undefined && { stateFile: values.state }),
    format: format as Format,
    stack: values.stack ?? "dev",
    packDir: resolve(values["policy-pack"] ?? packFolder(projectFolder)),
    ...(values.output !== undefined && { output: values.output }),
    ...(values["policy-pack-config"] !== undefined && { rulesFile: values["policy-pack-config"] }),
  };
}

/** Writes what was found. The file is written at the end and at once: it may be a list that the pack itself has read. */
function write(text: string, file?: string): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  const part = `${file}.part`;
  try {
    // A device or a pipe takes the text itself.
    if (existsSync(file) && !lstatSync(file).isFile()) return writeFileSync(file, text);
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    if (existsSync(part)) rmSync(part);
    throw new UsageError(`--output: ${messageOf(error)}; allowed: a file that can be written`);
  }
}

function documentOf({ file, stateFile, stack }: Options): Judged {
  if (file === undefined) return readDocument(previewOf(stack), "the preview");
  const { text, name } = contentOf(file);
  return readDocument(text, name, stateFile === undefined ? undefined : contentOf(stateFile));
}

/** The text of a file, or of standard input where it is `-`. */
function contentOf(file: string): Document {
  if (file === "-") return { text: textOf(0), name: "standard input" };
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  return { text: textOf(file), name: file };
}

/** Text of a file. One without letters beyond ASCII, as most of Pulumi's are, is read in half the time when it is not decoded. */
function textOf(file: string | number): string {
  const bytes = bytesOf(file);
  return isAscii(bytes) ? bytes.toString("latin1") : bytes.toString("utf8");
}

function bytesOf(file: string | number): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${messageOf(error)}; allowed: a file that can be read`);
  }
}

/** The document of a preview of the stack. */
function previewOf(stack: string): string {
  const args = [...previewScript(), "--stack", stack, "--json"];
  const run = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (run.stdout) return run.stdout;
  const message = `the preview of ${stack} ended with ${run.status}: ${run.stderr.replace(/^error: /, "").trimEnd()}`;
  throw run.status === exitCodes.refused ? new UsageError(message) : new PreviewError(message);
}

/** The configuration of the stack that the document is of, where its file is here; the pack takes the profile from it. */
function configOf(stack: string): StackConfig {
  try {
    return readStackFile(readProject(projectFolder), stackFile(projectFolder, stack), passphrase).config;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { values: {}, secretKeys: [], undecrypted: [], missing: [] };
  }
}
