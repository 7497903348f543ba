import { mustBe, mustBeAtLeast, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-blob-soft-delete",
  severity: "medium",
  types: ["storage:BlobServiceProperties"],
  description: "Deleted blobs can be brought back.",
  remediation: "Set deleteRetentionPolicy.",
  check: (service) => [
    ...mustBe(service.at("deleteRetentionPolicy.enabled"), true),
    ...mustBeAtLeast(service.at("deleteRetentionPolicy.days"), 1, "days"),
    ...mustNotBe(service.at("deleteRetentionPolicy.allowPermanentDelete"), true),
  ],
});
