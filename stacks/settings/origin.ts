import { Problem, stepsOf } from "./problem";

type Group = Readonly<Record<string, unknown>>;

/** The settings at three stages: as written, with the profile's defaults, and with those of the schema. */
export interface Stages {
  /** What the stack's file has. */
  written: Group;
  /** The same with the profile's defaults beneath. */
  withProfile: Group;
  /** The same with the schema's defaults; a group that is not sound may be missing. */
  complete: Group;
  /** Name of the profile whose defaults were laid beneath. */
  profile: string;
}

/** The problems, each saying of a value that nobody has written where it comes from. */
export function withOrigin(problems: readonly Problem[], stages: Stages): Problem[] {
  return problems.map((problem) => {
    const origin = originOf(stepsOf(problem.path), stages);
    return origin === undefined ? problem : { ...problem, got: `${problem.got} (${origin})` };
  });
}

function originOf(path: readonly PropertyKey[], { written, withProfile, complete, profile }: Stages): string | undefined {
  if (valueAt(written, path) !== undefined) return undefined;
  if (isValue(valueAt(withProfile, path))) return `from the profile ${profile}`;
  return isValue(valueAt(complete, path)) ? "the default" : undefined;
}

const isValue = (value: unknown): boolean => value !== undefined && (typeof value !== "object" || Array.isArray(value));

function valueAt(group: Group, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined | null)?.[step], group);
}
