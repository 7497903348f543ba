import type { Difference } from "../difference";
import { localUrn } from "../difference/compare";

/** What a difference does to a resource. */
export interface Mark {
  /** For people and for the class of the box. */
  word: "added" | "changed" | "replaced" | "gone";
  /** One character that the box shows. */
  sign: string;
}

/** What a difference does to each resource. */
export interface Marks {
  /** Whether there is a difference at all. */
  any: boolean;
  /** Undefined for a resource that does not change. */
  of(urn: string): Mark | undefined;
  /** The mark of several resources together: theirs when all have the same, else that something is changed. */
  ofAll(urns: readonly string[]): Mark | undefined;
  /** The mark of a box: that of the resources that it stands for, else that something in it is changed. */
  ofBox(urns: readonly string[], inside: readonly string[]): Mark | undefined;
}

/** The marks of a drawing; none without a difference. */
export function marksOf(difference: Difference | undefined): Marks {
  const found = new Map<string, Mark>();
  const put = (mark: Mark, all: readonly { urn: string }[]) => all.forEach(({ urn }) => found.set(localUrn(urn), mark));
  const changed: Mark = { word: "changed", sign: "~" };
  put(changed, difference?.changed ?? []);
  put({ word: "added", sign: "+" }, difference?.added ?? []);
  put({ word: "replaced", sign: "↻" }, difference?.replaced ?? []);
  put({ word: "gone", sign: "−" }, difference?.deleted ?? []);
  const of = (urn: string) => found.get(localUrn(urn));
  const ofAll = (urns: readonly string[]): Mark | undefined => {
    const all = urns.map(of);
    const [first] = all;
    if (all.every((mark) => mark?.word === first?.word)) return first;
    return changed;
  };
  const ofBox = (urns: readonly string[], inside: readonly string[]) =>
    ofAll(urns) ?? (inside.some((urn) => of(urn)) ? changed : undefined);
  return { any: found.size > 0, of, ofAll, ofBox };
}
