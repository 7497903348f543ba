const unit = require("./jest.config.js");

/**
 * Tests with the real Pulumi CLI against the local Azure. Two at once: while one waits for Azure's time, the other keeps the processors busy.
 * @type {import("jest").Config}
 */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/e2e"],
  testPathIgnorePatterns: ["/node_modules/"],
  globalSetup: "<rootDir>/test/e2e/support/globalSetup.ts",
  globalTeardown: undefined,
  maxWorkers: 2,
  testTimeout: 600000,
};
