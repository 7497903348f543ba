import { createHash } from "node:crypto";

/** First lines of a text, whose values differ each time that it runs; the same expression as in `queries/_readers.kql`. */
export const headLine =
  /let (?:since|until|consumer|onlyModel|onlyRegion|step|correlationId|caller) = (?:datetime\([^()]*\)|ago\([^()]*\)|startofmonth\(now\(\)\)|now\(\)|"[^"]*"|\{[A-Za-z:]+\}|\d+[smhd]);/g;

/** Hash of a text without its first lines and without its spacing. */
const textHash = (query: string): string =>
  createHash("sha256").update(query.replace(headLine, "").replace(/\s+/g, " ").trim(), "utf8").digest("hex");

/**
 * Sources without prompts: tables of this environment (Microsoft Learn, "Azure Monitor Logs reference") and words that stand where
 * a source can. Any other name may be a function, a search result or a restored table over the prompts.
 */
const plainWords = [
  ..."AGWAccessLogs AGWFirewallLogs AGWPerformanceLogs APIMDevPortalAuditDiagnosticLog ApiManagementGatewayLogs".split(" "),
  ..."ApiManagementWebSocketConnectionLogs AZKVAuditLogs AZKVPolicyEvaluationDetailsLogs AzureActivity AzureDiagnostics AzureMetrics".split(
    " ",
  ),
  ..."AppAvailabilityResults AppDependencies AppEvents AppExceptions AppMetrics AppRequests AppTraces Heartbeat".split(" "),
  ..."LAQueryLogs LASummaryLogs NTANetAnalytics NTAIpDetails Operation Usage StorageBlobLogs StorageFileLogs StorageQueueLogs".split(
    " ",
  ),
  ..."StorageTableLogs AZMSApplicationMetricLogs AZMSDiagnosticErrorLogs AZMSOperationalLogs AZMSRunTimeAuditLogs".split(" "),
  ..."ago bin datatable datetime dynamic kind let materialize now print range set toscalar union join lookup view timespan".split(
    " ",
  ),
];

/** The part of a query that knows this project's own texts and the sources without prompts. */
export function knownTexts(figures: readonly string[], functions: readonly string[]): string {
  const hashes = [...new Set(figures.map(textHash))].sort();
  const words = [...plainWords, "ApiManagementGatewayLlmLog", ...functions].sort();
  return [
    `let figureTexts = dynamic([${hashes.map((hash) => `"${hash}"`).join(", ")}]);`,
    `let plainSources = dynamic([${words.map((word) => `"${word}"`).join(", ")}]);`,
  ].join("\n");
}
