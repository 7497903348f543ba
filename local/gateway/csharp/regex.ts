import { CsException } from "./values";

/** A captured group. */
export interface Group {
  /** Whether the group took part in the match. */
  success: boolean;
  /** Empty when it took no part. */
  value: string;
  /** Where it begins in the text; 0 when it took no part. */
  index: number;
  /** Its name, or its number as text. */
  name: string;
}

/** A match: groups by number and name, the first is the whole. */
export class Match {
  constructor(
    readonly groups: Group[],
    readonly next: () => Match,
  ) {}
  /** Group 0. */
  get whole(): Group {
    return this.groups[0]!;
  }
}

/** A .NET regular expression. @throws CsException for one that has no equal in JavaScript */
export class Regex {
  /** The equal expression of JavaScript. */
  readonly expression: RegExp;
  constructor(
    readonly pattern: string,
    options: number,
  ) {
    this.expression = toJavaScript(pattern, options);
  }

  /** The expression of a pattern: made once, because policies write it where it is used. */
  static of(pattern: string, options: number): Regex {
    let known = made.get(options);
    if (!known) made.set(options, (known = new Map()));
    let found = known.get(pattern);
    if (found) return found;
    if (known.size > 1000) known.clear();
    known.set(pattern, (found = new Regex(pattern, options)));
    return found;
  }

  /** Whether it matches anywhere. */
  matches(text: string): boolean {
    this.expression.lastIndex = 0;
    return this.expression.test(text);
  }

  /** Puts a text in the place of each match. */
  replace(text: string, by: string): string {
    const { expression } = this;
    let [out, from, next] = ["", 0, 0];
    for (;;) {
      expression.lastIndex = next;
      const found = expression.exec(text);
      if (!found) return out + text.slice(from);
      out += text.slice(from, found.index) + by;
      from = found.index + found[0].length;
      next = found.index + Math.max(found[0].length, 1);
    }
  }

  /** The first match from a place on; one without success when there is none. */
  match(text: string, from = 0): Match {
    this.expression.lastIndex = from;
    const found = this.expression.exec(text);
    if (!found) return new Match([{ success: false, value: "", index: 0, name: "0" }], () => this.match(text, text.length + 1));
    const names = found.groups ? Object.keys(found.groups) : [];
    const plain = found.map((value, index) => ({
      success: value !== undefined,
      value: value ?? "",
      index: found.index,
      name: String(index),
    }));
    const named = names.map((name) => ({
      success: found.groups![name] !== undefined,
      value: found.groups![name] ?? "",
      index: found.index,
      name,
    }));
    const after = found.index + Math.max(found[0].length, 1);
    return new Match([...plain, ...named], () => this.match(text, after));
  }
}

/** `RegexOptions`. */
export const regexOptions = {
  None: 0,
  IgnoreCase: 1,
  Multiline: 2,
  ExplicitCapture: 4,
  Compiled: 8,
  Singleline: 16,
  CultureInvariant: 512,
};

const made = new Map<number, Map<string, Regex>>();

/** The JavaScript expression that matches what the .NET one matches; what has no equal here is an error. */
function toJavaScript(pattern: string, options: number): RegExp {
  const inline = /^\(\?([imns]+)\)/.exec(pattern);
  const has = (flag: number, letter: string): boolean => (options & flag) !== 0 || (inline?.[1]?.includes(letter) ?? false);
  const multiline = has(regexOptions.Multiline, "m");
  const translated = translate(inline ? pattern.slice(inline[0].length) : pattern, multiline, has(regexOptions.Singleline, "s"));
  return build(translated, `gu${has(regexOptions.IgnoreCase, "i") ? "i" : ""}`, pattern);
}

function build(source: string, flags: string, pattern: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new CsException("ArgumentException", `parsing "${pattern}" - ${(error as Error).message}`);
  }
}

const end = "(?![\\s\\S])";
const outside: Readonly<Record<string, string>> = { z: end, A: "(?<![\\s\\S])", Z: `(?=\\n?${end})` };
const classes: Readonly<Record<string, string>> = { d: "\\p{Nd}", w: "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}", s: "\\s" };
const unsupported = /^\(\?(>|\(|#|<[A-Za-z]\w*-|[imnsx-]+[):])/;

function translate(pattern: string, multiline: boolean, singleline: boolean): string {
  let out = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at]!;
    if (character === "\\") {
      out += escaped(pattern[++at] ?? "", inClass);
      continue;
    }
    if (inClass) {
      inClass = character !== "]";
      out += character === "[" ? "\\[" : character;
      continue;
    }
    if (unsupported.test(pattern.slice(at, at + 64)))
      throw new CsException(
        "NotSupportedException",
        `the stand-in does not know ${pattern.slice(at, at + 4)} in the pattern ${pattern}`,
      );
    inClass = character === "[";
    if (inClass && /^\[\^?\]/.test(pattern.slice(at, at + 3))) {
      const open = pattern[at + 1] === "^" ? "[^" : "[";
      out += `${open}\\]`;
      at += open.length;
    } else out += plain(character, multiline, singleline, pattern, at);
  }
  return out;
}

function plain(character: string, multiline: boolean, singleline: boolean, pattern: string, at: number): string {
  if (character === ".") return singleline ? "[\\s\\S]" : "[^\\n]";
  if (character === "^") return multiline ? "(?<=^|\\n)" : "^";
  if (character === "$") return multiline ? `(?=\\n|${end})` : `(?=\\n?${end})`;
  if (character === "{" && !/^\{\d+(,\d*)?\}/.test(pattern.slice(at))) return "\\{";
  if (character === "}" && !/\{\d+(,\d*)?$/.test(pattern.slice(0, at))) return "\\}";
  return character === "]" ? "\\]" : character;
}

function escaped(character: string, inClass: boolean): string {
  if (!inClass && outside[character]) return outside[character]!;
  const lower = character.toLowerCase();
  if (classes[lower]) {
    if (lower === character) return inClass ? classes[lower]! : `[${classes[lower]}]`;
    return lower === "s" ? "\\S" : lower === "d" ? "\\P{Nd}" : inClass ? "\\W" : `[^${classes.w}]`;
  }
  if (/[a-zA-Z0-9]/.test(character)) return character === "a" ? "\\x07" : character === "e" ? "\\x1b" : `\\${character}`;
  return /[\^$\\.*+?()[\]{}|/-]/.test(character) && (inClass || character !== "-") ? `\\${character}` : character;
}
