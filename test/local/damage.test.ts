import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readProject } from "../../local/engine/config";
import { UsageError } from "../../local/engine/errors";
import { checkStackFile } from "../../local/preview/checkStackFile";

const root = join(__dirname, "..", "..");
const project = readProject(root);
const files = ["dev", "prod", "max", "adopt"].map((name) =>
  readFileSync(join(root, `test/fixtures/${name}.yaml`), "utf8").split("\n"),
);

/** How many stack files are damaged: few beside the other tests, ten thousand in a suite of its own. */
const runs = Number(process.env["DAMAGE_RUNS"] ?? 300);

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), "damage-"))));
afterAll(() => rmSync(dir, { recursive: true }));

/** Words that somebody might write into a setting by mistake, and some that nobody would. */
const word = fc.oneof(
  fc.constantFrom(
    "",
    "~",
    "true",
    "0",
    "-1",
    "10_000",
    "1e99",
    ".inf",
    ".nan",
    "[]",
    "{}",
    "[{}]",
    "{ secure: v1:a:b }",
    "[secret]",
    "2025-11-13",
  ),
  fc.constantFrom(
    "*a",
    "&a x",
    "!!int x",
    "<<",
    '"',
    "'",
    "|",
    "%",
    "@",
    "a: b: c",
    "__proto__",
    "constructor",
    "\u0000",
    "\t",
    "atlantis",
    "usgovvirginia",
  ),
  fc.string({ maxLength: 30 }),
  fc.nat().map(String),
);

/** One fault in the lines of a file. */
type Damage = (lines: string[]) => string[];
const at = (position: number, lines: readonly string[]): number => position % lines.length;
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.nat().map(
    (n): Damage =>
      (lines) =>
        lines.filter((_, index) => index !== at(n, lines)),
  ),
  fc.tuple(fc.nat(), word).map(
    ([n, text]): Damage =>
      (lines) =>
        lines.map((line, index) => (index === at(n, lines) ? line.replace(/: .*$/, `: ${text}`) : line)),
  ),
  fc.tuple(fc.nat(), word).map(
    ([n, text]): Damage =>
      (lines) =>
        lines.map((line, index) => (index === at(n, lines) ? `${line}${text}` : line)),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([n, m]): Damage =>
      (lines) =>
        lines.map((line, index) => {
          if (index !== at(n, lines) || line === "") return line;
          const cut = m % line.length;
          return line.slice(0, cut) + line.slice(cut + 1);
        }),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(([n, m]): Damage => (lines) => {
    const [from, to] = [at(n, lines), at(m, lines)];
    const copy = [...lines];
    [copy[from], copy[to]] = [copy[to] ?? "", copy[from] ?? ""];
    return copy;
  }),
  fc.nat().map(
    (n): Damage =>
      (lines) =>
        lines.map((line, index) => (index === at(n, lines) ? ` ${line}` : line)),
  ),
  fc.nat().map(
    (n): Damage =>
      (lines) =>
        lines.map((line, index) => (index === at(n, lines) ? line.replace(/^ {2}/, "") : line)),
  ),
  fc.nat().map(
    (n): Damage =>
      (lines) =>
        lines.flatMap((line, index) => (index === at(n, lines) ? [line, line] : [line])),
  ),
);

it(`a damaged stack file is read or refused with file, line and path, and nothing else happens: ${runs} files`, () => {
  const outcomes = { sound: 0, refused: 0, unreadable: 0 };
  const check = (lines: string[], faults: Damage[]) => {
    const text = faults.reduce((left, fault) => (left.length > 0 ? fault(left) : left), lines).join("\n");
    const file = join(dir, "Pulumi.acme.yaml");
    writeFileSync(file, text);
    try {
      const { settings, refusal } = checkStackFile(project, file, () => undefined, "2026-11-22");
      if (refusal === undefined) {
        outcomes.sound++;
        expect(settings).toBeDefined();
      } else {
        outcomes.refused++;
        expect(refusal).toMatch(/^Settings refused: \d+ problems?\.\n\n {2}\S*Pulumi\.acme\.yaml:\d+: \S+/);
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      outcomes.unreadable++;
      expect(error.message).toMatch(/Pulumi\.acme\.yaml(:\d+:)? (cannot be read|must hold)/);
    }
  };
  fc.assert(fc.property(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 4 }), check), { numRuns: runs });
  // Each way out is taken: the damage is neither always harmless nor always beyond reading.
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(runs / 100);
});
