import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StackConfig, configTexts, readProject, readStackConfig, stackFile, usesTypeScript } from "../../../local/engine/config";

const salt = "v1:xnfb0xEuxfk=:v1:AGy5MTlLYqQ16Rt/:Ehax4NxIbqi65cxNxKLOGjUyv5Xlww==";
const sealed = "v1:pXiI/Qpab9iJqpKm:9R7lksiWRWn/Caesdmxq5PxqQ/2T9WU=";

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "config-"))));
afterEach(() => rmSync(dir, { recursive: true }));

function read(stack: string, project = "name: p\nruntime: nodejs\n", passphrase?: string): StackConfig {
  writeFileSync(join(dir, "Pulumi.yaml"), project);
  writeFileSync(join(dir, "Pulumi.dev.yaml"), stack);
  return readStackConfig(readProject(dir), stackFile(dir, "dev"), () => passphrase);
}

describe("values of a stack", () => {
  it("have the project's name before keys that have none", () => {
    expect(read("config:\n  a: x\n  p:b: y\n  other:c: z\n").values).toEqual({ "p:a": "x", "p:b": "y", "other:c": "z" });
  });

  it.each([
    ["text", "x", "x"],
    ["a number", "0x10", "16"],
    ["a truth value", "true", "true"],
    ["a number with underscores, which count for nothing", "10_000", "10000"],
    ["a number with a leading zero, which is octal", "010", "8"],
    ["a number with a leading zero that is not octal", "080", "80"],
    ["a day that no calendar has", "2026-02-30", "2026-02-30"],
    ["a merged mapping", "{<<: {x: 1}, y: 2}", '{"x":1,"y":2}'],
    ["an object, keys in order", "{b: [1, yes], a: 1.50}", '{"a":1.5,"b":[1,"yes"]}'],
    ["a date, as the CLI writes it", "2026-12-01", "2026-12-01 00:00:00 +0000 UTC"],
    ["a date inside of an object", "{d: 2026-12-01}", '{"d":"2026-12-01 00:00:00 +0000 UTC"}'],
    ["a date in quotes", '"2026-12-01"', "2026-12-01"],
  ])("reach the program as text: %s", (_what, yaml, text) => {
    expect(configTexts(read(`config:\n  p:a: ${yaml}\n`))).toEqual({ "p:a": text });
  });
});

describe("secrets of a stack", () => {
  const stack = `config:\n  p:a:\n    b: [{secure: "${sealed}"}]\n    c: x\nencryptionsalt: ${salt}\n`;

  it("are decrypted with the passphrase, wherever they stand", () => {
    expect(read(stack, undefined, "abc").values["p:a"]).toEqual({ b: ["hunter2"], c: "x" });
  });

  it("mark their key", () => {
    expect(read(stack, undefined, "abc").secretKeys).toEqual(["p:a"]);
  });

  it("become a placeholder without the passphrase", () => {
    const { values, secretKeys, undecrypted } = read(stack);
    expect([values["p:a"], secretKeys, undecrypted]).toEqual([{ b: ["[secret]"], c: "x" }, ["p:a"], ["p:a"]]);
  });

  it.each([
    ["without a passphrase", stack, undefined, "PULUMI_CONFIG_PASSPHRASE is not set"],
    ["with a wrong passphrase", stack, "abd", "PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stack"],
    [
      "with a cut text",
      stack.replace(sealed, sealed.slice(0, -8)),
      "abc",
      "a value does not belong to the stack's encryptionsalt",
    ],
    [
      "with a text of another form",
      stack.replace(sealed, "AAAB"),
      "abc",
      "a value does not belong to the stack's encryptionsalt",
    ],
    ["without a salt", stack.replace(/encryptionsalt.*/, ""), "abc", /^the file has no encryptionsalt: /],
    [
      "with a salt of another form",
      stack.replace("salt: v1", "salt: v9"),
      "abc",
      "encryptionsalt: version v9 is not known; allowed: v1",
    ],
  ])("stay closed %s, with the reason", (_what, text, passphrase, reason) => {
    const { values, undecrypted, closed } = read(text, undefined, passphrase);
    expect([values["p:a"], undecrypted]).toEqual([{ b: ["[secret]"], c: "x" }, ["p:a"]]);
    expect(closed).toMatch(reason);
  });
});

describe("the project's configuration", () => {
  const project =
    "name: p\nruntime: nodejs\nconfig:\n  a: {type: integer, default: 3}\n  b: plain\n  c: {value: x, secret: true}\n  o:d: {value: y}\n";

  it("gives defaults", () => {
    expect(read("config: {}\n", project).values).toEqual({ "p:a": 3, "p:b": "plain", "p:c": "x", "o:d": "y" });
  });

  it("gives way to the stack's", () => {
    expect(read("config:\n  p:a: 4\n", project).values["p:a"]).toBe(4);
  });

  it("marks secrets", () => {
    expect(read("config: {}\n", project).secretKeys).toEqual(["p:c"]);
  });

  it("tells what has no default and no value", () => {
    const demanding = "name: p\nruntime: nodejs\nconfig:\n  z: {type: string}\n  y: {type: string}\n  o:x: {type: string}\n";
    expect(read("config: {}\n", demanding).missing).toEqual(["y", "z"]);
  });
});

describe("files", () => {
  it("names the stacks that there are when one is unknown", () => {
    read("config: {}\n");
    writeFileSync(join(dir, "Pulumi.prod.yaml"), "config: {}\n");
    expect(() => stackFile(dir, "test")).toThrow("--stack: got test; allowed: dev, prod");
  });

  it("names a file that does not exist", () => {
    expect(() => stackFile(dir, "dev", "/nowhere/x.yaml")).toThrow("--config: there is no file /nowhere/x.yaml");
  });

  it("says which file is not YAML", () => {
    expect(() => read("config:\n  p:a: [\n")).toThrow(/Pulumi\.dev\.yaml:3: cannot be read: /);
  });

  it("says which file holds no mapping", () => {
    expect(() => read("- a\n")).toThrow(/Pulumi\.dev\.yaml:1: must hold a mapping/);
  });

  it("reads where the program is and how Node is started", () => {
    writeFileSync(join(dir, "Pulumi.yaml"), "name: p\nmain: src\nruntime: {name: nodejs, options: {nodeargs: --import tsx}}\n");
    const { main, nodeArgs } = readProject(dir);
    expect([main, nodeArgs]).toEqual(["src", ["--import", "tsx"]]);
  });

  it.each([
    ["runtime: nodejs", true],
    ["runtime: {name: nodejs}", true],
    ["runtime: {name: nodejs, options: {typescript: true}}", true],
    ["runtime: {name: nodejs, options: {typescript: false}}", false],
  ])("says who compiles the TypeScript of a pack: %s", (text, expected) => {
    writeFileSync(join(dir, "PulumiPolicy.yaml"), `${text}\n`);
    expect(usesTypeScript(dir)).toBe(expected);
  });
});
