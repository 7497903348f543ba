import { valuesAt } from "../azure/references";
import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings, text } from "../base/settings";
import type { Value } from "../base/value";

/** Regions of the EU Data Boundary (Microsoft Learn, "What is the EU Data Boundary?"). */
const europe: ReadonlySet<string> = new Set([
  "austriaeast",
  "belgiumcentral",
  "denmarkeast",
  "francecentral",
  "francesouth",
  "germanynorth",
  "germanywestcentral",
  "italynorth",
  "northeurope",
  "norwayeast",
  "norwaywest",
  "polandcentral",
  "spaincentral",
  "swedencentral",
  "swedensouth",
  "switzerlandnorth",
  "switzerlandwest",
  "westeurope",
]);

export default resourceRule({
  name: "allowed-locations",
  severity: "high",
  types: ["*"],
  description:
    "Resources and copies of their data are in regions that the settings allow; where data may not leave a boundary, only in regions of it.",
  remediation: "Choose another region, or add it to the rule's settings.",
  settings: {
    locations: strings("Regions that may be used, in their short form; none listed: all.", []),
    boundary: text("`eu`: only regions of the EU Data Boundary.", "none", ["none", "eu"]),
  },
  check: (resource, { locations, boundary }) =>
    resource.token.startsWith("azure-native") && (locations.length > 0 || boundary !== "none")
      ? places
          .flatMap((path) => valuesAt(resource, path))
          .filter((place) => place.isKnown && !place.is("global"))
          .flatMap((place) => elsewhere(place, locations, boundary))
      : [],
});

/** Where a resource is, and where copies of its data or more of it are. */
const places = [
  "location",
  "additionalLocations[].location",
  "geoDataReplication.locations[].locationName",
  "replication.location",
];

function elsewhere(place: Value, locations: readonly string[], boundary: string): Finding[] {
  const name = (place.text() ?? "").replaceAll(" ", "").toLowerCase();
  const within = boundary !== "eu" || europe.has(name);
  if (within && (locations.length === 0 || locations.includes(name))) return [];
  return [unexpected(place, within ? `one of ${locations.join(", ")}` : "a region of the EU data boundary")];
}
