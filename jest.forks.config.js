const unit = require("./jest.config.js");

/**
 * Forks of the project with stack files of their own: some checked as their CI would with packages of their own, the others by the suites that
 * their files could turn red. One at a time: each uses all cores.
 * @type {import("jest").Config}
 */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/forks"],
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 1,
  testTimeout: 1800000,
};
