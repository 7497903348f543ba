import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileChecked, skippedSections } from "../../../stacks/settings/skippedSections";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "skipped-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const found = (text: string, environment: NodeJS.ProcessEnv = {}) => {
  writeFileSync(join(folder, "Pulumi.acme.yaml"), text);
  return skippedSections(folder, "acme", "azure-openai-shield", environment).map(({ path, message }) => `${path}: ${message}`);
};

describe("what the engine skips in a stack's file", () => {
  it.each([
    [
      "a setting outside of config",
      "config: {}\nazure-openai-shield:protection: {}\n",
      "2: azure-openai-shield:protection: stands outside config:",
    ],
    ["the same without the project's name", "config: {}\nprotection: {}\n", "2: protection: stands outside config:"],
    ["a misspelt section", "conf: {}\n", "1: conf: is no section of a stack file; did you mean config?"],
    ["a name that every object has", "config: {}\nconstructor: {}\n", "2: constructor: is no section of a stack file"],
  ])("is refused by the program: %s", (_, text, expected) => {
    expect(found(text)).toEqual([`Pulumi.acme.yaml:${expected}`]);
  });

  it("is nothing in a file that has what Pulumi reads", () => {
    expect(found("config:\n  a:b: c\nenvironment: [x]\nencryptionsalt: v1:a\n")).toEqual([]);
  });

  it("is nobody's business where the file was looked at already, or is another one", () => {
    expect(found("conf: {}\n", { [fileChecked]: "true" })).toEqual([]);
    expect(skippedSections(folder, "other", "azure-openai-shield", {})).toEqual([]);
  });
});
