import { UnsupportedError } from "./errors";
import { Scalar, Sql, argument as at, cast, text } from "./sql";

/** The elements of a dynamic array as JSON; of anything else none. */
export const elements = (sql: string): string =>
  `CASE WHEN json_type(${sql}) = 'ARRAY' THEN json_extract(${sql}, '$[*]') ELSE [] END`;

/** The elements of a dynamic array as text. */
const texts = (sql: string): string => `list_transform(${elements(sql)}, lambda one: json_extract_string(one, '$'))`;

/** Sorted as text: of arrays with anything but strings it stops. */
function sortedTexts({ sql }: Sql, order: "ASC" | "DESC"): string {
  const allStrings = `len(list_filter(${elements(sql)}, lambda one: json_type(one) <> 'VARCHAR')) = 0`;
  return `CASE WHEN ${sql} IS NULL THEN NULL WHEN ${allStrings} THEN to_json(list_sort(${texts(sql)}, '${order}')) ELSE CAST(error('array_sort of anything but strings is outside of what this runner has') AS JSON) END`;
}

/** Whether a value is one of a dynamic array's elements. */
export function isElement(array: Sql, value: Sql, caseless = false): string {
  const lower = (sql: string): string => (caseless ? `lower(${sql})` : sql);
  const inside = value.type === "string" || value.type === "dynamic" ? texts(array.sql) : undefined;
  if (!inside) throw new UnsupportedError(`a ${value.type} as an element of a dynamic array`);
  const list = caseless ? `list_transform(${inside}, lambda one: lower(one))` : inside;
  return `coalesce(list_contains(${list}, ${lower(cast(value, "string"))}), false)`;
}

function parsed(args: readonly Sql[]): string {
  const value = at(args, 0);
  if (value.type === "dynamic") return value.sql;
  const written = cast(value, "string");
  // What is no JSON is a string.
  return `CASE WHEN ${written} = '' THEN NULL ELSE coalesce(TRY_CAST(${written} AS JSON), to_json(${written})) END`;
}

function packed(args: readonly Sql[]): string {
  const pairs: string[] = [];
  for (let index = 0; index < args.length; index += 2)
    pairs.push(`${cast(at(args, index), "string")}, ${at(args, index + 1).sql}`);
  return `json_object(${pairs.join(", ")})`;
}

/** Functions over dynamic values. */
export const dynamics: Readonly<Record<string, Scalar>> = {
  array_concat: (args) => `to_json(list_concat(${args.map(({ sql }) => `CAST(${elements(sql)} AS JSON[])`).join(", ")}))`,
  array_length: (args) => `CASE WHEN json_type(${at(args, 0).sql}) = 'ARRAY' THEN json_array_length(${at(args, 0).sql}) END`,
  array_sort_asc: (args) => sortedTexts(only(args, "array_sort_asc"), "ASC"),
  array_sort_desc: (args) => sortedTexts(only(args, "array_sort_desc"), "DESC"),
  bag_pack: packed,
  pack: packed,
  pack_array: (args) => `json_array(${args.map(({ sql }) => sql).join(", ")})`,
  parse_json: parsed,
  todynamic: parsed,
  set_has_element: (args) => isElement(at(args, 0), at(args, 1)),
  strcat_array: (args) => `coalesce(array_to_string(${texts(at(args, 0).sql)}, ${at(args, 1).sql}), '')`,
};

function only(args: readonly Sql[], of: string): Sql {
  if (args.length > 1) throw new UnsupportedError(`${of} of several arrays`);
  return at(args, 0);
}

/** Part of a dynamic value: of a bag by its key, of an array by its index. */
export const part = (value: string, key: string | number): string =>
  `json_extract(${value}, ${text(typeof key === "number" ? `$[${key < 0 ? `#${key}` : key}]` : `$."${key.replaceAll('"', '\\"')}"`)})`;
