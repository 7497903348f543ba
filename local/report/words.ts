/** `1 region`, `3 regions`. */
export const plural = (count: number, noun: string, many = `${noun}s`): string => `${number(count)} ${count === 1 ? noun : many}`;

/** Making one of these takes longer than a hundred uses of it. */
const formats = [0, 1, 2].map((most) => new Intl.NumberFormat("en-US", { maximumFractionDigits: most }));
const cents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const inDigits = (value: number, most: 0 | 1 | 2): string => (formats[most] as Intl.NumberFormat).format(value);

/** `1,234.5` */
export const number = (value: number): string => inDigits(value, 2);

/** `a, b and c`; `none` of nothing. */
export function list(words: readonly string[], none = "none"): string {
  if (words.length === 0) return none;
  return words.length === 1 ? (words[0] ?? none) : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `40 %`; at most one digit behind the point. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? "no capacity" : `${inDigits(Math.round((part / whole) * 1000) / 10, 1)} %`;

/** `48 min`, `1 h 5 min`, `40 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  const rest = minutes % 60;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ""}`;
}

/** An amount of dollars between two bounds, which may be equal. */
export interface Amount {
  /** Lower bound, in US dollars. */
  low: number;
  /** Upper bound, in US dollars. */
  high: number;
}

const dollars = (value: number): string => (value === 0 || value >= 100 ? inDigits(value, 0) : cents.format(value));

/** `$48.03`, `$1,340 to 1,400`. */
export function money({ low, high }: Amount): string {
  const [from, to] = [dollars(low), dollars(high)];
  return from === to ? `$${from}` : `$${from} to ${to}`;
}

/** The sum, bound by bound. */
export const sum = (amounts: readonly Amount[]): Amount => ({
  low: amounts.reduce((total, { low }) => total + low, 0),
  high: amounts.reduce((total, { high }) => total + high, 0),
});

/** So many times an amount. */
export const times = ({ low, high }: Amount, factor: number): Amount => ({ low: low * factor, high: high * factor });
