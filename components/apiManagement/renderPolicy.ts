import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A piece of policy XML that was rendered from a file: put into another document as it is, not escaped. */
export class PolicyPiece {
  constructor(/** Rendered XML, every value in it escaped. */ readonly xml: string) {}
}

/** What a token stands for: a plain value, or a piece of XML that was rendered before. */
export type TokenValue = string | number | boolean | PolicyPiece;

/** Name of a token, without `${}` → its value. */
export type Tokens = Readonly<Record<string, TokenValue>>;

/** No XML: what an optional piece is when it is not wanted. */
export const nothing = new PolicyPiece("");

/** Pieces one after another. */
export const joined = (...pieces: PolicyPiece[]): PolicyPiece => new PolicyPiece(pieces.map(({ xml }) => xml).join("\n"));

/**
 * Renders a policy document of the `xml` folder: `${token}` becomes the token's value, escaped for XML. `{{named-value}}`
 * and expressions, `@(…)` and `@{…}`, stay as they are; inside an expression a value must be harmless in a C# string.
 *
 * @param file Name in the `xml` folder, such as `global.xml`.
 * @throws Error that lists every token without a value, every value without a token, and every value that cannot stand
 *   where its token is.
 */
export function renderPolicy(file: string, tokens: Tokens = {}): string {
  return renderText(file, readFileSync(join(__dirname, "xml", file), "utf8"), tokens);
}

/** Renders a file of the `xml` folder with the root `<fragment>`; what is in the root can be the value of another's token. */
export function renderPiece(file: string, tokens: Tokens = {}): PolicyPiece {
  const inner = /^<fragment>\n(.*)\n<\/fragment>\n?$/s.exec(renderPolicy(file, tokens))?.[1];
  if (inner === undefined) throw new Error(`${file}: a piece has the root <fragment>, on lines of its own`);
  return new PolicyPiece(inner.replaceAll(/^ {4}/gm, ""));
}

/** `renderPolicy` for a text that is already there; `name` stands in errors. */
export function renderText(name: string, template: string, tokens: Tokens): string {
  const problems: string[] = [];
  const used = new Set<string>();
  const expressions = expressionRanges(template);
  const rendered = template.replace(/\$\{([^{}]*)\}/g, (whole, token: string, at: number) => {
    used.add(token);
    const value = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    if (value === undefined) problems.push(`unknown token \${${token}}`);
    else {
      const inside = expressions.some(([start, end]) => at > start && at < end);
      const problem = refusal(value, inside);
      if (!problem) return text(value, inside, template.slice(template.lastIndexOf("\n", at) + 1, at));
      problems.push(`token \${${token}} ${problem}`);
    }
    return whole;
  });
  problems.push(
    ...Object.keys(tokens)
      .filter((token) => !used.has(token))
      .map((token) => `unused token \${${token}}`),
  );
  if (problems.length > 0) throw new Error(`${name}: ${[...new Set(problems)].join("; ")}`);
  return rendered;
}

/** Why a value cannot stand where its token is; undefined when it can. */
function refusal(value: TokenValue, insideExpression: boolean): string | undefined {
  if (value instanceof PolicyPiece) return insideExpression ? "puts XML into an expression" : undefined;
  const plain = String(value);
  if (plain.includes("{{")) return "would name a named value: {{";
  if (insideExpression)
    return /["'\\<>&\p{Cc}]/u.test(plain) ? `does not fit into a C# string: ${JSON.stringify(plain)}` : undefined;
  return /^\s*@[({]/.test(plain) ? `would become an expression: ${JSON.stringify(plain)}` : undefined;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** @param before What stands before the token on its line: a piece is indented like it. */
function text(value: TokenValue, insideExpression: boolean, before: string): string {
  if (value instanceof PolicyPiece) return value.xml.replaceAll("\n", `\n${/^\s*/.exec(before)![0]}`);
  return insideExpression ? String(value) : String(value).replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Where the expressions of a document begin and end. Brackets in C# strings do not count. */
export function expressionRanges(document: string): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  for (let at = document.search(/@[({]/); at >= 0;) {
    const end = closingBracket(document, at + 1);
    ranges.push([at, end]);
    const next = document.slice(end).search(/@[({]/);
    at = next < 0 ? -1 : end + next;
  }
  return ranges;
}

/** Index of the bracket that closes the one at `start`; the end of the text when none does. */
function closingBracket(document: string, start: number): number {
  let depth = 0;
  const parts = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'|[([{]|[)\]}]/g;
  parts.lastIndex = start;
  for (let part = parts.exec(document); part; part = parts.exec(document)) {
    if (/^[([{]$/.test(part[0])) depth += 1;
    else if (/^[)\]}]$/.test(part[0]) && --depth === 0) return part.index;
  }
  return document.length;
}
