// The levels and settings of rules in policies/config.json are the fork's: tests do not read them.
process.env.POLICY_PACK_CONFIG = "";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/test/support/testRun.ts",
  globalTeardown: "<rootDir>/test/support/testRunEnd.ts",
  roots: ["<rootDir>/test"],
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/test/e2e/",
    "<rootDir>/test/page/",
    "<rootDir>/test/forks/",
    "<rootDir>/test/attempts/",
  ],
  // preact is published as ES modules only, which Jest does not load.
  transform: { "^.+\\.tsx?$|/node_modules/preact/.+\\.mjs$": "<rootDir>/test/support/compile.js" },
  transformIgnorePatterns: ["/node_modules/(?!preact/)"],
  // Pulumi's SDK loads both to serialise functions, which no test does: 0.6 of the 0.8 seconds that each file would spend on it.
  moduleNameMapper: {
    "^(@npmcli/arborist|typescript)$": "<rootDir>/test/support/nothing.js",
    "^\\.{1,2}/(?:runtime/)?debuggable$": "<rootDir>/test/support/debuggable.js",
  },
  // All cores: Jest itself leaves one idle, which is half of a small machine.
  maxWorkers: "100%",
  testTimeout: 60000,
};
