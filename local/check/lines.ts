import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../engine/errors";
import { readYamlFile } from "../engine/yamlFile";
import { projectFolder } from "../folders";
import { settingsOfRule } from "./places";

/** Line in the stack's file of the first setting that decides about what a rule judges and that stands there; 1 where none does. */
export function lineFinder(stack: string, dir = projectFolder): (rule: string) => number {
  const file = join(dir, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return () => 1;
  try {
    const { content, lineOf } = readYamlFile(file);
    const config = isMapping(content.config) ? content.config : {};
    return (rule) => {
      const paths = (settingsOfRule[rule] ?? []).map((setting) => pathOf(config, setting));
      const found = paths.find((path) => path !== undefined);
      return found ? lineOf(["config", ...found]) : 1;
    };
  } catch (error) {
    // What is wrong with the file is for the preview to say.
    if (error instanceof UsageError) return () => 1;
    throw error;
  }
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Keys down to a setting, the first with or without the project's name; undefined where the file does not have it. */
function pathOf(config: Record<string, unknown>, setting: string): string[] | undefined {
  const [first = "", ...rest] = setting.split(".");
  const key = Object.keys(config).find((one) => one === first || one.endsWith(`:${first}`));
  if (key === undefined) return undefined;
  let value = config[key];
  for (const step of rest) {
    if (!isMapping(value) || !(step in value)) return undefined;
    value = value[step];
  }
  return [key, ...rest];
}
