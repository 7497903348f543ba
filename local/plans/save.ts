import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { previewScript } from "../engine/previewScript";
import { projectFolder as root } from "../folders";

const fixtures = path.join(root, "test/fixtures");
/** Bytes that a preview may print. */
const maxOutput = 256 * 1024 * 1024;

/** Every configuration that is there, by name: arguments of the preview. A stack file counts before a fixture of the same name. */
function configurations(): Map<string, readonly string[]> {
  const namesIn = (folder: string, pattern: RegExp) => fs.readdirSync(folder).flatMap((file) => pattern.exec(file)?.[1] ?? []);
  const all = new Map<string, readonly string[]>();
  for (const name of namesIn(fixtures, /^(.+)\.yaml$/)) all.set(name, ofFixture(name));
  for (const name of namesIn(root, /^Pulumi\.(.+)\.yaml$/)) all.set(name, ["--stack", name]);
  return all;
}

function ofFixture(name: string): string[] {
  const rules = path.join(fixtures, "rules", `${name}.json`);
  const config = ["--stack", name, "--config", path.join(fixtures, `${name}.yaml`)];
  return fs.existsSync(rules) ? [...config, "--policy-pack-config", rules] : config;
}

/**
 * Writes the plans of every configuration into a folder: `NAME.json` and, as of a first deployment, `NAME.first-run.json`.
 *
 * @param report Told the name of each plan as it is written.
 * @throws Error when a preview prints no plan
 */
export function savePlans(folder: string, report: (name: string) => void): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, args] of configurations())
    for (const [suffix, flags] of [
      ["", []],
      [".first-run", ["--first-run"]],
    ] as const) {
      fs.writeFileSync(path.join(folder, `${name}${suffix}.json`), plan(name, [...args, ...flags]));
      report(`${name}${suffix}`);
    }
}

function plan(name: string, args: readonly string[]): string {
  const out = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "plans-"));
  try {
    const options = { cwd: root, encoding: "utf8", maxBuffer: maxOutput } as const;
    const { stdout, stderr } = spawnSync(process.execPath, [...previewScript(), "--json", "--out", out, ...args], options);
    if (!stdout.startsWith("{")) throw new Error(`the preview of ${name} printed no plan: ${stderr}`);
    return stdout;
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}
