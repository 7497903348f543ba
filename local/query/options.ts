import { parseArgs } from "node:util";
import { UsageError, messageOf } from "../engine/errors";

const options = {
  rows: { type: "string" },
  json: { type: "boolean", default: false },
  since: { type: "string" },
  until: { type: "string" },
  now: { type: "string" },
  consumer: { type: "string" },
  model: { type: "string" },
  region: { type: "string" },
  step: { type: "string" },
  call: { type: "string" },
  caller: { type: "string" },
  stack: { type: "string" },
  config: { type: "string" },
} as const;
const usage =
  "[NAME | FILE.kql] [--rows DIR|FILE] [--json] [--since TIME] [--until TIME] [--now TIME] [--consumer NAME] [--model NAME] [--region NAME] [--step SPAN] [--call ID] [--caller ID] [--stack NAME] [--config FILE]";

/** Options of the command as they were given; undefined for those that were not. */
export type Options = ReturnType<typeof readOptions>;

/** The options of the command. @throws UsageError that says what is allowed */
export function readOptions(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    if (positionals.length <= 1) return { ...values, name: positionals[0] };
    throw new UsageError(`${positionals.slice(1).join(" ")}: one query at a time; allowed: ${usage}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a span such as `15m`, or undefined. */
export function secondsOf(span: string): number | undefined {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(span) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit]!;
}

/**
 * A moment: ISO 8601 with its zone, or so long before `now`, such as `7d`.
 * @throws UsageError for anything else
 */
export function momentOf(option: string, given: string, now: Date): Date {
  const seconds = secondsOf(given);
  if (seconds !== undefined) return new Date(now.getTime() - seconds * 1000);
  const found = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(given) ? new Date(given) : undefined;
  if (found && !Number.isNaN(found.getTime())) return found;
  throw new UsageError(
    `--${option} ${given}: allowed: a moment such as 2026-12-01T10:00:00Z or 2026-12-01, or a span before now such as 7d, 12h, 30m`,
  );
}
