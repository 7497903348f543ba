"use strict";

// DuckDB's package is some two hundred files, which take longer to load than most questions to answer. They are put into one file that is kept in
// `.local/query` until the package or what makes it changes; the folder may be taken away at any time.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { onRequire } = require("./modules.js");

const [name, native] = ["@duckdb/node-api", "@duckdb/node-bindings"];
const folder = path.join(__dirname, "..", "..", "..", ".local", "query");

/** The file with the whole package, but its native part; it is made where it is not there. */
function wholePackage() {
  const versions = [name, "esbuild"].map((one) => require(`${one}/package.json`).version);
  const file = path.join(folder, `duckdb-${versions.join("-")}.js`);
  if (fs.existsSync(file)) return file;
  const made = `${file}.${process.pid}`;
  const entryPoints = [require.resolve(name)];
  require("esbuild").buildSync({
    entryPoints,
    outfile: made,
    bundle: true,
    platform: "node",
    external: [native],
    logLevel: "silent",
  });
  // Two runs at once each write a file of their own.
  fs.renameSync(made, file);
  return file;
}

/** Loads a file as Node.js itself does, with what packages of this project it requires. */
function loadByNode(file) {
  const loaded = new Module(file, module);
  loaded.filename = file;
  loaded.paths = Module._nodeModulePaths(path.dirname(file));
  loaded._compile(fs.readFileSync(file, "utf8"), file);
  return loaded.exports;
}

let known;
onRequire((request, _from, load) => {
  if (request !== name) return undefined;
  try {
    known ??= loadByNode(wholePackage());
  } catch {
    // Where nothing can be written, the package is loaded as it is published.
    known = load();
  }
  return known;
});
