/** One thing that is wrong with the settings, or that deserves a warning. */
export interface Problem {
  /** Where, such as `openAi.regions[0].deployments[0].capacity`. */
  path: string;
  /** The value found there, as JSON; secrets are shown as `[secret]`. */
  got: string;
  /** What may stand there, in words. */
  allowed: string;
  /** What is wrong, and what to do when that is not plain. */
  message: string;
}

/** Writes a path as it would be written in TypeScript: `pathOf("plans", 0, "name")` is `plans[0].name`. */
export function pathOf(...steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    const name = String(step);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path ? `${path}.${name}` : name;
  }, "");
}

/** The steps of a path that {@link pathOf} has written. */
export function stepsOf(path: string): PropertyKey[] {
  const steps = path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, name = ""]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? name : (JSON.parse(quoted) as string);
  });
}

/** Longest value that is printed in full. */
const shown = 160;

/** A value as it is printed: JSON, shortened; nothing for a value that is not there. */
export function gotText(value: unknown): string {
  const isNumber = typeof value === "number" && !Number.isFinite(value);
  const text = isNumber ? String(value) : (JSON.stringify(value) ?? "nothing");
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

/** First words of the text of refused settings. */
const refusal = "Settings refused";

/** Says where a problem stands, such as `Pulumi.dev.yaml:12`. */
export type PlaceOf = (problem: Problem) => string | undefined;

/**
 * The problems as text for a terminal: a line that counts them, then each with its place, its path, the value got and what is allowed,
 * unless the message has said it.
 */
export function describeProblems(problems: readonly Problem[], placeOf: PlaceOf = () => undefined): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const blocks = problems.map((problem) =>
    [
      `\n  ${titleOf(problem, placeOf)}: ${problem.message}`,
      `    got:     ${problem.got}`,
      ...(problem.message.includes(problem.allowed) ? [] : [`    allowed: ${problem.allowed}`]),
    ].join("\n"),
  );
  return [`${refusal}: ${count}.`, ...blocks].join("\n");
}

/** A warning as one line. */
export function describeWarning(warning: Problem, placeOf: PlaceOf = () => undefined): string {
  return `${titleOf(warning, placeOf)}: ${warning.message} (got ${warning.got}; ${warning.allowed})`;
}

function titleOf(problem: Problem, placeOf: PlaceOf): string {
  const place = placeOf(problem);
  return place === undefined ? problem.path : `${place}: ${problem.path}`;
}
