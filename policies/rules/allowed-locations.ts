import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings, text } from "../base/settings";

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
  description: "Resources are in regions that the settings allow; where data may not leave a boundary, only in regions of it.",
  remediation: "Choose another region, or add it to the rule's settings.",
  settings: {
    locations: strings("Regions that may be used, in their short form; none listed: all.", []),
    boundary: text("`eu`: only regions of the EU Data Boundary.", "none", ["none", "eu"]),
  },
  check: (resource, { locations, boundary }) => {
    const location = resource.at("location");
    if (!resource.token.startsWith("azure-native") || location.isMissing || location.is("global")) return [];
    const name = (location.text() ?? "").replaceAll(" ", "").toLowerCase();
    const allowed = locations.length === 0 || locations.includes(name);
    const within = boundary !== "eu" || europe.has(name);
    return allowed && within && !location.isUnknown
      ? []
      : location.isUnknown
        ? []
        : [unexpected(location, within ? `one of ${locations.join(", ")}` : "a region of the EU data boundary")];
  },
});
