import { newtonsoftDate } from "./dates";
import { JArray, JObject, JToken, JValue } from "./jsonTokens";
import { CsException, Double } from "./values";

const bad = (message: string): CsException => new CsException("JsonReaderException", message);

/** What ends a part of a text that is as it is written, by the kind of quote. */
const specials: Readonly<Record<string, RegExp>> = { '"': /["\\]/g, "'": /['\\]/g };
const wordShape = /[-+.\w]+/y;
const words: Readonly<Record<string, JValue["value"]>> = { true: true, false: false, null: null, undefined: null };

/** Whether a character is white space; NaN, at the end of a text, is none. */
const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)));

const plainEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "'": "'",
  "/": "/",
};

/** How a text is read. */
export interface ReadOptions {
  /** Refuses anything but comments after the value, as `Parse` does; a body is read without it. */
  whole: boolean;
  /** Keeps texts that look like dates (`DateParseHandling.None`). */
  keepDates?: boolean;
}

/**
 * Reads JSON as Newtonsoft.Json does by default, so with its leniency: comments, single quotes, names without quotes, a comma at the end,
 * the last of two values with the same name, dates made of texts.
 */
export function readJson(text: string, options: ReadOptions): JToken {
  const reader = new Reader(text, options);
  const value = reader.value();
  if (options.whole) reader.end();
  return value;
}

class Reader {
  private at = 0;
  constructor(
    private readonly text: string,
    private readonly options: ReadOptions,
  ) {
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  value(): JToken {
    this.space();
    const character = this.text[this.at];
    if (character === undefined) throw bad("Error reading JToken from JsonReader. Path '', line 0, position 0.");
    if (character === "{") return this.object();
    if (character === "[") return this.array();
    if (character === '"' || character === "'") return this.stringValue();
    return this.word();
  }

  end(): void {
    this.space();
    if (this.at < this.text.length)
      throw bad(`Additional text encountered after finished reading JSON content: ${this.text[this.at]}.`);
  }

  private object(): JObject {
    const object = new JObject();
    this.at += 1;
    for (;;) {
      this.space();
      if (this.text[this.at] === "}") break;
      const name = this.name();
      this.space();
      if (this.text[this.at] !== ":") throw this.unexpected("Invalid character after parsing property name. Expected ':'");
      this.at += 1;
      object.set(name, this.value());
      if (!this.comma("}")) break;
    }
    this.at += 1;
    return object;
  }

  private array(): JArray {
    const array = new JArray();
    this.at += 1;
    for (;;) {
      this.space();
      if (this.text[this.at] === "]") break;
      array.add(this.value());
      if (!this.comma("]")) break;
    }
    this.at += 1;
    return array;
  }

  /** True when another element may follow. */
  private comma(close: string): boolean {
    this.space();
    const character = this.text[this.at];
    if (character === ",") {
      this.at += 1;
      return true;
    }
    if (character === close) return false;
    throw character === undefined
      ? bad("Unexpected end of content while loading JToken.")
      : this.unexpected("After parsing a value an unexpected character was encountered");
  }

  private name(): string {
    const character = this.text[this.at];
    if (character === '"' || character === "'") return this.string();
    const name = /^[\p{L}\p{N}_$]+/u.exec(this.text.slice(this.at, this.at + 512))?.[0];
    if (!name)
      throw character === undefined
        ? bad("Unexpected end when parsing name.")
        : this.unexpected("Invalid property identifier character");
    this.at += name.length;
    return name;
  }

  private stringValue(): JValue {
    const text = this.string();
    return new JValue((this.options.keepDates ? undefined : newtonsoftDate(text)) ?? text);
  }

  private string(): string {
    const quote = this.text[this.at]!;
    const start = ++this.at;
    let read = "";
    let from = start;
    for (;;) {
      const special = specials[quote]!;
      special.lastIndex = this.at;
      const found = special.exec(this.text);
      if (!found) throw bad(`Unterminated string. Expected delimiter: ${quote}.`);
      this.at = found.index;
      if (found[0] === quote) break;
      read += this.text.slice(from, this.at) + this.escape();
      from = this.at;
    }
    read += this.text.slice(from, this.at);
    this.at += 1;
    return read;
  }

  private escape(): string {
    const character = this.text[this.at + 1];
    this.at += 2;
    if (character === "u") {
      const digits = this.text.slice(this.at, this.at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw bad(`Invalid Unicode escape sequence: \\u${digits}.`);
      this.at += 4;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const value = character === undefined ? undefined : plainEscapes[character];
    if (value === undefined) throw bad(`Bad JSON escape sequence: \\${character}.`);
    return value;
  }

  private word(): JToken {
    wordShape.lastIndex = this.at;
    const word = wordShape.exec(this.text)?.[0].slice(0, 512) ?? "";
    const value = Object.hasOwn(words, word) ? words[word]! : this.number(word);
    if (value === undefined) throw this.unexpected("Unexpected character encountered while parsing value");
    this.at += word.length;
    return new JValue(value);
  }

  private number(word: string): JValue["value"] | undefined {
    if (word === "NaN" || word === "Infinity" || word === "-Infinity") return new Double(Number(word));
    if (/^-?(0|[1-9]\d*)$/.test(word)) return BigInt(word);
    if (/^-?0x[0-9a-fA-F]+$/.test(word)) return BigInt(word);
    return /^-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(word) && !/^-?0\d/.test(word) ? new Double(Number(word)) : undefined;
  }

  private space(): void {
    for (;;) {
      while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
      if (this.text[this.at] !== "/") return;
      if (this.text.startsWith("//", this.at)) this.at = this.after("\n", this.text.length);
      else if (this.text.startsWith("/*", this.at)) this.at = this.after("*/", -1);
      else return;
      if (this.at < 0) throw bad("Unexpected end while parsing comment.");
    }
  }

  private after(mark: string, otherwise: number): number {
    const found = this.text.indexOf(mark, this.at + 2);
    return found < 0 ? otherwise : found + mark.length;
  }

  private unexpected(what: string): CsException {
    return bad(`${what}: ${this.text[this.at]}. Path '', line 1, position ${this.at + 1}.`);
  }
}
