import { createHash } from "node:crypto";
import { suffixLength } from "../../components/names";

/**
 * Five lower-case letters and digits made from `parts`: the same for the same parts, and hardly ever the same for others
 * (one in 60 million).
 */
export function suffixFrom(...parts: string[]): string {
  const hash = createHash("sha256").update(parts.join("\n")).digest().readBigUInt64BE(0);
  return hash.toString(36).slice(-suffixLength).padStart(suffixLength, "0");
}
