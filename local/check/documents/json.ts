import { UsageError } from "../../engine/errors";

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
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim());
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}; allowed: JSON`);
    }
  }
}
