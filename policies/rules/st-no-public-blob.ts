import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-no-public-blob",
  severity: "critical",
  types: ["storage:StorageAccount"],
  description: "No container of a storage account can be opened to anonymous readers.",
  remediation: "Set allowBlobPublicAccess to false.",
  safe: { allowBlobPublicAccess: false },
  check: (account) => mustBe(account.at("allowBlobPublicAccess"), false),
});
