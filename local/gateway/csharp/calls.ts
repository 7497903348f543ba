import type { Node } from "web-tree-sitter";
import { Code, ExpressionError, Frame, Scope, skipped } from "./code";
import { converted, describe } from "./conversions";
import { compile, compileAsType, field, namedType, parts } from "./expressions";
import { library } from "./library/index";
import { Action, Member } from "./library";
import { Argument, argumentsOf, Call, choose, Slot } from "./overloads";
import { JObject, tokenOf } from "./jsonTokens";
import { make, show, Type, typeOf } from "./types";
import { Dictionary, Enum, List, nullReference, Value } from "./values";

/** Members of sequences may be called on null: that is up to them. */
const takesNull = ["IEnumerable", "IEnumerableOfAny", "IReadOnlyDictionary", "Nullable"];

interface Receiver {
  type: Type;
  run(frame: Frame): Value;
  chained: boolean;
  constant?: Code["constant"];
}

function receiverOf(node: Node, scope: Scope): Receiver {
  const code = compile(node, scope);
  return code.chain
    ? { ...code.chain, chained: true }
    : { type: code.type, run: code.run, chained: false, constant: code.constant };
}

/** The type that a node names in front of a static member; undefined when it is a value. */
function staticType(node: Node, scope: Scope): Type | undefined {
  const first = node.text.split(".")[0]!;
  if (!["identifier", "predefined_type", "member_access_expression"].includes(node.type)) return undefined;
  if (scope.lookup(first) || first === "context") return undefined;
  const last = node.text.split(".").at(-1)!;
  const name =
    (
      { String: "string", Boolean: "bool", Int32: "int", Int64: "long", Double: "double", Object: "object" } as Record<
        string,
        string
      >
    )[last] ?? last;
  if (node.type === "member_access_expression" && !/^(System|Newtonsoft)(\.[A-Z]\w*)+$/.test(node.text)) return undefined;
  return library.hasType(name) ? make(name) : undefined;
}

/** Goes on from a receiver; a chain that was ended before stays so. */
function follow(
  receiver: Receiver,
  type: Type,
  access: (value: Value, frame: Frame) => Value,
  set?: (value: Value, frame: Frame, written: Value) => void,
): Code {
  if (!receiver.chained)
    return {
      type,
      run: (frame) => access(receiver.run(frame), frame),
      ...(set && { set: (frame: Frame, written: Value) => set(receiver.run(frame), frame, written) }),
    };
  return chain(type, (frame) => {
    const value = receiver.run(frame);
    return value === skipped ? skipped : access(value, frame);
  });
}

function chain(type: Type, run: (frame: Frame) => Value): Code {
  const whole = library.isValueType(type) ? make("Nullable", type) : type;
  return {
    type: whole,
    chain: { type, run },
    run: (frame) => {
      const value = run(frame);
      return value === skipped ? null : value;
    },
  };
}

/** An action that is done to an object, which must be there unless the type lets null be. */
function applied(action: Action, owner: Type, [first, second, ...others]: Slot[]): (value: Value, frame: Frame) => Value {
  const apply = withSlots(action, first, second, others);
  if (takesNull.includes(owner.name)) return apply;
  return (value, frame) => {
    if (value === null) throw nullReference();
    return apply(value, frame);
  };
}

function withSlots(
  action: Action,
  first: Slot | undefined,
  second: Slot | undefined,
  others: Slot[],
): (value: Value, frame: Frame) => Value {
  if (!first) return (value) => action(value);
  if (!second) return (value, frame) => action(value, first(frame));
  if (others.length === 0) return (value, frame) => action(value, first(frame), second(frame));
  return (value, frame) => action(value, first(frame), second(frame), ...others.map((slot) => slot(frame)));
}

/** An action without an object. */
function appliedAlone(action: Action, [first, second, ...others]: Slot[]): (frame: Frame) => Value {
  if (!first) return () => action();
  const apply = withSlots(action, second, others[0], others.slice(1));
  return (frame) => apply(first(frame), frame);
}

/** `object.Member` or `Type.Member` without a call. @throws ExpressionError for a member that is not simulated */
export function compileMember(node: Node, scope: Scope): Code {
  const left = field(node, "expression");
  const name = field(node, "name").text;
  const type = staticType(left, scope);
  if (type) return staticMember(node, type, name);
  return property(node, receiverOf(left, scope), name);
}

function staticMember(node: Node, type: Type, name: string): Code {
  const value = library.enumeration(type.name)?.[name];
  if (value !== undefined) {
    const constant = new Enum(type.name, name, value);
    return { type, run: () => constant };
  }
  const member = library.find(type, name, true)[0]?.find(({ parameters }) => !parameters);
  if (!member) throw unknownMember(node, type, name);
  const action = member.action([]);
  return { type: member.result, run: () => action() };
}

function property(node: Node, receiver: Receiver, name: string): Code {
  const member = library
    .find(receiver.type, name, false)
    .flat()
    .find(({ parameters }) => !parameters);
  if (!member) throw unknownMember(node, receiver.type, name);
  const setter = library.find(receiver.type, `set_${name}`, false)[0]?.[0];
  return follow(receiver, member.result, applied(member.action([]), member.owner, []), setter && writer(setter, []));
}

const unknownMember = (node: Node, type: Type, name: string): ExpressionError =>
  new ExpressionError(node, `${show(type)}.${name} is outside of what is simulated: ${node.text.slice(0, 80)}`);

/** `object?.Member`: null ends the chain. */
export function conditionalAccess(node: Node, scope: Scope): Code {
  const [condition, binding] = [field(node, "condition"), parts(node).at(-1)!];
  const receiver = conditional(condition, scope);
  if (binding.type === "member_binding_expression") return property(node, receiver, field(binding, "name").text);
  if (binding.type === "element_binding_expression") return indexer(node, receiver, argumentsOf(binding, scope), scope);
  throw new ExpressionError(node, `after ?. stands something outside of what is simulated: ${node.text}`);
}

/** A receiver of which null ends the chain. */
function conditional(node: Node, scope: Scope): Receiver {
  const before = receiverOf(node, scope);
  const type = before.type.name === "Nullable" ? before.type.args[0]! : before.type;
  return {
    type,
    chained: true,
    run: (frame) => {
      const value = before.run(frame);
      return value === null ? skipped : value;
    },
  };
}

/** A call of a method. @throws ExpressionError for a method or an overload that is not simulated */
export function compileInvocation(node: Node, scope: Scope): Code {
  const target = field(node, "function");
  const args = argumentsOf(field(node, "arguments"), scope);
  if (target.type === "member_access_expression") {
    const left = field(target, "expression");
    const type = staticType(left, scope);
    return invoke(node, type ?? receiverOf(left, scope), field(target, "name"), args, scope);
  }
  const binding = target.type === "conditional_access_expression" ? parts(target).at(-1)! : undefined;
  if (binding?.type === "member_binding_expression")
    return invoke(node, conditional(field(target, "condition"), scope), field(binding, "name"), args, scope);
  throw new ExpressionError(node, `calls of ${target.text.slice(0, 60)} are outside of what is simulated`);
}

function invoke(node: Node, target: Receiver | Type, nameNode: Node, args: Argument[], scope: Scope): Code {
  const generic = nameNode.type === "generic_name";
  const name = generic ? parts(nameNode)[0]!.text : nameNode.text;
  const types = generic ? parts(parts(nameNode)[1]!).map(namedType) : [];
  const isStatic = !("run" in target);
  const type = isStatic ? target : target.type;
  const levels = methods(library.find(type, name, isStatic));
  if (levels.length === 0) throw unknownMember(node, type, name);
  refuseAmbiguous(node, type, levels);
  const call = choose(node, levels, types, args, scope);
  const action = call.member.action(call.types);
  if (isStatic) return { type: call.result, run: appliedAlone(action, call.slots) };
  if (name === "Split" && target.constant && args.every(({ code }) => code?.constant))
    return splitOnce(target.constant, action, call);
  return follow(target, call.result, applied(action, call.member.owner, call.slots));
}

/** A list that stands in one text, `"a|b".Split('|')`: the text is split once, each run gets an array of its own. */
function splitOnce({ value }: { value: Value }, action: Action, { result, slots }: Call): Code {
  const noFrame: Frame = { context: null, values: [], up: undefined };
  const pieces = action(value, ...slots.map((slot) => slot(noFrame))) as Value[];
  return { type: result, run: () => pieces.slice() };
}

const methods = (levels: Member[][]): Member[][] =>
  levels.map((level) => level.filter(({ parameters }) => parameters)).filter((level) => level.length > 0);

/** A `JObject` is two kinds of sequence, so C# cannot choose the LINQ method on it; `OfType` and `Cast` do not need to. */
function refuseAmbiguous(node: Node, type: Type, levels: Member[][]): void {
  if (type.name === "JObject" && levels[0]![0]!.owner.name === "IEnumerable")
    throw new ExpressionError(
      node,
      `a JObject is a sequence of two kinds: take its Properties() or Children() first: ${node.text.slice(0, 80)}`,
    );
}

/** `object[index]`, to read and to write. */
export function compileIndex(node: Node, scope: Scope): Code {
  return indexer(node, receiverOf(field(node, "expression"), scope), argumentsOf(field(node, "subscript"), scope), scope);
}

function indexer(node: Node, receiver: Receiver, args: Argument[], scope: Scope): Code {
  const levels = library.find(receiver.type, "this[]", false);
  if (levels.length === 0) throw unknownMember(node, receiver.type, "this[]");
  const call = choose(node, levels, [], args, scope);
  const setter = library.find(receiver.type, "set_this", false)[0]?.[0];
  const read = applied(call.member.action([]), call.member.owner, call.slots);
  return follow(receiver, call.result, read, setter && writer(setter, call.slots));
}

/** Writes to a property, or to what an indexer names. */
function writer({ action, owner }: Member, slots: Slot[]): (value: Value, frame: Frame, written: Value) => void {
  const set = action([]);
  return (value, frame, written) => {
    if (value === null && !takesNull.includes(owner.name)) throw nullReference();
    set(value, ...slots.map((slot) => slot(frame)), written);
  };
}

/** `new TYPE(…) { … }`. @throws ExpressionError for a type or a constructor that is not simulated */
export function compileCreation(node: Node, scope: Scope): Code {
  const type = namedType(field(node, "type"));
  const list = node.childForFieldName("arguments");
  const constructors = library.find(type, "new", true);
  if (constructors.length === 0) throw new ExpressionError(node, `new ${show(type)} is outside of what is simulated`);
  const bound = constructors.map((level) => level.map((member) => bindCreated(member, type)));
  const call = choose(node, bound, [], list ? argumentsOf(list, scope) : [], scope);
  const initializer = node.childForFieldName("initializer");
  const fill = initializer ? parts(initializer).map((item) => initializerOf(item, type, scope)) : [];
  const create = appliedAlone(call.member.action(type.args), call.slots);
  return {
    type,
    run: (frame) => {
      const made = create(frame);
      for (const step of fill) step(made, frame);
      return made;
    },
  };
}

const bindCreated = (member: Member, type: Type): Member => ({ ...member, result: type });

/** One element of `{ … }` after `new`: `{ key, value }`, `["key"] = value` or a value. */
function initializerOf(node: Node, type: Type, scope: Scope): (made: Value, frame: Frame) => void {
  const [keyNode, valueNode] = pairOf(node);
  const token = type.name === "JObject" || type.name === "JArray";
  const [keyType, valueType] = type.args.length > 1 ? type.args : [typeOf("string"), token ? typeOf("JToken") : type.args[0]];
  if (!valueType) throw new ExpressionError(node, `an initializer of ${show(type)} is outside of what is simulated`);
  const value = valueOf(valueNode ?? node, valueType, scope);
  if (!keyNode) return (made, frame) => void addTo(node, made, value.run(frame));
  const key = compileAsType(keyNode, scope, keyType!);
  return (made, frame) => {
    if (made instanceof JObject) made.set(key.run(frame) as string, tokenOf(value.run(frame)));
    else (made as Dictionary).set(key.run(frame), value.run(frame));
  };
}

function valueOf(node: Node, type: Type, scope: Scope): Code {
  const code = compile(node, scope);
  const made = converted(code, type);
  if (!made) throw new ExpressionError(node, `cannot convert ${describe(code)} to ${show(type)}: ${node.text}`);
  return made;
}

function pairOf(node: Node): [Node | undefined, Node | undefined] {
  if (node.type === "initializer_expression") return [parts(node)[0], parts(node)[1]];
  const left = node.type === "assignment_expression" ? field(node, "left") : undefined;
  if (left?.type !== "element_binding_expression") return [undefined, undefined];
  return [parts(parts(left)[0]!)[0], field(node, "right")];
}

function addTo(node: Node, made: Value, value: Value): void {
  if (made instanceof List) made.items.push(value);
  else if (made instanceof Set) made.add(value);
  else if (made instanceof Object && "add" in made) (made as { add(item: Value): void }).add(tokenOf(value));
  else throw new ExpressionError(node, `cannot be filled: ${node.text}`);
}
