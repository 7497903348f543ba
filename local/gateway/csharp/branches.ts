import type { Node } from "web-tree-sitter";

/** Makes what is told of a branch. */
export type Watch = (line: number, what: string) => () => void;

let watching: Watch | undefined;

/** Compiles with each branch made known to somebody; without, expressions run as if nobody could look. */
export function watched<T>(watch: Watch | undefined, compile: () => T): T {
  const before = watching;
  watching = watch;
  try {
    return compile();
  } finally {
    watching = before;
  }
}

/** The same code, which tells each time it runs. */
export function branch<Run extends (...args: never[]) => unknown>(node: Node, what: string, run: Run): Run {
  const told = watching?.(node.startPosition.row, `${what} of ${node.text.replace(/\s+/g, " ")}`);
  if (!told) return run;
  return ((...args) => {
    told();
    return run(...args);
  }) as Run;
}
