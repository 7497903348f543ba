// The suite that opens the page in a browser and runs the command for many settings: `npm run test:page`. It needs Debian's
// Chromium at /usr/bin/chromium, or another one named by CHROMIUM.
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config"),
  roots: ["<rootDir>/test/page"],
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 1,
  testTimeout: 300000,
};
