import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Home, cliEnvironment, homeIn } from "../../../local/pulumi/environment";
import { NoCliError, findCli } from "../../../local/pulumi/cli";
import { StackError, copySettings, ensureStack, settingsFile } from "../../../local/pulumi/stacks";

let folder: string;
let home: Home;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "stacks-"));
  home = homeIn(folder);
  fs.mkdirSync(home.config, { recursive: true });
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it("makes a stack beside the copies of the settings", () => {
  const cli = path.join(folder, "pulumi");
  fs.writeFileSync(cli, `#!/bin/sh\n{ cat Pulumi.yaml; echo "$*"; } > '${path.join(folder, "call")}'\n`, { mode: 0o755 });
  ensureStack(cli, home, "shield", "dev", {});
  expect(fs.readFileSync(path.join(folder, "call"), "utf8")).toBe(
    "name: shield\nruntime: nodejs\nstack init dev --non-interactive --no-select\n",
  );
});

describe("copySettings", () => {
  const source = () => path.join(folder, "Pulumi.dev.yaml");
  const copyOf = (text: string, salt = "encryptionsalt: v1:abc\n") => {
    fs.writeFileSync(source(), text);
    fs.writeFileSync(path.join(home.config, "Pulumi.dev.yaml"), salt);
    return fs.readFileSync(copySettings(home, "dev", source()), "utf8");
  };

  it("adds the salt of the local stack", () => expect(copyOf("config: {}\n")).toBe("config: {}\nencryptionsalt: v1:abc\n"));
  it("adds it on a line of its own", () => expect(copyOf("config: {}")).toBe("config: {}\nencryptionsalt: v1:abc\n"));
  it("keeps a salt that the settings have", () => expect(copyOf("encryptionsalt: v1:own\n")).toBe("encryptionsalt: v1:own\n"));
  it("leaves the project's file as it is", () => {
    copyOf("config: {}\n");
    expect(fs.readFileSync(source(), "utf8")).toBe("config: {}\n");
  });
  it("takes no settings for empty ones", () => {
    fs.writeFileSync(path.join(home.config, "Pulumi.new.yaml"), "encryptionsalt: v1:abc\n");
    expect(fs.readFileSync(copySettings(home, "new", undefined), "utf8")).toBe("encryptionsalt: v1:abc\n");
  });
  it.each([
    ["secretsprovider: azurekeyvault://v.vault.azure.net/keys/k\nencryptedkey: abc\nconfig:\n  p:a: 0123 # as it is\n"],
    ['config:\n  p:a: 0123 # as it is\n"secretsprovider": >-\n  azurekeyvault://v.vault.azure.net/keys/k\nencryptedkey: abc'],
  ])("leaves out who else could open the secrets: %j", (text) =>
    expect(copyOf(text)).toBe("config:\n  p:a: 0123 # as it is\nencryptionsalt: v1:abc\n"),
  );
  it.each([
    ["a: [", "cannot be read"],
    ["- a", "must hold a mapping"],
  ])("refuses %j", (text, message) => expect(() => copyOf(text)).toThrow(message));
});

describe("settingsFile", () => {
  const wanted = { stack: "dev", configFile: undefined, optional: false };
  beforeEach(() => fs.writeFileSync(path.join(folder, "Pulumi.dev.yaml"), ""));

  it("is that of the stack", () => expect(settingsFile(folder, wanted)).toBe(path.join(folder, "Pulumi.dev.yaml")));
  it("is the one that is given", () =>
    expect(settingsFile(folder, { ...wanted, stack: "mine", configFile: "Pulumi.dev.yaml" })).toBe(
      path.join(folder, "Pulumi.dev.yaml"),
    ));
  it("is missing for a stack that is there and needs none", () =>
    expect(settingsFile(folder, { ...wanted, stack: "old", optional: true })).toBeUndefined());
  it("refuses a stack without one", () =>
    expect(() => settingsFile(folder, { ...wanted, stack: "dve" })).toThrow(
      new StackError("--stack: got dve, which has no settings file; allowed: dev, or any name with --config-file"),
    ));
  it("refuses a file that is not there", () =>
    expect(() => settingsFile(folder, { ...wanted, configFile: "Pulumi.dve.yaml", optional: true })).toThrow(
      new StackError(`--config-file: there is no file ${path.join(folder, "Pulumi.dve.yaml")}`),
    ));
});

describe("cliEnvironment", () => {
  it("keeps the user's own login and state away", () => {
    const env = cliEnvironment(home, {
      PULUMI_ACCESS_TOKEN: "t",
      PULUMI_BACKEND_URL: "s3://mine",
      PULUMI_STACK: "prod",
      PULUMI_HOME: "/mine",
      PATH: "/bin",
    });
    expect(env).toEqual({
      PATH: "/bin",
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}?metadata=skip`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      AZURE_LOCAL_DIR: path.join(folder, "azure"),
    });
  });
  it("keeps the user's passphrase, with which secrets in the settings are encrypted", () =>
    expect(cliEnvironment(home, { PULUMI_CONFIG_PASSPHRASE: "mine" }).PULUMI_CONFIG_PASSPHRASE).toBe("mine"));
});

describe("findCli", () => {
  const executable = (name: string) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, "", { mode: 0o755 });
    return file;
  };
  it("prefers the user's own", () => {
    const own = executable("own/pulumi");
    expect(findCli(`/none:${path.dirname(own)}`, executable("made/pulumi"))).toBe(own);
  });
  it("takes the one that was made", () => {
    const made = executable("made/pulumi");
    expect(findCli("/none", made)).toBe(made);
  });
  it("does not take a file that cannot be run", () => {
    fs.writeFileSync(path.join(folder, "pulumi"), "", { mode: 0o644 });
    expect(() => findCli(folder, "/none/pulumi")).toThrow(NoCliError);
  });
  it("says how to get one", () => expect(() => findCli("", "/none/pulumi")).toThrow(/run \.ci\/install-pulumi/));
});
