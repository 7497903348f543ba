import { cliArguments, needsConfigFile, needsPolicyPack, parseArguments, refusalOf } from "../../../local/pulumi/arguments";

const words = (line: string) => line.split(" ");

describe("parseArguments", () => {
  const nothing = { command: undefined, subcommand: undefined, stack: undefined, configFile: undefined, policyPack: false };
  it.each([
    ["up --stack dev --yes", { command: "up", stack: "dev" }],
    ["up --stack=dev", { command: "up", stack: "dev" }],
    ["-s dev preview", { command: "preview", stack: "dev" }],
    ["up -s dev -s prod", { command: "up", stack: "prod" }],
    ["preview --config-file test/fixtures/max.yaml", { command: "preview", configFile: "test/fixtures/max.yaml" }],
    ["up --policy-pack=other", { command: "up", policyPack: true }],
    ["stack --stack dev export", { command: "stack", subcommand: "export", stack: "dev" }],
    ["config --config-file a.yaml get b", { command: "config", subcommand: "get", configFile: "a.yaml" }],
    ["--version", {}],
  ])("%s", (line, expected) => expect(parseArguments(words(line))).toEqual({ ...nothing, ...expected }));
});

it.each([
  ["up", true, true],
  ["preview", true, true],
  ["refresh", true, false],
  ["destroy", true, false],
  ["import", true, false],
  ["stack export", false, false],
  ["config", true, false],
  ["config get a", true, false],
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

describe("refusalOf", () => {
  const onlyRead = "the settings files are only read here; edit Pulumi.<stack>.yaml, or run pulumi itself";
  const local = "allowed: default, passphrase, because nothing leaves the machine";
  it.each([
    ["config set --secret a b", `config set: ${onlyRead}`],
    ["config --stack dev rm a", `config rm: ${onlyRead}`],
    ["config cp --dest other", `config cp: ${onlyRead}`],
    ["config refresh", `config refresh: ${onlyRead}`],
    [
      "stack change-secrets-provider passphrase",
      "stack change-secrets-provider: secrets stay with PULUMI_CONFIG_PASSPHRASE here, because nothing leaves the machine",
    ],
    ["stack select new --create", "stack select --create: only stacks that are there can be selected here; stack init makes one"],
    ["stack init new --secrets-provider=azurekeyvault://v", `--secrets-provider: got azurekeyvault://v; ${local}`],
  ])("%s", (line, message) => expect(refusalOf(words(line))).toBe(message));

  it.each([
    "up --yes",
    "config",
    "config get a",
    "stack init new",
    "stack init new --secrets-provider passphrase",
    "stack select dev",
  ])("nothing for %s", (line) => expect(refusalOf(words(line))).toBeUndefined());
});
