import { longRetentions } from "../../../components/monitoring/retention";
import { unknownSecret } from "../secrets";
import { check, problemIf } from "./check";

/** Longest total retention that can be any number of days (Microsoft Learn, "Manage data retention in a Log Analytics workspace"). */
const anyRetention = 730;

/** Whether text is the signed address of a workflow's trigger, or a secret that is not known here. */
const isCallback = (address: unknown): boolean =>
  address === unknownSecret || /^https:\/\/[a-z0-9.-]+\.logic\.azure\.com(:443)?\/\S*$/i.test(String(address));

/** Receivers are told in some way; the archive outlasts the interactive retention and has a length that Azure takes. */
export const monitoring = check(
  ["monitoring"],
  ({ monitoring: { retentionDays, archiveDays, auditArchive, alertReceivers } }) => [
    ...alertReceivers.flatMap(({ email, sms, webhook, logicApp }, index) => [
      ...problemIf(
        !email && !sms && !webhook && !logicApp,
        ["monitoring", "alertReceivers", index],
        undefined,
        "at least one of email, sms, webhook, logicApp",
        "nothing says how this receiver is told",
      ),
      ...problemIf(
        logicApp !== undefined && !isCallback(logicApp.callbackUrl),
        ["monitoring", "alertReceivers", index, "logicApp", "callbackUrl"],
        unknownSecret,
        "the address of the workflow's HTTP trigger, https://….logic.azure.com/…",
        "is no address of a Logic App",
      ),
    ]),
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
  ],
);
