import type { Node } from "web-tree-sitter";
import { branch } from "./branches";
import { Code, ExpressionError, Frame, Scope } from "./code";
import { common, converted, converter, describe } from "./conversions";
import { compile, compileAsType, field, parts } from "./expressions";
import { library } from "./library/index";
import { wrapInt, wrapLong } from "./numbers";
import { textOf } from "./text";
import { make, show, Type, typeOf } from "./types";
import { CsException, DateTime, DateTimeOffset, Double, Enum, equal, TimeSpan, Value } from "./values";

const bool = typeOf("bool");
const numeric = ["int", "long", "double"];

const bare = (type: Type): Type => (type.name === "Nullable" ? type.args[0]! : type);
const isToken = (type: Type): boolean => library.isA(type, typeOf("JToken"));

/** An operator between two values. @throws ExpressionError where C# has none for the types */
export function compileBinary(node: Node, scope: Scope): Code {
  const operator = field(node, "operator").text;
  const [left, right] = [field(node, "left"), field(node, "right")];
  if (operator === "&&" || operator === "||") {
    const [a, b] = [compileAsType(left, scope, bool), compileAsType(right, scope, bool)];
    const more = branch(node, "right side", b.run);
    const run = operator === "&&" ? (frame: Frame) => a.run(frame) && more(frame) : (frame: Frame) => a.run(frame) || more(frame);
    return { type: bool, run: ways(node, run) };
  }
  const [a, b] = [compile(left, scope), compile(right, scope)];
  if (operator === "??") return coalesce(node, a, b);
  return binary(node, operator, a, b);
}

function coalesce(node: Node, a: Code, b: Code): Code {
  const left: Code = a.type.name === "Nullable" && b.type.name !== "null" ? { ...a, type: a.type.args[0]! } : a;
  const type = common(left, b);
  const [first, second] = type ? [converted(left, type), converted(b, type)] : [];
  if (!type || !first || !second) throw new ExpressionError(node, `?? needs one type: ${describe(a)} and ${describe(b)}`);
  // The left side is converted only when it is not null.
  const convert = branch(node, "value", converter(left, type)!);
  const otherwise = branch(node, "null", second.run);
  return {
    type,
    run: (frame) => {
      const value = a.run(frame);
      return value === null ? otherwise(frame) : convert(value);
    },
  };
}

/** What `&&` or `||` gives are two branches. */
function ways(node: Node, run: Code["run"]): Code["run"] {
  const [yes, no] = [branch(node, "true", () => true), branch(node, "false", () => false)];
  return (frame) => (run(frame) ? yes() : no());
}

/** Operators other than those that skip a side. */
function binary(node: Node, operator: string, a: Code, b: Code): Code {
  if (operator === "==" || operator === "!=") return equality(node, operator === "!=", a, b);
  if (operator === "+" && (a.type.name === "string" || b.type.name === "string"))
    return { type: typeOf("string"), run: (frame) => textOf(a.run(frame)) + textOf(b.run(frame)) };
  const dates = dateOperator(operator, a, b);
  if (dates) return dates;
  if (operator === "|" && a.type.name === b.type.name && library.enumeration(a.type.name)) return flags(a, b);
  const type = promoted(a.type, b.type);
  const operation = type && operations[operator];
  if (!operation) throw new ExpressionError(node, `${operator} is not there for ${describe(a)} and ${describe(b)}: ${node.text}`);
  return lifted(operator, type, a, b);
}

function flags(a: Code, b: Code): Code {
  return {
    type: a.type,
    run: (frame) => {
      const [x, y] = [a.run(frame) as Enum, b.run(frame) as Enum];
      return new Enum(x.type, `${x.name}, ${y.name}`, x.value | y.value);
    },
  };
}

function promoted(a: Type, b: Type): Type | undefined {
  const names = [bare(a).name, bare(b).name].map((name) => (name === "char" ? "int" : name));
  if (!names.every((name) => numeric.includes(name))) return undefined;
  return typeOf(numeric[Math.max(...names.map((name) => numeric.indexOf(name)))]!);
}

type Operation = (a: number | bigint, b: number | bigint, type: string) => number | bigint | boolean;
const whole = (type: string, value: number | bigint): number | bigint =>
  type === "int" ? wrapInt(value as number) : type === "long" ? wrapLong(value as bigint) : value;

/** Both sides are numbers, or both bigints. */
const operations: Readonly<Record<string, Operation>> = {
  "+": (a, b, type) => whole(type, (a as number) + (b as number)),
  "-": (a, b, type) => whole(type, (a as number) - (b as number)),
  "*": (a, b, type) => (type === "int" ? Math.imul(a as number, b as number) : whole(type, (a as number) * (b as number))),
  "/": (a, b, type) =>
    type === "int"
      ? Math.trunc((a as number) / (divisor(b) as number))
      : (((a as number) / (type === "long" ? divisor(b) : (b as number))) as number),
  "%": (a, b, type) => (a as number) % ((type === "double" ? b : divisor(b)) as number),
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
};

function divisor(value: number | bigint): number {
  if (value === 0 || value === 0n) throw new CsException("DivideByZeroException", "Attempted to divide by zero.");
  return value as number;
}

const compares = ["<", ">", "<=", ">="];

function lifted(operator: string, type: Type, a: Code, b: Code): Code {
  const [toA, toB] = [numberOf(a.type, type), numberOf(b.type, type)];
  const operation = operations[operator]!;
  const nullable = a.type.name === "Nullable" || b.type.name === "Nullable";
  const compared = compares.includes(operator);
  const result = compared ? bool : nullable ? make("Nullable", type) : type;
  const run = (frame: Frame): Value => {
    const [x, y] = [a.run(frame), b.run(frame)];
    if (x === null || y === null) return compared ? false : null;
    const value = operation(toA(x), toB(y), type.name);
    return type.name === "double" && !compared ? new Double(value as number) : value;
  };
  return { type: result, run };
}

/** A value of a numeric type as the number, or the bigint, of the wider type. */
function numberOf(from: Type, to: Type): (value: Value) => number | bigint {
  const convert = converter({ type: bare(from), run: () => null }, to)!;
  if (to.name === "double") return (value) => (convert(value) as Double).value;
  return convert as (value: Value) => number | bigint;
}

function dateOperator(operator: string, a: Code, b: Code): Code | undefined {
  const kinds = [bare(a.type).name, bare(b.type).name];
  const temporal = ["DateTime", "DateTimeOffset", "TimeSpan"];
  if (!kinds.every((kind) => temporal.includes(kind))) return undefined;
  const ticks = (value: Value): bigint =>
    value instanceof DateTimeOffset
      ? value.ticks - BigInt(value.offsetMinutes) * 600_000_000n
      : (value as DateTime | TimeSpan).ticks;
  const compare = operations[operator];
  if (compare && compares.includes(operator) && kinds[0] === kinds[1])
    return { type: bool, run: (frame) => compare(ticks(a.run(frame)), ticks(b.run(frame)), "long") };
  const span = typeOf("TimeSpan");
  if (operator === "-" && kinds[0] === kinds[1])
    return { type: span, run: (frame) => new TimeSpan(ticks(a.run(frame)) - ticks(b.run(frame))) };
  const sign = operator === "+" ? 1n : operator === "-" ? -1n : undefined;
  if (sign === undefined || kinds[1] !== "TimeSpan") return undefined;
  return { type: a.type, run: (frame) => moved(a.run(frame), sign * ticks(b.run(frame))) };
}

function moved(value: Value, ticks: bigint): Value {
  if (value instanceof DateTime) return new DateTime(value.ticks + ticks, value.kind);
  if (value instanceof DateTimeOffset) return new DateTimeOffset(value.ticks + ticks, value.offsetMinutes);
  return new TimeSpan((value as TimeSpan).ticks + ticks);
}

function equality(node: Node, negated: boolean, a: Code, b: Code): Code {
  const compare = comparison(node, a, b);
  return { type: bool, run: (frame) => compare(a.run(frame), b.run(frame)) !== negated };
}

function comparison(node: Node, a: Code, b: Code): (x: Value, y: Value) => boolean {
  const names = [bare(a.type).name, bare(b.type).name];
  if (names.includes("null")) return (x, y) => x === y;
  const type = promoted(a.type, b.type);
  if (type) {
    const [toA, toB] = [numberOf(a.type, type), numberOf(b.type, type)];
    return (x, y) => (x === null || y === null ? x === y : toA(x) === toB(y));
  }
  if (names[0] === names[1]) {
    if (names[0] === "string" || library.isValueType(bare(a.type))) return equal;
    if (names[0] !== "object") return (x, y) => x === y;
  }
  // C# makes a new token of the text and compares the two objects.
  if (isToken(a.type) || isToken(b.type)) {
    if (isToken(a.type) && isToken(b.type)) return (x, y) => x === y;
    return (x, y) => x === null && y === null;
  }
  throw new ExpressionError(
    node,
    `${show(a.type)} and ${show(b.type)} are compared as objects, not by their values: ${node.text}`,
  );
}

/** An operator in front of or behind a value. @throws ExpressionError where C# has none for the type */
export function compileUnary(node: Node, scope: Scope): Code {
  const operator = node.children.find(({ isNamed }) => !isNamed)?.text ?? "";
  const operand = parts(node)[0]!;
  if (operator === "!" && node.type === "prefix_unary_expression") {
    const code = compileAsType(operand, scope, bool);
    return { type: bool, run: (frame) => !code.run(frame) };
  }
  const code = compile(operand, scope);
  if (operator === "-") return binary(node, "-", { type: typeOf("int"), run: () => 0, constant: { value: 0 } }, code);
  if (operator !== "++" && operator !== "--")
    throw new ExpressionError(node, `the operator ${operator} is outside of what is simulated: ${node.text}`);
  const next = binary(node, operator[0]!, code, { type: typeOf("int"), run: () => 1 });
  const postfix = node.type === "postfix_unary_expression";
  return assign(node, code, next, postfix);
}

function assign(node: Node, place: Code, value: Code, givesOld = false): Code {
  if (!place.set) throw new ExpressionError(node, `cannot be written to: ${node.text}`);
  const made = converted(value, place.type);
  if (!made) throw new ExpressionError(node, `cannot convert ${describe(value)} to ${describe(place)}: ${node.text}`);
  return {
    type: place.type,
    run: (frame) => {
      const old = givesOld ? place.run(frame) : undefined;
      const result = made.run(frame);
      place.set!(frame, result);
      return givesOld ? old : result;
    },
  };
}

/** `=` and `+=` and their like, to a variable, a property or an index. */
export function compileAssignment(node: Node, scope: Scope): Code {
  const operator = field(node, "operator").text;
  const place = compile(field(node, "left"), scope);
  const value = compile(field(node, "right"), scope);
  return assign(node, place, operator === "=" ? value : binary(node, operator.slice(0, -1), place, value));
}
