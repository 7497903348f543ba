import { Run, nodeArgsOf, nodeArguments, runtimeEnvironment } from "../../../local/protocol/program";

const root = process.cwd();
const run: Run = {
  project: "shield",
  stack: "dev",
  organization: "organization",
  rootDirectory: "/project",
  directory: root,
  entryPoint: "index.ts",
  args: [],
  dryRun: true,
  parallel: 16,
  monitorAddress: "127.0.0.1:1",
  engineAddress: "127.0.0.1:2",
  config: { "shield:location": "swedencentral" },
  configSecretKeys: ["shield:secret"],
  nodeArgs: nodeArgsOf(" --import  tsx "),
  typescript: false,
};
const runtime = require.resolve("@pulumi/pulumi/cmd/run");

it("starts the program as Pulumi's own language host does", () => {
  expect(nodeArguments(run).join(" ")).toBe(
    `--import tsx ${runtime} --monitor 127.0.0.1:1 --engine 127.0.0.1:2 --organization organization --root-directory /project --project shield ` +
      `--stack dev --pwd ${root} --parallel 16 --dry-run index.ts`,
  );
});

it("leaves --dry-run out of an update, and an organization that there is not, and adds the program's own arguments", () => {
  const args = nodeArguments({ ...run, organization: "", dryRun: false, args: ["one"], nodeArgs: nodeArgsOf(undefined) });
  expect(args.at(0)).toBe(runtime);
  expect(args).not.toContain("--organization");
  expect(args.slice(-3)).toEqual(["16", "index.ts", "one"]);
});

it.each([true, false])("gives the settings in the environment, with typescript: %s", (typescript) => {
  expect(runtimeEnvironment({ ...run, typescript }, { HOME: "/home" })).toEqual({
    HOME: "/home",
    PULUMI_CONFIG: '{"shield:location":"swedencentral"}',
    PULUMI_CONFIG_SECRET_KEYS: '["shield:secret"]',
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
  });
});
