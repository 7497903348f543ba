import type { Rule } from "../base/rule";
import actionGroupByMail from "../rules/action-group-by-mail";
import activityLogExported from "../rules/activity-log-exported";
import alertEnabled from "../rules/alert-enabled";
import alertReceiversTold from "../rules/alert-receivers-told";
import amplsPrivateOnly from "../rules/ampls-private-only";
import appiLocalAuthDisabled from "../rules/appi-local-auth-disabled";
import appiPublicNetworkDisabled from "../rules/appi-public-network-disabled";
import appiWorkspaceBased from "../rules/appi-workspace-based";
import diagnosticsComplete from "../rules/diagnostics-complete";
import diagnosticsOwnTables from "../rules/diagnostics-own-tables";
import diagnosticsWorkspace from "../rules/diagnostics-workspace";
import everyResourceHasDiagnostics from "../rules/every-resource-has-diagnostics";
import evidenceAlerts from "../rules/evidence-alerts";
import lawArchived from "../rules/law-archived";
import lawFunctionName from "../rules/law-function-name";
import lawLocalAuthDisabled from "../rules/law-local-auth-disabled";
import lawPublicNetworkDisabled from "../rules/law-public-network-disabled";
import lawRetention from "../rules/law-retention";
import lawWhole from "../rules/law-whole";
import lawWorkspacePermissions from "../rules/law-workspace-permissions";
import promptReadersAlert from "../rules/prompt-readers-alert";
import scopedResourceKind from "../rules/scoped-resource-kind";

/** Rules over logs, alerts and where they go. */
export const monitoringRules: readonly Rule[] = [
  actionGroupByMail,
  activityLogExported,
  alertEnabled,
  alertReceiversTold,
  amplsPrivateOnly,
  appiLocalAuthDisabled,
  appiPublicNetworkDisabled,
  appiWorkspaceBased,
  diagnosticsComplete,
  diagnosticsOwnTables,
  diagnosticsWorkspace,
  everyResourceHasDiagnostics,
  evidenceAlerts,
  lawArchived,
  lawFunctionName,
  lawLocalAuthDisabled,
  lawPublicNetworkDisabled,
  lawRetention,
  lawWhole,
  lawWorkspacePermissions,
  promptReadersAlert,
  scopedResourceKind,
];
