import { list, number, plural } from "../words";
import { PlanView, at, azureName, lastOf, listOf, numberOf, textOf, textsOf } from "./planView";
import { Row, Section, section } from "./row";

/** What is logged, for how long, and who is told. */
export function logged(view: PlanView): Section {
  return section("logged", [
    logsRow(view),
    promptsRow(view),
    archiveRow(view),
    protectionRow(view),
    alertsRow(view),
    activityRow(view),
    eventHubRow(view),
    flowRow(view),
  ]);
}

function logsRow(view: PlanView): Row {
  const workspace = view.one("operationalinsights:Workspace");
  const monitoring = view.settings?.monitoring;
  const sources = new Set(view.all("monitor:DiagnosticSetting").map(({ inputs }) => textOf(inputs, "resourceUri"))).size;
  const name = workspace ? azureName(workspace) : `existing ${monitoring?.workspaceId ?? "workspace"}`;
  const days = workspace ? numberOf(workspace.inputs, "retentionInDays") : monitoring?.retentionDays;
  const scope = view.one("monitor:PrivateLinkScope");
  const text = [
    `${name}, fed by ${plural(sources, "resource")}`,
    ...(days === undefined ? [] : [`${plural(days, "day")} to query`]),
    ...(monitoring ? [`prompts and gateway records ${plural(monitoring.archiveDays, "day")} in total`] : []),
    scope ? "over a private link scope" : "without a private link scope",
  ];
  // How long, and what is open.
  const brief = text.slice(1, scope ? -1 : undefined);
  return { key: "logs", label: "Logs", text: text.join(", "), brief: brief.join(", ") };
}

/** Whether API Management writes prompts and answers, by the diagnostic settings of its APIs. */
function promptsRow(view: PlanView): Row {
  const settings = view.all("resources:Resource").map(({ inputs }) => at(inputs, "properties.largeLanguageModel"));
  const says = settings.filter((one) => one !== undefined);
  const off = says.filter((one) => textOf(one, "logs") !== "enabled").length;
  const sizes = [...new Set(says.map((one) => numberOf(one, "requests.maxSizeInBytes")))].filter((size) => size > 0);
  const limit = sizes.length > 0 ? `, up to ${list(sizes.map(number))} bytes each` : "";
  const text = says.length > 0 && off === 0 ? `written for every call${limit}` : "NOT written for every call";
  return { key: "prompts", label: "Prompts, answers", text, ...(text.startsWith("NOT") && { alarm: true }) };
}

function archiveRow(view: PlanView): Row {
  const tables = view.all("operationalinsights:DataExport").flatMap(({ inputs }) => textsOf(inputs, "tableNames"));
  const fixed = view
    .all("storage:StorageAccount")
    .map((account) => ({ account, policy: at(account.inputs, "immutableStorageWithVersioning.immutabilityPolicy") }))
    .find(({ policy }) => policy !== undefined);
  const label = "Audit archive";
  if (!fixed) return { key: "archive", label, ...changeable(view, plural(tables.length, "table")), alarm: true };
  const days = numberOf(fixed.policy, "immutabilityPeriodSinceCreationInDays");
  const locked = textOf(fixed.policy, "state") === "Locked";
  const kept = `each record unchangeable for ${plural(days, "day")}, ${locked ? "locked" : "not locked"}`;
  const count = plural(tables.length, "table");
  const away = locked ? "" : ": the period can be taken away";
  const gone = deletion(view);
  const sku = textOf(fixed.account.inputs, "sku.name");
  const text = `${count} in ${azureName(fixed.account)} (${sku}), ${kept}${away}${gone}`;
  return { key: "archive", label, text, brief: `${count}${copied(sku)}, ${kept}${gone}` };
}

/** Whether records leave the region, for a screen. */
const copied = (sku: string): string => (/GRS|GZRS/.test(sku) ? " with a copy in the paired region" : "");

/** When the lifecycle of the archive deletes a record. */
function deletion(view: PlanView): string {
  const rules = view.all("storage:ManagementPolicy").flatMap(({ inputs }) => listOf(inputs, "policy.rules"));
  const days = rules.map((rule) => numberOf(rule, "definition.actions.baseBlob.delete.daysAfterCreationGreaterThan"));
  const [first] = days.filter((one) => one > 0).sort((a, b) => a - b);
  return first === undefined ? "; never deleted" : `; deleted after ${plural(first, "day")}`;
}

/** An archive without an immutability policy, with the period that has no effect then. */
function changeable(view: PlanView, tables: string): Pick<Row, "text" | "brief"> {
  const target = view.one("operationalinsights:DataExport");
  const id = target ? textOf(target.inputs, "resourceId") : "";
  const sku = textOf(view.withId(id)?.inputs, "sku.name");
  const account = id ? `${lastOf(id)}${sku ? ` (${sku})` : ""}` : "nowhere";
  const days = view.settings?.monitoring.auditArchive.retentionDays;
  const idle = days === undefined ? "" : `; the retention of ${plural(days, "day")} has no effect`;
  const open = `no record is kept unchangeable${idle}${deletion(view)}`;
  return {
    text: `${tables} in ${account}, ${open}`,
    brief: `${tables}${copied(sku)}, no record is kept unchangeable${deletion(view)}`,
  };
}

function activityRow(view: PlanView): Row {
  const sent = view
    .all("monitor:DiagnosticSetting")
    .some(({ inputs }) => /^\/?subscriptions\/[^/]+\/?$/.test(textOf(inputs, "resourceUri")));
  const text = sent ? "of the subscription, to the same logs" : "not sent";
  return { key: "activity", label: "Activity Log", text, ...(sent && { minor: true }) };
}

function eventHubRow(view: PlanView): Row {
  const hub = view.one("eventhub:EventHub");
  const namespace = view.one("eventhub:Namespace");
  const hours = numberOf(hub?.inputs, "retentionDescription.retentionTimeInHours");
  const label = "Event Hub";
  if (!hub || !namespace) return { key: "event-hub", label, text: "none", minor: true };
  const size = `${plural(numberOf(namespace.inputs, "sku.capacity"), "throughput unit")}, events kept ${plural(hours / 24, "day")}`;
  return { key: "event-hub", label, text: `${azureName(namespace)}, ${size}`, brief: size };
}

function flowRow(view: PlanView): Row {
  const logs = view.all("network:FlowLog");
  const text = logs.map(({ inputs }) => {
    const days = plural(numberOf(inputs, "retentionPolicy.days"), "day");
    return `kept ${days} in ${lastOf(textOf(inputs, "storageId"))}, by ${textOf(inputs, "networkWatcherName")} of ${textOf(inputs, "resourceGroupName")}`;
  });
  const brief = list(logs.map(({ inputs }) => `kept ${plural(numberOf(inputs, "retentionPolicy.days"), "day")}`));
  return { key: "flow-logs", label: "Flow logs", text: list(text), brief, ...(text.length === 0 && { minor: true }) };
}

/** What a program that gets alerts is shown: the token's audience, and the app that Azure Monitor must find in Entra ID. */
function tokenOf(receiver: unknown): string {
  const tenant = textOf(receiver, "tenantId");
  return `a token for ${textOf(receiver, "identifierUri")} of app ${textOf(receiver, "objectId")}${tenant && ` in tenant ${tenant}`}`;
}

function alertsRow(view: PlanView): Row {
  const count = ["monitor:MetricAlert", "monitor:ScheduledQueryRule", "monitor:ActivityLogAlert"].flatMap((type) =>
    view.all(type),
  ).length;
  const groups = view.all("monitor:ActionGroup").map(({ inputs }) => ({
    name: textOf(inputs, "actionGroupName"),
    told: list(
      [
        ...listOf(inputs, "emailReceivers").map((one) => `${textOf(one, "name")} <${textOf(one, "emailAddress")}>`),
        ...listOf(inputs, "smsReceivers").map(
          (one) => `${textOf(one, "name")} <+${textOf(one, "countryCode")} ${textOf(one, "phoneNumber")}>`,
        ),
        ...listOf(inputs, "webhookReceivers").map(
          (one) => `${textOf(one, "name")} <${textOf(one, "serviceUri")}> with ${tokenOf(one)}`,
        ),
        ...listOf(inputs, "logicAppReceivers").map(
          (one) => `${textOf(one, "name")} <Logic App ${lastOf(textOf(one, "resourceId"))}>`,
        ),
      ],
      "nobody",
    ),
  }));
  const addresses = view
    .all("monitor:ActionGroup")
    .flatMap(({ inputs }) => [
      ...listOf(inputs, "emailReceivers").map((one) => textOf(one, "emailAddress")),
      ...listOf(inputs, "webhookReceivers").map((one) => textOf(one, "serviceUri")),
      ...listOf(inputs, "logicAppReceivers").map((one) => `Logic App ${lastOf(textOf(one, "resourceId"))}`),
    ]);
  const [first] = groups;
  // Where every kind of alert tells the same people, they are named once.
  const told = groups.every((group) => group.told === first?.told)
    ? (first?.told ?? "nobody")
    : groups.map((group) => `${group.told} by ${group.name}`).join("; ");
  const brief = `${plural(count, "rule")}, told to ${list([...new Set(addresses)], "nobody")}`;
  return { key: "alerts", label: "Alerts", text: `${plural(count, "rule")}, told to ${told}`, brief };
}

/** What keeps the data from being deleted. */
function protectionRow(view: PlanView): Row {
  const kept = view.custom().filter(({ options }) => (options as { protect?: boolean }).protect === true).length;
  const locks = view.all("authorization:ManagementLockByScope").length;
  const words = [
    kept > 0 ? `Pulumi refuses to delete ${plural(kept, "resource")}` : "Pulumi deletes everything when told to",
    locks > 0 ? plural(locks, "Azure lock") : "no Azure lock",
  ];
  return { key: "protection", label: "Protection", text: words.join(", ") };
}
