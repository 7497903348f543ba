import { distance } from "fastest-levenshtein";

/**
 * The candidate that `word` was probably meant to be: the same but for letter case, spaces and hyphens, or else the one with the fewest
 * edits (Levenshtein distance), if those are at most a third of its letters (at least two).
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(plain(word), plain(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, "");
