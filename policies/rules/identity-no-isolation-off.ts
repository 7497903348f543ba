import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "identity-no-isolation-off",
  severity: "low",
  types: ["managedidentity:UserAssignedIdentity"],
  description: "Identities stay within their region where that is asked for.",
  remediation: 'Leave isolationScope, or set it to "Regional".',
  check: (identity) => mayBe(identity.at("isolationScope"), "None", "Regional"),
});
