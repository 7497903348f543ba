import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "required-tags",
  severity: "medium",
  types: ["*"],
  description: "Resources that bear tags have those that the settings require.",
  remediation: "Add the tag; the project's setting tags does it for all.",
  settings: { tags: strings("Tags that must be there.", []) },
  check: (resource, { tags }) => {
    if (tags.length === 0) return [];
    const given = resource.at("tags");
    if (
      !resource.token.startsWith("azure-native") ||
      (given.isMissing && resource.type !== "resources:ResourceGroup") ||
      given.isUnknown
    )
      return [];
    return tags.flatMap((tag) => mustBeSet(given.entry(tag), "a value"));
  },
});
