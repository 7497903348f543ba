import { longRetentions } from "../../../components/monitoring/retention";
import { check, problemIf } from "./check";

/** Longest total retention that can be any number of days (Microsoft Learn, "Manage data retention in a Log Analytics workspace"). */
const anyRetention = 730;

/** The archive outlasts the interactive retention and has a length that Azure takes. */
export const monitoring = check(["monitoring"], ({ monitoring: { retentionDays, archiveDays, auditArchive } }) => [
  ...problemIf(
    auditArchive.locked && !auditArchive.immutable,
    ["monitoring", "auditArchive", "locked"],
    true,
    "false, or true with monitoring.auditArchive.immutable: true",
    "there is no immutability policy that could be locked",
  ),
  ...problemIf(
    (auditArchive.deleteAfterDays ?? Infinity) < auditArchive.retentionDays,
    ["monitoring", "auditArchive", "deleteAfterDays"],
    auditArchive.deleteAfterDays,
    `at least ${auditArchive.retentionDays} (monitoring.auditArchive.retentionDays), or nothing`,
    "is before the end of the time for which a record is kept",
  ),
  ...problemIf(
    archiveDays < retentionDays,
    ["monitoring", "archiveDays"],
    archiveDays,
    `at least ${retentionDays} (monitoring.retentionDays)`,
    "is the total, so it cannot be shorter than the interactive retention",
  ),
  ...problemIf(
    archiveDays > anyRetention && !longRetentions.some((days) => days === archiveDays),
    ["monitoring", "archiveDays"],
    archiveDays,
    `30 to ${anyRetention}, or ${longRetentions.join(", ")}`,
    "Azure keeps tables for whole years beyond two",
  ),
]);
