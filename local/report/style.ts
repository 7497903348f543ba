/** Ways to set off text in a terminal; each leaves it as it is where there are no colours. */
export interface Style {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const codes = { strong: 1, faint: 2, good: 32, bad: 31 } as const satisfies Record<keyof Style, number>;

/**
 * Style of an output stream: with colours on a terminal, unless the environment says `NO_COLOR` (no-color.org) or the
 * terminal is `dumb`.
 */
export function styleOf(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Style {
  const coloured = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  const wrap = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { strong: wrap(codes.strong), faint: wrap(codes.faint), good: wrap(codes.good), bad: wrap(codes.bad) };
}

/** Text without any setting off. */
export const unstyled: Style = styleOf({});
