import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-local-users-disabled",
  severity: "high",
  types: ["storage:StorageAccount"],
  description: "Storage accounts have no local users.",
  remediation: "Set isLocalUserEnabled to false, and isSftpEnabled too.",
  safe: { isLocalUserEnabled: false, isSftpEnabled: false, isNfsV3Enabled: false },
  check: (account) => [
    ...mustNotBe(account.at("isLocalUserEnabled"), true),
    ...mustNotBe(account.at("isSftpEnabled"), true),
    ...mustNotBe(account.at("isNfsV3Enabled"), true),
  ],
});
