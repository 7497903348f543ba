import { Problem } from "./problem";
import { suggest } from "./suggest";

/** Namespaces of Pulumi itself and of the providers of this program. */
const others = ["azure-native", "pulumi", "random"] as const;

/** A configuration key as the settings take it. */
export interface SettingKey {
  /** Top-level key of the settings; undefined for a key of another namespace. */
  key?: string;
  /** What is wrong with the namespace; undefined when nothing is. */
  problem?: Problem;
}

/**
 * The setting that a configuration key means (`<namespace>:<name>`, `<namespace>:config:<name>` or `<name>`). A key whose namespace is
 * misspelt would be skipped by Pulumi without a word: it is a problem, and counts as what it was meant to be.
 */
export function settingKey(fullKey: string, project: string): SettingKey {
  const [namespace = "", ...rest] = fullKey.split(":");
  // Set as a property it would be the prototype, and skipped without a word.
  if (fullKey.endsWith("__proto__")) return { problem: keyProblem(fullKey, `${project}:<name>`, "is no name that can be used") };
  if (rest.length === 0) return { key: fullKey };
  const name = rest.length === 2 && rest[0] === "config" ? rest[1] : rest[0];
  if (name === undefined || (rest.length > 1 && rest[0] !== "config") || rest.length > 2)
    return { problem: keyProblem(fullKey, `${project}:<name>`, "is no configuration key, which has one colon") };
  if (namespace === project) return { key: name };
  const meant = meantNamespace(namespace, project);
  if (meant === undefined) return {};
  const right = `${meant}:${name}`;
  const problem = keyProblem(fullKey, right, `nothing reads the namespace ${namespace}; did you mean ${right}?`);
  return meant === project ? { key: name, problem } : { problem };
}

/** The namespace that another one is a misspelling of; undefined for one that is right or a stranger's own. */
function meantNamespace(namespace: string, project: string): string | undefined {
  if (others.some((other) => namespace === other || namespace.startsWith(`${other}-v`))) return undefined;
  const meant = suggest(namespace, [project, ...others]);
  if (meant !== undefined) return meant;
  const [short, full] = [namespace, project].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, "")) as [string, string];
  return short.length > 3 && (full.includes(short) || short.includes(full)) ? project : undefined;
}

const keyProblem = (path: string, allowed: string, message: string): Problem => ({
  path,
  got: "a key that Pulumi skips",
  allowed,
  message,
});
