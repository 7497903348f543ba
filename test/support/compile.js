"use strict";

// Jest's transform of TypeScript, by esbuild: nothing else that does it installs on every platform from the lock file.
const { createHash } = require("node:crypto");
const { transformSync, version } = require("esbuild");

const options = { format: "cjs", target: "node20", sourcemap: "inline", jsx: "automatic", jsxImportSource: "preact" };
const loaderOf = (file) => (file.endsWith("x") ? "tsx" : "ts");

module.exports = {
  getCacheKey: (source, file) =>
    createHash("sha256")
      .update([version, JSON.stringify(options), file, source].join("\0"))
      .digest("hex"),
  process: (source, file) => ({ code: transformSync(source, { ...options, loader: loaderOf(file), sourcefile: file }).code }),
};
