import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { nodeArgsOf } from "../protocol/program";
import { UsageError } from "./errors";
import { Decrypt, passphraseDecrypter, secretPlaceholder } from "./secrets";

/** Loads a module when it is needed: who only asks for a stack's name and file needs no parser of YAML. */
const load = createRequire(__filename);

const readYamlFile = (file: string) => (load("./yamlFile") as typeof import("./yamlFile")).readYamlFile(file);

/** `Pulumi.yaml`, as far as the engine reads it. */
export interface Project {
  /** Also the namespace of the project's configuration. */
  name: string;
  /** Folder that holds `Pulumi.yaml`. */
  dir: string;
  /** Folder or file of the program, relative to `dir`. */
  main: string;
  /** Arguments of Node that the project asks for. */
  nodeArgs: string[];
  /** What the project declares: key, short or full → default or value. */
  config: Record<string, ConfigDeclaration>;
}

interface ConfigDeclaration {
  default?: unknown;
  value?: unknown;
  secret?: boolean;
}

/** Configuration of one stack, with the project's defaults. */
export interface StackConfig {
  /** Full key (`project:key`) → value; secrets are plain. */
  values: Record<string, unknown>;
  /** Full keys of the values that are secret or hold a secret. */
  secretKeys: string[];
  /** Full keys with a secret that could not be decrypted and was replaced by {@link secretPlaceholder}. */
  undecrypted: string[];
  /** Why secrets could not be decrypted, if there are such. */
  closed?: string;
  /** Keys that the project declares without a default and the stack does not set; the engine refuses to start. */
  missing: string[];
}

type Mapping = Record<string, unknown>;
const isMapping = (value: unknown): value is Mapping => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads `Pulumi.yaml` of a project folder. */
export function readProject(dir: string): Project {
  const file = join(dir, "Pulumi.yaml");
  if (!existsSync(file)) throw new UsageError(`no Pulumi.yaml in ${dir}`);
  const { name, main, runtime, config } = readYamlFile(file).content;
  if (typeof name !== "string") throw new UsageError("Pulumi.yaml: name is missing");
  const options = runtimeOptions(runtime);
  return {
    name,
    dir,
    main: typeof main === "string" ? main : ".",
    nodeArgs: nodeArgsOf(options.nodeargs),
    config: Object.fromEntries(Object.entries(isMapping(config) ? config : {}).map(([key, value]) => [key, declaration(value)])),
  };
}

const runtimeOptions = (runtime: unknown): Mapping => (isMapping(runtime) && isMapping(runtime.options) ? runtime.options : {});

/** Whether the policy pack in `dir` leaves the compilation of TypeScript to Pulumi, the default. */
export function usesTypeScript(dir: string): boolean {
  return runtimeOptions(readYamlFile(join(dir, "PulumiPolicy.yaml")).content.runtime).typescript !== false;
}

/** A declaration is a mapping with a type, a value or a default; anything else is the value itself. */
function declaration(value: unknown): ConfigDeclaration {
  const declared = isMapping(value) && ["type", "default", "value", "description", "secret"].some((key) => key in value);
  return declared ? value : { value };
}

/** Names of the stacks that have a file in the project folder. */
export function stackNames(dir: string): string[] {
  return readdirSync(dir)
    .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
    .filter((name): name is string => name !== undefined)
    .sort();
}

/** The stack that a command takes when it names none, if it has a file. */
const usualStack = "dev";

/** A stack, and the sentence to say about it when nobody has named it and it is not the usual one. */
export interface ChosenStack {
  /** Name of the stack. */
  stack: string;
  /** Undefined when the user named the stack, or when it is the usual one. */
  note?: string;
}

/**
 * The stack of a command: the one that it names; else `dev`, if it has a file or a file is named; else the only one that has a file.
 * @throws UsageError when it cannot be told, with the stacks that are there
 */
export function chosenStack(dir: string, { stack, config }: { stack?: string; config?: string }): ChosenStack {
  const names = stackNames(dir);
  const [only, ...others] = names;
  if (stack !== undefined) return { stack };
  if (config !== undefined || names.includes(usualStack)) return { stack: usualStack };
  if (only === undefined)
    throw new UsageError("there is no Pulumi.<stack>.yaml here; write one, as docs/fork.md says, or name a file with --config");
  if (others.length > 0)
    throw new UsageError(`--stack: not given, and there is no Pulumi.${usualStack}.yaml; allowed: ${names.join(", ")}`);
  return { stack: only, note: `note: the stack is ${only}, the only one that has a file here` };
}

/** The stack's file, or the one given instead; an unknown stack or a missing file is refused with what there is. */
export function stackFile(dir: string, stack: string, instead?: string): string {
  const file = instead ?? join(dir, `Pulumi.${stack}.yaml`);
  if (existsSync(file)) return file;
  if (instead) throw new UsageError(`--config: there is no file ${instead}`);
  throw new UsageError(
    `--stack: got ${stack}; allowed: ${stackNames(dir).join(", ") || "none, there is no Pulumi.<stack>.yaml"}`,
  );
}

/** Gives the passphrase of the stack's secrets; called only when there are secrets. */
export type Passphrase = () => string | undefined;

/** A stack's file as the CLI reads it. */
export interface StackContent {
  /** Key, short or full → value; an encrypted value is a mapping with `secure`. */
  config?: unknown;
  /** Salt of the passphrase, where the secrets are kept with one. */
  encryptionsalt?: unknown;
}

/** Reads a stack's file and adds the project's defaults, as the CLI does before it starts a program. */
export function readStackConfig(project: Project, file: string, passphrase: Passphrase = () => undefined): StackConfig {
  return stackConfig(project, readYamlFile(file).content, passphrase);
}

/** The configuration of a stack's file, with the project's defaults. Secrets that nobody can decrypt become {@link secretPlaceholder}. */
export function stackConfig(project: Project, { config, encryptionsalt }: StackContent, passphrase: Passphrase): StackConfig {
  const result: StackConfig = { values: {}, secretKeys: [], undecrypted: [], missing: [] };
  const { decrypt, closed } = holdsSecret(config) ? decrypterOf(encryptionsalt, passphrase) : {};
  for (const [key, value] of Object.entries(isMapping(config) ? config : {}))
    setValue(result, fullKey(project, key), value, decrypt);
  if (result.undecrypted.length > 0) result.closed = closed ?? "a value does not belong to the stack's encryptionsalt";
  addDefaults(project, result);
  return result;
}

function decrypterOf(salt: unknown, passphrase: Passphrase): { decrypt?: Decrypt; closed?: string } {
  if (typeof salt !== "string")
    return { closed: "the file has no encryptionsalt: a service keeps the key, or it was never made" };
  const text = passphrase();
  if (text === undefined) return { closed: "PULUMI_CONFIG_PASSPHRASE is not set" };
  try {
    return { decrypt: passphraseDecrypter(salt, text) };
  } catch (error) {
    if (error instanceof UsageError) return { closed: error.message };
    throw error;
  }
}

/** A secret as the CLI writes it: `secure:` and nothing else. */
const isSealed = (value: unknown): value is { secure: string } =>
  isMapping(value) && typeof value.secure === "string" && Object.keys(value).length === 1;

const holdsSecret = (value: unknown): boolean =>
  isSealed(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));

const fullKey = (project: Project, key: string): string =>
  key.includes(":") ? key.replace(":config:", ":") : `${project.name}:${key}`;

function setValue(result: StackConfig, key: string, value: unknown, decrypt: Decrypt | undefined): void {
  const found = { secret: false, undecrypted: false };
  result.values[key] = resolved(value, (ciphertext) => {
    found.secret = true;
    const text = decrypt && opened(ciphertext, decrypt);
    if (text !== undefined) return text;
    found.undecrypted = true;
    return secretPlaceholder;
  });
  if (found.secret) result.secretKeys.push(key);
  if (found.undecrypted) result.undecrypted.push(key);
}

/** The plain text; undefined where the ciphertext is not one of this stack. */
function opened(ciphertext: string, decrypt: Decrypt): string | undefined {
  try {
    return decrypt(ciphertext);
  } catch {
    // Cut off, changed or of another stack: the answer is the same.
    return undefined;
  }
}

/** The value with every `secure:` mapping decrypted, and dates as the text that the CLI makes of them. */
function resolved(value: unknown, decrypt: Decrypt): unknown {
  if (value instanceof Date) return `${value.toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`;
  if (Array.isArray(value)) return value.map((item) => resolved(item, decrypt));
  if (isSealed(value)) return decrypt(value.secure);
  if (!isMapping(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, resolved(value[key], decrypt)]));
}

function addDefaults(project: Project, result: StackConfig): void {
  for (const [name, declared] of Object.entries(project.config)) {
    const key = fullKey(project, name);
    const value = declared.default ?? declared.value;
    if (key in result.values) continue;
    if (value !== undefined) setValue(result, key, value, undefined);
    else if (!name.includes(":")) result.missing.push(name);
    if (declared.secret && key in result.values) result.secretKeys.push(key);
  }
  result.missing.sort();
}

/** The values as a program reads them: text, and JSON for what is not text. */
export function configTexts(config: StackConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value ?? "")]),
  );
}

/** Most bytes of one environment variable on Linux, its name and the final zero included (`MAX_ARG_STRLEN`). */
const maxVariableBytes = 128 * 1024;

/**
 * Pulumi gives a program all its configuration in one environment variable; with more, no engine can start it
 * (pulumi/pulumi issue 8680).
 * @throws UsageError when the configuration is larger.
 */
export function refuseTooLarge(config: StackConfig): void {
  const bytes = Buffer.byteLength(`PULUMI_CONFIG=${JSON.stringify(configTexts(config))}`) + 1;
  if (bytes > maxVariableBytes)
    throw new UsageError(
      `the stack's configuration has ${bytes} bytes as Pulumi passes it; allowed: ${maxVariableBytes}, the most that Linux takes in one environment variable`,
    );
}
