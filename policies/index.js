"use strict";

const Module = require("node:module");

// @pulumi/pulumi loads npm's dependency solver, which it needs only to serialise functions. A pack serialises none, so
// the solver is left out: that is a quarter of the pack's start.
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === "@npmcli/arborist" ? {} : load.call(this, request, ...rest);
};

// Pulumi starts a pack as JavaScript; tsx compiles the TypeScript files as they are required, without checking types.
require("tsx/cjs/api").register();
require("./pack.ts");
Module._load = load;
