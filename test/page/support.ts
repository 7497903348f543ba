import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser, Page, chromium } from "playwright-core";
import { parse, stringify } from "yaml";

export const root = join(__dirname, "..", "..");

/** Where the pictures go; the pipeline keeps them. */
export const pictures = join(root, ".local", "page");

/** The browser, which asks nobody for anything. */
export function openBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync"], // prettier-ignore
  });
}

/** What one run of the preview left behind. */
export interface Written {
  code: number | null;
  terminal: string;
  errors: string;
  markdown: string;
  html: string;
  /** Path of the page. */
  file: string;
  // The suite computes its own figures from the document, whatever types the renderers see.
  plan: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Runs the preview as a user does and reads what it wrote. */
export async function preview(...args: string[]): Promise<Written> {
  const out = mkdtempSync(join(tmpdir(), "shield-page-"));
  const command = [process.execPath, ["local/start.js", "preview", "--out", out, ...args], { cwd: root }] as const;
  const run = await new Promise<{ status: number | null; stdout: string; stderr: string }>((done) =>
    execFile(...command, (error, stdout, stderr) => done({ status: error ? Number(error.code) : 0, stdout, stderr })),
  );
  if (![0, 1, 4].includes(run.status ?? -1)) throw new Error(`preview ${args.join(" ")} ended with ${run.status}: ${run.stderr}`);
  const read = (name: string) => readFileSync(join(out, name), "utf8");
  const file = join(out, "report.html");
  return {
    code: run.status,
    terminal: run.stdout,
    errors: run.stderr,
    markdown: read("report.md"),
    html: read("report.html"),
    file,
    plan: JSON.parse(read("plan.json")),
  };
}

// Settings as they are written, which no type knows yet.
type Raw = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A stack file like a fixture with a change to its settings, by key without the project's name. */
export function changedFile(fixture: string, change: (settings: Raw) => void): string {
  const { config } = parse(readFileSync(join(root, "test", "fixtures", `${fixture}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  const settings = Object.fromEntries(Object.entries(config).map(([key, value]) => [key.split(":")[1] ?? key, value]));
  change(settings);
  const file = join(mkdtempSync(join(tmpdir(), "shield-settings-")), "Pulumi.changed.yaml");
  const full = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`azure-openai-shield:${key}`, value]));
  writeFileSync(file, stringify({ config: full }, { version: "1.1" }));
  return file;
}

/** An open page with everything that it complains about or asks for. */
export interface Opened {
  page: Page;
  complaints: string[];
  requests: string[];
}

export async function openPage(browser: Browser, file: string, width: number): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  const url = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, requests };
}

/** Keeps a page among the artefacts. */
export const keepPage = (file: string, name: string): void => cpSync(file, join(pictures, `${name}.html`));
