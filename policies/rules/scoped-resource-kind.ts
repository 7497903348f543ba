import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "scoped-resource-kind",
  severity: "high",
  types: ["monitor:PrivateLinkScopedResource"],
  description: "What is in a private link scope is a resource, not a platform's metrics.",
  remediation: 'Set kind to "Resource".',
  check: (resource) => mayBe(resource.at("kind"), "Resource"),
});
