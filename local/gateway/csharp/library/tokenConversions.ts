import { JToken, JValue } from "../jsonTokens";
import { checkedInt, checkedLong, parseDouble, parseInt32, parseInt64, roundHalfEven } from "../numbers";
import { parseDateTime } from "../dates";
import { formatDate } from "../dates";
import { textOf } from "../text";
import { show, Type } from "../types";
import { CsException, DateTime, Double, Value } from "../values";

const cannot = (token: JToken, to: string): CsException =>
  new CsException("ArgumentException", `Can not convert ${token.type} to ${to}.`);

const readers: Readonly<Record<string, (value: JValue["value"]) => Value | undefined>> = {
  string: (value) => (value instanceof DateTime ? formatDate(value, "") : textOf(value)),
  bool: (value) => {
    if (typeof value === "string") return boolOf(value);
    if (typeof value === "bigint") return value !== 0n;
    if (value instanceof Double) return value.value !== 0;
    return typeof value === "boolean" ? value : undefined;
  },
  int: (value) => whole(value, parseInt32, (number) => checkedInt(number)),
  long: (value) => whole(value, parseInt64, (number) => checkedLong(number)),
  double: (value) => {
    if (typeof value === "string") return parseDouble(value);
    if (typeof value === "boolean") return new Double(value ? 1 : 0);
    return typeof value === "bigint" ? new Double(Number(value)) : value instanceof Double ? value : undefined;
  },
  DateTime: (value) => (typeof value === "string" ? parseDateTime(value) : value instanceof DateTime ? value : undefined),
};

function boolOf(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== "true" && word !== "false")
    throw new CsException("FormatException", "String was not recognized as a valid Boolean.");
  return word === "true";
}

function whole<T>(value: JValue["value"], parse: (text: string) => T, check: (value: bigint) => T): T | undefined {
  if (typeof value === "string") return parse(value);
  if (typeof value === "boolean") return check(value ? 1n : 0n);
  if (typeof value === "bigint") return check(value);
  return value instanceof Double ? check(BigInt(roundHalfEven(value.value))) : undefined;
}

/** The explicit conversion of a `JToken`, such as `(string)token`. */
export function fromToken(value: Value, to: Type): Value {
  const target = to.name === "Nullable" ? to.args[0]! : to;
  const nullable = to.name === "Nullable" || to.name === "string";
  if (value === null) {
    if (nullable) return null;
    throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: value");
  }
  const token = value as JToken;
  if (!(token instanceof JValue)) throw cannot(token, show(target));
  if (token.value === null) {
    if (nullable) return null;
    throw cannot(token, show(target));
  }
  const read = readers[target.name]?.(token.value);
  if (read === undefined) throw cannot(token, show(target));
  return read;
}
