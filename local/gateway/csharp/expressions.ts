import type { Node } from "web-tree-sitter";
import { branch } from "./branches";
import { compileInvocation, compileMember, compileCreation, compileIndex, conditionalAccess } from "./calls";
import { Code, ExpressionError, frameAt, Scope } from "./code";
import { cast, common, converted, describe, isValueOf } from "./conversions";
import { library } from "./library/index";
import { literal } from "./literals";
import { compileAssignment, compileBinary, compileUnary } from "./operators";
import { textOf } from "./text";
import { make, show, Type, typeOf } from "./types";
import { Value } from "./values";

type Compile = (node: Node, scope: Scope) => Code;

/** The child of a node by its name in the grammar. @throws ExpressionError when there is none */
export const field = (node: Node, name: string): Node => {
  const found = node.childForFieldName(name);
  if (!found) throw new ExpressionError(node, `incomplete: ${node.text}`);
  return found;
};

/** Named children that are no comments. */
export const parts = (node: Node): Node[] => node.namedChildren.filter(({ type }) => type !== "comment");

const compilers: Readonly<Record<string, Compile>> = {
  parenthesized_expression: (node, scope) => ({ ...compile(parts(node)[0]!, scope), chain: undefined }),
  identifier: compileName,
  member_access_expression: compileMember,
  element_access_expression: compileIndex,
  invocation_expression: compileInvocation,
  conditional_access_expression: conditionalAccess,
  object_creation_expression: compileCreation,
  array_creation_expression: compileArray,
  implicit_array_creation_expression: compileArray,
  binary_expression: compileBinary,
  prefix_unary_expression: compileUnary,
  postfix_unary_expression: compileUnary,
  assignment_expression: compileAssignment,
  conditional_expression: compileConditional,
  cast_expression: compileCast,
  as_expression: compileAs,
  is_expression: compileIs,
  is_pattern_expression: compileIs,
  interpolated_string_expression: compileInterpolated,
  default_expression: compileDefault,
};

/** Makes an expression ready to run. */
export function compile(node: Node, scope: Scope): Code {
  const known = literal(node);
  if (known) return known;
  const compiler = compilers[node.type];
  if (!compiler)
    throw new ExpressionError(
      node,
      `${node.type.replaceAll("_", " ")} is outside of what is simulated: ${node.text.slice(0, 80)}`,
    );
  return compiler(node, scope);
}

/** An expression as a type, by implicit conversion. */
export function compileAsType(node: Node, scope: Scope, type: Type): Code {
  const code = compile(node, scope);
  const made = converted(code, type);
  if (!made) throw new ExpressionError(node, `cannot convert ${describe(code)} to ${show(type)}: ${node.text}`);
  return made;
}

function compileName(node: Node, scope: Scope): Code {
  const name = node.text;
  const local = scope.lookup(name);
  if (local) {
    const { type, index, depth } = local;
    return {
      type,
      run: depth === 0 ? (frame) => frame.values[index] : (frame) => frameAt(frame, depth).values[index],
      set: (frame, value) => void (frameAt(frame, depth).values[index] = value),
    };
  }
  if (name === "context") return { type: make("IContext"), run: (frame) => frame.context };
  throw new ExpressionError(node, `unknown name ${name}`);
}

/** The type that a node names. */
export function namedType(node: Node): Type {
  const text = node.text.replace(/\bSystem\.(?:[A-Z]\w+\.)*/g, "").replace(/Newtonsoft\.Json\.(Linq\.)?/g, "");
  const aliases: Readonly<Record<string, string>> = {
    String: "string",
    Boolean: "bool",
    Int32: "int",
    Int64: "long",
    Object: "object",
    Decimal: "decimal",
  };
  const type = typeOf(
    text.replace(/\b(String|Boolean|Int32|Int64|Object)\b/g, (word) => aliases[word]!).replace(/\bDouble\b/g, "double"),
  );
  check(node, type);
  return type;
}

function check(node: Node, type: Type): void {
  if (!["[]", "Nullable"].includes(type.name) && !library.hasType(type.name))
    throw new ExpressionError(node, `the type ${show(type)} is outside of what is simulated`);
  for (const arg of type.args) check(node, arg);
}

function compileConditional(node: Node, scope: Scope): Code {
  const condition = compileAsType(field(node, "condition"), scope, typeOf("bool"));
  const yes = compile(field(node, "consequence"), scope);
  const no = compile(field(node, "alternative"), scope);
  const type = common(yes, no);
  if (!type) throw new ExpressionError(node, `both branches need one type: ${describe(yes)} and ${describe(no)}`);
  const a = branch(node, "yes", converted(yes, type)!.run);
  const b = branch(node, "no", converted(no, type)!.run);
  return { type, run: (frame) => (condition.run(frame) ? a(frame) : b(frame)) };
}

function compileCast(node: Node, scope: Scope): Code {
  const type = namedType(field(node, "type"));
  const code = compile(field(node, "value"), scope);
  const convert = cast(code, type);
  if (!convert) throw new ExpressionError(node, `cannot cast ${describe(code)} to ${show(type)}: ${node.text}`);
  return { type, run: (frame) => convert(code.run(frame)) };
}

function compileAs(node: Node, scope: Scope): Code {
  const type = namedType(field(node, "right"));
  const code = compile(field(node, "left"), scope);
  if (library.isValueType(type)) throw new ExpressionError(node, `as needs a type that can be null, not ${show(type)}`);
  return {
    type,
    run: (frame) => {
      const value = code.run(frame);
      return isValueOf(value, type) ? value : null;
    },
  };
}

function compileIs(node: Node, scope: Scope): Code {
  const left = node.childForFieldName("left") ?? node.childForFieldName("expression") ?? parts(node)[0]!;
  const right = node.childForFieldName("right") ?? node.childForFieldName("pattern") ?? parts(node)[1]!;
  const code = compile(left, scope);
  const test = compilePattern(right, scope);
  return { type: typeOf("bool"), run: (frame) => test(frame, code.run(frame)) };
}

type Test = (frame: Parameters<Code["run"]>[0], value: Value) => boolean;

function compilePattern(node: Node, scope: Scope): Test {
  const inner = parts(node);
  if (node.type === "negated_pattern") {
    const test = compilePattern(inner[0]!, scope);
    return (frame, value) => !test(frame, value);
  }
  if (node.type === "null_literal" || (node.type === "constant_pattern" && inner[0]?.type === "null_literal"))
    return (_, value) => value === null;
  if (node.type === "declaration_pattern") {
    const type = namedType(field(node, "type"));
    const index = scope.declare(node, field(node, "name").text, type);
    return (frame, value) => {
      const matches = isValueOf(value, type);
      if (matches) frame.values[index] = value;
      return matches;
    };
  }
  if (node.type === "constant_pattern" && inner[0]) {
    const constant = literal(inner[0]);
    if (constant) return (frame, value) => textOf(value) === textOf(constant.run(frame)) && value !== null;
  }
  const type = namedType(node.type === "type_pattern" || node.type === "constant_pattern" ? (inner[0] ?? node) : node);
  return (_, value) => isValueOf(value, type);
}

function compileInterpolated(node: Node, scope: Scope): Code {
  const pieces = node.namedChildren.flatMap((child): ((frame: Parameters<Code["run"]>[0]) => string)[] => {
    if (child.type === "string_content") {
      const verbatim = /^(\$@|@\$)/.test(node.text);
      const text = verbatim ? child.text.replaceAll('""', '"') : child.text;
      const plain = text.replaceAll("{{", "{").replaceAll("}}", "}");
      return [() => plain];
    }
    if (child.type === "escape_sequence") {
      const value = JSON.parse(`"${child.text.replace(/^\\'/, "'")}"`) as string;
      return [() => value];
    }
    if (child.type !== "interpolation") return [];
    const [value, format] = parts(child).filter(({ type }) => type !== "interpolation_brace");
    if (format)
      throw new ExpressionError(format, `a format in an interpolated string is outside of what is simulated: ${child.text}`);
    const code = compile(value!, scope);
    return [(frame) => textOf(code.run(frame))];
  });
  return { type: typeOf("string"), run: (frame) => pieces.map((piece) => piece(frame)).join("") };
}

function compileArray(node: Node, scope: Scope): Code {
  const initializer = parts(node).find(({ type }) => type === "initializer_expression");
  const typeNode = node.childForFieldName("type");
  if (!initializer)
    throw new ExpressionError(node, `an array without its elements is outside of what is simulated: ${node.text}`);
  const items = parts(initializer).map((item) => compile(item, scope));
  const element = typeNode ? namedType(typeNode).args[0] : items.map(({ type }) => type).find(({ name }) => name !== "null");
  if (!element) throw new ExpressionError(node, `the array needs a type: ${node.text}`);
  const made = items.map((item, index) => {
    const code = converted(item, element);
    if (!code) throw new ExpressionError(parts(initializer)[index]!, `cannot convert ${describe(item)} to ${show(element)}`);
    return code;
  });
  return { type: make("[]", element), run: (frame) => made.map((code) => code.run(frame)) };
}

function compileDefault(node: Node): Code {
  const typeNode = node.childForFieldName("type");
  if (!typeNode) return { type: make("null"), run: () => null };
  const type = namedType(typeNode);
  const zeros: Readonly<Record<string, Value>> = { bool: false, int: 0, long: 0n };
  if (library.isValueType(type) && !(type.name in zeros))
    throw new ExpressionError(node, `default(${show(type)}) is outside of what is simulated`);
  return { type, run: () => zeros[type.name] ?? null };
}
