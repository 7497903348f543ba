import { cliArguments, needsConfigFile, needsPolicyPack, parseArguments } from "../../../local/pulumi/arguments";

const words = (line: string) => line.split(" ");

describe("parseArguments", () => {
  it.each([
    ["up --stack dev --yes", { command: "up", stack: "dev", configFile: undefined, policyPack: false }],
    ["up --stack=dev", { command: "up", stack: "dev", configFile: undefined, policyPack: false }],
    ["-s dev preview", { command: "preview", stack: "dev", configFile: undefined, policyPack: false }],
    ["up -s dev -s prod", { command: "up", stack: "prod", configFile: undefined, policyPack: false }],
    [
      "preview --config-file test/fixtures/max.yaml",
      { command: "preview", stack: undefined, configFile: "test/fixtures/max.yaml", policyPack: false },
    ],
    ["up --policy-pack=other", { command: "up", stack: undefined, configFile: undefined, policyPack: true }],
    ["--version", { command: undefined, stack: undefined, configFile: undefined, policyPack: false }],
  ])("%s", (line, expected) => expect(parseArguments(words(line))).toEqual(expected));
});

it.each([
  ["up", true, true],
  ["preview", true, true],
  ["refresh", true, false],
  ["destroy", true, false],
  ["import", true, false],
  ["stack export", false, false],
  ["config set a b", false, false],
])("%s: settings %s, rules %s", (line, config, rules) => {
  const parsed = parseArguments(words(line));
  expect([needsConfigFile(parsed), needsPolicyPack(parsed)]).toEqual([config, rules]);
});

describe("cliArguments", () => {
  const added = { configFile: "/copy.yaml", policyPack: "/policies" };
  it.each([
    ["up --stack dev", "up --stack dev --config-file /copy.yaml --policy-pack /policies"],
    ["up --config-file mine.yaml --yes", "up --yes --config-file /copy.yaml --policy-pack /policies"],
    ["up --config-file=mine.yaml", "up --config-file /copy.yaml --policy-pack /policies"],
    ["up --policy-pack other", "up --policy-pack other --config-file /copy.yaml"],
    ["destroy --stack dev", "destroy --stack dev --config-file /copy.yaml"],
    ["stack export --stack dev", "stack export --stack dev"],
  ])("%s", (line, expected) => expect(cliArguments(words(line), added).join(" ")).toBe(expected));
});
