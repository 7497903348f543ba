import { Code } from "./code";
import { library } from "./library/index";
import { fromToken } from "./library/tokenConversions";
import { tokenOf } from "./jsonTokens";
import { checkedLong, overflow } from "./numbers";
import { typeNameOf } from "./text";
import { make, same, show, Type } from "./types";
import { Char, CsException, Double, nullReference, Value } from "./values";

type Convert = (value: Value) => Value;
const asIs: Convert = (value) => value;

const widening: Readonly<Record<string, Convert>> = {
  "int>long": (value) => BigInt(value as number),
  "int>double": (value) => new Double(value as number),
  "long>double": (value) => new Double(Number(value as bigint)),
  "char>int": (value) => (value as Char).value.charCodeAt(0),
  "char>long": (value) => BigInt((value as Char).value.charCodeAt(0)),
};

const narrowing: Readonly<Record<string, Convert>> = {
  "long>int": (value) => Number(BigInt.asIntN(32, value as bigint)),
  "double>int": (value) => Math.trunc((value as Double).value) | 0,
  "double>long": (value) => wholeLong((value as Double).value),
  "int>char": (value) => new Char(String.fromCharCode(value as number)),
};

function wholeLong(value: number): bigint {
  if (!Number.isFinite(value)) throw overflow("Int64");
  return checkedLong(BigInt(Math.trunc(value)));
}

const tokenSources = ["string", "bool", "int", "long", "double", "DateTime"];
const tokenTargets = [...tokenSources, "Guid", "TimeSpan", "DateTimeOffset"];
const isToken = (type: Type): boolean => ["JToken", "JObject", "JArray", "JValue", "JProperty", "JContainer"].includes(type.name);

/** How good an implicit conversion is, 0 the best; undefined when there is none. */
export function implicit(code: Code, to: Type): { cost: number; convert: Convert } | undefined {
  const { type: from, constant } = code;
  if (same(from, to)) return { cost: 0, convert: asIs };
  if (from.name === "null") return library.isValueType(to) ? undefined : { cost: 1, convert: asIs };
  if (from.name === "void" || to.name === "void") return undefined;
  const wide = widening[`${from.name}>${to.name}`];
  if (wide) return { cost: to.name === "long" ? 1 : 2, convert: wide };
  if (constant && from.name === "int" && library.enumeration(to.name)) return undefined;
  if (to.name === "Nullable") return nullable(code, to.args[0]!);
  if (library.isA(from, to)) return { cost: to.name === "object" ? 4 : 3, convert: asIs };
  if (to.name === "JToken" && tokenSources.includes(bare(from).name)) return { cost: 3, convert: tokenOf };
  return undefined;
}

const bare = (type: Type): Type => (type.name === "Nullable" ? type.args[0]! : type);

function nullable(code: Code, inner: Type): { cost: number; convert: Convert } | undefined {
  if (code.type.name === "Nullable") {
    const through = implicit({ ...code, type: code.type.args[0]! }, inner);
    return through && { cost: through.cost + 1, convert: (value) => (value === null ? null : through.convert(value)) };
  }
  const through = implicit(code, inner);
  return through && { cost: through.cost + 1, convert: through.convert };
}

/** What an implicit conversion does to a value; undefined when C# has none. */
export const converter = (code: Code, to: Type): Convert | undefined => implicit(code, to)?.convert;

/** Code of another type, by implicit conversion; undefined when C# has none. */
export function converted(code: Code, to: Type): Code | undefined {
  const found = implicit(code, to);
  if (!found) return undefined;
  if (found.convert === asIs) return { type: to, run: code.run, ...(code.constant && { constant: code.constant }) };
  const { convert } = found;
  return { type: to, run: (frame) => convert(code.run(frame)) };
}

/** The conversion of a cast `(TYPE)value`; undefined when C# has none between the types. */
export function cast(code: Code, to: Type): Convert | undefined {
  const { type: from } = code;
  const plain = implicit(code, to);
  if (plain) return plain.convert;
  if (isToken(from) && tokenTargets.includes(bare(to).name)) return (value) => fromToken(value, to);
  if (from.name === "Nullable" || to.name === "Nullable") return castNullable(code, to);
  const narrow = narrowing[`${from.name}>${to.name}`];
  if (narrow) return narrow;
  if (library.enumeration(from.name) && to.name === "int") return (value) => (value as { value: number }).value;
  if (!library.isValueType(from) && (library.isA(to, from) || from.name.startsWith("IEnumerable"))) return unboxer(to);
  return undefined;
}

function castNullable(code: Code, to: Type): Convert | undefined {
  if (code.type.name === "Nullable") {
    const inner = cast({ ...code, type: code.type.args[0]! }, to.name === "Nullable" ? to.args[0]! : to);
    if (!inner) return undefined;
    return (value) => {
      if (value !== null) return inner(value);
      if (to.name === "Nullable") return null;
      throw new CsException("InvalidOperationException", "Nullable object must have a value.");
    };
  }
  const inner = cast(code, to.args[0]!);
  return inner && ((value) => (value === null ? null : inner(value)));
}

/** A cast from `object` or from a class to one below it: the value must be one. */
export const unbox = (value: Value, to: Type): Value => unboxer(to)(value);

const unboxers = new Map<string, Convert>();

function unboxer(to: Type): Convert {
  const name = bare(to).name;
  const key = to.name === "Nullable" ? `${name}?` : name;
  let found = unboxers.get(key);
  if (!found) unboxers.set(key, (found = makeUnboxer(to)));
  return found;
}

function makeUnboxer(to: Type): Convert {
  const canBeNull = !library.isValueType(to);
  const plain = plainTypes[bare(to).name];
  return (value) => {
    if (typeof value === plain) return value;
    if (value === null) {
      if (canBeNull) return null;
      throw nullReference();
    }
    if (isValueOf(value, to)) return value;
    throw new CsException("InvalidCastException", "Specified cast is not valid.");
  };
}

/** C# types whose values are one type of JavaScript's, and no others are. */
const plainTypes: Readonly<Record<string, string>> = { string: "string", bool: "boolean", int: "number", long: "bigint" };

/** `value is TYPE`. */
export function isValueOf(value: Value, to: Type): boolean {
  if (value === null) return false;
  const target = bare(to);
  if (target.name === "object") return true;
  const plain = plainTypes[target.name];
  if (plain !== undefined) return typeof value === plain;
  // Arguments of generic types are not there at run time.
  return library.namesOf(typeNameOf(value)).has(target.name);
}

/** Both branches as one type, as `?:` and `??` need it. */
export function common(a: Code, b: Code): Type | undefined {
  if (same(a.type, b.type)) return a.type;
  if (a.type.name === "null" && b.type.name === "null") return undefined;
  const lift = (type: Type): Type => (library.isValueType(type) ? make("Nullable", type) : type);
  if (a.type.name === "null") return library.isValueType(b.type) ? undefined : lift(b.type);
  if (b.type.name === "null") return library.isValueType(a.type) ? undefined : lift(a.type);
  if (implicit(b, a.type)) return a.type;
  return implicit(a, b.type) ? b.type : undefined;
}

/** The type of code as C# writes it, for messages. */
export const describe = (code: Code): string => show(code.type);
