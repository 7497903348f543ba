import { valuesAt } from "../azure/references";
import type { Environment } from "../base/environment";
import { Finding, unexpected } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";
import { strings, text } from "../base/settings";
import type { Value } from "../base/value";

/** Regions of the data zones, read from their source and not from the settings that they judge (Microsoft Learn, "Deployment types for Microsoft Foundry Models"). */
const dataZones: Readonly<Record<string, ReadonlySet<string>>> = {
  EU: new Set([
    "austriaeast",
    "belgiumcentral",
    "denmarkeast",
    "francecentral",
    "francesouth",
    "germanynorth",
    "germanywestcentral",
    "italynorth",
    "northeurope",
    "polandcentral",
    "spaincentral",
    "swedencentral",
    "swedensouth",
    "westeurope",
  ]),
  US: new Set([
    "centralus",
    "eastus",
    "eastus2",
    "northcentralus",
    "southcentralus",
    "westcentralus",
    "westus",
    "westus2",
    "westus3",
  ]),
};

/** Regions of the EU Data Boundary: those of the data zone and of countries of EFTA (Microsoft Learn, "What is the EU Data Boundary?"). */
const europe: ReadonlySet<string> = new Set([
  ...dataZones.EU!,
  "norwayeast",
  "norwaywest",
  "switzerlandnorth",
  "switzerlandwest",
]);

export default resourceRule({
  name: "allowed-locations",
  severity: "high",
  types: ["*"],
  description:
    "Resources and copies of their data are in regions that the settings allow; where data may not leave a boundary, by the settings or by openAi.dataBoundary of the stack, only in regions of it.",
  remediation: "Choose another region, or add it to the rule's settings.",
  settings: {
    locations: strings("Regions that may be used, in their short form; none listed: all.", []),
    boundary: text("`eu`: only regions of the EU Data Boundary.", "none", ["none", "eu"]),
  },
  check: (resource, { locations, boundary }, environment) =>
    resource.token.startsWith("azure-native")
      ? [...outsideOfSettings(resource, locations, boundary), ...outsideOfDataZone(resource, environment)]
      : [],
});

/** Where a resource is, and where copies of its data or more of it are. */
const places = [
  "location",
  "additionalLocations[].location",
  "geoDataReplication.locations[].locationName",
  "replication.location",
];

function outsideOfSettings(resource: Resource, locations: readonly string[], boundary: string): Finding[] {
  if (locations.length === 0 && boundary === "none") return [];
  return placesOf(resource).flatMap((place) => elsewhere(place, locations, boundary));
}

function placesOf(resource: Resource): Value[] {
  return places.flatMap((path) => valuesAt(resource, path)).filter((place) => place.isKnown && !place.is("global"));
}

function elsewhere(place: Value, locations: readonly string[], boundary: string): Finding[] {
  const name = shortForm(place.text() ?? "");
  const within = boundary !== "eu" || europe.has(name);
  if (within && (locations.length === 0 || locations.includes(name))) return [];
  return [unexpected(place, within ? `one of ${locations.join(", ")}` : "a region of the EU data boundary")];
}

/** With `openAi.dataBoundary` prompts stay in the zone: what is not where the whole environment is, is in the zone, and no deployment is global. */
function outsideOfDataZone(resource: Resource, { dataBoundary, location }: Environment): Finding[] {
  const zone = dataZones[dataBoundary ?? ""];
  if (!zone) return [];
  const expected = `a region of openAi.dataBoundary: ${dataBoundary}`;
  const isAccount = resource.type === "cognitiveservices:Account";
  const away = placesOf(resource).filter((place) => {
    const name = shortForm(place.text() ?? "");
    return !zone.has(name) && (isAccount || name !== shortForm(location ?? ""));
  });
  const sku = resource.type === "cognitiveservices:Deployment" ? resource.at("sku.name") : undefined;
  const anywhere = sku && /^\s*global/i.test(sku.text() ?? "") ? [sku] : [];
  return [
    ...away.map((place) => unexpected(place, expected)),
    ...anywhere.map((one) => unexpected(one, `a type that processes prompts in ${expected}`)),
  ];
}

const shortForm = (region: string): string => region.replaceAll(" ", "").toLowerCase();
