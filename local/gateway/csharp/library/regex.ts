import { Members } from "../library";
import { Group, Match, Regex } from "../regex";
import { CsException, Enum } from "../values";

const none = new Enum("RegexOptions", "None", 0);
const make = (pattern: string, options: Enum = none): Regex => Regex.of(pattern, options.value);

function given(text: string | null): string {
  if (text === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: input");
  return text;
}

function all(regex: Regex, text: string): Match[] {
  const found: Match[] = [];
  for (let match = regex.match(given(text)); match.whole.success; match = match.next()) found.push(match);
  return found;
}

/** `$1`, `${name}`, `$&` and `$$` of a replacement. */
function replaced(regex: Regex, text: string, by: string): string {
  if (!by.includes("$")) return regex.replace(given(text), by);
  return pieced(regex, text, (match) =>
    by.replace(/\$(?:(\d+)|\{(\w+)\}|(&|\$))/g, (whole, number: string, name: string, sign: string) => {
      if (sign) return sign === "$" ? "$" : match.whole.value;
      return match.groups.find((group) => group.name === (number ?? name))?.value ?? whole;
    }),
  );
}

function pieced(regex: Regex, text: string, by: (match: Match) => string): string {
  let out = "";
  let from = 0;
  for (const match of all(regex, text)) {
    out += text.slice(from, match.whole.index) + by(match);
    from = match.whole.index + match.whole.value.length;
  }
  return out + text.slice(from);
}

function split(regex: Regex, text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of all(regex, text)) {
    pieces.push(
      text.slice(from, match.whole.index),
      ...match.groups
        .slice(1)
        .filter(({ success }) => success)
        .map(({ value }) => value),
    );
    from = match.whole.index + match.whole.value.length;
  }
  return [...pieces, text.slice(from)];
}

const missing: Group = { success: false, value: "", index: 0, name: "" };

/** Regular expressions. */
export const regex: Members = {
  "new Regex(string)": make,
  "new Regex(string, RegexOptions)": make,
  "Regex.IsMatch(string): bool": (expression: Regex, text: string) => expression.matches(given(text)),
  "Regex.Match(string): Match": (expression: Regex, text: string) => expression.match(given(text)),
  "Regex.Matches(string): MatchCollection": all,
  "Regex.Replace(string, string): string": replaced,
  "static Regex.IsMatch(string, string): bool": (text: string, pattern: string) => make(pattern).matches(given(text)),
  "static Regex.IsMatch(string, string, RegexOptions): bool": (text: string, pattern: string, options: Enum) =>
    make(pattern, options).matches(given(text)),
  "static Regex.Match(string, string): Match": (text: string, pattern: string) => make(pattern).match(given(text)),
  "static Regex.Match(string, string, RegexOptions): Match": (text: string, pattern: string, options: Enum) =>
    make(pattern, options).match(given(text)),
  "static Regex.Matches(string, string): MatchCollection": (text: string, pattern: string) => all(make(pattern), text),
  "static Regex.Matches(string, string, RegexOptions): MatchCollection": (text: string, pattern: string, options: Enum) =>
    all(make(pattern, options), text),
  "static Regex.Replace(string, string, string): string": (text: string, pattern: string, by: string) =>
    replaced(make(pattern), given(text), by),
  "static Regex.Replace(string, string, string, RegexOptions): string": (
    text: string,
    pattern: string,
    by: string,
    options: Enum,
  ) => replaced(make(pattern, options), given(text), by),
  "static Regex.Replace(string, string, Func<Match, string>): string": (
    text: string,
    pattern: string,
    by: (match: Match) => string,
  ) => pieced(make(pattern), given(text), by),
  "static Regex.Split(string, string): string[]": (text: string, pattern: string) => split(make(pattern), given(text)),
  "static Regex.Escape(string): string": (text: string) =>
    given(text)
      .replace(/[\\*+?|{[()^$.# ]/g, "\\$&")
      .replaceAll("\n", "\\n")
      .replaceAll("\r", "\\r")
      .replaceAll("\t", "\\t"),
  "Match.Groups: GroupCollection": ({ groups }: Match) => groups,
  "Match.Success: bool": ({ whole }: Match) => whole.success,
  "Match.Value: string": ({ whole }: Match) => whole.value,
  "Match.Index: int": ({ whole }: Match) => whole.index,
  "Match.Length: int": ({ whole }: Match) => whole.value.length,
  "Match.NextMatch(): Match": (match: Match) => match.next(),
  "Group.Success: bool": ({ success }: Group) => success,
  "Group.Value: string": ({ value }: Group) => value,
  "Group.Length: int": ({ value }: Group) => value.length,
  "GroupCollection.this[](int): Group": (groups: Group[], index: number) =>
    groups.find(({ name }) => name === String(index)) ?? missing,
  "GroupCollection.this[](string): Group": (groups: Group[], name: string) =>
    groups.find((group) => group.name === name) ?? missing,
  "GroupCollection.Count: int": (groups: Group[]) => groups.length,
  "MatchCollection.Count: int": (matches: Match[]) => matches.length,
  "MatchCollection.this[](int): Match": (matches: Match[], index: number) => {
    if (index < 0 || index >= matches.length)
      throw new CsException(
        "ArgumentOutOfRangeException",
        "Specified argument was out of the range of valid values.\nParameter name: i",
      );
    return matches[index];
  },
};
