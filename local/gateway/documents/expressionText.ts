/** An expression as it stands in a policy document, and where. */
export interface ExpressionText {
  /** C# between the brackets, entities resolved. */
  code: string;
  /** `@{…}` rather than `@(…)`. */
  block: boolean;
  /** Line of the document, from 1. */
  line: number;
}

const entities: Readonly<Record<string, string>> = { "&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** What stands in the XML in the place of expression number N. */
const marker = (index: number): string => `@expression:${index};`;
const markerPattern = /^\s*@expression:(\d+);\s*$/;

/** Number of the expression that a value is; undefined when it is a plain value. */
export function expressionIndex(value: string): number | undefined {
  const match = markerPattern.exec(value);
  return match ? Number(match[1]) : undefined;
}

/**
 * Takes the expressions out of a document in the format `rawxml`, in which they may hold quotes, `<` and `&` as they are. What is left is
 * XML; lines stay where they are.
 *
 * @throws Error with the line of an expression that does not end.
 */
export function extractExpressions(document: string): { xml: string; expressions: ExpressionText[] } {
  const expressions: ExpressionText[] = [];
  let xml = "";
  let from = 0;
  const starts = /<!--[\s\S]*?-->|([>"'])(\s*)@([({])/g;
  for (let match = starts.exec(document); match; match = starts.exec(document)) {
    if (match[3] === undefined) continue;
    const open = match.index + match[0].length - 1;
    const line = lineAt(document, open);
    const end = closing(document, open);
    if (end < 0) throw new Error(`line ${line}: the expression does not end`);
    const raw = document.slice(open + 1, end);
    const code = raw.replace(/&(quot|apos|lt|gt|amp);/g, (entity) => entities[entity]!);
    xml += document.slice(from, open - 1) + marker(expressions.length) + "\n".repeat(raw.split("\n").length - 1);
    expressions.push({ code, block: match[3] === "{", line });
    from = end + 1;
    starts.lastIndex = from;
  }
  return { xml: xml + document.slice(from), expressions };
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** Strings, characters and comments are skipped as one, so the brackets in them do not count. */
const pieces =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$?@\$?(?:"(?:[^"]|"")*"|&quot;(?:(?!&quot;)[\s\S]|&quot;&quot;)*&quot;)|"(?:\\.|[^"\\\n])*"|&quot;(?:\\.|(?!&quot;)[^\\\n])*&quot;|'(?:\\[^']+|[^'\\])'|[([{]|[)\]}]/g;

function closing(text: string, open: number): number {
  let depth = 0;
  pieces.lastIndex = open;
  for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
    if (/^[([{]$/.test(piece[0])) depth += 1;
    else if (/^[)\]}]$/.test(piece[0]) && --depth === 0) return piece.index;
  }
  return -1;
}
