import type { Node } from "web-tree-sitter";
import { branch } from "./branches";
import { Code, ExpressionError, Frame, Scope } from "./code";
import { common, converter, describe } from "./conversions";
import { compile, compileAsType, field, namedType, parts } from "./expressions";
import { library } from "./library/index";
import { make, same, show, Type, typeOf } from "./types";
import { caughtBy, CsException, iterate, Value } from "./values";

/** How a statement ended, when not at its end. */
type End = { returned: Value } | "break" | "continue" | undefined;
type Run = (frame: Frame) => End;

/** What `return` gives in a body; the types of all are joined. */
interface Body {
  returns: { node: Node; code: Code; convert: (value: Value) => Value }[];
}

type Compile = (node: Node, scope: Scope, body: Body) => Run;

const compilers: Readonly<Record<string, Compile>> = {
  block: (node, scope, body) => sequence(parts(node), scope.block(), body),
  global_statement: (node, scope, body) => statement(parts(node)[0]!, scope, body),
  local_declaration_statement: declaration,
  expression_statement: expressionStatement,
  return_statement: returnStatement,
  if_statement: ifStatement,
  foreach_statement: forEach,
  for_statement: forStatement,
  while_statement: whileStatement,
  try_statement: tryStatement,
  switch_statement: switchStatement,
  throw_statement: throwStatement,
  break_statement: () => () => "break",
  continue_statement: () => () => "continue",
  empty_statement: () => () => undefined,
};

/**
 * A body in braces, as the code of what it returns.
 *
 * @param boxed Whether each `return` gives an `object`, as in an expression itself; else all are made one type, as in a lambda.
 */
export function runBody(node: Node, scope: Scope, boxed = false): Code {
  const body: Body = { returns: [] };
  const run = sequence(parts(node), scope, body);
  const type = boxed ? onlyType(node, body) : joined(node, body);
  return {
    type,
    run: (frame) => {
      const end = run(frame);
      if (end && typeof end === "object") return end.returned;
      throw new CsException("InvalidOperationException", "the expression ends without a value");
    },
  };
}

function onlyType(node: Node, body: Body): Type {
  const [first, ...others] = body.returns;
  if (!first) throw new ExpressionError(node, "the expression returns nothing");
  return others.every(({ code }) => same(code.type, first.code.type)) ? first.code.type : typeOf("object");
}

function joined(node: Node, body: Body): Type {
  const [first, ...others] = body.returns;
  if (!first) throw new ExpressionError(node, "the expression returns nothing");
  const type = others.reduce<Type | undefined>(
    (found, { code }) => found && common({ type: found, run: code.run }, code),
    first.code.type,
  );
  // At the outermost level values of several types are objects.
  const result = type ?? typeOf("object");
  for (const entry of body.returns) {
    const convert = converter(entry.code, result);
    if (!convert) throw new ExpressionError(entry.node, `cannot convert ${describe(entry.code)} to ${show(result)}`);
    entry.convert = convert;
  }
  return result;
}

function statement(node: Node, scope: Scope, body: Body): Run {
  const compiler = compilers[node.type];
  if (!compiler)
    throw new ExpressionError(
      node,
      `${node.type.replaceAll("_", " ")} is outside of what is simulated: ${node.text.slice(0, 80)}`,
    );
  return compiler(node, scope, body);
}

function sequence(nodes: Node[], scope: Scope, body: Body): Run {
  const steps = nodes.map((node) => statement(node, scope, body));
  return (frame) => {
    for (const step of steps) {
      const end = step(frame);
      if (end) return end;
    }
    return undefined;
  };
}

function declaration(node: Node, scope: Scope): Run {
  const variables = parts(node).find(({ type }) => type === "variable_declaration")!;
  const steps = declare(variables, scope);
  return (frame) => {
    for (const step of steps) step(frame);
    return undefined;
  };
}

function declare(node: Node, scope: Scope): ((frame: Frame) => void)[] {
  const typeNode = field(node, "type");
  const given = typeNode.type === "implicit_type" ? undefined : namedType(typeNode);
  return parts(node)
    .filter(({ type }) => type === "variable_declarator")
    .map((declarator) => {
      const name = field(declarator, "name");
      const valueNode = parts(declarator).at(-1)!;
      if (valueNode.startIndex === name.startIndex) {
        if (!given) throw new ExpressionError(declarator, `the variable ${name.text} needs a type`);
        scope.declare(name, name.text, given);
        return () => undefined;
      }
      const code = given ? compileAsType(valueNode, scope, given) : compile(valueNode, scope);
      if (code.type.name === "null" || code.type.name === "void")
        throw new ExpressionError(declarator, `the variable ${name.text} needs a type`);
      const index = scope.declare(name, name.text, code.type);
      return (frame: Frame) => void (frame.values[index] = code.run(frame));
    });
}

function expressionStatement(node: Node, scope: Scope): Run {
  const code = compile(parts(node)[0]!, scope);
  return (frame) => void code.run(frame);
}

function returnStatement(node: Node, scope: Scope, body: Body): Run {
  const value = parts(node)[0];
  if (!value) throw new ExpressionError(node, "return needs a value");
  const code = compile(value, scope);
  const entry = { node: value, code, convert: (result: Value) => result };
  body.returns.push(entry);
  return (frame) => ({ returned: entry.convert(code.run(frame)) });
}

function ifStatement(node: Node, scope: Scope, body: Body): Run {
  const condition = compileAsType(field(node, "condition"), scope, typeOf("bool"));
  const yes = branch(node, "yes", statement(field(node, "consequence"), scope.block(), body));
  const other = node.childForFieldName("alternative");
  const no = branch<Run>(node, "no", other ? statement(other, scope.block(), body) : () => undefined);
  return (frame) => (condition.run(frame) ? yes(frame) : no(frame));
}

function forEach(node: Node, scope: Scope, body: Body): Run {
  const source = compile(field(node, "right"), scope);
  const element = library.ancestry(source.type).find(({ name }) => name === "IEnumerable")?.args[0];
  const typeNode = field(node, "type");
  const type = typeNode.type === "implicit_type" ? (element ?? typeOf("object")) : namedType(typeNode);
  const inner = scope.block();
  const index = inner.declare(node, field(node, "left").text, type);
  const run = statement(field(node, "body"), inner, body);
  return (frame) => {
    for (const value of iterate(source.run(frame))) {
      frame.values[index] = value;
      const end = run(frame);
      if (end === "break") break;
      if (end && end !== "continue") return end;
    }
    return undefined;
  };
}

/** More rounds than any policy needs: API Management would stop such an expression too. */
const mostRounds = 1_000_000;

function loop(node: Node, condition: ((frame: Frame) => Value) | undefined, run: Run, update: (frame: Frame) => void): Run {
  return (frame) => {
    for (let round = 0; !condition || condition(frame); update(frame), round += 1) {
      if (round > mostRounds) throw new ExpressionError(node, "the loop does not end");
      const end = run(frame);
      if (end === "break") break;
      if (end && end !== "continue") return end;
    }
    return undefined;
  };
}

function whileStatement(node: Node, scope: Scope, body: Body): Run {
  const condition = compileAsType(field(node, "condition"), scope, typeOf("bool"));
  const run = statement(field(node, "body"), scope.block(), body);
  return loop(
    node,
    (frame) => condition.run(frame),
    run,
    () => undefined,
  );
}

function forStatement(node: Node, scope: Scope, body: Body): Run {
  const inner = scope.block();
  const first = node.childForFieldName("initializer");
  const start =
    first?.type === "variable_declaration" ? declare(first, inner) : first ? [compile(first, inner)].map(({ run }) => run) : [];
  const test = node.childForFieldName("condition");
  const condition = test ? compileAsType(test, inner, typeOf("bool")) : undefined;
  const updates = node.childrenForFieldName("update").map((update) => compile(update, inner));
  const run = statement(field(node, "body"), inner.block(), body);
  const rounds = loop(node, condition && ((frame) => condition.run(frame)), run, (frame) =>
    updates.forEach((update) => update.run(frame)),
  );
  return (frame) => {
    for (const step of start) step(frame);
    return rounds(frame);
  };
}

function tryStatement(node: Node, scope: Scope, body: Body): Run {
  const run = statement(field(node, "body"), scope, body);
  const catches = parts(node)
    .filter(({ type }) => type === "catch_clause")
    .map((clause) => catchClause(clause, scope, body));
  const last = parts(node).find(({ type }) => type === "finally_clause");
  const after = last && statement(parts(last)[0]!, scope, body);
  return (frame) => {
    try {
      return run(frame);
    } catch (error) {
      if (!(error instanceof CsException)) throw error;
      const clause = catches.find(({ type }) => caughtBy(error, type));
      if (!clause) throw error;
      return clause.run(frame, error);
    } finally {
      after?.(frame);
    }
  };
}

function catchClause(node: Node, scope: Scope, body: Body): { type: string; run(frame: Frame, error: CsException): End } {
  const inner = scope.block();
  const declared = parts(node).find(({ type }) => type === "catch_declaration");
  if (parts(node).some(({ type }) => type === "catch_filter_clause"))
    throw new ExpressionError(node, "catch … when is outside of what is simulated");
  const type = declared ? field(declared, "type").text.replace(/^.*\./, "") : "Exception";
  const name = declared?.childForFieldName("name");
  const index = name ? inner.declare(name, name.text, make("Exception")) : undefined;
  const run = branch(node, "run", statement(field(node, "body"), inner, body));
  return {
    type,
    run: (frame, error) => {
      if (index !== undefined) frame.values[index] = error;
      return run(frame);
    },
  };
}

function switchStatement(node: Node, scope: Scope, body: Body): Run {
  const value = compile(field(node, "value"), scope);
  const sections = parts(field(node, "body")).map((section) => {
    const labels = parts(section).filter(({ type }) => type === "constant_pattern");
    const constants = labels.map((label) => compileAsType(parts(label)[0]!, scope, value.type));
    const isDefault = section.children.some(({ type }) => type === "default");
    const run = branch(
      section,
      "run",
      sequence(
        parts(section).filter(({ type }) => !type.endsWith("_pattern")),
        scope.block(),
        body,
      ),
    );
    return { constants, isDefault, run };
  });
  return (frame) => {
    const given = value.run(frame);
    const chosen =
      sections.find(({ constants }) => constants.some((constant) => constant.run(frame) === given)) ??
      sections.find(({ isDefault }) => isDefault);
    const end = chosen?.run(frame);
    return end === "break" ? undefined : end;
  };
}

function throwStatement(node: Node, scope: Scope): Run {
  const value = parts(node)[0];
  if (!value) throw new ExpressionError(node, "throw without an exception is outside of what is simulated");
  const code = compile(value, scope);
  return (frame) => {
    throw code.run(frame);
  };
}
