import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { UsageError, messageOf } from "../engine/errors";
import { projectFolder } from "../folders";
import { Options } from "./options";
import type { Difference } from "../report/difference";
import type { DifferencePart } from "../report/difference/rows";
import type { PlanDocument } from "../report/facts/planView";
import type { Section } from "../report/facts/row";
import type { PageMaker } from "../report/page";
import { styleOf, widthOf } from "../report/style";

const load = createRequire(__filename);

/** A plan with its difference against another one, where that was asked for. */
export type ReportedPlan = PlanDocument & { difference?: Difference };

/** What a preview has made: the plan, and the one that it was compared with. */
export interface Made {
  /** The plan that is shown, with its difference. */
  plan: ReportedPlan;
  /** The plan that it was compared with; undefined without `--against`. */
  before?: PlanDocument;
}

/** Whether plan and report are written to files. */
const writesFiles = (given: Options): boolean => given.out !== undefined || !given.json;

/** Folder of plan and report. */
const outputFolder = (given: Options): string => resolve(given.out ?? join(projectFolder, ".local", "preview", given.stack));

/** Takes away what an earlier run has left, so that nobody takes it for the result of one that was refused. */
export function clearOutputFolder(given: Options): void {
  if (!writesFiles(given) || !existsSync(outputFolder(given))) return;
  for (const file of ["plan.json", "report.md", "report.html"]) rmSync(join(outputFolder(given), file), { force: true });
}

/** Refuses a folder that cannot be written to before the preview, not after it. */
export function makeOutputFolder(given: Options): void {
  if (!writesFiles(given)) return;
  const dir = outputFolder(given);
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--out: ${messageOf(error)}; allowed: a folder that can be written to`);
  }
}

let opened: PageMaker | undefined;

/** What makes the page, loaded at the first call. */
function pageMaker(): PageMaker {
  const { PageMaker: Maker } = load("../report/page") as typeof import("../report/page");
  return (opened ??= new Maker());
}

/** Loads what takes long to make the page, when there will be one. */
export function openPage(given: Options): void {
  if (writesFiles(given)) pageMaker();
}

/** Writes plan, summary and page to the folder, and returns what belongs on standard output. */
export async function writeOutput({ plan, before }: Made, given: Options): Promise<string> {
  const document = `${JSON.stringify(plan, undefined, 2)}\n`;
  if (!writesFiles(given)) return document;
  const sections = (load("../report/facts") as typeof import("../report/facts")).factsOf(plan);
  const shown = { firstRun: given["first-run"], ...differenceShown(plan, given) };
  const { markdown } = load("../report/markdown") as typeof import("../report/markdown");
  const page = await pageOf({ plan, ...(before && { before }) }, sections, shown);
  const files = { "plan.json": document, "report.md": markdown(plan, sections, shown), "report.html": page };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(outputFolder(given), name), text);
  return given.json ? document : terminal(plan, sections, shown, given);
}

/** What the renderers are told besides plan and facts. */
interface Shown {
  firstRun: boolean;
  difference?: DifferencePart[];
}

function differenceShown({ difference }: ReportedPlan, given: Options): Pick<Shown, "difference"> {
  if (!difference) return {};
  const { differenceParts } = load("../report/difference/rows") as typeof import("../report/difference/rows");
  return { difference: differenceParts(difference, given.accept) };
}

async function pageOf({ plan, before }: Made, sections: Section[], { firstRun, difference: parts }: Shown): Promise<string> {
  const maker = pageMaker();
  const { difference } = plan;
  const compared = { ...(parts && { parts }), ...(difference && { difference }), ...(before && { before }) };
  try {
    return await maker.page({ plan, sections, firstRun, project: projectFolder, ...compared });
  } finally {
    maker.close();
    opened = undefined;
  }
}

function terminal(plan: ReportedPlan, sections: Section[], shown: Shown, given: Options): string {
  const { terminalText } = load("../report/terminal") as typeof import("../report/terminal");
  const file = (name: string) => relative(process.cwd(), join(outputFolder(given), name));
  const links = [
    ["Page", file("report.html")],
    ["Plan", file("plan.json")],
  ] as const;
  return terminalText(plan, sections, {
    ...shown,
    links,
    style: styleOf(process.stdout),
    width: widthOf(process.stdout),
    tree: given.tree,
  });
}
