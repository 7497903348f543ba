import { DiagnosticsTarget } from "../../components/context";
import { ActivityLog, EventHubSink, Workspace } from "../../components/monitoring";
import { Base } from "./foundation";

/** Where logs go. */
export interface Logs {
  /** The workspace, made here or existing, with Application Insights. */
  workspace: Workspace;
  /** Event hub for a SIEM; undefined without one. */
  sink: EventHubSink | undefined;
  /** What every resource is told about its logs. */
  diagnostics: DiagnosticsTarget;
}

/** Workspace, Application Insights and, for a SIEM, the event hub. */
export function logging({ settings, child, protect, place, subscriptionId }: Base): Logs {
  const workspace = new Workspace("workspace", { ...place, settings: settings.monitoring, protect }, child);
  const sink = settings.monitoring.eventHub.enabled
    ? new EventHubSink("event-hub", { ...place, settings: settings.monitoring.eventHub, workspaceId: workspace.id }, child)
    : undefined;
  const diagnostics: DiagnosticsTarget = { workspaceId: workspace.id, ...(sink && { eventHub: sink.target }) };
  if (settings.monitoring.activityLog)
    new ActivityLog("activity-log", { naming: place.naming, subscriptionId, diagnostics }, child);
  return { workspace, sink, diagnostics };
}
