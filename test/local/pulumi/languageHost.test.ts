import { Run, nodeArguments, outcomeOf, programEnvironment } from "../../../local/pulumi/languageHost/program";

const run: Run = {
  project: "shield",
  stack: "dev",
  organization: "organization",
  rootDirectory: "/project",
  directory: "/project",
  entryPoint: "index.ts",
  args: [],
  dryRun: true,
  parallel: 16,
  monitorAddress: "127.0.0.1:1",
  engineAddress: "127.0.0.1:2",
  config: { "shield:location": "swedencentral" },
  configSecretKeys: ["shield:secret"],
  options: { typescript: false, nodeargs: "--import tsx" },
};

it("starts the program as Pulumi's own language host does", () => {
  expect(nodeArguments(run, "/run.js").join(" ")).toBe(
    "--import tsx /run.js --monitor 127.0.0.1:1 --engine 127.0.0.1:2 --organization organization --root-directory /project --project shield " +
      "--stack dev --pwd /project --parallel 16 --dry-run index.ts",
  );
});

it("leaves --dry-run out of an update and adds the program's own arguments", () => {
  const args = nodeArguments({ ...run, dryRun: false, args: ["one"], options: {} }, "/run.js");
  expect(args.at(0)).toBe("/run.js");
  expect(args.slice(-3)).toEqual(["16", "index.ts", "one"]);
});

it("gives the settings in the environment", () => {
  expect(programEnvironment(run, { HOME: "/home" })).toEqual({
    HOME: "/home",
    PULUMI_CONFIG: '{"shield:location":"swedencentral"}',
    PULUMI_CONFIG_SECRET_KEYS: '["shield:secret"]',
    PULUMI_NODEJS_TYPESCRIPT: "false",
  });
});

it("lets Pulumi's runtime compile TypeScript where nothing else is said", () => {
  expect(programEnvironment({ ...run, options: {} }, {}).PULUMI_NODEJS_TYPESCRIPT).toBe("true");
});

it.each([
  [0, null, { bail: false }],
  [32, null, { bail: true }],
  [1, null, { bail: false, error: "program exited with code 1" }],
  [null, "SIGKILL" as const, { bail: false, error: "program ended by SIGKILL" }],
])("exit %s %s", (code, signal, expected) => expect(outcomeOf(code, signal)).toEqual(expected));
