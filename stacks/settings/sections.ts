import { Problem } from "./problem";
import { suggest } from "./suggest";

/** What Pulumi reads of a stack's file (pulumi/pulumi, sdk/go/common/workspace, `ProjectStack`). It skips everything else without a word. */
export const sections = ["config", "environment", "encryptionsalt", "encryptedkey", "secretsprovider"] as const;

/** Keys at the top of a stack's file that Pulumi skips. */
export const outsideOf = (content: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(content).filter((key) => !sections.some((section) => section === key));

/**
 * What to say of a key at the top of a stack's file that Pulumi skips.
 * @param project Namespace of the project.
 * @param isSetting Whether it was meant as a setting.
 */
export function outsideProblem(key: string, project: string, isSetting: boolean): Problem {
  const got = "a section that Pulumi skips";
  if (isSetting) {
    const name = key.includes(":") ? key : `${project}:${key}`;
    return { path: key, got, allowed: `${name}, indented below config:`, message: "stands outside config:" };
  }
  const meant = suggest(key, sections);
  const message = meant ? `is no section of a stack file; did you mean ${meant}?` : "is no section of a stack file";
  return { path: key, got, allowed: sections.join(", "), message };
}
