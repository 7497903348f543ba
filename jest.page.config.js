// The suite that opens the page in a browser and tries many settings: `npm run test:page`. It needs Debian's Chromium at
// /usr/bin/chromium, or another one named by CHROMIUM. Some settings are drawn by chance; SETTINGS=all tries each of them, SETTINGS=2/4 the
// second quarter.
const unit = require("./jest.config");

/** @type {import("jest").Config} */
module.exports = {
  ...unit,
  roots: ["<rootDir>/test/page"],
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 1,
  testTimeout: 300000,
};
