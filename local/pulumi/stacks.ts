import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { Home } from "./environment";

/** Thrown when the CLI could not make a stack; the message is the CLI's. */
export class StackError extends Error {}

/** The project's name in a `Pulumi.yaml`. */
export function projectName(projectFolder: string): string {
  const { name } = parse(fs.readFileSync(path.join(projectFolder, "Pulumi.yaml"), "utf8")) as { name: string };
  return name;
}

/** Where the CLI keeps a stack of a local backend. */
export const stackFile = (home: Home, project: string, stack: string): string =>
  path.join(home.state, ".pulumi", "stacks", project, `${stack}.json`);

/**
 * Makes a stack that does not exist yet. `stack init` writes the salt of the stack's encryption into the settings file beside `Pulumi.yaml`,
 * so it is run beside a `Pulumi.yaml` of the same name in `.local`, and the project's own file stays as it is.
 * @throws StackError
 */
export function ensureStack(cli: string, home: Home, project: string, stack: string, env: Record<string, string>): void {
  if (fs.existsSync(stackFile(home, project, stack))) return;
  fs.writeFileSync(path.join(home.config, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
  const { status, stderr, error } = spawnSync(cli, ["stack", "init", stack, "--non-interactive", "--no-select"], {
    cwd: home.config,
    env,
    encoding: "utf8",
  });
  if (error) throw new StackError(`${cli}: ${error.message}`);
  if (status !== 0) throw new StackError(stderr.trim());
}

/** The line that holds the salt of a stack's encryption. */
const saltLine = /^encryptionsalt:.*$/m;

/**
 * The settings that a deployment is given: those of `source`, with the salt of the local stack where they have none of their own.
 * @param source settings file of the user; one that does not exist is empty
 * @returns path of the copy, which the CLI may write to
 */
export function copySettings(home: Home, stack: string, source: string): string {
  const copy = path.join(home.config, `Pulumi.${stack}.yaml`);
  const settings = fs.existsSync(source) ? fs.readFileSync(source, "utf8") : "";
  const salt = fs.existsSync(copy) ? saltLine.exec(fs.readFileSync(copy, "utf8"))?.[0] : undefined;
  const added = salt && !saltLine.test(settings) ? `${settings === "" || settings.endsWith("\n") ? "" : "\n"}${salt}\n` : "";
  fs.writeFileSync(copy, settings + added);
  return copy;
}
