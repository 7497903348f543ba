import { mustBeSet } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-sas-policy",
  severity: "medium",
  types: ["storage:StorageAccount"],
  description: "Shared access signatures expire soon.",
  remediation: "Set sasPolicy.",
  check: (account) => {
    const policy = account.at("sasPolicy");
    // Without account keys there are only signatures of users, which end after a week.
    const period = policy.isMissing || account.at("allowSharedKeyAccess").is(false) ? policy : policy.at("sasExpirationPeriod");
    return mustBeSet(period, "a policy that lets signatures expire");
  },
});
