import type { Difference } from "../difference";
import { localUrn } from "../difference/compare";

/** What a difference does to a resource. */
export interface Mark {
  word: "added" | "changed" | "replaced" | "gone";
  sign: string;
}

export interface Marks {
  any: boolean;
  of(urn: string): Mark | undefined;
}

/** The marks of a drawing; none without a difference. */
export function marksOf(difference: Difference | undefined): Marks {
  const found = new Map<string, Mark>();
  const put = (mark: Mark, all: readonly { urn: string }[]) => all.forEach(({ urn }) => found.set(localUrn(urn), mark));
  put({ word: "changed", sign: "~" }, difference?.changed ?? []);
  put({ word: "added", sign: "+" }, difference?.added ?? []);
  put({ word: "replaced", sign: "↻" }, difference?.replaced ?? []);
  put({ word: "gone", sign: "−" }, difference?.deleted ?? []);
  return { any: found.size > 0, of: (urn) => found.get(localUrn(urn)) };
}
