import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-replication",
  severity: "low",
  types: ["storage:StorageAccount"],
  description: "Data is kept in more than one zone.",
  remediation: "Choose a sku with ZRS, GRS or GZRS.",
  check: (account) => {
    const sku = account.at("sku.name");
    return /(ZRS|GRS)$/i.test(sku.text() ?? "") ? [] : [unexpected(sku, "a sku with ZRS, GRS or GZRS")];
  },
});
