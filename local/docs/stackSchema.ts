import { z } from "zod";
import { profiles } from "../../stacks/profiles";
import { projectName } from "../../stacks/settings/parse";
import { settingsSchema } from "../../stacks/settings/schema";

type Schema = z.core.JSONSchema.BaseSchema;

/** An encrypted value, as `pulumi config set --secret` writes it. */
const secure = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
  description: "A value that Pulumi has encrypted.",
} as const;

const text = (description: string) => ({ type: "string", description });

/** JSON Schema (2020-12) of a stack's file, for editors that complete and check it. Pure. */
export function stackSchema(): string {
  const settings = withoutDefaults(z.toJSONSchema(settingsSchema, { io: "input" }), Object.values(profiles));
  const required = settings.required?.map((key) => `${projectName}:${key}`);
  const keys = Object.entries(settings.properties ?? {}).map(([key, schema]) => [
    `${projectName}:${key}`,
    encryptable(schema as Schema),
  ]);
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Pulumi.<stack>.yaml of ${projectName}`,
    type: "object",
    properties: {
      config: {
        type: "object",
        description: "The settings of the environment; docs/settings.md explains each.",
        properties: Object.fromEntries(keys) as Record<string, unknown>,
        // Keys of providers and of components that a fork has added.
        patternProperties: { [`^(?!${projectName}:)[^:]+:.+$`]: {} },
        additionalProperties: false,
        required,
      },
      environment: { description: "Environments of Pulumi ESC." },
      encryptionsalt: text("Written by Pulumi: what the passphrase is checked with."),
      encryptedkey: text("Written by Pulumi: the key of the secrets, encrypted by a service."),
      secretsprovider: text("Service that keeps the key of the secrets."),
    },
    required: ["config"],
    additionalProperties: false,
    $defs: { secure },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The schema with nothing required that every profile gives. */
function withoutDefaults(schema: Schema, defaults: readonly unknown[]): Schema {
  const given = (key: string) => defaults.map((one) => (one as Record<string, unknown> | undefined)?.[key]);
  const properties = Object.entries(schema.properties ?? {}).map(([key, entry]) => [
    key,
    withoutDefaults(entry as Schema, given(key)),
  ]);
  const required = schema.required?.filter((key) => given(key).some((value) => value === undefined));
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(properties) as Schema["properties"] }),
    ...(schema.required && { required }),
  };
}

/** The schema of a value, of which each text, number and truth value may also be encrypted. */
function encryptable(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  if (properties || items || typeof additionalProperties === "object")
    return {
      ...schema,
      ...(properties && {
        properties: Object.fromEntries(Object.entries(properties).map(([key, entry]) => [key, encryptable(entry as Schema)])),
      }),
      ...(items && !Array.isArray(items) && { items: encryptable(items as Schema) }),
      ...(typeof additionalProperties === "object" && { additionalProperties: encryptable(additionalProperties) }),
    };
  const { description, ...rest } = schema;
  return { ...(description !== undefined && { description }), anyOf: [rest, { $ref: "#/$defs/secure" }] };
}
