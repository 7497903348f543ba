import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { isMap, isNode, isScalar, parseDocument } from "yaml";
import { StackConfig, readProject, readStackConfig, stackNames } from "../engine/config";
import { Home } from "./environment";

/** A stack that cannot be had or made, or settings that cannot be used; the message is for the user, or the CLI's own. */
export class StackError extends Error {}

/** The project's name in a `Pulumi.yaml`. */
export const projectName = (projectFolder: string): string => readProject(projectFolder).name;

/** Where the CLI keeps a stack of a local backend. */
export const stackFile = (home: Home, project: string, stack: string): string =>
  path.join(home.state, ".pulumi", "stacks", project, `${stack}.json`);

/**
 * Makes a stack that does not exist yet, beside the copies of the settings: `stack init` writes the salt of the stack's encryption into
 * the settings file beside `Pulumi.yaml`, and the project's own file stays as it is.
 * @throws StackError
 */
export function ensureStack(cli: string, home: Home, project: string, stack: string, env: Record<string, string>): void {
  if (fs.existsSync(stackFile(home, project, stack))) return;
  writeProject(home, project);
  const { status, stderr, error } = spawnSync(cli, ["stack", "init", stack, "--non-interactive", "--no-select"], {
    cwd: home.config,
    env,
    encoding: "utf8",
  });
  if (error) throw new StackError(`${cli}: ${error.message}`);
  if (status !== 0) throw new StackError(stderr.trim());
}

/** Puts a `Pulumi.yaml` of the project's name beside the copies of the settings, so that the CLI can run there. */
export function writeProject(home: Home, project: string): void {
  fs.writeFileSync(path.join(home.config, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
}

/** Whose settings a command is given. */
interface Wanted {
  stack: string;
  /** Of `--config-file`. */
  configFile: string | undefined;
  /** Whether the command can do without settings, as `destroy` can: the stack is there. */
  optional: boolean;
}

/**
 * The settings file of a command; undefined where the stack has none and the command can do without.
 * @throws StackError for a file that is not there, with the stacks that have one
 */
export function settingsFile(projectFolder: string, { stack, configFile, optional }: Wanted): string | undefined {
  const file = path.resolve(projectFolder, configFile ?? `Pulumi.${stack}.yaml`);
  if (fs.existsSync(file)) return file;
  if (configFile !== undefined) throw new StackError(`--config-file: there is no file ${file}`);
  if (optional) return undefined;
  const names = stackNames(projectFolder).join(", ") || "none, there is no Pulumi.<stack>.yaml";
  throw new StackError(`--stack: got ${stack}, which has no settings file; allowed: ${names}, or any name with --config-file`);
}

/** Keys of a settings file that name a service which opens the secrets. The copy goes without: nothing is asked over the network. */
const serviceKeys: readonly unknown[] = ["secretsprovider", "encryptedkey"];

/** The line that holds the salt of a stack's encryption. */
const saltLine = /^encryptionsalt:.*$/m;

/**
 * The settings that a deployment is given: those of `source`, with the salt of the local stack where they have none of their own.
 * @param source settings file of the user; undefined stands for no settings
 * @returns path of the copy, which the CLI may write to
 * @throws StackError when the file is not the YAML of a mapping
 */
export function copySettings(home: Home, stack: string, source: string | undefined): string {
  const copy = path.join(home.config, `Pulumi.${stack}.yaml`);
  const settings = source === undefined ? "" : withoutServices(source);
  const salt = fs.existsSync(copy) ? saltLine.exec(fs.readFileSync(copy, "utf8"))?.[0] : undefined;
  const added = salt && !saltLine.test(settings) ? `${settings === "" || settings.endsWith("\n") ? "" : "\n"}${salt}\n` : "";
  fs.writeFileSync(copy, settings + added);
  return copy;
}

/** The text of a settings file without {@link serviceKeys}. All else stays as it is written: a bare `0123` is not the same for every reader of YAML. */
function withoutServices(file: string): string {
  const text = fs.readFileSync(file, "utf8");
  const { contents, errors } = parseDocument(text);
  if (errors[0]) throw new StackError(`${file} cannot be read: ${errors[0].message}`);
  if (contents === null) return text;
  if (!isMap(contents)) throw new StackError(`${file} must hold a mapping`);
  const found = contents.items.filter(({ key }) => isScalar(key) && serviceKeys.includes(key.value));
  return found.reduceRight((kept, { key, value }) => kept.slice(0, startOf(key)) + kept.slice(endOf(value ?? key)), text);
}

const startOf = (node: unknown): number => (isNode(node) && node.range?.[0]) || 0;
const endOf = (node: unknown): number => (isNode(node) && node.range?.[2]) || 0;

/**
 * Refuses settings with secrets that only somebody else can open, such as a key vault.
 * @param copy the settings as the CLI is given them
 * @throws StackError that names the keys of the secrets
 */
export function refuseClosedSecrets(projectFolder: string, copy: string, passphrase: string): void {
  const project = readProject(projectFolder);
  const { undecrypted: secrets } = readStackConfig(project, copy);
  if (secrets.length === 0 || canOpen(() => readStackConfig(project, copy, () => passphrase))) return;
  throw new StackError(
    `PULUMI_CONFIG_PASSPHRASE does not open the secrets ${secrets.join(", ")}: they are kept with another passphrase or by a service, ` +
      "which is not asked here; give settings without them with --config-file",
  );
}

/** Whether all secrets can be decrypted; a wrong passphrase and a text of another kind end in errors. */
function canOpen(read: () => StackConfig): boolean {
  try {
    return read().undecrypted.length === 0;
  } catch {
    return false;
  }
}
