import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-sas-policy",
  severity: "medium",
  types: ["storage:StorageAccount"],
  description: "Shared access signatures expire soon.",
  remediation: "Set sasPolicy.",
  check: (account) => mustBeSet(account.at("sasPolicy"), "a policy that lets signatures expire"),
});
