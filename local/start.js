"use strict";

// The commands of package.json start here: tsx compiles the TypeScript files as they are required, without checking types.
require("./engine/startUp/modules.js");
require("tsx/cjs");
require("./cli.ts");
