import { Members, Out } from "../library";
import {
  checkedInt,
  checkedLong,
  doubleText,
  format,
  parseDouble,
  parseInt32,
  parseInt64,
  roundHalfEven,
  tryDouble,
  tryInt,
  tryLong,
} from "../numbers";
import { textOf } from "../text";
import { CsException, DateTime, Double, Enum, equal, Value } from "../values";
import { JValue } from "../jsonTokens";

const plain = (value: Value): Value => (value instanceof JValue ? value.value : value);

function toInt(value: Value): number {
  const given = plain(value);
  if (given === null) return 0;
  if (typeof given === "boolean") return given ? 1 : 0;
  if (typeof given === "string") return parseInt32(given);
  if (given instanceof Double) return checkedInt(roundHalfEven(given.value));
  if (typeof given === "number" || typeof given === "bigint") return checkedInt(given);
  throw castFault("Int32");
}

function toLong(value: Value): bigint {
  const given = plain(value);
  if (given === null) return 0n;
  if (typeof given === "boolean") return given ? 1n : 0n;
  if (typeof given === "string") return parseInt64(given);
  if (given instanceof Double) return checkedLong(BigInt(roundHalfEven(given.value)));
  if (typeof given === "number" || typeof given === "bigint") return BigInt(given);
  throw castFault("Int64");
}

function toDouble(value: Value): Double {
  const given = plain(value);
  if (given instanceof Double) return given;
  if (typeof given === "string") return parseDouble(given);
  if (typeof given === "boolean") return new Double(given ? 1 : 0);
  if (given === null || typeof given === "number" || typeof given === "bigint") return new Double(Number(given ?? 0));
  throw castFault("Double");
}

function toBool(value: Value): boolean {
  const given = plain(value);
  if (given === null) return false;
  if (typeof given === "boolean") return given;
  if (typeof given === "string") return parseBool(given);
  return toDouble(given).value !== 0;
}

const castFault = (type: string): CsException =>
  new CsException("InvalidCastException", `Unable to cast object to type 'System.${type}'.`);

function parseBool(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== "true" && word !== "false")
    throw new CsException("FormatException", "String was not recognized as a valid Boolean.");
  return word === "true";
}

function given(text: string | null): string {
  if (text === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: s");
  return text;
}

function attempt<T>(out: Out, value: T | undefined, zero: T): boolean {
  out.value = value ?? zero;
  return value !== undefined;
}

function fixed(value: number, pattern: string): string {
  const digits = /^[FfNn](\d*)$/.exec(pattern);
  if (digits) {
    const text = value.toFixed(digits[1] === "" ? 2 : Number(digits[1]));
    return /^[Nn]/.test(pattern) ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : text;
  }
  const zeros = /^(0+)(?:\.(0+))?$/.exec(pattern);
  if (zeros) {
    const [whole, rest] = value.toFixed(zeros[2]?.length ?? 0).split(".");
    return whole!.padStart(zeros[1]!.length, "0") + (rest ? `.${rest}` : "");
  }
  const padded = /^[Dd](\d*)$/.exec(pattern);
  if (padded && Number.isInteger(value)) return String(value).padStart(Number(padded[1]), "0");
  if (/^[Xx](\d*)$/.test(pattern) && Number.isInteger(value)) return hex(value, pattern);
  throw format();
}

const hex = (value: number, pattern: string): string => {
  const text = value.toString(16).padStart(Number(pattern.slice(1)), "0");
  return pattern[0] === "X" ? text.toUpperCase() : text;
};

function fromBase64(text: string): Uint8Array {
  const plainText = given(text).replace(/\s/g, "");
  if (plainText.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plainText))
    throw new CsException("FormatException", "Invalid length for a Base-64 char array or string.");
  return new Uint8Array(Buffer.from(plainText, "base64"));
}

/** Conversions, parsing, `Math`, and what every value has. */
export const convert: Members = {
  "object.ToString(): string": textOf,
  "object.Equals(object): bool": equal,
  "bool.ToString(): string": textOf,
  "int.ToString(string): string": (value: number, pattern: string) => fixed(value, pattern),
  "long.ToString(string): string": (value: bigint, pattern: string) => fixed(Number(value), pattern),
  "double.ToString(string): string": ({ value }: Double, pattern: string) =>
    /^[GgRr]$/.test(pattern) ? doubleText(value, /^[Rr]$/.test(pattern)) : fixed(value, pattern),
  "int.CompareTo(int): int": (a: number, b: number) => Math.sign(a - b),
  "Nullable<T>.HasValue: bool": (value: Value) => value !== null,
  "Nullable<T>.Value: T": (value: Value) => {
    if (value === null) throw new CsException("InvalidOperationException", "Nullable object must have a value.");
    return value;
  },
  "Nullable<T>.GetValueOrDefault(T): T": (value: Value, otherwise: Value) => value ?? otherwise,
  "Nullable<T>.ToString(): string": textOf,
  "new Exception(string)": (message: string) => new CsException("Exception", message),
  "Exception.Message: string": ({ message }: CsException) => message,
  "static int.MaxValue: int": () => 2_147_483_647,
  "static long.MaxValue: long": () => 9_223_372_036_854_775_807n,
  "static int.Parse(string): int": (text: string) => parseInt32(given(text)),
  "static int.TryParse(string, out int): bool": (text: string | null, out: Out) => attempt(out, tryInt(text), 0),
  "static long.Parse(string): long": (text: string) => parseInt64(given(text)),
  "static long.TryParse(string, out long): bool": (text: string | null, out: Out) => attempt(out, tryLong(text), 0n),
  "static double.Parse(string): double": (text: string) => parseDouble(given(text)),
  "static double.Parse(string, CultureInfo): double": (text: string) => parseDouble(given(text)),
  "static double.TryParse(string, out double): bool": (text: string | null, out: Out) => {
    const value = tryDouble(text);
    return attempt(out, value === undefined ? undefined : new Double(value), new Double(0));
  },
  "static bool.Parse(string): bool": (text: string) => parseBool(given(text)),
  "static bool.TryParse(string, out bool): bool": (text: string | null, out: Out) => {
    const word = text?.trim().toLowerCase();
    out.value = word === "true";
    return word === "true" || word === "false";
  },
  "static CultureInfo.InvariantCulture: CultureInfo": () => "",
  "static Convert.ToInt32(object): int": toInt,
  "static Convert.ToInt64(object): long": toLong,
  "static Convert.ToDouble(object): double": toDouble,
  "static Convert.ToBoolean(object): bool": toBool,
  "static Convert.ToString(object): string": (value: Value) => textOf(value),
  "static Convert.ToBase64String(byte[]): string": (bytes: Uint8Array) => Buffer.from(bytes).toString("base64"),
  "static Convert.FromBase64String(string): byte[]": fromBase64,
  "static Math.Max(int, int): int": (a: number, b: number) => Math.max(a, b),
  "static Math.Min(int, int): int": (a: number, b: number) => Math.min(a, b),
  "static Math.Max(long, long): long": (a: bigint, b: bigint) => (a > b ? a : b),
  "static Math.Min(long, long): long": (a: bigint, b: bigint) => (a < b ? a : b),
  "static Math.Max(double, double): double": (a: Double, b: Double) => new Double(Math.max(a.value, b.value)),
  "static Math.Min(double, double): double": (a: Double, b: Double) => new Double(Math.min(a.value, b.value)),
  "static Math.Ceiling(double): double": ({ value }: Double) => new Double(Math.ceil(value)),
  "static Math.Floor(double): double": ({ value }: Double) => new Double(Math.floor(value)),
  "static Math.Round(double): double": ({ value }: Double) => new Double(roundHalfEven(value)),
  "static Math.Abs(int): int": (value: number) => Math.abs(value),
  "static Math.Abs(double): double": ({ value }: Double) => new Double(Math.abs(value)),
  "static Math.Pow(double, double): double": (a: Double, b: Double) => new Double(a.value ** b.value),
  "Guid.ToString(): string": textOf,
  "DateTime.Equals(DateTime): bool": (a: DateTime, b: DateTime) => a.ticks === b.ticks,
  "Enum.ToString(): string": ({ name }: Enum) => name,
};
