const unit = require("./jest.config.js");

/**
 * Forks of the project with stack files of their own, checked by the suites that their files could turn red, or with FORKS=whole by all that
 * their CI would run. One at a time: each uses all cores.
 * @type {import("jest").Config}
 */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/forks"],
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 1,
  testTimeout: 1800000,
};
