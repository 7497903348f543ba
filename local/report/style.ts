/** Ways to set off text in a terminal; each leaves it as it is where there are no colours. */
export interface Style {
  /** Bold. */
  strong(text: string): string;
  /** Paler than the rest. */
  faint(text: string): string;
  /** Green. */
  good(text: string): string;
  /** Red. */
  bad(text: string): string;
}

const codes = { strong: 1, faint: 2, good: 32, bad: 31 } as const satisfies Record<keyof Style, number>;

/** Whether somebody watches a stream: a terminal that is not `dumb`, and no build server (`CI`). */
export const isInteractive = (stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean =>
  stream.isTTY === true && env.TERM !== "dumb" && !isOn(env.CI);

/** `CI=false` and `CI=0` say that there is none. */
const isOn = (value: string | undefined): boolean => value !== undefined && !["", "0", "false"].includes(value);

/**
 * Style of an output stream: with colours where somebody watches, unless the environment says `NO_COLOR` (no-color.org); elsewhere
 * when it says `FORCE_COLOR`.
 */
export function styleOf(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Style {
  const coloured = !env.NO_COLOR && (isInteractive(stream, env) || isOn(env.FORCE_COLOR));
  const wrap = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { strong: wrap(codes.strong), faint: wrap(codes.faint), good: wrap(codes.good), bad: wrap(codes.bad) };
}

/** Columns of a terminal that somebody watches, or what `COLUMNS` says of it; undefined elsewhere, where a line may be as long as it is. */
export const widthOf = (
  stream: { isTTY?: boolean; columns?: number },
  env: NodeJS.ProcessEnv = process.env,
): number | undefined => (isInteractive(stream, env) ? Math.max(Number(env.COLUMNS) || (stream.columns ?? 80), 60) : undefined);

/** Text without any setting off. */
export const unstyled: Style = styleOf({}, {});
