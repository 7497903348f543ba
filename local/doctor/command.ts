import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chosenStack, readProject, stackFile } from "../engine/config";
import { PreviewError, UsageError, messageOf } from "../engine/errors";
import { Style, styleOf } from "../report/style";
import { projectFolder } from "../folders";
import { checkStackFile } from "../preview/checkStackFile";
import { Finding, azureFindings, machineFindings } from "./checks";
import { needsOf, planFor } from "./needs";
import { thisWorld } from "./world";

/**
 * `npm run doctor`: what this machine and the subscription lack for `pulumi up`, each with the command that mends it.
 * @returns 0: nothing is lacking; 1: something is; 2: usage or settings refused, or the program fails
 */
export async function doctorCommand(args: string[]): Promise<number> {
  try {
    const { stack, config } = optionsOf(args);
    const project = readProject(projectFolder);
    const checked = checkStackFile(project, stackFile(projectFolder, stack, config), () => undefined);
    if (!checked.settings) throw new UsageError(checked.refusal ?? "the settings are refused");
    const needs = needsOf(await planFor(project, stack, checked.config));
    const world = thisWorld((path) => existsSync(join(projectFolder, path)));
    const findings = [...machineFindings(world), ...azureFindings(world, checked.settings, needs)];
    process.stdout.write(doctorText(findings, styleOf(process.stdout)));
    return findings.some(({ state }) => state === "lacking") ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PreviewError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
}

function optionsOf(args: string[]): { stack: string; config: string | undefined } {
  try {
    const options = { stack: { type: "string" }, config: { type: "string" } } as const;
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false });
    return { stack: chosenStack(projectFolder, values).stack, config: values.config };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: [--stack NAME] [--config FILE]`);
  }
}

const words = { ok: "ok", lacking: "lacking", unknown: "not known" } as const;

/** The findings, one a line, with what mends them below. */
export function doctorText(findings: readonly Finding[], style: Style): string {
  const width = Math.max(...findings.map(({ topic }) => topic.length));
  const mark = { ok: style.good, lacking: style.bad, unknown: style.faint };
  const lines = findings.flatMap(({ topic, state, text, mend }) => [
    `${mark[state](words[state].padEnd(9))}  ${topic.padEnd(width)}  ${text}`,
    ...(mend && state !== "ok" ? [`${" ".repeat(11 + width)}  → ${mend}`] : []),
  ]);
  const count = (state: Finding["state"]) => findings.filter((one) => one.state === state).length;
  return `${lines.join("\n")}\n\n${count("lacking")} lacking, ${count("unknown")} not known, ${count("ok")} ok\n`;
}
