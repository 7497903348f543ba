/**
 * What to say when npm has taken a command's options for its own, as it does when no `--` stands before them: `npm run preview --stack prod`
 * gives the command the word `prod` alone. Undefined when it has not.
 *
 * @param help The command's help, which names its options.
 * @param args What has come through.
 * @param environment npm puts the options that it has taken there.
 */
export function takenByNpm(help: string, args: readonly string[], environment: Environment = process.env): string | undefined {
  const script = environment.npm_lifecycle_event;
  const options = [...help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name = ""]) => name);
  // What has come through was not taken: then the value, as the empty one of `yes=false`, is from somebody's .npmrc.
  const taken = options.filter((name) => valueIn(environment, name) && !args.includes(`--${name}`));
  if (script === undefined || taken.length === 0) return undefined;
  const meant = [...taken.map((name) => optionText(name, environment)), ...args].join(" ");
  return `npm has taken ${taken.map((name) => `--${name}`).join(", ")} for an option of its own; put -- before the options: npm run ${script} -- ${meant}`;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of an option that npm has; not the folder of its global packages, which it always gives as its own `--prefix`. */
function valueIn(environment: Environment, name: string): string | undefined {
  const value = environment[`npm_config_${name.replaceAll("-", "_")}`];
  return name === "prefix" && value === environment.npm_config_global_prefix ? undefined : value;
}

/** The option as it was written: with its value, if npm has kept one. */
function optionText(name: string, environment: Environment): string {
  const value = valueIn(environment, name);
  return value === "true" || value === undefined ? `--${name}` : `--${name} ${value}`;
}
