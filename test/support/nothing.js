"use strict";

// Stands in tests for modules that Pulumi's SDK loads and these tests do not use: see jest.config.js.
module.exports = {};
