import type { Node } from "web-tree-sitter";
import { Code, ExpressionError } from "./code";
import { make, typeOf } from "./types";
import { Char, Double, Value } from "./values";

const constant = (type: string, value: Value): Code => ({ type: typeOf(type), run: () => value, constant: { value } });

/** The code of a literal; undefined when the node is none. */
export function literal(node: Node): Code | undefined {
  switch (node.type) {
    case "null_literal":
      return { type: make("null"), run: () => null };
    case "boolean_literal":
      return constant("bool", node.text === "true");
    case "string_literal":
      return constant("string", unescape(node, node.text.slice(1, -1)));
    case "verbatim_string_literal":
      return constant("string", node.text.slice(2, -1).replaceAll('""', '"'));
    case "character_literal":
      return constant("char", new Char(unescape(node, node.text.slice(1, -1))));
    case "integer_literal":
      return integer(node);
    case "real_literal":
      return real(node);
    default:
      return undefined;
  }
}

function integer(node: Node): Code {
  const text = node.text.replaceAll("_", "");
  const digits = text.replace(/l$/i, "");
  if (!/^(\d+|0[xX][0-9a-fA-F]+)$/.test(digits))
    throw new ExpressionError(node, `the number ${node.text} is outside of what is simulated`);
  const value = BigInt(digits);
  return digits.length < text.length || value > 2_147_483_647n ? constant("long", value) : constant("int", Number(value));
}

function real(node: Node): Code {
  const digits = node.text.replaceAll("_", "").replace(/d$/i, "");
  if (!/^[\d.eE+-]+$/.test(digits)) throw new ExpressionError(node, `the number ${node.text} is outside of what is simulated`);
  return constant("double", new Double(Number(digits)));
}

const simple: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "0": "\0",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

function unescape(node: Node, text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{1,4}|.)/gs, (whole, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
    const value = simple[escape];
    if (value === undefined) throw new ExpressionError(node, `unknown escape ${whole}`);
    return value;
  });
}
