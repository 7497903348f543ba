import type { Row } from "../facts/row";

/** A fact of a difference. */
export const row = (key: string, label: string, text: string, alarm = false): Row => ({
  key,
  label,
  text,
  ...(alarm && { alarm: true as const }),
});
