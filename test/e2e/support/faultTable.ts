import * as path from "node:path";
import { projectFolder } from "../../../local/folders";
import { FaultCase, FaultKind, faultKinds } from "./faultCases";
import { Outcome } from "./faults";

/** The document in which the table stands. */
export const faultDocument = path.join(projectFolder, "docs", "faults.md");

/** How the table names a run that makes, changes or deletes resources. */
const words = { create: "up", update: "up, changed", delete: "destroy" } as const;
const kinds = Object.keys(faultKinds) as FaultKind[];

/** The operation of a case, as a row of the table names it. */
const rowOf = ({ operation, type, name }: FaultCase): string => `${words[operation]}: ${type} ${name}`;

/** What tells a case from all others, in the words of the table. */
export const keyOf = (fault: FaultCase): string => `${rowOf(fault)} ${fault.kind}`;

const survivedWord = "survived";
const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/**
 * The document: a row for each operation, a column for each kind of fault; an empty cell was not tried, a dash says that there is nothing to try.
 * @param cases everything that can be tried
 * @param tried what was tried now
 * @param before keys of cases that were survived before
 */
export function faultTable(cases: readonly FaultCase[], tried: readonly Outcome[], before: ReadonlySet<string>): string {
  const outcomes = new Map([...before].map((key): [string, string] => [key, survivedWord]));
  for (const { fault, problem } of tried) outcomes.set(keyOf(fault), problem === undefined ? survivedWord : "**not survived**");
  const rows = [...new Set(cases.map(rowOf))];
  const keys = new Set(cases.map(keyOf));
  const cell = (row: string, kind: FaultKind) => (keys.has(`${row} ${kind}`) ? (outcomes.get(`${row} ${kind}`) ?? "") : "–");
  const survived = cases.filter((fault) => outcomes.get(keyOf(fault)) === survivedWord).length;
  const untried = cases.filter((fault) => !outcomes.has(keyOf(fault))).length;
  return [
    "# What was survived",
    "",
    "Written by `npm run test:faults`: each operation of `up`, of an `up` with changed settings and of `destroy` of `test/fixtures/dev.yaml` on the real engine, " +
      "disturbed in each way. Survived: the next run ended as if nothing had been. A dash: Azure answers this operation at once.",
    "",
    ...kinds.map((kind) => `- \`${kind}\`: ${faultKinds[kind]}.`),
    "",
    `${survived} of ${cases.length} cases survived; ${untried} were not tried (\`FAULTS=rest npm run test:faults\` goes on).`,
    "",
    line(["Operation", ...kinds]),
    line(["---", ...kinds.map(() => "---")]),
    ...rows.map((row) => line([row, ...kinds.map((kind) => cell(row, kind))])),
    "",
  ].join("\n");
}

/** Keys of the cases that a document says were survived. */
export function survivedIn(document: string): Set<string> {
  const rows = document.split("\n").map((row) => row.split("|").map((cell) => cell.trim()));
  const head = rows.find(([, first]) => first === "Operation") ?? [];
  return new Set(
    rows.flatMap((row) =>
      row.flatMap((cell, column) => (cell === survivedWord ? [`${row[1] ?? ""} ${head[column] ?? ""}`] : [])),
    ),
  );
}
