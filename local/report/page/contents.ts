import type { PlanResource } from "../../engine/plan";
import { PlanView, azureName, numberOf, plainType, textOf } from "../facts/planView";
import { number } from "../words";

/** What a box of the drawing holds: a resource, or several of a type. */
export interface Content {
  /** One line. */
  text: string;
  /** URN of the resource; several have none. */
  urn?: string;
  /** Words that leave these resources in the list of all; for several. */
  filter?: string;
}

/** Resources of a type that are named one by one; more are counted. */
const named = 5;

/** What a service holds, by its children in Azure: `gpt-5.1: DataZoneStandard 50`, `17 × Backend`. */
export function contentsOf(view: PlanView, { id = "" }: PlanResource): Content[] {
  if (!id.startsWith("/")) return [];
  const inside = `${id.toLowerCase()}/`;
  return listed(view.custom().filter((one) => one.id?.toLowerCase().startsWith(inside)));
}

/** Resources as contents: those of a type together when there are many. */
function listed(resources: readonly PlanResource[]): Content[] {
  const types = new Map<string, PlanResource[]>();
  for (const one of resources) types.set(plainType(one.type), [...(types.get(plainType(one.type)) ?? []), one]);
  return [...types].flatMap(([type, all]): Content[] =>
    all.length > named
      ? [{ text: `${number(all.length)} × ${shortOf(type)}`, filter: type }]
      : all.map((one) => ({ text: textFor(one), urn: one.urn })),
  );
}

const shortOf = (type: string): string => type.split(":").at(-1) ?? type;

/** Longest name that is written into a box. */
const longest = 34;

function textFor(resource: PlanResource): string {
  const [name, type] = [azureName(resource), plainType(resource.type)];
  const shown = name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
  if (type === "cognitiveservices:Deployment")
    return `${shown}: ${textOf(resource.inputs, "sku.name")} ${number(numberOf(resource.inputs, "sku.capacity"))}`;
  if (type === "network:PrivateEndpoint") return resource.name.replace(/-endpoint$/, "");
  return `${shown}: ${shortOf(type)}`;
}
