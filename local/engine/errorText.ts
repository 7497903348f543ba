import { relative, sep } from "node:path";

/** Frames of the program that are shown below its error. */
const shownFrames = 5;
/** The runtime colours its messages. */
const colours = /\u001b\[[0-9;]*m/g;
const preamble = /^Running program '.*' failed with an unhandled exception:\n/;
const frame = /^\s+at /;

/**
 * A program's error as the runtime reports it, for people: the message, and where in the program's own files it came
 * from; nothing of Node, Pulumi or other packages.
 * @param projectDir Folder of the program; frames outside it are left out.
 */
export function errorText(report: string, projectDir: string): string {
  const text = report
    .replace(colours, "")
    .replace(preamble, "")
    .replace(/^<ref \*\d+> /, "");
  const lines = text.trim().split("\n");
  const first = lines.findIndex((line) => frame.test(line));
  if (first < 0) return lines.join("\n");
  const message = lines
    .slice(0, first)
    .join("\n")
    .replace(/^Error: /, "");
  const frames = lines.filter((line) => frame.test(line)).flatMap((line) => ownFrame(line, projectDir));
  return [message, ...frames.slice(0, shownFrames)].join("\n");
}

/** `    at <function> (<file of the project>:<line>:<column>)`; nothing for a frame from elsewhere or of a module's wrapper. */
function ownFrame(line: string, projectDir: string): string[] {
  const place = /\(?(\/[^()]*:\d+:\d+)\)?$/.exec(line.trim())?.[1];
  if (!place?.startsWith(projectDir + sep) || place.includes(`${sep}node_modules${sep}`) || line.includes("Object.<anonymous>"))
    return [];
  const caller = /at (?:async )?([\w.$]+) \(/.exec(line)?.[1];
  const shown = relative(projectDir, place);
  return [`    at ${caller ? `${caller} (${shown})` : shown}`];
}
