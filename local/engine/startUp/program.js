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

/**
 * Provider SDKs give a resource an alias for each other API version of its type, fifteen on average. The engine leaves
 * them out of its plan (`isOtherVersion` in goal.ts), so they need not be made and sent.
 */
const providerFile = /[\\/]@pulumi[\\/](?!pulumi[\\/]|policy[\\/])([\w-]+)[\\/]/;
const views = new Map();

onRequire((request, from, load) => {
  const pkg = request === "@pulumi/pulumi" && providerFile.exec(from)?.[1];
  if (!pkg) return undefined;
  if (!views.has(pkg)) views.set(pkg, withoutOtherVersions(load(), pkg));
  return views.get(pkg);
});

function withoutOtherVersions(pulumi, pkg) {
  const isOtherVersion = (alias) => Object.keys(alias).join() === "type" && alias.type.startsWith(`${pkg}:`);
  const mergeOptions = (given, own) =>
    pulumi.mergeOptions(given, own?.aliases ? { ...own, aliases: own.aliases.filter((alias) => !isOtherVersion(alias)) } : own);
  return Object.create(pulumi, { mergeOptions: { value: mergeOptions, enumerable: true } });
}

/** The SDK takes a stack trace for each promise, thousands of them; they are for its own debugging. */
const ofPromise = /[\\/]runtime[\\/]debuggable\.js$/;

// Takes the place of source-map-support, which is slow and knows nothing of source maps that are only in memory.
Error.prepareStackTrace = (error, frames) => {
  const title = Error.prototype.toString.call(error);
  const top = frames[0]?.getFileName() ?? "";
  if (sdkFile.test(top) && ofPromise.test(top)) return title;
  return [title, ...frames.map((frame) => `    at ${placed(frame)}`)].join("\n");
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
