import { z } from "zod";
import { profiles } from "../../stacks/profiles";
import { settingsSchema } from "../../stacks/settings/schema";
import { allowedBy, elementOf, entriesOf, shapeOf } from "../../stacks/settings/shape";

type Schema = z.core.$ZodType;

/** One line of a table. */
interface Row {
  path: string;
  default: string;
  allowed: string;
  meaning: string;
}

const header = `# Settings

Every key of \`Pulumi.<stack>.yaml\`, in the namespace of the project (\`azure-openai-shield:\`). This page is generated from
\`stacks/settings/schema.ts\` by \`npm run docs\`; a test says whether it is current.

A profile lays its defaults (\`stacks/profiles.ts\`) beneath what is written: groups are merged entry by entry, a list
replaces the whole list. Where the profiles differ, the column **default** shows both. "required" under an optional
group or in a list means: once the group or the entry is there. What must hold between settings (ranges that fit, names
that exist, limits of a tier) is checked before any resource, all at once.
`;

/** The reference of all settings as Markdown: one table for each group. Pure. */
export function settingsReference(): string {
  const entries = Object.entries(settingsSchema.shape as Record<string, Schema>);
  const single = entries.filter(([, schema]) => !isNested(schema));
  const groups = entries.filter(([, schema]) => isNested(schema));
  return [
    header,
    section(
      "General",
      "",
      single.flatMap(([key, schema]) => rows(key, schema)),
    ),
    ...groups.map(([key, schema]) => section(`\`${key}\``, introduction(schema), inner(key, schema))),
  ].join("\n");
}

function introduction(schema: Schema): string {
  const { description, optional, schema: bare } = shapeOf(schema);
  const list = bare instanceof z.ZodArray ? " A list." : "";
  const need = optional ? "Optional." : "Required.";
  return `${description}${list} ${need}`;
}

function section(title: string, text: string, lines: readonly Row[]): string {
  const table = lines.map((row) => `| \`${row.path}\` | ${row.default} | ${row.allowed} | ${row.meaning} |`);
  const head = ["| path | default | allowed | meaning |", "| --- | --- | --- | --- |"];
  return [`## ${title}`, "", ...(text ? [text, ""] : []), ...head, ...table, ""].join("\n");
}

/** Whether a setting has settings of its own inside. */
function isNested(schema: Schema): boolean {
  const element = elementOf(schema);
  return Object.keys(entriesOf(schema)).length > 0 || (element !== undefined && isNested(element));
}

function rows(path: string, schema: Schema): Row[] {
  const shape = shapeOf(schema);
  const nested = isNested(schema);
  if (nested && !(shape.schema instanceof z.ZodArray) && isAlwaysThere(schema)) return inner(path, schema);
  const allowed = nested && shape.schema instanceof z.ZodObject ? "a group of settings" : allowedBy(schema);
  const row = { path, default: defaultText(path, schema), allowed: escape(allowed), meaning: escape(shape.description) };
  return nested ? [row, ...inner(path, schema)] : [row];
}

function inner(path: string, schema: Schema): Row[] {
  const element = elementOf(schema);
  const below = element && isNested(element) ? { schema: element, path: `${path}[]` } : { schema, path };
  return Object.entries(entriesOf(below.schema)).flatMap(([key, entry]) => rows(`${below.path}.${key}`, entry));
}

/** A group that is filled with defaults needs no line of its own. */
const isAlwaysThere = (schema: Schema): boolean => schema instanceof z.ZodPrefault;

function defaultText(path: string, schema: Schema): string {
  const shape = shapeOf(schema);
  const general = shape.default === undefined ? (shape.optional ? "none" : "required") : code(shape.default);
  const texts = Object.values(profiles).map((profile) => {
    const own = valueAt(profile, path);
    return own === undefined ? general : code(own);
  });
  if (new Set(texts).size === 1) return texts[0] ?? general;
  return Object.keys(profiles)
    .map((name, index) => `${name}: ${texts[index]}`)
    .join("; ");
}

function valueAt(group: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], group);
}

const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

/** A bar would end the table's cell; angle brackets outside code would be HTML. */
function escape(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll("<", "&lt;").replaceAll(">", "&gt;")))
    .join("")
    .replaceAll("|", "\\|");
}
