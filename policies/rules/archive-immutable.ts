import { mustBe, mustBeAtLeast } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "archive-immutable",
  severity: "high",
  types: ["operationalinsights:DataExport"],
  description:
    "What is exported for auditors cannot be changed for as long as the settings say; in the profile dev this is advice, so that the environment can be deleted.",
  remediation: "Enable immutableStorageWithVersioning of the storage account, with a period of enough days.",
  check: (dataExport, stack) => {
    const accounts = stack
      .targets(dataExport, dataExport.at("resourceId"), "storage:StorageAccount")
      .flatMap(({ resource }) => resource ?? []);
    return accounts.flatMap((account) => {
      const policy = account.at("immutableStorageWithVersioning");
      return [
        ...mustBe(policy.at("enabled"), true),
        ...mustBe(policy.at("immutabilityPolicy.state"), "Unlocked", "Locked"),
        // Azure Monitor appends rows to blobs; without it the export fails.
        ...mustBe(policy.at("immutabilityPolicy.allowProtectedAppendWrites"), true),
        ...mustBeAtLeast(
          policy.at("immutabilityPolicy.immutabilityPeriodSinceCreationInDays"),
          stack.environment.archiveDays,
          "days",
        ),
      ].map((one) => ({
        ...one,
        message: `${account.name}: ${one.message}`,
        ...(stack.environment.profile === "dev" && { advice: true as const }),
      }));
    });
  },
});
