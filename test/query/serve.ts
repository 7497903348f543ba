import { createInterface } from "node:readline";
import { Engine, Row } from "../../local/query/engine";
import { KqlError } from "../../local/query/kql/errors";
import { Translation, translate } from "../../local/query/kql/translate";
import { TableColumns, tables } from "../../local/query/tables";

/**
 * The query runner for judges in other languages: one JSON document a line, one answer a line.
 * `{"rows": {TABLE: [ROW]}}` begins with these rows; `{"from"?, "to"?, "now", "text", "functions": [KQL]}` runs a query over those that are seen.
 */
interface Request {
  rows?: Record<string, Row[]>;
  from?: string;
  to?: string;
  now?: string;
  text?: string;
  functions?: string[];
}

const translations = new Map<string, Translation | Error>();
let engine: Engine | undefined;

async function answer(request: Request): Promise<unknown> {
  if (request.rows) {
    engine?.close();
    engine = await Engine.create(tables);
    for (const [table, rows] of Object.entries(request.rows)) {
      const columns: TableColumns | undefined = (tables as Record<string, TableColumns>)[table];
      if (!columns) throw new Error(`the runner has no table ${table}`);
      await engine.add(table, columns, rows);
    }
    return {};
  }
  const { text = "", functions = [], now = "", from, to } = request;
  const translation = translated([...functions.map(asLet), text].join("\n"));
  if (!engine) throw new Error("no rows yet");
  await engine.see({ from, to, now });
  return { columns: translation.columns, rows: await engine.run(translation) };
}

function translated(text: string): Translation {
  const known = translations.get(text) ?? attempt(text);
  translations.set(text, known);
  if (known instanceof Error) throw known;
  return known;
}

function attempt(text: string): Translation | Error {
  try {
    return translate(text, tables);
  } catch (error) {
    return error as Error;
  }
}

/** A saved function as a function of the query itself: `function NAME(…) {…}` → `let NAME = (…) {…};`. */
const asLet = (saved: string): string => `${saved.replace(/^function (\w+)/, "let $1 = ")};`;

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(JSON.parse(line) as Request).catch((error: Error) => ({
      error: error.message,
      unsupported: error instanceof KqlError,
    }));
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}

void main();
