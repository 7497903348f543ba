import { Finding, mustBe, mustBeAtLeast, mustNotBe } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

const policies = ["deleteRetentionPolicy", "containerDeleteRetentionPolicy"];

export default stackRule({
  name: "archive-recoverable",
  severity: "high",
  types: ["operationalinsights:DataExport"],
  description:
    "What is deleted from the archive for auditors can be brought back for at least a week, and what is overwritten is kept as a version.",
  remediation:
    "Add storage.BlobServiceProperties of the account with isVersioningEnabled, deleteRetentionPolicy and containerDeleteRetentionPolicy.",
  check: (dataExport, stack) =>
    stack
      .targets(dataExport, dataExport.at("resourceId"), "storage:StorageAccount")
      .flatMap(({ resource }) => (resource ? kept(resource, stack) : [])),
});

function kept(account: StackResource, stack: Stack): Finding[] {
  const services = stack.namedAfter(["storage:BlobServiceProperties"], "accountName", account, "accountName");
  if (services.length === 0) return [{ message: `${account.name} has no BlobServiceProperties; expected them` }];
  return services
    .flatMap((service) => [
      ...mustBe(service.at("isVersioningEnabled"), true),
      ...policies.flatMap((policy) => lasting(service.at(policy))),
    ])
    .map((one) => ({ ...one, message: `${account.name}: ${one.message}` }));
}

const lasting = (policy: Value): Finding[] => [
  ...mustBe(policy.at("enabled"), true),
  ...mustBeAtLeast(policy.at("days"), 7, "days"),
  ...mustNotBe(policy.at("allowPermanentDelete"), true),
];
