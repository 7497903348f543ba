import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Problem } from "./problem";
import { settingsSchema } from "./schema";
import { outsideOf, outsideProblem } from "./sections";

/** Set by a command that has checked the stack's file itself; it may be another file than the CLI's. */
export const fileChecked = "AZURE_OPENAI_SHIELD_FILE_CHECKED";

/**
 * What Pulumi skips in `Pulumi.<stack>.yaml` of a folder: the engine hands a program its configuration and not the rest of the file, so the program looks
 * itself. Nothing where there is no such file (another one was named with `--config-file`), or where it was looked at already.
 */
export function skippedSections(
  folder: string,
  stack: string,
  project: string,
  environment: NodeJS.ProcessEnv = process.env,
): Problem[] {
  const name = `Pulumi.${stack}.yaml`;
  const file = join(folder, name);
  if (environment[fileChecked] || !existsSync(file)) return [];
  const { LineCounter, isMap, isScalar, parseDocument } = createRequire(__filename)("yaml") as typeof import("yaml");
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(readFileSync(file, "utf8"), { lineCounter });
  // What is no mapping, the CLI refuses.
  if (!isMap(contents)) return [];
  const keys = contents.items.flatMap(({ key }) => (isScalar(key) ? [key] : []));
  const outside = new Set(outsideOf(Object.fromEntries(keys.map(({ value }) => [String(value), true]))));
  return keys
    .filter(({ value }) => outside.has(String(value)))
    .map(({ value, range }) => {
      const key = String(value);
      const problem = outsideProblem(key, project, key.includes(":") || Object.hasOwn(settingsSchema.shape, key));
      return { ...problem, path: `${name}:${lineCounter.linePos(range?.[0] ?? 0).line}: ${key}` };
    });
}
