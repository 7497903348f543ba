import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { localFolder, projectFolder } from "../folders";
import type { Parameter, Translation } from "./kql/translate";
import { tables } from "./tables";

/** Loads a module when it is needed: a translation that is kept needs no language service, which takes seconds to load. */
const load = createRequire(__filename);

const folder = join(localFolder, "query");

/** The translation of a query, kept until the query or the translator changes. */
export function translationOf(text: string, parameters: readonly Parameter[]): Translation {
  const file = join(folder, `${fingerprint(text, parameters)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Translation;
  const { translate } = load("./kql/translate") as typeof import("./kql/translate");
  const made = translate(text, tables, parameters);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return made;
}

function fingerprint(text: string, parameters: readonly Parameter[]): string {
  const hash = createHash("sha256").update(JSON.stringify([text, parameters, tables]));
  const sources = readdirSync(join(__dirname, "kql")).sort();
  for (const source of sources) hash.update(readFileSync(join(__dirname, "kql", source)));
  hash.update(readFileSync(join(projectFolder, "package-lock.json")));
  return hash.digest("hex").slice(0, 32);
}
