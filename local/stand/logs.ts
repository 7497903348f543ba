import type { MetricRecord, Observer } from "../gateway/records";
import type { Random } from "../gateway/types";
import { gatewayRow } from "../logs/gatewayRow";
import { insightsRows, metricRow } from "../logs/insightsRows";
import { llmRows } from "../logs/llmRows";
import type { LogSettings } from "../logs/settings";
import type { Workspace } from "../logs/tables";

/** Most values of metrics that are kept; the oldest go first. */
const mostMetrics = 100_000;

/** An observer of the gateway that writes what the diagnostics of the plan send. */
export function logging(
  workspace: Workspace,
  metrics: MetricRecord[],
  settings: LogSettings,
  origin: string,
  random: Random,
): Observer {
  return {
    onMetric: (metric) => {
      if (!settings.metrics) return;
      metrics.push(metric);
      if (metrics.length > mostMetrics) metrics.shift();
      workspace.add("AppMetrics", metricRow(metric));
    },
    onCall: (call) => {
      workspace.add("ApiManagementGatewayLogs", gatewayRow(call, settings, { origin, tlsVersion: "1.2" }));
      workspace.add("ApiManagementGatewayLlmLog", ...llmRows(call, settings));
      const { AppRequests, AppDependencies, AppTraces } = insightsRows(call, settings, random());
      workspace.add("AppRequests", ...AppRequests);
      workspace.add("AppDependencies", ...AppDependencies);
      workspace.add("AppTraces", ...AppTraces);
    },
  };
}
