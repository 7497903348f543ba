import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder that stands for that of the project. */
const mockFolder = mkdtempSync(join(tmpdir(), "own-rules-"));
jest.mock("../../local/folders", () => ({ projectFolder: mockFolder, localFolder: join(mockFolder, ".local") }));
const { ruleConfigs } = jest.requireActual<typeof import("../../local/preview/options")>("../../local/preview/options");

const inTests = process.env.POLICY_PACK_CONFIG;
beforeEach(() => delete process.env.POLICY_PACK_CONFIG);
afterAll(() => {
  process.env.POLICY_PACK_CONFIG = inTests;
  rmSync(mockFolder, { recursive: true });
});

test("the rules take the fork's own settings where they are there and no other file is named", () => {
  expect(ruleConfigs(undefined)).toBeUndefined();
  mkdirSync(join(mockFolder, "policies"));
  writeFileSync(join(mockFolder, "policies/config.json"), '{"kv-rbac":"advisory"}');
  writeFileSync(join(mockFolder, "other.json"), "{}");
  expect(ruleConfigs(undefined)).toEqual({ "kv-rbac": "advisory" });
  expect(ruleConfigs(join(mockFolder, "other.json"))).toEqual({});
  process.env.POLICY_PACK_CONFIG = join(mockFolder, "other.json");
  expect(ruleConfigs(undefined)).toEqual({});
  process.env.POLICY_PACK_CONFIG = "";
  expect(ruleConfigs(undefined)).toBeUndefined();
});

test("a file of the fork that is no JSON is refused by its name", () => {
  writeFileSync(join(mockFolder, "policies/config.json"), "{");
  expect(() => ruleConfigs(undefined)).toThrow(/policies\/config\.json: .*; allowed: a JSON file/);
});
