"use strict";

// Loaded before a rule pack whose PulumiPolicy.yaml says `typescript: false`: Pulumi starts TypeScript's compiler for every
// pack of its Node.js runtime, whatever the file says.
const { onRequire } = require("./modules.js");

onRequire((request, from) => {
  if (!/[\\/]cmd[\\/]run-policy-pack[\\/]|[\\/]tsutils\.js$/.test(from)) return undefined;
  return /(?:^|[\\/])ts-node(?:@[\d.]+)?$/.test(request) ? { register: () => undefined } : undefined;
});
