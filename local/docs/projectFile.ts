import { stringify } from "yaml";
import { z } from "zod";
import { projectName } from "../../stacks/settings/parse";
import { settingsSchema } from "../../stacks/settings/schema";
import { shapeOf } from "../../stacks/settings/shape";

type Schema = z.core.$ZodType;

/** A key of the configuration, as Pulumi declares it. */
interface ConfigEntry {
  type: "string" | "array" | "object";
  description: string;
  items?: { type: "object" };
  default?: unknown;
}

const comment = `# The section "config" is generated from stacks/settings/schema.ts by \`npm run docs\`. An optional key has an empty default,
# because Pulumi takes a declared key without one for required; empty means "not given". docs/settings.md has the keys inside.
`;

/** The project file with its configuration schema, as YAML. Pure. */
export function projectFile(): string {
  const project = {
    name: projectName,
    description: "Azure OpenAI behind one private, audited, throttled front door",
    // tsx loads the program as it is written: no build that could be stale, no type check at every start. The program is
    // CommonJS; tsx's loader for ES modules would only take time.
    runtime: { name: "nodejs", options: { typescript: false, nodeargs: "--require tsx/cjs" } },
    config: Object.fromEntries(Object.entries(settingsSchema.shape).map(([key, schema]) => [key, configEntry(schema)])),
  };
  return comment + stringify(project, { lineWidth: 0 });
}

function configEntry(schema: Schema): ConfigEntry {
  const { schema: bare, description, optional } = shapeOf(schema);
  const entry = { ...configType(bare), description };
  const nothing = { string: "", array: [], object: {} };
  return optional ? { ...entry, default: nothing[entry.type] } : entry;
}

function configType(schema: Schema): Pick<ConfigEntry, "type" | "items"> {
  if (schema instanceof z.ZodArray) return { type: "array", items: { type: "object" } };
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return { type: "object" };
  return { type: "string" };
}
