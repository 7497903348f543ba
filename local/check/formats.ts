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
      `${one.exempted ? "exempted" : one.level} ${one.rule} @ ${plain(shortName(one.urn))}\n  ${plain(one.message)}\n  why: ${one.why}\n  do: ${one.remedy}\n  change: ${one.change}\n  rule: ${one.page}`,
  );
  const mandatory = report.findings.filter(({ level }) => level === "mandatory").length;
  return [
    ...lines,
    `${report.resources} resources, ${report.evaluated} rules: ${mandatory} mandatory, ${report.findings.length - mandatory} advisory`,
    "",
  ].join("\n");
}

/** Text of a document for a screen: nothing in it moves the cursor, and no line of it looks like one of the report. */
const plain = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, "").replaceAll("\n", "\n    ");

const scores = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0", unspecified: "1.0" } as const;

/** SARIF 2.1.0, with the resource as logical location and the setting in the stack's file as the physical one, so that code hosts can show it. */
function asSarif(report: Report): Log {
  const rules = [...new Map(report.findings.map((one) => [one.rule, one])).values()];
  return {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        // GitHub replaces what it has of the same tool and category.
        automationDetails: { id: `rules/${report.stack}/` },
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
        physicalLocation: { artifactLocation: { uri: `Pulumi.${stack}.yaml` }, region: { startLine: one.line } },
        logicalLocations: [{ fullyQualifiedName: one.urn, name: shortName(one.urn), kind: "resource" }],
      },
    ],
    partialFingerprints: { finding: one.fingerprint, primaryLocationLineHash: one.fingerprint },
    ...(one.exempted && { suppressions: [{ kind: "external" as const, justification: one.message }] }),
  };
}

function asJunit(report: Report): string {
  const mandatory = report.findings.filter(({ level }) => level === "mandatory");
  const seen = new Map<string, number>();
  const cases = report.findings.map((one) => {
    // Test results are told apart by class and name; the same finding has the same name in another run.
    const before = seen.get(one.fingerprint) ?? 0;
    seen.set(one.fingerprint, before + 1);
    const name = [
      shortName(one.urn),
      one.property ?? [],
      `[${one.fingerprint.slice(0, 8)}${before > 0 ? `-${before + 1}` : ""}]`,
    ].flat();
    const inner =
      one.level === "mandatory"
        ? `<failure message=${quoted(one.message)} type=${quoted(one.severity)}>${escaped(`${one.why} ${one.remedy} Change: ${one.change}. Rule: ${one.page}`)}</failure>`
        : `<system-out>${escaped(one.message)}</system-out>`;
    return `    <testcase classname=${quoted(one.rule)} name=${quoted(name.join(" "))}>${inner}</testcase>`;
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

/** Characters that no XML may have, not even escaped. */
const noXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text
    .replace(noXml, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const quoted = (text: string): string => `"${escaped(text)}"`;

/** Most characters of the document and of a cell: GitHub takes 65,536 in a comment or an issue, which hold more than this. */
const [longest, longestCell] = [40_000, 800];

/** Text as Markdown shows it and does nothing else: characters that mean something are entities, mentions, references and links are broken. */
function cell(text: string): string {
  const letters = [...text.replace(/\s+/g, " ")];
  const short = letters.length > longestCell ? `${letters.slice(0, longestCell).join("")}…` : letters.join("");
  return short
    .replace(noXml, "\uFFFD")
    .replace(/[&<>|\\`*_[\]~$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?<!&)[@#](?=[\w-])/g, "$&&#8203;")
    .replace(/\b(GH-)(?=\d)/gi, "$1&#8203;")
    .replace(/:(?=\/\/)/g, ":&#8203;")
    .replace(/\bwww(?=\.)/gi, "www&#8203;");
}

function asMarkdown(report: Report): string {
  const verdict = isBroken(report) ? "mandatory rules are broken" : "no mandatory rule is broken";
  const order = ({ level, exempted }: CheckFinding) => (exempted ? 2 : level === "mandatory" ? 0 : 1);
  const sorted = [...report.findings].sort((one, other) => order(one) - order(other));
  const rows = sorted.map(
    (one) =>
      `| ${one.exempted ? "exempted" : one.level} | [\`${one.rule}\`](${one.page}) | ${cell(shortName(one.urn))} | ${cell(one.message)} | ${cell(one.why)} | ${cell(one.remedy)} Change: ${cell(one.change)} |`,
  );
  let length = 0;
  const shown = rows.filter((row) => (length += row.length + 1) <= longest);
  const hidden = rows.length - shown.length;
  const table =
    shown.length > 0
      ? ["", "| Level | Rule | Resource | What | Why | What to do |", "| --- | --- | --- | --- | --- | --- |", ...shown]
      : [];
  const note = `**${hidden} more findings are not shown.** \`npm run check\` with the format \`json\`, \`sarif\` or \`junit\` has all; a pipeline keeps them among its artefacts.`;
  return [
    `### Rules for stack \`${report.stack}\`: ${verdict}`,
    "",
    `${report.resources} resources, ${report.evaluated} rules.`,
    ...(hidden > 0 ? ["", note] : []),
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
