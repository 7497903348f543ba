import { createHash, createHmac, randomUUID } from "node:crypto";
import { Members } from "../library";
import { textOf } from "../text";
import { Char, CsException, Enum, Guid, iterate, Value } from "../values";

const ignoresCase = (comparison: Enum): boolean => comparison.name.endsWith("IgnoreCase");
const fold = (text: string, comparison: Enum): string => (ignoresCase(comparison) ? text.toUpperCase() : text);
const ordinal = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return a.charCodeAt(at) - b.charCodeAt(at);
  return a.length - b.length;
};

const range = (what: string): CsException => new CsException("ArgumentOutOfRangeException", what);

function substring(text: string, start: number, length = text.length - start): string {
  if (start < 0 || start > text.length)
    throw range("startIndex cannot be larger than length of string.\nParameter name: startIndex");
  if (length < 0 || start + length > text.length)
    throw range("Index and length must refer to a location within the string.\nParameter name: length");
  return text.slice(start, start + length);
}

function given(text: string | null): string {
  if (text === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: value");
  return text;
}

function split(text: string, separators: readonly string[], options?: Enum, most = Infinity): string[] {
  const real = separators.filter((separator) => separator !== "");
  if (real.length === 1 && most === Infinity) return kept(text.split(real[0]!), options);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length && pieces.length < most - 1;) {
    const found =
      real.length > 0 ? real.find((separator) => text.startsWith(separator, at)) : /\s/.test(text[at]!) ? text[at] : undefined;
    if (found === undefined) at += 1;
    else {
      if (options?.name !== "RemoveEmptyEntries" || at > from) pieces.push(text.slice(from, at));
      at += found.length;
      from = at;
    }
  }
  if (options?.name !== "RemoveEmptyEntries" || from < text.length) pieces.push(text.slice(from));
  return pieces;
}

const kept = (pieces: string[], options: Enum | undefined): string[] =>
  options?.name === "RemoveEmptyEntries" ? pieces.filter((piece) => piece !== "") : pieces;

const chars = (values: readonly Value[]): string[] => values.map((value) => (value as Char).value);

function trim(text: string, characters: readonly Value[], start: boolean, end: boolean): string {
  const set = chars(characters);
  const out = (character: string): boolean => (set.length > 0 ? set.includes(character) : /\s/.test(character));
  let [from, to] = [0, text.length];
  while (start && from < to && out(text[from]!)) from += 1;
  while (end && to > from && out(text[to - 1]!)) to -= 1;
  return text.slice(from, to);
}

function format(text: string, values: readonly Value[]): string {
  return text.replace(/\{\{|\}\}|\{(\d+)\}|\{[^}]*\}|\{|\}/g, (whole, index: string | undefined) => {
    if (whole === "{{" || whole === "}}") return whole[0]!;
    if (index === undefined || Number(index) >= values.length)
      throw new CsException("FormatException", "Input string was not in a correct format.");
    return textOf(values[Number(index)]);
  });
}

const texts = (values: Value): string[] => [...iterate(values)].map(textOf);

/** `string`, `char` and what works on text and bytes. */
export const strings: Members = {
  "string.Length: int": (text: string) => text.length,
  "string.this[](int): char": (text: string, index: number) => {
    if (index < 0 || index >= text.length)
      throw new CsException("IndexOutOfRangeException", "Index was outside the bounds of the array.");
    return new Char(text[index]!);
  },
  "string.Substring(int): string": substring,
  "string.Substring(int, int): string": substring,
  "string.Contains(string): bool": (text: string, part: string) => text.includes(given(part)),
  "string.StartsWith(string): bool": (text: string, part: string) => text.startsWith(given(part)),
  "string.StartsWith(string, StringComparison): bool": (text: string, part: string, how: Enum) =>
    fold(text, how).startsWith(fold(given(part), how)),
  "string.EndsWith(string): bool": (text: string, part: string) => text.endsWith(given(part)),
  "string.EndsWith(string, StringComparison): bool": (text: string, part: string, how: Enum) =>
    fold(text, how).endsWith(fold(given(part), how)),
  "string.IndexOf(string): int": (text: string, part: string) => text.indexOf(given(part)),
  "string.IndexOf(char): int": (text: string, part: Char) => text.indexOf(part.value),
  "string.IndexOf(string, int): int": (text: string, part: string, from: number) => text.indexOf(given(part), from),
  "string.IndexOf(string, StringComparison): int": (text: string, part: string, how: Enum) =>
    fold(text, how).indexOf(fold(given(part), how)),
  "string.LastIndexOf(string): int": (text: string, part: string) => text.lastIndexOf(given(part)),
  "string.LastIndexOf(char): int": (text: string, part: Char) => text.lastIndexOf(part.value),
  "string.Replace(string, string): string": (text: string, from: string, to: string | null) => {
    if (given(from) === "")
      throw new CsException("ArgumentException", "String cannot be of zero length.\nParameter name: oldValue");
    return text.split(from).join(to ?? "");
  },
  "string.Replace(char, char): string": (text: string, from: Char, to: Char) => text.split(from.value).join(to.value),
  "string.Split(params char[]): string[]": (text: string, separators: Value[]) => split(text, chars(separators)),
  "string.Split(char[], int): string[]": (text: string, separators: Value[], most: number) =>
    split(text, chars(separators), undefined, most),
  "string.Split(char[], StringSplitOptions): string[]": (text: string, separators: Value[], options: Enum) =>
    split(text, chars(separators), options),
  "string.Split(string[], StringSplitOptions): string[]": (text: string, separators: string[], options: Enum) =>
    split(text, separators, options),
  "string.Split(string[], int, StringSplitOptions): string[]": (
    text: string,
    separators: string[],
    most: number,
    options: Enum,
  ) => split(text, separators, options, most),
  "string.Trim(params char[]): string": (text: string, characters: Value[]) => trim(text, characters, true, true),
  "string.TrimStart(params char[]): string": (text: string, characters: Value[]) => trim(text, characters, true, false),
  "string.TrimEnd(params char[]): string": (text: string, characters: Value[]) => trim(text, characters, false, true),
  "string.ToLower(): string": (text: string) => text.toLowerCase(),
  "string.ToUpper(): string": (text: string) => text.toUpperCase(),
  "string.ToLowerInvariant(): string": (text: string) => text.toLowerCase(),
  "string.ToUpperInvariant(): string": (text: string) => text.toUpperCase(),
  "string.ToCharArray(): char[]": (text: string) => [...iterate(text)],
  "string.PadLeft(int): string": (text: string, width: number) => text.padStart(width),
  "string.PadLeft(int, char): string": (text: string, width: number, fill: Char) => text.padStart(width, fill.value),
  "string.PadRight(int): string": (text: string, width: number) => text.padEnd(width),
  "string.Insert(int, string): string": (text: string, at: number, part: string) =>
    substring(text, 0, at) + given(part) + text.slice(at),
  "string.Remove(int): string": (text: string, start: number) => substring(text, 0, start),
  "string.Remove(int, int): string": (text: string, start: number, length: number) => {
    substring(text, start, length);
    return text.slice(0, start) + text.slice(start + length);
  },
  "string.Equals(string): bool": (text: string, other: string | null) => text === other,
  "string.Equals(string, StringComparison): bool": (text: string, other: string | null, how: Enum) =>
    other !== null && fold(text, how) === fold(other, how),
  "string.CompareTo(string): int": (text: string, other: string | null) => Math.sign(ordinal(text, other)),
  "static string.Empty: string": () => "",
  "static string.IsNullOrEmpty(string): bool": (text: string | null) => text === null || text === "",
  "static string.IsNullOrWhiteSpace(string): bool": (text: string | null) => text === null || text.trim() === "",
  "static string.Join(string, IEnumerable<string>): string": (separator: string, values: Value) =>
    texts(values).join(separator ?? ""),
  "static string.Join(string, params string[]): string": (separator: string, values: Value) =>
    texts(values).join(separator ?? ""),
  "static string.Join(string, params object[]): string": (separator: string, values: Value) =>
    texts(values).join(separator ?? ""),
  "static string.Join<T>(string, IEnumerable<T>): string": (separator: string, values: Value) =>
    texts(values).join(separator ?? ""),
  "static string.Concat(params string[]): string": (values: Value) => texts(values).join(""),
  "static string.Concat(params object[]): string": (values: Value) => texts(values).join(""),
  "static string.Concat(IEnumerable<string>): string": (values: Value) => texts(values).join(""),
  "static string.Format(string, params object[]): string": format,
  "static string.Equals(string, string): bool": (a: string | null, b: string | null) => a === b,
  "static string.Equals(string, string, StringComparison): bool": (a: string | null, b: string | null, how: Enum) =>
    a === null || b === null ? a === b : fold(a, how) === fold(b, how),
  "static string.CompareOrdinal(string, string): int": ordinal,
  "static char.IsDigit(char): bool": ({ value }: Char) => /\p{Nd}/u.test(value),
  "static char.IsLetter(char): bool": ({ value }: Char) => /\p{L}/u.test(value),
  "static char.IsLetterOrDigit(char): bool": ({ value }: Char) => /[\p{L}\p{Nd}]/u.test(value),
  "static char.IsWhiteSpace(char): bool": ({ value }: Char) => /\s/.test(value),
  "static char.IsUpper(char): bool": ({ value }: Char) => /\p{Lu}/u.test(value),
  "static char.IsLower(char): bool": ({ value }: Char) => /\p{Ll}/u.test(value),
  "static Guid.NewGuid(): Guid": () => new Guid(randomUUID()),
  "static Encoding.UTF8: Encoding": () => "utf8",
  "static Encoding.ASCII: Encoding": () => "ascii",
  "Encoding.GetBytes(string): byte[]": (name: BufferEncoding, text: string) => new Uint8Array(Buffer.from(given(text), name)),
  "Encoding.GetString(byte[]): string": (name: BufferEncoding, bytes: Uint8Array) => Buffer.from(bytes).toString(name),
  "static SHA256.Create(): HashAlgorithm": () => "sha256",
  "static MD5.Create(): HashAlgorithm": () => "md5",
  "HashAlgorithm.ComputeHash(byte[]): byte[]": (name: string, bytes: Uint8Array) =>
    new Uint8Array(createHash(name).update(bytes).digest()),
  "new HMACSHA256(byte[])": (key: Uint8Array) => key,
  "HMACSHA256.ComputeHash(byte[]): byte[]": (key: Uint8Array, bytes: Uint8Array) =>
    new Uint8Array(createHmac("sha256", key).update(bytes).digest()),
  "static BitConverter.ToString(byte[]): string": (bytes: Uint8Array) =>
    [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("-"),
  "static Uri.EscapeDataString(string): string": (text: string) =>
    encodeURIComponent(given(text)).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  "static Uri.UnescapeDataString(string): string": (text: string) => decodeURIComponent(given(text)),
  "static WebUtility.UrlDecode(string): string": (text: string) => decodeURIComponent(given(text).replaceAll("+", " ")),
  "static WebUtility.UrlEncode(string): string": (text: string) => encodeURIComponent(given(text)).replaceAll("%20", "+"),
};
