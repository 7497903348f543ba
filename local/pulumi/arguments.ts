/** What the command must know of the arguments of the CLI; all else goes through as it is. */
export interface CliArguments {
  /** The first word: `up`, `preview`, `stack`; undefined for flags only. */
  command: string | undefined;
  /** The second word: `export` of `stack export`. */
  subcommand: string | undefined;
  /** Of `--stack` or `-s`. */
  stack: string | undefined;
  /** Of `--config-file`. */
  configFile: string | undefined;
  /** Whether the user names another rule pack. */
  policyPack: boolean;
}

/** Commands that read the settings of a stack and take `--config-file`. */
const readsConfig: ReadonlySet<string> = new Set([
  "up",
  "update",
  "preview",
  "pre",
  "refresh",
  "destroy",
  "down",
  "import",
  "watch",
  "logs",
  "config",
]);
/** Commands that run the program and can be held against the rules. */
const takesPolicyPack: ReadonlySet<string> = new Set(["up", "update", "preview", "pre"]);
/** Commands that write, rename or delete the settings file of a stack beside `Pulumi.yaml` and take no `--config-file`. */
const ownsConfigFile: ReadonlySet<string> = new Set(["stack init", "stack rename", "stack rm"]);
const onlyRead = "the settings files are only read here; edit Pulumi.<stack>.yaml, or run pulumi itself";
/** Commands that would write into a settings file, or give secrets to a service. */
const refused: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["set", "set-all", "rm", "rm-all", "cp", "refresh", "env"].map((name) => [`config ${name}`, onlyRead])),
  "stack change-secrets-provider": "secrets stay with PULUMI_CONFIG_PASSPHRASE here, because nothing leaves the machine",
};
/** Keepers of secrets that are on this machine. */
const localSecrets: readonly string[] = ["default", "passphrase"];

/** The value of a flag as `--flag value` or `--flag=value`; the last one counts, as with the CLI. */
function flagValue(args: readonly string[], names: readonly string[]): string | undefined {
  return args
    .map((arg, index) => {
      if (names.includes(arg)) return args[index + 1];
      const name = names.find((each) => arg.startsWith(`${each}=`));
      return name && arg.slice(name.length + 1);
    })
    .filter((value) => value !== undefined)
    .at(-1);
}

/** Flags with a value that may stand before the command. */
const flagsWithValue: ReadonlySet<string> = new Set([
  "--stack",
  "-s",
  "--config-file",
  "--cwd",
  "-C",
  "--color",
  "--verbose",
  "-v",
]);

/** Reads what the command must know; an argument that is not known is left alone. */
export function parseArguments(args: readonly string[]): CliArguments {
  const [command, subcommand] = args.filter((arg, index) => !arg.startsWith("-") && !flagsWithValue.has(args[index - 1] ?? ""));
  return {
    command,
    subcommand,
    stack: flagValue(args, ["--stack", "-s"]),
    configFile: flagValue(args, ["--config-file"]),
    policyPack: args.some((arg) => arg === "--policy-pack" || arg.startsWith("--policy-pack=")),
  };
}

const nameOf = ({ command, subcommand }: CliArguments): string => `${command} ${subcommand}`;

/** Whether the CLI is to be given the copy of the stack's settings. */
export const needsConfigFile = ({ command }: CliArguments): boolean => command !== undefined && readsConfig.has(command);

/** Whether the command deploys what the settings say, so that it cannot do without them. */
export const runsProgram = ({ command }: CliArguments): boolean =>
  command !== undefined && (takesPolicyPack.has(command) || command === "watch");

/** Whether the rules of this project are to be added. */
export const needsPolicyPack = ({ command, policyPack }: CliArguments): boolean =>
  command !== undefined && takesPolicyPack.has(command) && !policyPack;

/** Whether the CLI is to run beside the copies of the settings, because it would change the project's own files. */
export const runsBesideCopies = (parsed: CliArguments): boolean => ownsConfigFile.has(nameOf(parsed));

/** Why a command is not run: it would change the settings files of the project, or leave this machine. Undefined for all others. */
export function refusalOf(args: readonly string[]): string | undefined {
  const name = nameOf(parseArguments(args));
  if (refused[name]) return `${name}: ${refused[name]}`;
  if (name === "stack select" && args.some((arg) => arg === "--create" || arg === "-c"))
    return "stack select --create: only stacks that are there can be selected here; stack init makes one";
  const secrets = flagValue(args, ["--secrets-provider"]) ?? "default";
  if (localSecrets.includes(secrets)) return undefined;
  return `--secrets-provider: got ${secrets}; allowed: ${localSecrets.join(", ")}, because nothing leaves the machine`;
}

/** The arguments for the CLI. `--config-file` of the user is taken out where a copy takes its place. */
export function cliArguments(args: readonly string[], added: { configFile?: string; policyPack?: string }): string[] {
  const parsed = parseArguments(args);
  const kept = added.configFile ? withoutFlag(args, "--config-file") : [...args];
  return [
    ...kept,
    ...(added.configFile && needsConfigFile(parsed) ? ["--config-file", added.configFile] : []),
    ...(added.policyPack && needsPolicyPack(parsed) ? ["--policy-pack", added.policyPack] : []),
  ];
}

function withoutFlag(args: readonly string[], flag: string): string[] {
  return args.filter((arg, index) => arg !== flag && args[index - 1] !== flag && !arg.startsWith(`${flag}=`));
}
