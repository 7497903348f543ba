import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-https-only",
  severity: "high",
  types: ["storage:StorageAccount"],
  description: "Storage accounts are read over HTTPS only.",
  remediation: "Set enableHttpsTrafficOnly to true, or leave it out.",
  safe: { enableHttpsTrafficOnly: true },
  check: (account) => mustNotBe(account.at("enableHttpsTrafficOnly"), false),
});
