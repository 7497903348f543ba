import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Node, Parser } from "web-tree-sitter";
import { watched, Watch } from "./branches";
import { Code, ExpressionError, Frame, Scope } from "./code";
import { compile } from "./expressions";
import { runBody } from "./statements";
import { recalling } from "./recall";
import { Type } from "./types";
import { PolicyContext } from "./policyContext";
import { Value } from "./values";

/** A C# expression of a policy, ready to run. */
export interface Expression {
  /** Type of the result at compile time. */
  type: Type;
  /** What stands between the brackets. */
  text: string;
  /** Whether it reads the body of the answer, which then has to be there as a whole. */
  readsResponseBody: boolean;
  /** Runs it. @throws CsException where C# throws */
  run(context: PolicyContext): Value;
}

/** Why a text is no expression that can be run here: `line` counts from the one on which the text starts. */
export class ExpressionFault extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

let ready: Promise<Parser> | undefined;

/** Expressions that were compiled: documents repeat them, and so do gateways. */
const known = new Map<string, Expression>();

async function makeParser(): Promise<Parser> {
  await Parser.init();
  const file = createRequire(__filename).resolve("tree-sitter-c-sharp/tree-sitter-c_sharp.wasm");
  return new Parser().setLanguage(await Language.load(new Uint8Array(await readFile(file))));
}

/** Compiles what stands between the brackets; `watch` is told of every branch, which costs time. */
type ExpressionCompiler = (text: string, block: boolean, watch?: Watch) => Expression;

/** Makes the compiler of expressions: it is there once, whoever asks. */
export async function expressionCompiler(): Promise<ExpressionCompiler> {
  const parser = await (ready ??= makeParser());
  return (text, block, watch) => {
    if (watch) return watched(watch, () => compileText(parser, text, block, (_text, run) => run));
    const key = `${block}${text}`;
    const found = known.get(key) ?? compileText(parser, text, block, recalling);
    known.set(key, found);
    return found;
  };
}

/** In front of an expression, so that the parser sees a statement or a body. */
const before = { true: "object E() {", false: "return (" };

function compileText(parser: Parser, text: string, block: boolean, running: typeof recalling): Expression {
  const tree = parser.parse(block ? `${before.true}${text}\n}` : `${before.false}${text}\n);`);
  if (!tree) throw new ExpressionFault(0, "cannot be read");
  try {
    const fault = faultIn(tree.rootNode);
    if (fault)
      throw new ExpressionFault(
        fault.startPosition.row,
        `no C#, or outside of what is simulated, near: ${fault.text.trim().slice(0, 60) || "the end"}`,
      );
    const code = block ? blockCode(tree.rootNode) : expressionCode(tree.rootNode);
    if (code.type.name === "void") throw new ExpressionFault(0, "the expression gives nothing");
    const readsResponseBody = /context\s*\.\s*Response\s*\??\s*\.\s*Body/.test(text);
    return { type: code.type, text, readsResponseBody, run: running(text, (context) => code.run(frameOf(context))) };
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionFault(error.node.startPosition.row, error.message);
    throw error;
  } finally {
    tree.delete();
  }
}

const frameOf = (context: PolicyContext): Frame => ({ context, values: [], up: undefined });

function expressionCode(root: Node): Code {
  const statement = root.namedChildren[0]?.namedChildren[0];
  const value = statement?.namedChildren.filter(({ type }) => type !== "comment")[0];
  if (root.namedChildren.length !== 1 || !value) throw new ExpressionFault(0, "one expression is expected");
  return compile(value, Scope.outermost());
}

function blockCode(root: Node): Code {
  const body = find(root, "block");
  if (!body) throw new ExpressionFault(0, "statements are expected");
  return runBody(body, Scope.outermost(), true);
}

function find(node: Node, type: string): Node | undefined {
  for (const child of node.namedChildren) {
    const found = child.type === type ? child : find(child, type);
    if (found) return found;
  }
  return undefined;
}

function faultIn(node: Node): Node | undefined {
  if (!node.hasError && !node.isMissing) return undefined;
  if (node.isError || node.isMissing) return node;
  for (const child of node.children) {
    const found = faultIn(child);
    if (found) return found;
  }
  return node;
}
