import { ApiManagementTier, apiManagementTiers } from "../apiManagement/tiers";
import type { AlertQuery } from "./queries";

/** Resource types that metric alerts watch. */
export const metricNamespaces = {
  apiManagement: "Microsoft.ApiManagement/service",
  applicationGateway: "Microsoft.Network/applicationGateways",
  keyVault: "Microsoft.KeyVault/vaults",
  openAi: "Microsoft.CognitiveServices/accounts",
} as const;

export type MetricTarget = keyof typeof metricNamespaces;

/** When a metric of a resource raises an alert. */
export interface MetricRule {
  key: string;
  target: MetricTarget;
  description: string;
  metric: string;
  aggregation: "Average" | "Total";
  operator: "GreaterThan" | "LessThan";
  threshold: number;
  /** Time over which the metric is aggregated, ISO 8601. */
  window: string;
  /** 0 critical, 1 error, 2 warning, 3 informational. */
  severity: 0 | 1 | 2 | 3;
  /** Only these values of the dimension count, each by itself; `*`: all of them. */
  dimension?: { name: string; values: readonly string[] };
}

/**
 * Metric alerts (metric names: Microsoft Learn, "Supported metrics with Azure Monitor"; starting values: Azure Monitor
 * Baseline Alerts). Failed requests of API Management are counted by status group: its metric FailedRequests is deprecated.
 */
const commonMetricRules: readonly MetricRule[] = [
  {
    key: "apim-server-errors",
    target: "apiManagement",
    description: "The gateway answered more than 10 calls with 5xx in five minutes.",
    metric: "Requests",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: 10,
    window: "PT5M",
    severity: 1,
    dimension: { name: "GatewayResponseCodeCategory", values: ["5xx"] },
  },
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
    description: "Application Gateway failed more than 10 requests in five minutes.",
    metric: "FailedRequests",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: 10,
    window: "PT5M",
    severity: 1,
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
    description:
      "The Azure OpenAI account answered more than 5 calls with 5xx in five minutes; the gateway goes on to the next one.",
    metric: "ServerErrors",
    aggregation: "Total",
    operator: "GreaterThan",
    threshold: 5,
    window: "PT5M",
    severity: 2,
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

/** When the result of a query raises an alert: when `measure` of any row is over the threshold. */
export interface LogRule {
  key: string;
  query: AlertQuery;
  description: string;
  /** Column that is compared. */
  measure: string;
  /** Column that splits the alert: one alert for each of its values. */
  dimension: string;
  threshold: number;
  /** Time that one run of the query covers, ISO 8601. */
  window: string;
  /** How often it runs, ISO 8601. */
  frequency: string;
  severity: 1 | 2 | 3;
  /** The alert closes by itself once the condition is gone. */
  closes: boolean;
}

/** Alerts on the logs. */
export const logRules: readonly LogRule[] = [
  {
    key: "throttled-share",
    query: "alert-throttled-share",
    description: "More than 20 percent of a team's calls were throttled in 15 minutes.",
    measure: "ThrottledPercent",
    dimension: "Consumer",
    threshold: 20,
    window: "PT15M",
    frequency: "PT5M",
    severity: 2,
    closes: true,
  },
  {
    key: "refused-calls",
    query: "alert-refused",
    description: "More than 50 calls with one subscription, or without any, were refused with 401 or 403 in 15 minutes.",
    measure: "Refused",
    dimension: "Consumer",
    threshold: 50,
    window: "PT15M",
    frequency: "PT5M",
    severity: 2,
    closes: true,
  },
  {
    key: "calls-without-tokens",
    query: "alert-calls-without-tokens",
    description: "More than 10 percent of a team's successful calls in an hour left no token counts: usage is being missed.",
    measure: "WithoutTokensPercent",
    dimension: "Consumer",
    threshold: 10,
    window: "PT1H",
    frequency: "PT1H",
    severity: 3,
    closes: true,
  },
  {
    key: "prompts-read",
    query: "alert-prompts-read",
    description: "Somebody queried prompts and answers. The log does not know groups: see whether the reader is an auditor.",
    measure: "Queries",
    dimension: "Reader",
    threshold: 0,
    window: "PT6H",
    frequency: "PT1H",
    severity: 3,
    closes: false,
  },
];

/** Shares of the budget, in percent, at which its contacts are told. */
export const budgetThresholds = [
  { key: "actual50", type: "Actual", percent: 50 },
  { key: "actual80", type: "Actual", percent: 80 },
  { key: "actual100", type: "Actual", percent: 100 },
  { key: "forecast100", type: "Forecasted", percent: 100 },
] as const;
