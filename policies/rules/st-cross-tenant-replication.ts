import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-cross-tenant-replication",
  severity: "high",
  types: ["storage:StorageAccount"],
  description: "Data is not replicated to other tenants.",
  remediation: "Set allowCrossTenantReplication to false.",
  safe: { allowCrossTenantReplication: false },
  check: (account) => mustBe(account.at("allowCrossTenantReplication"), false),
});
