"use strict";

// The commands of package.json start here: tsx compiles the TypeScript files as they are required, without checking types.
const oldest = 20;

/** Ends with a sentence in place of the trace that a missing package or an old Node.js would give. */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

if (Number(process.versions.node.split(".")[0]) < oldest)
  refuse(`Node.js ${process.versions.node} is too old; allowed: ${oldest} or later (https://nodejs.org)`);

/** Whether a package could not be found, rather than a file of this project. */
const isPackageMissing = (error) =>
  error?.code === "MODULE_NOT_FOUND" && !/^Cannot find module '[./]/.test(String(error.message));

process.on("uncaughtException", (error) => {
  if (isPackageMissing(error)) refuse("The packages of this project are not installed, or not all of them; run `npm ci` first");
  console.error(error);
  process.exit(3);
});

/** What a shell says of a program that the end of a pipe has stopped. */
const pipeClosed = 141;

// Whoever reads has seen enough (`| head`), or there is no room for what is written.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") process.stderr.write(`cannot write the output: ${error.message}\n`);
  process.exit(error.code === "EPIPE" ? pipeClosed : 3);
});

require("./engine/startUp/modules.js");
require("./engine/startUp/duckdb.js");
require("tsx/cjs");
require("./cli.ts");
