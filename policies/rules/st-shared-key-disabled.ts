import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-shared-key-disabled",
  severity: "high",
  types: ["storage:StorageAccount"],
  description: "Storage accounts take Entra tokens only, no keys.",
  remediation: "Set allowSharedKeyAccess to false.",
  safe: { allowSharedKeyAccess: false },
  check: (account) => mustBe(account.at("allowSharedKeyAccess"), false),
});
