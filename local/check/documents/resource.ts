import type { PlannedResource } from "../../engine/deployment";
import { unknownValue } from "../../protocol/markers";
import type { Props } from "../../protocol/provider";
import type { Places, Raw } from "./places";

/** A resource of any document, as the preview has it. */
export function resource(value: unknown, path: string, at: Places): PlannedResource {
  const raw = at.object(path, value);
  const { urn } = raw;
  if (typeof urn !== "string" || !urn.startsWith("urn:pulumi:"))
    at.refuse(`${path}.urn`, urn, "a text that begins with urn:pulumi:");
  const ofUrn = urn.split("::")[2]?.split("$").at(-1);
  if (raw.type !== undefined && raw.type !== ofUrn) at.refuse(`${path}.type`, raw.type, `that of its URN, ${String(ofUrn)}`);
  for (const key of ["inputs", "outputs", "options", "propertyDependencies"])
    if (raw[key] !== undefined && raw[key] !== null) at.object(`${path}.${key}`, raw[key]);
  const dependencies = raw.dependencies ?? [];
  if (!isTexts(dependencies)) at.refuse(`${path}.dependencies`, raw.dependencies, "a list of URNs");
  const propertyDependencies = (raw.propertyDependencies ?? {}) as Record<string, unknown>;
  for (const key in propertyDependencies)
    if (!isTexts(propertyDependencies[key] ?? []))
      at.refuse(`${path}.propertyDependencies.${key}`, propertyDependencies[key], "a list of URNs");
  const given = (raw.options ?? {}) as PlannedResource["options"];
  const inputs = open(raw.inputs ?? {}) as Props;
  return {
    urn,
    type: String(raw.type ?? urn.split("::")[2]?.split("$").at(-1)),
    name: String(raw.name ?? urn.split("::").at(-1)),
    custom: raw.custom === true,
    ...(typeof raw.id === "string" && { id: raw.id }),
    ...(typeof raw.parent === "string" && { parent: raw.parent }),
    inputs,
    outputs: open(raw.outputs ?? inputs) as Props,
    dependencies,
    propertyDependencies,
    options: {
      ...given,
      ...(raw.protect === true && { protect: true }),
      ...(raw.retainOnDelete === true && { retainOnDelete: true }),
      ...(Array.isArray(raw.ignoreChanges) && { ignoreChanges: raw.ignoreChanges as string[] }),
    },
    ...(typeof raw.provider === "string" && { provider: raw.provider.split("::").slice(0, 4).join("::") }),
  } as PlannedResource;
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === "string");

/** Most values of a document have no mark anywhere inside, and need no copy. */
function isMarked(value: object): boolean {
  if (mark in value) return true;
  for (const key in value) {
    const one = (value as Raw)[key];
    if (typeof one === "object" && one !== null && isMarked(one)) return true;
  }
  return false;
}

/** The key that Pulumi marks values with. */
export const mark = "4dabf18193072939515e22adb298388d";
/** What the mark says of a value that has no other form: an output, which may be secret or unknown. */
const outputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Marks of Pulumi on values of a state: secrets become a text whatever they hold, and only an output that is no secret is taken out of its mark. */
export function open(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !isMarked(value)) return value;
  if (Array.isArray(value)) return value.map(open);
  if (mark in value) {
    const { [mark]: form, secret, value: inner } = value as Raw;
    if (form !== outputValue || (secret !== undefined && secret !== false)) return "[secret]";
    return "value" in value ? open(inner) : unknownValue;
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, open(one)]));
}
