"use strict";

// Loaded before anything else, so that what follows loads less; docs/decisions/start-up.md has what each part saves.
const Module = require("node:module");

/** Files of packages, and among them those of Pulumi's SDK, without the packages that it carries along. */
const packageFile = /[\\/]node_modules[\\/]/;
const sdkFile = /[\\/]@pulumi[\\/]pulumi[\\/](?!vendor[\\/])/;

/**
 * Has `replace` decide about each module that is required: it gets the request, the file that asks and a function that
 * loads the module as usual, and returns what is to be used instead, or nothing.
 */
function onRequire(replace) {
  const load = Module._load;
  Module._load = function (request, parent, ...rest) {
    const usual = () => load.call(this, request, parent, ...rest);
    return replace(request, parent?.filename ?? "", usual) ?? usual();
  };
}

/** Stands for a module that is loaded when something of it is used; `known` is what it can say before. */
function atFirstUse(load, known = {}) {
  let loaded;
  return new Proxy(known, {
    get: (_target, key) => (Object.hasOwn(known, key) ? known[key] : (loaded ??= load())[key]),
  });
}

/** Modules that the SDK needs only to serialise functions or to send traces, which a preview seldom does. */
const usedLate = /^(?:@npmcli\/arborist|typescript|@opentelemetry\/(?!api$).+)$/;

onRequire((request, from, load) => {
  if (!usedLate.test(request) || !sdkFile.test(from)) return undefined;
  // What is not installed is an error now, as usual.
  const { resolve } = Module.createRequire(from);
  resolve(request);
  const known = { __esModule: true };
  if (request === "typescript") known.version = require(resolve("typescript/package.json")).version;
  return atFirstUse(load, known);
});

// tsx looks for ES module syntax in every JavaScript file, with a parser. Packages are loaded by Node itself, unless Node
// refuses because they are ES modules.
const byNode = Module._extensions[".js"];
let byTsx;
const byPlace = (module, file) => {
  if (!packageFile.test(file)) return byTsx(module, file);
  try {
    return byNode(module, file);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM") throw error;
    return byTsx(module, file);
  }
};
Object.defineProperty(Module._extensions, ".js", {
  get: () => (byTsx ? byPlace : byNode),
  set: (handler) => (byTsx = handler),
  enumerable: true,
  configurable: true,
});

module.exports = { onRequire, sdkFile };
