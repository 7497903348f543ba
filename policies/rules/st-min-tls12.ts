import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-min-tls12",
  severity: "high",
  types: ["storage:StorageAccount"],
  description: "Storage accounts speak TLS 1.2 or later.",
  remediation: "Set minimumTlsVersion to TLS1_2.",
  safe: { minimumTlsVersion: "TLS1_2" },
  check: (account) => mustBe(account.at("minimumTlsVersion"), "TLS1_2", "TLS1_3"),
});
