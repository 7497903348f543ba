// The suite that opens the page in a browser and tries many settings: `npm run test:page`. It needs Debian's Chromium at
// /usr/bin/chromium, or another one named by CHROMIUM.
const unit = require("./jest.config");

/** @type {import("jest").Config} */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/page"],
  testPathIgnorePatterns: ["/node_modules/"],
  // preact is published as ES modules only, which Jest does not load.
  transform: { ...unit.transform, "/node_modules/preact/.+\\.mjs$": "<rootDir>/test/support/compile.js" },
  transformIgnorePatterns: ["/node_modules/(?!preact/)"],
  maxWorkers: 1,
  testTimeout: 300000,
};
