import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ci = join(__dirname, "../../.ci");

/** The environment of a person's shell: the settings of rules are those of the machine's folder. */
const withoutRules = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "POLICY_PACK_CONFIG"));

/** What a script of `.ci` ended with. */
export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A project with the scripts of `.ci` only, on a machine whose tools are stubs that write down how they were called. */
export class Machine {
  private readonly dir = mkdtempSync(join(tmpdir(), "pipeline-"));

  constructor() {
    for (const script of [
      "check-stacks",
      "judges",
      "plan",
      "apply",
      "changes",
      "pulumi",
      "without-values",
      "federated-token",
      "drift",
      "issue",
      "azure-issue",
      "report-checks",
      "pull-request-comment",
      "azure-comment",
    ])
      cpSync(join(ci, script), this.at("project/.ci", script));
  }

  at(...path: string[]): string {
    return join(this.dir, ...path);
  }

  /** Writes a file of the project. */
  write(file: string, text = ""): void {
    const path = this.at("project", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(this.at("project", file), "utf8");
  }

  has(file: string): boolean {
    return existsSync(this.at("project", file));
  }

  /** A tool on the PATH: it writes down its arguments, then runs `body` as a shell script. */
  tool(name: string, body = ""): void {
    const path = this.at("bin", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/usr/bin/env bash\nprintf '%s\\n' "${name} $*" >>"${this.at("calls")}"\n${body}\n`);
    chmodSync(path, 0o755);
  }

  /** How the tools were called, in order. */
  calls(name: string): string[] {
    if (!existsSync(this.at("calls"))) return [];
    return readFileSync(this.at("calls"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith(`${name} `))
      .map((line) => line.slice(name.length + 1).replaceAll(this.dir, "DIR"));
  }

  run(script: string, args: string[], env: Record<string, string> = {}): Ended {
    const { status, stdout, stderr } = spawnSync(this.at("project/.ci", script), args, {
      cwd: this.at("project"),
      encoding: "utf8",
      env: { ...withoutRules, PATH: `${this.at("bin")}:${process.env.PATH}`, GITHUB_STEP_SUMMARY: this.at("summary"), ...env },
    });
    return { status, stdout, stderr };
  }

  git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: this.at("project"),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}
