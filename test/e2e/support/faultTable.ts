import { FaultCase, FaultKind, Outcome, faultKinds } from "./faults";

const words = { create: "up", delete: "destroy" } as const;

/** The operation of a case, as a row of the table names it. */
const rowOf = ({ operation, type, name }: FaultCase): string => `${words[operation]}: ${type} ${name}`;

/** What tells a case from all others, in the words of the table. */
export const keyOf = (fault: FaultCase): string => `${rowOf(fault)} ${fault.kind}`;

const survivedWord = "survived";
const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/**
 * The document: a row for each operation, a column for each kind of fault; an empty cell was not tried.
 * @param cases everything that can be tried
 * @param tried what was tried now
 * @param before keys of cases that were survived before
 */
export function faultTable(cases: readonly FaultCase[], tried: readonly Outcome[], before: ReadonlySet<string>): string {
  const outcomes = new Map([...before].map((key): [string, string] => [key, survivedWord]));
  for (const { fault, problem } of tried) outcomes.set(keyOf(fault), problem === undefined ? survivedWord : "**not survived**");
  const rows = [...new Set(cases.map(rowOf))];
  const cell = (row: string, kind: FaultKind) => outcomes.get(`${row} ${kind}`) ?? "";
  const count = (word: string) => cases.filter((fault) => outcomes.get(keyOf(fault)) === word).length;
  return [
    "# What was survived",
    "",
    "Written by `npm run test:faults`: each operation of `up` and of `destroy` of `Pulumi.dev.yaml` on the real engine, disturbed in each way. `error`: Azure " +
      "fails it until the provider gives up. `timeout`: Azure does it, and the provider is told that it took too long. `kill`: the CLI dies when Azure has " +
      "done it and before it has said so. Survived: the next run ended as if nothing had been.",
    "",
    `${count(survivedWord)} of ${cases.length} cases survived; ${cases.length - outcomes.size} were not tried (\`FAULTS=rest npm run test:faults\` goes on).`,
    "",
    line(["Operation", ...faultKinds]),
    line(["---", ...faultKinds.map(() => "---")]),
    ...rows.map((row) => line([row, ...faultKinds.map((kind) => cell(row, kind))])),
    "",
  ].join("\n");
}

/** Keys of the cases that a document says were survived. */
export function survivedIn(document: string): Set<string> {
  const rows = document.split("\n").map((row) => row.split("|").map((cell) => cell.trim()));
  return new Set(
    rows.flatMap(([, row = "", ...cells]) =>
      faultKinds.filter((_, index) => cells[index] === survivedWord).map((kind) => `${row} ${kind}`),
    ),
  );
}
