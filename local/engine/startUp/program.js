"use strict";

// Loaded before a program. It runs as it is written and Pulumi's SDK as it is published, less some work of the SDK that
// nothing here reads; docs/decisions/start-up.md has what each part saves.
const { findSourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");
const { onRequire, sdkFile } = require("./modules.js");

/** The SDK asks V8 for a debugging session at once; only the serialisation of functions uses it, and opens it itself. */
const noSession = { isInitializedAsync: () => Promise.resolve() };

onRequire((request, from) => {
  if (request === "source-map-support/register") return {};
  return request.endsWith("closure/v8Hooks") && /[\\/]cmd[\\/]run[\\/]/.test(from) ? noSession : undefined;
});

// Debug messages go to the engine one after another, several for each resource; it drops them (engineService.ts).
onRequire((request, from, load) => {
  if (!/^\.{1,2}(?:\/\.\.)*\/log$/.test(request) || !sdkFile.test(from)) return undefined;
  return Object.assign(load(), { debug: () => Promise.resolve() });
});

/** Makes a promise of the SDK without the stack trace that it takes for each of them, dozens for each resource. */
const withoutTrace =
  (debuggablePromise) =>
  (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };

// Names the values that nothing will ever give, instead of only counting them, as PULUMI_DEBUG_PROMISE_LEAKS does, and takes no stack traces
// for them, which the engine does not show.
let debuggable;
onRequire((request, from, load) => {
  if (!/(?:^|\/)debuggable$/.test(request) || !sdkFile.test(from)) return undefined;
  if (!debuggable) {
    debuggable = load();
    Object.assign(debuggable, { debugPromiseLeaks: true, debuggablePromise: withoutTrace(debuggable.debuggablePromise) });
  }
  return debuggable;
});

/** Where the SDK asks for the place of each resource in the program. The engine does not keep it. */
const isOfResource = (frame) => frame?.getFunctionName() === "callsites" && sdkFile.test(frame.getFileName() ?? "");

// Takes the place of source-map-support, which is slow and knows nothing of source maps that are only in memory.
Error.prepareStackTrace = (error, frames) => {
  const shown = isOfResource(frames[0]) ? [] : frames;
  return [Error.prototype.toString.call(error), ...shown.map((frame) => `    at ${placed(frame)}`)].join("\n");
};

/** A frame as text, with its place in the file as it was written; packages are shown as they are. */
function placed(frame) {
  const text = String(frame);
  const file = frame.getFileName();
  if (!file || file.startsWith("node:") || file.includes("node_modules")) return text;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalSource, originalLine, originalColumn } = findSourceMap(file)?.findEntry(line - 1, column - 1) ?? {};
  if (originalSource === undefined) return text;
  const source = originalSource.startsWith("file:") ? fileURLToPath(originalSource) : originalSource;
  return text.replace(`${file}:${line}:${column}`, `${source}:${originalLine + 1}:${originalColumn + 1}`);
}
