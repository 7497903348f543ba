"use strict";

// Loaded before the program: Pulumi's runtime writes stack traces with source-map-support, which looks for source maps
// in files; those of TypeScript compiled on the fly are known to Node only. Without this an error names wrong lines.
// Frames of packages stay as they are: the SDK takes a stack trace for each promise, and mapping those is slow.
const { createRequire, findSourceMap } = require("node:module");
const { fileURLToPath } = require("node:url");

const fromPulumi = createRequire(createRequire(`${process.cwd()}/`).resolve("@pulumi/pulumi"));

const pathOf = (source) => (source.startsWith("file:") ? fileURLToPath(source) : source);

fromPulumi("source-map-support").install({
  overrideRetrieveSourceMap: true,
  retrieveSourceMap(source) {
    if (source.includes("/node_modules/")) return null;
    const payload = findSourceMap(source)?.payload;
    return payload ? { url: source, map: { ...payload, sources: payload.sources.map(pathOf) } } : null;
  },
});
