import type { PlanResource } from "../../engine/plan";
import { PlanView, azureName, numberOf, plainType, textOf } from "../facts/planView";
import { number } from "../words";

/** What a box of the drawing holds: a resource, or several of a type. */
export interface Content {
  /** One line. */
  text: string;
  /** URN of the resource; several have none. */
  urn?: string;
  /** Several of a type. */
  several?: Several;
}

/** Resources of a type that are one line together. */
export interface Several {
  /** Their type, which also leaves them alone in the list of all resources. */
  type: string;
  /** Their URNs. */
  urns: readonly string[];
}

/** URNs of what a line stands for. */
export const urnsOf = ({ urn, several }: Content): readonly string[] => several?.urns ?? (urn === undefined ? [] : [urn]);

/** Resources of a type that are named one by one; more are counted. */
const named = 2;

/** The same for types whose names say what a service is for. */
const namedOf: Readonly<Record<string, number>> = {
  "cognitiveservices:Deployment": 12,
  "apimanagement:Subscription": 8,
  "apimanagement:Product": 8,
  "storage:BlobContainer": 8,
  "eventhub:EventHub": 8,
};

/** What a service holds, by its children in Azure: `gpt-5.1: DataZoneStandard 50`, `17 × Backend`. */
export const contentsOf = (view: PlanView, { id = "" }: PlanResource): Content[] => listed(view.within(id));

/** Resources as contents: those of a type together when there are many. */
function listed(resources: readonly PlanResource[]): Content[] {
  const types = new Map<string, PlanResource[]>();
  for (const one of resources) types.set(plainType(one.type), [...(types.get(plainType(one.type)) ?? []), one]);
  return [...types].flatMap(([type, all]): Content[] =>
    all.length > (namedOf[type] ?? named)
      ? [
          severalOf(
            type,
            all.map(({ urn }) => urn),
          ),
        ]
      : all.map((one) => ({ text: textFor(one), urn: one.urn })),
  );
}

const severalOf = (type: string, urns: readonly string[]): Content => ({
  text: `${number(urns.length)} × ${shortOf(type)}`,
  several: { type, urns },
});

/** The same contents with what a box held before and is gone: a line each, or counted where its type is. */
export function withGone(contents: readonly Content[], former: readonly Content[], isGone: (urn: string) => boolean): Content[] {
  const gone = former.flatMap((content) => {
    const urns = urnsOf(content).filter(isGone);
    if (urns.length === 0) return [];
    return content.several ? [severalOf(content.several.type, urns)] : [content];
  });
  return [...contents, ...gone];
}

const shortOf = (type: string): string => type.split(":").at(-1) ?? type;

const isGuid = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);

/** Its name in Azure; that in the program where Azure has only a number, and the display name where ids are built of parts. */
function nameOf(resource: PlanResource): string {
  if (plainType(resource.type) === "apimanagement:Subscription") return textOf(resource.inputs, "displayName") || resource.name;
  const name = azureName(resource);
  return isGuid(name) ? resource.name : name;
}

function textFor(resource: PlanResource): string {
  const [name, type] = [nameOf(resource), plainType(resource.type)];
  if (type === "cognitiveservices:Deployment")
    return `${name}: ${textOf(resource.inputs, "sku.name")} ${number(numberOf(resource.inputs, "sku.capacity"))}`;
  if (type === "network:PrivateEndpoint") return resource.name.replace(/-endpoint$/, "");
  return `${name}: ${shortOf(type)}`;
}
