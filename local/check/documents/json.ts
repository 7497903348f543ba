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
    const lines = text.split("\n");
    const events: unknown[] = [];
    for (const [index, line] of lines.entries()) {
      if (line.trim() === "") continue;
      try {
        events.push(JSON.parse(line));
      } catch {
        // A text whose first line is no document is no log: what is wrong with the whole says more.
        const wrong =
          events.length > 0 ? `line ${index + 1} is no JSON; allowed: one event a line` : `${messageOf(error)}; allowed: JSON`;
        throw new UsageError(`${name}: ${wrong}`, { cause: error });
      }
    }
    return events;
  }
}
