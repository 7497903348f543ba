import { ApiManagementTier, apiManagementTiers } from "../apiManagement/tiers";
import type { Audience } from "./audiences";

/** Resource types that metric alerts watch. */
export const metricNamespaces = {
  apiManagement: "Microsoft.ApiManagement/service",
  applicationGateway: "Microsoft.Network/applicationGateways",
  keyVault: "Microsoft.KeyVault/vaults",
  openAi: "Microsoft.CognitiveServices/accounts",
  workspace: "Microsoft.OperationalInsights/workspaces",
} as const;

/** Kind of resource that a metric alert watches. */
export type MetricTarget = keyof typeof metricNamespaces;

/** When a metric of a resource raises an alert. */
export interface MetricRule {
  /** Last part of the alert rule's name, with the region added for an account. */
  key: string;
  /** The resource whose metric is read. */
  target: MetricTarget;
  /** One sentence that the message shows to the people who are told. */
  description: string;
  /** Name of the metric in the REST API, not its display name. */
  metric: string;
  /** How the values of one window become the number that is compared. */
  aggregation: "Average" | "Total";
  /** On which side of the threshold the alert fires; with `learnt`, on which side of the expected range. */
  operator: "GreaterThan" | "LessThan";
  /** `learnt`: what Azure Monitor expects by the weeks before, so that it grows with traffic (dynamic threshold). */
  threshold: number | "learnt";
  /** Time over which the metric is aggregated, ISO 8601. */
  window: string;
  /** 0 critical, 1 error, 2 warning, 3 informational. */
  severity: 0 | 1 | 2 | 3;
  /** Only these values of the dimension count, each by itself; `*`: all of them. */
  dimension?: { name: string; values: readonly string[] };
  /** Who is told. Default: on-call. */
  audience?: Audience;
  /** Only for accounts with provisioned deployments; others have no such metric. */
  provisionedOnly?: true;
}

/**
 * Metric alerts (metric names: Microsoft Learn, "Supported metrics with Azure Monitor"; starting values: Azure Monitor
 * Baseline Alerts). What API Management answers is in its log, and alerts on it are log alerts: a metric beside them would tell of
 * the same fault twice.
 */
const commonMetricRules: readonly MetricRule[] = [
  {
    key: "gateway-unhealthy-hosts",
    target: "applicationGateway",
    description: "Application Gateway does not reach API Management.",
    metric: "UnhealthyHostCount",
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 0,
    window: "PT5M",
    severity: 0,
  },
  {
    key: "gateway-failed-requests",
    target: "applicationGateway",
    description: "Application Gateway fails more requests than it is used to.",
    metric: "FailedRequests",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: "learnt",
    window: "PT15M",
    severity: 2,
  },
  {
    key: "vault-availability",
    target: "keyVault",
    description: "Key Vault was available for less than 90 percent of five minutes.",
    metric: "Availability",
    aggregation: "Average",
    operator: "LessThan",
    threshold: 90,
    window: "PT5M",
    severity: 1,
  },
  {
    key: "openai-server-errors",
    target: "openAi",
    description: "The Azure OpenAI account answers more calls with 5xx than it is used to; the gateway goes on to the next one.",
    metric: "AzureOpenAIRequests",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: "learnt",
    window: "PT15M",
    severity: 3,
    dimension: { name: "StatusCode", values: ["500", "502", "503", "504"] },
  },
  {
    key: "openai-provisioned-use",
    target: "openAi",
    description:
      "More than 90 percent of a deployment's provisioned throughput was used for 15 minutes; calls go on to pay-as-you-go deployments.",
    metric: "AzureOpenAIProvisionedManagedUtilizationV2",
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 90,
    window: "PT15M",
    severity: 3,
    dimension: { name: "ModelDeploymentName", values: ["*"] },
    provisionedOnly: true,
  },
  {
    key: "archive-export-failures",
    target: "workspace",
    description: "The workspace could not export rows to the archive: what is missing there is missing for good.",
    audience: "security",
    metric: "Export Failures",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: 0,
    window: "PT15M",
    severity: 1,
  },
];

/** What shows the load of API Management: classic tiers have one number, v2 tiers CPU and memory of the gateway. */
const loadMetrics = {
  classic: [{ key: "apim-capacity", metric: "Capacity" }],
  v2: [
    { key: "apim-cpu", metric: "CpuPercent_Gateway" },
    { key: "apim-memory", metric: "MemoryPercent_Gateway" },
  ],
} as const;

/** The metric alerts of an environment whose API Management has this tier. */
export function metricRules(apiManagementTier: ApiManagementTier): MetricRule[] {
  const load = loadMetrics[apiManagementTiers[apiManagementTier].generation].map(({ key, metric }): MetricRule => ({
    key,
    target: "apiManagement",
    description: `API Management: ${metric} was over 80 percent for 15 minutes; add a unit.`,
    metric,
    aggregation: "Average",
    operator: "GreaterThan",
    threshold: 80,
    window: "PT15M",
    severity: 2,
  }));
  return [...load, ...commonMetricRules];
}
