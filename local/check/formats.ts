import type { Log, Result } from "sarif";
import { baselinePrefix, fingerprint } from "../../policies/baseline";
import { CheckFinding, Report, isBroken, shortName } from "./findings";

/** How a report can be written. */
export const formats = {
  text: asText,
  json: (report: Report) => `${JSON.stringify(report, undefined, 2)}\n`,
  sarif: (report: Report) => `${JSON.stringify(asSarif(report), undefined, 2)}\n`,
  junit: asJunit,
  markdown: asMarkdown,
  baseline: asBaseline,
} as const satisfies Record<string, (report: Report) => string>;

/** A value of `--format`. */
export type Format = keyof typeof formats;

function asText(report: Report): string {
  const lines = report.findings.map(
    (one) =>
      `${one.exempted ? "exempted" : one.level} ${one.rule} @ ${shortName(one.urn)}\n  ${one.message}\n  why: ${one.why}\n  do: ${one.remedy}\n  change: ${one.change}\n  rule: ${one.page}`,
  );
  const mandatory = report.findings.filter(({ level }) => level === "mandatory").length;
  return [
    ...lines,
    `${report.resources} resources, ${report.evaluated} rules: ${mandatory} mandatory, ${report.findings.length - mandatory} advisory`,
    "",
  ].join("\n");
}

const scores = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0", unspecified: "1.0" } as const;

/** SARIF 2.1.0, with the resource as logical location and the stack's file as the physical one, so that code hosts can show it. */
function asSarif(report: Report): Log {
  const rules = [...new Map(report.findings.map((one) => [one.rule, one])).values()];
  return {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: {
          driver: {
            name: "azure-openai-shield",
            informationUri: "https://www.pulumi.com/docs/insights/policy/",
            rules: rules.map((one) => ({
              id: one.rule,
              shortDescription: { text: one.why || one.rule },
              help: { text: `${one.remedy} ${one.page}`, markdown: `${one.remedy}\n\n[The rule](${one.page})` },
              properties: { "security-severity": scores[one.severity], tags: ["security"] },
            })),
          },
        },
        results: report.findings.map((one) => sarifResult(one, report)),
      },
    ],
  };
}

function sarifResult(one: CheckFinding, { stack }: Report): Result {
  return {
    ruleId: one.rule,
    level: one.level === "mandatory" ? "error" : "warning",
    message: { text: `${one.message}. ${one.why} ${one.remedy} Change: ${one.change}. Rule: ${one.page}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: `Pulumi.${stack}.yaml` }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: one.urn, name: shortName(one.urn), kind: "resource" }],
      },
    ],
    partialFingerprints: { finding: one.fingerprint },
    ...(one.exempted && { suppressions: [{ kind: "external" as const, justification: one.message }] }),
  };
}

function asJunit(report: Report): string {
  const mandatory = report.findings.filter(({ level }) => level === "mandatory");
  const cases = report.findings.map((one) => {
    const inner =
      one.level === "mandatory"
        ? `<failure message=${quoted(one.message)} type=${quoted(one.severity)}>${escaped(`${one.why} ${one.remedy} Change: ${one.change}. Rule: ${one.page}`)}</failure>`
        : `<system-out>${escaped(one.message)}</system-out>`;
    return `    <testcase classname=${quoted(one.rule)} name=${quoted(shortName(one.urn))}>${inner}</testcase>`;
  });
  const passed = report.findings.length === 0 ? [`    <testcase classname="rules" name="all"/>`] : [];
  const tests = cases.length + passed.length;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites>`,
    `  <testsuite name=${quoted(`rules of ${report.stack}`)} tests="${tests}" failures="${mandatory.length}" errors="0">`,
    ...cases,
    ...passed,
    `  </testsuite>`,
    `</testsuites>`,
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const quoted = (text: string): string => `"${escaped(text)}"`;

function asMarkdown(report: Report): string {
  const verdict = isBroken(report) ? "mandatory rules are broken" : "no mandatory rule is broken";
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");
  const rows = report.findings.map(
    (one) =>
      `| ${one.exempted ? "exempted" : one.level} | [\`${one.rule}\`](${one.page}) | ${cell(shortName(one.urn))} | ${cell(one.message)} | ${cell(one.why)} | ${cell(one.remedy)} Change: ${cell(one.change)} |`,
  );
  const table =
    rows.length > 0
      ? ["", "| Level | Rule | Resource | What | Why | What to do |", "| --- | --- | --- | --- | --- | --- |", ...rows]
      : [];
  return [
    `### Rules for stack \`${report.stack}\`: ${verdict}`,
    "",
    `${report.resources} resources, ${report.evaluated} rules.`,
    ...table,
    "",
  ].join("\n");
}

/** Content of `policies/baseline.json` that makes advice of what is mandatory now; what is in the baseline already stays. */
function asBaseline({ findings }: Report): string {
  const kept = findings.filter(({ level, message }) => level === "mandatory" || message.startsWith(baselinePrefix));
  const entries = kept.map(({ rule, urn, message }) => ({
    rule,
    urn,
    fingerprint: fingerprint(rule, urn, message.replace(baselinePrefix, "")),
  }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
