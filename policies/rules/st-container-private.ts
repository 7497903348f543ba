import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-container-private",
  severity: "critical",
  types: ["storage:BlobContainer"],
  description: "No blob container is open to anonymous readers.",
  remediation: 'Set publicAccess to "None".',
  safe: { publicAccess: "None" },
  check: (container) => mayBe(container.at("publicAccess"), "None"),
});
