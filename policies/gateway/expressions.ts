/**
 * Makes well-formed XML of a policy document in API Management's format `rawxml`, in which the C# of an expression stands as it is:
 * with quotes, `<` and `&`. Only expressions are changed; what else is not well-formed stays so, and the parser refuses it.
 */
export function escapedExpressions(document: string): string {
  let out = "";
  let at = 0;
  while (at < document.length) {
    const end = skipped(document, at);
    if (end !== undefined) {
      out += document.slice(at, end);
      at = end;
    } else if (document[at] === "<") {
      const tag = escapedTag(document, at);
      out += tag.text;
      at = tag.end;
    } else {
      const text = escapedText(document, at);
      out += text.text;
      at = text.end;
    }
  }
  return out;
}

interface Piece {
  text: string;
  end: number;
}

/** The end of a comment, CDATA section or declaration that begins here. */
function skipped(document: string, at: number): number | undefined {
  const kinds = [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
  ] as const;
  const kind = kinds.find(([begin]) => document.startsWith(begin, at));
  if (!kind) return undefined;
  const end = document.indexOf(kind[1], at + kind[0].length);
  return end < 0 ? document.length : end + kind[1].length;
}

function escapedTag(document: string, start: number): Piece {
  let out = "<";
  let at = start + 1;
  while (at < document.length && document[at] !== ">") {
    const quote = document[at];
    if (quote !== '"' && quote !== "'") {
      out += document[at++];
      continue;
    }
    const end = valueEnd(document, at + 1, quote);
    out += quote + escapedValue(document.slice(at + 1, end)) + (document[end] ?? "");
    at = end + 1;
  }
  return { text: out + (document[at] ?? ""), end: at + 1 };
}

/** Where the value of an attribute ends: after the expression that it is, or at the next quote. */
function valueEnd(document: string, at: number, quote: string): number {
  const end = isExpression(document, at) ? expressionEnd(document, at) : at;
  const next = document.indexOf(quote, end);
  return next < 0 ? document.length : next;
}

function escapedValue(value: string): string {
  return isExpression(value, 0) ? escape(value) : value;
}

function escapedText(document: string, start: number): Piece {
  const from = start + (/^\s*/.exec(document.slice(start, start + 2_000))?.[0].length ?? 0);
  const end = isExpression(document, from) ? expressionEnd(document, from) : start;
  const next = document.indexOf("<", end);
  const stop = next < 0 ? document.length : Math.max(next, start + (end === start && document[start] !== "<" ? 1 : 0));
  return { text: escape(document.slice(start, end)) + document.slice(end, stop), end: stop };
}

function isExpression(text: string, at: number): boolean {
  return text.startsWith("@(", at) || text.startsWith("@{", at);
}

/** The place after the bracket that closes the expression; the end of the text when none does. */
function expressionEnd(text: string, start: number): number {
  const [open, close] = text[start + 1] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    const literal = literalEnd(text, at);
    if (literal !== undefined) at = literal - 1;
    else if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The end of a string, character or comment of C# that begins here. */
function literalEnd(text: string, at: number): number | undefined {
  const rest = /@"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
  rest.lastIndex = at;
  const found = rest.exec(text);
  return found ? at + found[0].length : undefined;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
