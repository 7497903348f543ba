import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { previewScript } from "../engine/previewScript";
import { findCli } from "../pulumi/cli";
import { Home, cliEnvironment, homeIn, makeHome } from "../pulumi/environment";
import { projectFolder } from "../folders";
import { preparePlugins } from "../pulumi/plugins";
import { copySettings, ensureStack, projectName } from "../pulumi/stacks";
import { Cost, measure } from "./measure";

const stack = "bench";

/** One environment in a folder of its own, which both engines preview: the same program, settings and rules. */
export class Bench {
  private constructor(
    private readonly folder: string,
    private readonly settings: string,
    private readonly home: Home,
    private readonly env: Record<string, string>,
  ) {}

  /** @param config settings file, or the `config` section of one */
  static async open(config: string | Record<string, unknown>): Promise<Bench> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "shield-bench-"));
    const settings = path.join(folder, `Pulumi.${stack}.yaml`);
    const text =
      typeof config === "string"
        ? fs.readFileSync(path.join(projectFolder, config), "utf8")
        : stringify({ config }, { version: "1.1" });
    fs.writeFileSync(settings, text);
    const home = homeIn(path.join(folder, ".local"));
    makeHome(home, await preparePlugins());
    const env = cliEnvironment(home);
    ensureStack(findCli(), home, projectName(projectFolder), stack, env);
    return new Bench(folder, settings, home, env);
  }

  /** The offline preview, with the rules. */
  offline(...flags: string[]): Promise<Cost> {
    const args = ["--stack", stack, "--config", this.settings, "--json", ...flags];
    return measure(process.execPath, [...previewScript(), ...args], projectFolder);
  }

  /** The real preview, with the rules. */
  real(): Promise<Cost> {
    return this.pulumi("preview", "--json");
  }

  /** Deploys with the real engine into the stand-in Azure. */
  up(): Promise<Cost> {
    return this.pulumi("up", "--yes", "--skip-preview");
  }

  /** Deletes the folder with the state. */
  close(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  private pulumi(...args: string[]): Promise<Cost> {
    const config = ["--stack", stack, "--config-file", copySettings(this.home, stack, this.settings)];
    const rules = ["--policy-pack", path.join(projectFolder, "policies")];
    return measure(findCli(), [...args, ...config, ...rules, "--non-interactive"], projectFolder, this.env);
  }
}
