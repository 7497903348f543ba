/**
 * Whether a text matches a pattern in which `*` stands for any characters. Each part is looked for once, from the left: a pattern with many
 * wildcards takes no longer than its text.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = "", ...rest] = glob.split("*");
  const last = rest.pop();
  if (last === undefined) return text === glob;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** The same where case does not count, as in ids and hosts. */
export function matchesGlobInAnyCase(glob: string, text: string): boolean {
  return matchesGlob(glob.toLowerCase(), text.toLowerCase());
}
