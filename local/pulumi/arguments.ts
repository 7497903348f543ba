/** What the command must know of the arguments of the CLI; all else goes through as it is. */
export interface CliArguments {
  /** The first word: `up`, `preview`, `stack`; undefined for flags only. */
  command: string | undefined;
  /** Of `--stack` or `-s`. */
  stack: string | undefined;
  /** Of `--config-file`. */
  configFile: string | undefined;
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
]);
/** Commands that run the program and can be held against the rules. */
const takesPolicyPack: ReadonlySet<string> = new Set(["up", "update", "preview", "pre"]);

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
const flagsWithValue: ReadonlySet<string> = new Set(["--stack", "-s", "--cwd", "-C", "--color", "--verbose", "-v"]);

export function parseArguments(args: readonly string[]): CliArguments {
  return {
    command: args.find((arg, index) => !arg.startsWith("-") && !flagsWithValue.has(args[index - 1] ?? "")),
    stack: flagValue(args, ["--stack", "-s"]),
    configFile: flagValue(args, ["--config-file"]),
    policyPack: args.some((arg) => arg === "--policy-pack" || arg.startsWith("--policy-pack=")),
  };
}

/** Whether the CLI is to be given the copy of the stack's settings. */
export const needsConfigFile = ({ command }: CliArguments): boolean => command !== undefined && readsConfig.has(command);

/** Whether the rules of this project are to be added. */
export const needsPolicyPack = ({ command, policyPack }: CliArguments): boolean =>
  command !== undefined && takesPolicyPack.has(command) && !policyPack;

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
