import { WatchingQuery, watchingQueries, withoutStrings } from "../azure/alerts";
import { stackRule } from "../base/rule";

/** Conditions on what a reader asked or got or how often, and chance, where a query is to find whoever reads; texts that count as known. */
const choosy =
  /\bwhere\b[^|]*\b(QueryText|Re(quest|sponse)\w+|StatsCPUTimeMs)\b|\bwhere\b[^|]*(>\s*[1-9]|>=\s*([2-9]|1\d))\d*\b(?!\s*[smhd])|\brand\s*\(|\bKnown\s*=(?!\s*hash_sha256\()|=\s*(true|false)\s*(,|\||;|$)/i;
/** Where a query counts rows since, but for the beginning that all of them have. */
const since = /TimeGenerated\s*>=?\s*(?:until|now\(\))\s*-\s*(\d+)([mhd])\b|\bago\((\d+)([mhd])\)/gi;

/** Whether a query looks through LAQueryLogs for everybody who reads prompts, since its last run at least. */
function findsReaders({ text, minutes }: WatchingQuery): boolean {
  const query = withoutStrings(text);
  const spans = [...query.matchAll(since)].map(
    ([, count, unit, other, ofOther]) =>
      Number(count ?? other) * ({ m: 1, h: 60, d: 1_440 }[(unit ?? ofOther ?? "").toLowerCase()] ?? 0),
  );
  return /(^|[=;(])\s*LAQueryLogs\b/.test(query) && !choosy.test(query) && spans.every((span) => span >= minutes);
}

export default stackRule({
  name: "prompt-readers-alert",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "An alert says when somebody reads prompts.",
  remediation: "Add a monitor.ScheduledQueryRule over LAQueryLogs.",
  check: (workspace, stack) =>
    watchingQueries(stack, workspace).some(findsReaders)
      ? []
      : [{ message: "no query alert that tells of the first row looks at LAQueryLogs; expected one that is enabled" }],
});
