import { parseSettings } from "../../stacks/settings/parse";
import { plainSecrets } from "../../stacks/settings/plainSecrets";
import { Problem, describeProblems, stepsOf } from "../../stacks/settings/problem";
import type { Settings } from "../../stacks/settings/schema";
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

/** A stack's file with its settings checked. */
export interface CheckedStack {
  /** Configuration with the project's defaults. */
  config: StackConfig;
  /** Undefined when there are problems. */
  settings?: Settings;
  /** Text that refuses the file, with everything that must be mended; undefined when nothing must. */
  refusal?: string;
  /** Of the settings, and of secrets and keys that play no part here. */
  warnings: Warning[];
}

/** What can be deployed but deserves a look. */
export interface Warning {
  /** Setting or resource. */
  path: string;
  /** What deserves a look, with the value got and what is allowed. */
  message: string;
  /** `FILE:LINE`, for a setting. */
  place?: string;
}

/**
 * Reads a stack's file and checks its settings.
 * @param today The day for which models and dates are judged. Default: today.
 * @throws UsageError when the file is not YAML
 */
export function checkStackFile(project: Project, file: string, passphrase: Passphrase, today?: string): CheckedStack {
  const { config, problems, placeOf } = readStackFile(project, file, passphrase);
  const parsed = parseSettings(config.values, { secretKeys: config.secretKeys, project: project.name, today });
  // Without settings that could be read, none would be the only thing to say of each.
  const all = problems.some(({ path }) => path === "config") ? problems : [...problems, ...parsed.problems];
  return {
    config,
    settings: all.length === 0 ? parsed.settings : undefined,
    ...(all.length > 0 && { refusal: describeProblems(all, placeOf) }),
    warnings: [
      ...parsed.warnings.map((warning) => ({ path: warning.path, message: sentence(warning), place: placeOf(warning) })),
      ...[...closedSecrets(config, project), ...strangers(config, project)].map((warning) => ({
        ...warning,
        place: placeOf(warning),
      })),
    ],
  };
}

const sentence = ({ message, got, allowed }: Problem): string => `${message} (got ${got}; ${allowed})`;

/** Secrets of other namespaces, such as a provider's, which play no part here. */
function closedSecrets({ undecrypted, closed }: StackConfig, project: Project): Warning[] {
  const foreign = undecrypted.filter((key) => !key.startsWith(`${project.name}:`));
  return foreign.map((path) => ({
    path,
    message: `holds a secret that cannot be decrypted here (${closed}); the preview goes on without it`,
  }));
}

/** Keys of other namespaces, such as a provider's: they play no part without Azure. */
function strangers({ values }: StackConfig, project: Project): Warning[] {
  const keys = Object.keys(values).filter((key) => !key.startsWith(`${project.name}:`) && !key.startsWith("pulumi:"));
  return keys.map((path) => ({ path, message: "has no effect on a preview without Azure" }));
}
