const unit = require("./jest.config.js");

/**
 * Tests with the real Pulumi CLI against the local Azure. One after another: each of them keeps both cores busy by itself.
 * @type {import("jest").Config}
 */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/e2e"],
  testPathIgnorePatterns: ["/node_modules/"],
  globalSetup: "<rootDir>/test/e2e/support/globalSetup.ts",
  globalTeardown: undefined,
  maxWorkers: 1,
  testTimeout: 300000,
};
