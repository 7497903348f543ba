/** What is wrong with a query, and where. */
export interface Finding {
  /** What is wrong, in the words of the language service or the runner. */
  message: string;
  /** The part of the query that it is about. */
  text: string;
  /** Line in the query; the first is 1. */
  line: number;
}

/** A query that is wrong, or that the runner cannot run; every finding at once. */
export class KqlError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ line, message, text }) => `line ${line}: ${message}${text ? ` (${oneLine(text)})` : ""}`).join("\n"));
  }
}

/** Something of the query language that the runner does not have. It stops the query rather than give a wrong answer. */
export class UnsupportedError extends Error {
  /** @param what Operator, function or form, as a noun with its name. */
  constructor(
    what: string,
    /** What the runner has of its kind. */
    readonly allowed?: readonly string[],
  ) {
    super(`${what} is outside of what this runner has${allowed ? `; it has: ${[...allowed].sort().join(", ")}` : ""}`);
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 80);
