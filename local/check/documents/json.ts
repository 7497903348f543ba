import { messageOf, UsageError } from "../../engine/errors";

/** A document that was read. */
export interface Document {
  /** Its content. */
  text: string;
  /** Name of the file, for messages. */
  name: string;
}

/**
 * The content of a document. It may begin with a byte order mark.
 *
 * @throws UsageError when it is no JSON.
 */
export const documentIn = ({ text, name }: Document): unknown =>
  parsed(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text, name);

const byteOrderMark = 0xfeff;

/** JSON, or an event log: one JSON document a line. */
function parsed(text: string, name: string): unknown {
  if (text.trim() === "") throw new UsageError(`${name}: got nothing; allowed: JSON`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split("\n").flatMap((line, index) => (line.trim() ? [{ line, index }] : []));
    if (lines.length < 2 || !lines[0] || isDamaged(lines[0].line))
      throw new UsageError(`${name}: ${messageOf(error)}; allowed: JSON`, { cause: error });
    const damaged = lines.find(({ line }) => isDamaged(line));
    if (damaged)
      throw new UsageError(`${name}: line ${damaged.index + 1} is no JSON; allowed: one event a line`, { cause: error });
    return lines.map(({ line }) => JSON.parse(line) as unknown);
  }
}

function isDamaged(line: string): boolean {
  try {
    JSON.parse(line);
    return false;
  } catch {
    return true;
  }
}
