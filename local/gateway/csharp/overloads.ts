import type { Node } from "web-tree-sitter";
import { bodyTypes } from "./bodies";
import { Code, ExpressionError, Frame, Scope } from "./code";
import { converted, describe, implicit } from "./conversions";
import { compile, field, namedType, parts } from "./expressions";
import { library } from "./library/index";
import { Member, Out } from "./library";
import { runBody } from "./statements";
import { mentions, Parameter, show, substitute, Type } from "./types";
import { Value } from "./values";

/** An argument as written: a value, a lambda that waits for its types, or a place to write to. */
export interface Argument {
  /** Where it stands, for messages. */
  node: Node;
  /** `lambda` for what gets its types from the overload. */
  kind: "value" | "lambda" | "out";
  /** Compiled value; undefined for a lambda or an `out`. */
  code?: Code;
}

/** A call with its overload chosen. */
export interface Call {
  /** The overload. */
  member: Member;
  /** Type arguments, given or found from the arguments. */
  types: Type[];
  /** Type of the result, with the type arguments put in. */
  result: Type;
  /** One for each argument of the action. */
  slots: Slot[];
}

/** Gives an argument. */
export type Slot = (frame: Frame) => Value;

/** Arguments of a list in the tree, values compiled. */
export function argumentsOf(list: Node, scope: Scope): Argument[] {
  return parts(list).map((argument) => {
    const node = argument.type === "argument" ? parts(argument).at(-1)! : argument;
    const name = argument.childForFieldName("name")?.text;
    if (name !== undefined && name !== "preserveContent")
      throw new ExpressionError(
        argument,
        `named arguments are outside of what is simulated, but for preserveContent: ${argument.text}`,
      );
    if (argument.text.startsWith("out ")) return { node, kind: "out" };
    if (node.type === "lambda_expression") return { node, kind: "lambda" };
    return { node, kind: "value", code: compile(node, scope) };
  });
}

interface Attempt {
  call: () => Call;
  cost: number;
}

/** Chooses the overload as C# does: the nearest type that has one that fits, there the best. */
export function choose(node: Node, levels: Member[][], types: Type[], args: Argument[], scope: Scope): Call {
  let problem: ExpressionError | undefined;
  for (const level of levels) {
    const fitting: Attempt[] = [];
    for (const member of level) {
      const found = attempt(member, types, args, scope);
      if (found instanceof ExpressionError) problem ??= found;
      else if (found) fitting.push(found);
    }
    fitting.sort((a, b) => a.cost - b.cost);
    if (fitting[0]) return allowed(node, fitting[0].call());
  }
  if (problem) throw problem;
  const { owner, name } = levels[0]![0]!;
  const given = args.map(({ code, kind }) => (code ? describe(code) : kind)).join(", ");
  throw new ExpressionError(node, `${show(owner)}.${name}(${given}) is outside of what is simulated: ${node.text.slice(0, 80)}`);
}

/** A body can be read as some types only. */
function allowed(node: Node, call: Call): Call {
  const wrong = call.member.owner.name === "IMessageBody" && call.types.find((type) => !bodyTypes.includes(show(type)));
  if (wrong)
    throw new ExpressionError(
      node,
      `a body as ${show(wrong)} is outside of what is simulated; it can be ${bodyTypes.join(", ")}`,
    );
  return call;
}

/** Parameters stretched to the arguments: `params` takes all that are left, unless an array stands there. */
function stretched(parameters: readonly Parameter[], args: Argument[]): { types: Parameter[]; packed: number } | undefined {
  const last = parameters.at(-1);
  const fixed = last?.kind === "params" ? parameters.length - 1 : parameters.length;
  if (last?.kind === "params" && !(args.length === parameters.length && isArray(args.at(-1)!, last.type))) {
    if (args.length < fixed) return undefined;
    const element: Parameter = { type: last.type.args[0]!, kind: "value", optional: false };
    return {
      types: [...parameters.slice(0, fixed), ...Array.from({ length: args.length - fixed }, () => element)],
      packed: fixed,
    };
  }
  const required = parameters.filter(({ optional }) => !optional).length;
  if (args.length < required || args.length > parameters.length) return undefined;
  return { types: parameters.slice(0, args.length), packed: -1 };
}

const isArray = ({ code }: Argument, type: Type): boolean =>
  code !== undefined && code.type.name === "[]" && implicit(code, type) !== undefined;

function attempt(member: Member, types: Type[], args: Argument[], scope: Scope): Attempt | ExpressionError | undefined {
  const shape = stretched(member.parameters!, args);
  if (!shape || (types.length > 0 && types.length !== member.generics.length)) return undefined;
  const generics = new Map(types.map((type, index) => [member.generics[index]!, type]));
  const codes: (Code | undefined)[] = [];
  let cost = shape.packed >= 0 ? 10 : 0;
  for (const [index, argument] of args.entries()) {
    if (argument.kind === "lambda") continue;
    const { type, kind } = shape.types[index]!;
    if ((kind === "out") !== (argument.kind === "out")) return undefined;
    if (argument.kind === "out") continue;
    unify(type, argument.code!.type, member.generics, generics);
    const wanted = substitute(type, generics);
    const found = mentions(wanted, member.generics) ? undefined : implicit(argument.code!, wanted);
    if (!found) return undefined;
    cost += found.cost;
    codes[index] = converted(argument.code!, wanted);
  }
  for (const [index, argument] of args.entries()) {
    if (argument.kind !== "lambda") continue;
    const made = lambda(argument.node, shape.types[index]!.type, member.generics, generics, scope);
    if (!made || made instanceof ExpressionError) return made;
    codes[index] = made;
  }
  if (member.generics.some((name) => !generics.has(name))) return undefined;
  return { cost, call: () => finish(member, generics, args, codes, shape, scope) };
}

function finish(
  member: Member,
  generics: Map<string, Type>,
  args: Argument[],
  codes: (Code | undefined)[],
  shape: { types: Parameter[]; packed: number },
  scope: Scope,
): Call {
  const writes = args.map((argument, index) =>
    argument.kind === "out" ? outPlace(argument.node, substitute(shape.types[index]!.type, generics), scope) : undefined,
  );
  const { packed } = shape;
  const all = args.map((_, index) => writes[index] ?? codes[index]!.run);
  const last = all.slice(packed);
  const slots = packed < 0 ? all : [...all.slice(0, packed), (frame: Frame) => last.map((slot) => slot(frame))];
  return {
    member,
    types: member.generics.map((name) => generics.get(name)!),
    result: substitute(member.result, generics),
    slots,
  };
}

/** `out var name` or `out name`: what the method writes goes into the variable. */
function outPlace(node: Node, type: Type, scope: Scope): (frame: Frame) => Out {
  const place = node.type === "declaration_expression" ? declared(node, type, scope) : compile(node, scope);
  if (!place.set) throw new ExpressionError(node, `cannot be written to: ${node.text}`);
  return (frame) => ({
    set value(written: Value) {
      place.set!(frame, written);
    },
    get value(): Value {
      return place.run(frame);
    },
  });
}

function declared(node: Node, type: Type, scope: Scope): Code {
  const name = field(node, "name").text;
  const typeNode = field(node, "type");
  scope.declare(node, name, typeNode.type === "implicit_type" ? type : namedType(typeNode));
  const { index } = scope.lookup(name)!;
  return { type, run: (frame) => frame.values[index], set: (frame, value) => void (frame.values[index] = value) };
}

/** Learns type parameters from an argument. */
function unify(parameter: Type, argument: Type, names: readonly string[], found: Map<string, Type>): void {
  if (names.includes(parameter.name)) {
    if (!found.has(parameter.name) && argument.name !== "null") found.set(parameter.name, argument);
    return;
  }
  if (parameter.args.length === 0) return;
  const level = library.ancestry(argument).find(({ name }) => name === parameter.name);
  level?.args.forEach((arg, index) => unify(parameter.args[index]!, arg, names, found));
}

/** A lambda as the function type that a parameter asks for; it tells the type of its result. */
function lambda(
  node: Node,
  type: Type,
  names: readonly string[],
  found: Map<string, Type>,
  scope: Scope,
): Code | ExpressionError | undefined {
  if (type.name !== "Func") return undefined;
  const inputs = type.args.slice(0, -1).map((arg) => substitute(arg, found));
  const variables = parameterNames(field(node, "parameters"));
  if (variables.length !== inputs.length || inputs.some((input) => mentions(input, names))) return undefined;
  const inner = scope.lambda();
  variables.forEach((name, index) => inner.declare(node, name, inputs[index]!));
  try {
    const body = bodyOf(field(node, "body"), inner);
    const wanted = type.args.at(-1)!;
    unify(wanted, body.type, names, found);
    const result = converted(body, substitute(wanted, found));
    if (!result)
      return new ExpressionError(
        node,
        `the lambda gives ${describe(body)}, not ${show(substitute(wanted, found))}: ${node.text.slice(0, 80)}`,
      );
    return {
      type,
      run:
        (frame) =>
        (...values: Value[]) =>
          result.run({ context: frame.context, values, up: frame }),
    };
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

const parameterNames = (node: Node): string[] =>
  node.type === "parameter_list" ? parts(node).map((parameter) => field(parameter, "name").text) : [node.text];

const bodyOf = (node: Node, scope: Scope): Code => (node.type === "block" ? runBody(node, scope) : compile(node, scope));
