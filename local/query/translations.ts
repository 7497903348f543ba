import { createRequire } from "node:module";
import { join } from "node:path";
import { Kept, hashOf } from "../engine/kept";
import { localFolder } from "../folders";
import type { Parameter, Translation } from "./kql/translate";
import { tables } from "./tables";

/** Loads a module when it is needed: a translation that is kept needs no language service, which takes seconds to load. */
const load = createRequire(__filename);

/** As many as the questions and alerts of a few environments have. */
const kept = new Kept(join(localFolder, "query"), "translation", 500);

/** The translation of a query, kept until the query or the translator changes. */
export async function translationOf(query: string, parameters: readonly Parameter[]): Promise<Translation> {
  const input = JSON.stringify([query, parameters, tables, hashOf(["local/query/kql", "package-lock.json"])]);
  const text = await kept.of(input, async () => {
    const { translate } = load("./kql/translate") as typeof import("./kql/translate");
    return JSON.stringify(translate(query, tables, parameters));
  });
  return JSON.parse(text) as Translation;
}
