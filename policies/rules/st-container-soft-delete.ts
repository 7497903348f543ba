import { mustBe, mustBeAtLeast } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-container-soft-delete",
  severity: "medium",
  types: ["storage:BlobServiceProperties"],
  description: "Deleted containers can be brought back.",
  remediation: "Set containerDeleteRetentionPolicy.",
  check: (service) => [
    ...mustBe(service.at("containerDeleteRetentionPolicy.enabled"), true),
    ...mustBeAtLeast(service.at("containerDeleteRetentionPolicy.days"), 1, "days"),
  ],
});
