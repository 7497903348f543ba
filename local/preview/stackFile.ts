import { plainSecrets } from "../../stacks/settings/plainSecrets";
import { Problem, stepsOf } from "../../stacks/settings/problem";
import { outsideOf, outsideProblem, sections } from "../../stacks/settings/sections";
import { suggest } from "../../stacks/settings/suggest";
import { Passphrase, Project, StackConfig, stackConfig } from "../engine/config";
import { YamlFile, readYamlFile } from "../engine/yamlFile";

/** A stack's file: its configuration, what of the file Pulumi would skip, and where each setting stands. */
export interface StackFile {
  /** Configuration with the project's defaults. */
  config: StackConfig;
  /** What Pulumi would skip, or take one of two of. */
  problems: Problem[];
  /** `FILE:LINE` of a problem. */
  placeOf(problem: Pick<Problem, "path">): string;
}

/**
 * Reads a stack's file. What stands outside of `config:` is a problem; it is read as if it stood inside, so that it causes no others.
 * @throws UsageError when the file is not YAML
 */
export function readStackFile(project: Project, file: string, passphrase: Passphrase): StackFile {
  const yaml = readYamlFile(file);
  const outside = outsideOf(yaml.content);
  const section = "config" in yaml.content ? "config" : (outside.find((key) => suggest(key, sections) === "config") ?? "config");
  const stray = outside.filter((key) => key !== section && isSetting(key, project));
  const config = { ...asMapping(yaml.content, stray), ...asMapping(yaml.content[section]) };
  const problems = [
    ...outside.map((key) => outsideProblem(key, project.name, isSetting(key, project))),
    ...configProblem(yaml.content[section]),
    ...givenTwice(config, project),
    ...plainSecrets(config, project.name),
  ];
  return {
    config: stackConfig(project, { ...yaml.content, config }, passphrase),
    problems,
    placeOf: ({ path }) => `${yaml.name}:${lineOf(yaml, section, config, path)}`,
  };
}

/** A mapping, or those of its keys that are named; anything else is empty. */
function asMapping(value: unknown, keys?: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys?.includes(key) ?? true));
}

const isSetting = (key: string, { config }: Project): boolean => key.includes(":") || Object.hasOwn(config, key);

function configProblem(config: unknown): Problem[] {
  const isMapping = typeof config === "object" && !Array.isArray(config);
  if (config === undefined || isMapping) return [];
  return [{ path: "config", got: JSON.stringify(config), allowed: "settings, one a line", message: "must be a mapping" }];
}

/** A setting that stands there with and without the project's name; the CLI would take one of them. */
function givenTwice(config: object, { name }: Project): Problem[] {
  const twins = Object.keys(config).filter((key) => !key.includes(":") && `${name}:${key}` in config);
  return twins.map((path) => ({
    path,
    got: "a setting that is there already",
    allowed: "each setting once",
    message: `${name}:${path} says it too`,
  }));
}

/** Line of a problem's path: below the section of the settings, else at the top of the file. */
function lineOf(yaml: YamlFile, section: string, config: object, path: string): number {
  if (Object.hasOwn(yaml.content, path)) return yaml.lineOf([path]);
  const [first = "", ...rest] = stepsOf(path);
  const written = Object.hasOwn(config, path) ? path : Object.keys(config).find((key) => key.split(":").at(-1) === first);
  if (written === undefined) return yaml.lineOf([section]);
  const parents = written in yaml.content ? [] : [section];
  return yaml.lineOf([...parents, written, ...(written === path ? [] : rest)]);
}
