#!/usr/bin/env node
"use strict";

// `npx azure-openai-shield-rules DIR` writes a pack into DIR that is these rules with the project's own lists and settings.

const { existsSync, mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

require("tsx/cjs/api").register();
const { rules } = require("./rules");

// Pulumi asks a pack for its levels before it tells the pack its settings, so the profile below does not lower them.
const mild = ["nsg-shape", "rbac-role-of-table", ...rules.flatMap(({ name, severity }) => (severity === "medium" ? [name] : []))];

const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;

const files = {
  "PulumiPolicy.yaml": "runtime:\n  name: nodejs\n  options:\n    typescript: false\n",
  "package.json": json({ name: "rules", version: "0.0.0", private: true, main: "index.js" }),
  "index.js": '"use strict";\n\nrequire("azure-openai-shield-rules");\n',
  "exemptions.json": "[]\n",
  "allowed-types.json": "[]\n",
  "baseline.json": "[]\n",
  "config.json": json({
    environment: { profile: "dev", denyUnknownTypes: false },
    ...Object.fromEntries(mild.sort().map((rule) => [rule, "advisory"])),
  }),
};

const [dir, ...more] = process.argv.slice(2);
if (!dir || dir.startsWith("-") || more.length > 0) {
  process.stderr.write("usage: azure-openai-shield-rules DIR\n");
  process.exit(2);
}
const there = Object.keys(files).filter((file) => existsSync(join(dir, file)));
if (there.length > 0) {
  process.stderr.write(`error: ${dir} has ${there.join(", ")}; nothing is overwritten\n`);
  process.exit(2);
}
mkdirSync(dir, { recursive: true });
for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
process.stdout.write(`pulumi preview --policy-pack ${dir} --policy-pack-config ${join(dir, "config.json")}\n`);
