import { Problem, gotText, pathOf } from "../problem";
import { Section, SoundSettings } from "../schema";

/** What a check may know besides the settings. */
export interface CheckContext {
  /** The day, as `2026-11-22`. */
  today: string;
}

/** What must hold between settings. */
export interface Check {
  /** What it finds; nothing when a group that it needs is not sound in itself. */
  run(settings: Partial<SoundSettings>, context: CheckContext): Problem[];
}

/**
 * Makes a check of a pure function.
 *
 * @param needs The groups of settings that it looks at.
 * @param find What is wrong with them.
 */
export function check<K extends Section>(
  needs: readonly K[],
  find: (settings: Pick<SoundSettings, K>, context: CheckContext) => Problem[],
): Check {
  const isSound = (settings: Partial<SoundSettings>): settings is Pick<SoundSettings, K> & Partial<SoundSettings> =>
    needs.every((section) => section in settings);
  return { run: (settings, context) => (isSound(settings) ? find(settings, context) : []) };
}

/** A problem with the value at a path. */
export function problem(path: readonly PropertyKey[], got: unknown, allowed: string, message: string): Problem {
  return { path: pathOf(...path), got: gotText(got), allowed, message };
}

/** One problem if `wrong`, else none. */
export function problemIf(wrong: boolean, ...args: Parameters<typeof problem>): Problem[] {
  return wrong ? [problem(...args)] : [];
}
