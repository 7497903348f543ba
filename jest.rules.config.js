const unit = require("./jest.config.js");

/**
 * Attempts to get past the rules, mutations of whole plans and properties that they do not have: minutes of work, so not a part of `npm test`.
 * @type {import("jest").Config}
 */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/attempts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 600000,
};
