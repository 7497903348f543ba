import { mustBeSet } from "../base/findings";
import { Resource, resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "required-tags",
  severity: "medium",
  types: ["*"],
  description: "Resources that bear tags, as all that have a location do, have those that the settings require.",
  remediation: "Add the tag; the project's setting tags does it for all.",
  settings: { tags: strings("Tags that must be there.", []) },
  check: (resource, { tags }) => {
    if (tags.length === 0) return [];
    const given = resource.at("tags");
    if (!resource.token.startsWith("azure-native") || given.isUnknown) return [];
    if (given.isMissing && !bearsTags(resource)) return [];
    return tags.flatMap((tag) => mustBeSet(given.entry(tag), "a value"));
  },
});

/** What Azure tracks by its location takes tags (Microsoft Learn, "Tag support for Azure resources"); the SDK leaves tags out where none are given. */
const bearsTags = (resource: Resource): boolean =>
  resource.type === "resources:ResourceGroup" || !resource.at("location").isMissing;
