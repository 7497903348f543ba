import { CsException, Double } from "./values";

const minInt = -2_147_483_648;
const maxInt = 2_147_483_647;
const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

/** What C# throws for a number that does not fit into a type, such as `Int32`. */
export const overflow = (type: string): CsException =>
  new CsException("OverflowException", `Value was either too large or too small for an ${type}.`);

/** What C# throws for a text that is no number. */
export const format = (): CsException => new CsException("FormatException", "Input string was not in a correct format.");

/** Arithmetic on `int` wraps, as unchecked C# does. */
export const wrapInt = (value: number): number => value | 0;
/** The same for `long`. */
export const wrapLong = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The value as an `int`. @throws CsException when it does not fit */
export function checkedInt(value: bigint | number): number {
  if (value < minInt || value > maxInt) throw overflow("Int32");
  return Number(value);
}

/** The value as a `long`. @throws CsException when it does not fit */
export function checkedLong(value: bigint): bigint {
  if (value < minLong || value > maxLong) throw overflow("Int64");
  return value;
}

/** `int.TryParse`: undefined where C# gives false. */
export function tryInt(text: string | null): number | undefined {
  if (text === null || !/^\s*[+-]?\d+\s*$/.test(text)) return undefined;
  const value = Number(text);
  return value < minInt || value > maxInt ? undefined : value;
}

/** `int.Parse`. @throws CsException */
export function parseInt32(text: string): number {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw format();
  return checkedInt(BigInt(text.trim().replace("+", "")));
}

/** `long.TryParse`: undefined where C# gives false. */
export function tryLong(text: string | null): bigint | undefined {
  if (text === null || !/^\s*[+-]?\d+\s*$/.test(text)) return undefined;
  const value = BigInt(text.trim().replace("+", ""));
  return value < minLong || value > maxLong ? undefined : value;
}

/** `long.Parse`. @throws CsException */
export function parseInt64(text: string): bigint {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw format();
  return checkedLong(BigInt(text.trim().replace("+", "")));
}

/** `double.TryParse` with the invariant culture: undefined where C# gives false. */
export function tryDouble(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (/^[+-]?(NaN|Infinity)$/.test(trimmed)) return Number(trimmed);
  const plain = trimmed.replace(/(?<=\d),(?=\d)/g, "");
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** `double.Parse` with the invariant culture. @throws CsException */
export function parseDouble(text: string): Double {
  const value = tryDouble(text);
  if (value === undefined) throw format();
  return new Double(value);
}

/** `double.ToString()`: 15 digits, or 17 where `R` needs them to read the same value. */
export function doubleText(value: number, roundTrip = false): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const digits = roundTrip && Number(value.toPrecision(15)) !== value ? 17 : 15;
  const [mantissa = "", exponentText] = value.toExponential(digits - 1).split("e");
  const exponent = Number(exponentText);
  const short = mantissa.replace(/\.?0+$/, "");
  if (exponent < -5 || exponent >= 15)
    return `${short}E${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  const fixed = value.toFixed(Math.max(0, Math.min(100, digits - 1 - exponent)));
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}

/** To the nearest, half to even: what a conversion from `double` to a whole number does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
