import * as path from "node:path";
import { messagesOf } from "./messages";

const rule = "boundaries/dependencies";

/** One file of each layer and, from that file, the way to one of the others. */
const files = {
  components: "components/certificate.ts",
  stacks: "stacks/shield.ts",
  policies: "policies/pack.ts",
  commands: "local/cli.ts",
  engine: "local/engine/run.ts",
  azure: "local/azure/check.ts",
  gateway: "local/gateway/types.ts",
  openai: "local/openai/capacity.ts",
  stand: "local/stand/stand.ts",
  index: "index.ts",
  fixtures: "test/fixtures/programs/things.ts",
} as const;
type Layer = keyof typeof files;

const layers = Object.keys(files) as Layer[];
const allowed: Record<Layer, readonly Layer[]> = {
  components: ["components"],
  stacks: ["components", "stacks"],
  policies: ["policies"],
  commands: ["commands", "engine", "azure", "gateway", "openai", "stand"],
  engine: ["engine", "stacks"],
  azure: ["azure"],
  gateway: ["gateway"],
  openai: ["openai", "gateway"],
  stand: ["stand", "engine", "azure", "gateway", "openai", "stacks"],
  index: ["stacks", "index"],
  fixtures: ["fixtures", "policies"],
};

const way = (from: Layer, to: Layer): string => {
  const relative = path.relative(path.dirname(files[from]), files[to].replace(/\.ts$/, ""));
  return relative.startsWith(".") ? relative : `./${relative}`;
};

const pairs = layers.flatMap((from) => layers.map((to): [Layer, Layer] => [from, to]));
const forms: readonly [string, (from: string) => string][] = [
  ["import type", (from) => `import type { X } from "${from}"; export type Y = X;`],
  ["export from", (from) => `export * from "${from}";`],
  ["import()", (from) => `export const x = import("${from}");`],
  ["a type by import()", (from) => `export type X = import("${from}").X;`],
  ["import = require", (from) => `import x = require("${from}"); export { x };`],
  ["require", (from) => `export const x = require("${from}");`],
  ["a late load", (from) => `declare const load: NodeJS.Require; export const x = load("${from}");`],
];

describe("layers of the code", () => {
  const messages = messagesOf(
    rule,
    pairs.map(([from, to]) => [files[from], `import * as x from "${way(from, to)}"; export { x };`]),
  );

  it.each(pairs.map(([from, to], index) => [from, to, messages[index]?.length ?? -1] as const))(
    "%s importing %s",
    (from, to, count) => {
      expect(count).toBe(allowed[from].includes(to) ? 0 : 1);
    },
  );
});

describe("an import that the layers forbid", () => {
  const messages = messagesOf(
    rule,
    forms.map(([, code]) => [files.components, code(way("components", "stacks"))]),
  );

  it.each(forms.map(([name], index) => [name, messages[index]] as const))("is found as %s", (_, found) => {
    expect(found).toEqual([expect.stringContaining('category "components" to file of category "stacks"')]);
  });
});
