import { Finding, mustBe, mustBeAtLeast, mustNotBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "st-blob-soft-delete",
  severity: "medium",
  types: ["storage:BlobServiceProperties", "storage:StorageAccount"],
  description: "Deleted blobs can be brought back: every account says for how long.",
  remediation: "Add storage.BlobServiceProperties with a deleteRetentionPolicy.",
  check: (resource, stack) =>
    resource.type === "storage:StorageAccount"
      ? hasService(resource, stack)
      : [
          ...mustBe(resource.at("deleteRetentionPolicy.enabled"), true),
          ...mustBeAtLeast(resource.at("deleteRetentionPolicy.days"), 1, "days"),
          ...mustNotBe(resource.at("deleteRetentionPolicy.allowPermanentDelete"), true),
        ],
});

function hasService(account: StackResource, stack: Stack): Finding[] {
  const own = stack.namedAfter(["storage:BlobServiceProperties"], "accountName", account, "accountName").length > 0;
  return own ? [] : [{ message: "no BlobServiceProperties say how long deleted blobs are kept; expected them" }];
}
