import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ParsedSettings, parseSettings } from "../../../stacks/settings/parse";
import { Problem } from "../../../stacks/settings/problem";
import { Settings } from "../../../stacks/settings/schema";

export const root = join(__dirname, "..", "..", "..");

/** The day on which the tests stand still. */
export const today = "2026-11-22";

export type Raw = Record<string, unknown>;

/** The configuration in a stack's file, with short keys. */
export function stackFile(path: string): Raw {
  const { config } = parse(readFileSync(join(root, path), "utf8")) as { config: Raw };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.split(":")[1] ?? key, value]));
}

/** Steps of a path such as `openAi.regions[0].location`. */
const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter(Boolean);

/** A copy of the configuration with a value changed at each path; `undefined` takes the value away. */
export function changed(raw: Raw, changes: Readonly<Raw>): Raw {
  const copy = structuredClone(raw);
  for (const [path, value] of Object.entries(changes)) {
    const steps = stepsOf(path);
    const last = steps.pop() ?? "";
    const parent = steps.reduce<Raw>((at, step) => (at[step] ??= {}) as Raw, copy);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

export const dev = (changes: Readonly<Raw> = {}): Raw => changed(stackFile("test/fixtures/dev.yaml"), changes);
export const prod = (changes: Readonly<Raw> = {}): Raw => changed(stackFile("test/fixtures/prod.yaml"), changes);

export const parsed = (raw: Raw, on = today): ParsedSettings => parseSettings(raw, { today: on });

export const problems = (raw: Raw): Problem[] => parsed(raw).problems;

/** Problems as `path: message`, which is enough where the value got is plain. */
export const messages = (raw: Raw): string[] => problems(raw).map(({ path, message }) => `${path}: ${message}`);

/** Settings that must be accepted; fails with the problems otherwise. */
export function accepted(raw: Raw): Settings {
  const { settings, problems: found } = parsed(raw);
  if (!settings) throw new Error(`refused: ${JSON.stringify(found, undefined, 2)}`);
  return settings;
}
