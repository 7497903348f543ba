import { readFileSync } from "node:fs";
// Not "typescript", for which the tests of the program have a stand-in (jest.config.js).
import ts from "typescript/lib/typescript";

/** Functions of Jest that take a title. */
const titled: ReadonlySet<string> = new Set(["describe", "it", "test"]);

/** `describe("a")` around `it("b")`: `["a", "b"]`. A row of a table stands in the place of the title it is put into. */
export type TitlePath = readonly string[];

/** The titles of a test file: of blocks, of tests, and of the rows of their tables that begin with text. */
export function titlesIn(file: string): TitlePath[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: TitlePath[] = [];
  const visit = (node: ts.Node, above: TitlePath): void => {
    const block = ts.isCallExpression(node) ? blockOf(node, source) : undefined;
    for (const title of block?.titles ?? []) found.push([...above, title]);
    ts.forEachChild(node, (child) => visit(child, block ? [...above, block.titles[0] ?? ""] : above));
  };
  visit(source, []);
  return found;
}

/** A call such as `it("title", …)` or `it.each(table)("title", …)`: its title, and those of the table's rows. */
function blockOf({ expression, arguments: [title] }: ts.CallExpression, source: ts.SourceFile): { titles: string[] } | undefined {
  if (!title || !ts.isStringLiteralLike(title)) return undefined;
  if (ts.isIdentifier(expression)) return titled.has(expression.text) ? { titles: [title.text] } : undefined;
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return undefined;
  const { expression: block, name } = expression.expression;
  if (!ts.isIdentifier(block) || !titled.has(block.text) || name.text !== "each") return undefined;
  return { titles: [title.text, ...rowTitles(expression.arguments[0], source)] };
}

/** The text with which each row of a table begins. */
function rowTitles(table: ts.Expression | undefined, source: ts.SourceFile): string[] {
  if (!table) return [];
  if (ts.isAsExpression(table)) return rowTitles(table.expression, source);
  if (ts.isIdentifier(table)) return rowTitles(initializerOf(table.text, source), source);
  if (!ts.isArrayLiteralExpression(table)) return [];
  const firsts = table.elements.map((row) => (ts.isArrayLiteralExpression(row) ? row.elements[0] : row));
  return firsts.flatMap((first) => (first && ts.isStringLiteralLike(first) ? [first.text] : []));
}

/** What a constant of the file is set to. */
function initializerOf(name: string, source: ts.SourceFile): ts.Expression | undefined {
  const constants = source.statements.filter(ts.isVariableStatement).flatMap((one) => [...one.declarationList.declarations]);
  return constants.find((one) => ts.isIdentifier(one.name) && one.name.text === name)?.initializer;
}
