import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { judgeHere, withPack } from "../../../local/check/judge";
import type { Judged } from "../../../local/check/documents/judged";
import { readDocument } from "../../../local/check/read";
import type { RuleConfigs } from "../../../local/engine/policyConfig";
import { readProject, readStackConfig } from "../../../local/engine/config";
import { unknown } from "../../policies/support";
import { baselinePrefix, fingerprint } from "../../../policies/baseline";
import { rules as packRules } from "../../../policies/rules";
import { judgedTypes } from "../../../policies/types/judged";
import { fixtureStack, sharedPreview } from "../../support/plan";

const root = join(__dirname, "../../..");
const project = readProject(root);

/** Lists of a project, as they stand beside a pack. */
interface Lists {
  "exemptions.json"?: object[];
  "baseline.json"?: object[];
  "allowed-types.json"?: object[];
}

/** A pack as `azure-openai-shield-rules DIR` makes it, with lists of the test's own. */
function packWith(dir: string, lists: Lists): string {
  const all = { "exemptions.json": [], "baseline.json": [], "allowed-types.json": [], ...lists };
  for (const [file, list] of Object.entries(all)) writeFileSync(join(dir, file), JSON.stringify(list));
  writeFileSync(join(dir, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
  writeFileSync(join(dir, "package.json"), '{ "name": "rules", "version": "0.1.0", "main": "index.js" }');
  writeFileSync(join(dir, "index.js"), `require(${JSON.stringify(join(root, "policies/index.js"))});`);
  return dir;
}

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(root, "node_modules/.rules-"))));
afterEach(() => rmSync(dir, { recursive: true }));

/** What both ways find, with what they say of the rules themselves. */
async function bothWays(judged: Judged, fixture: string, { rules, lists = {} }: { rules?: RuleConfigs; lists?: Lists } = {}) {
  const config = readStackConfig(project, join(root, `test/fixtures/${fixture}.yaml`));
  const args = { project, config, packDir: packWith(dir, lists), ...(rules && { rules }) };
  const here = judgeHere(judged, args);
  const apart = await withPack({ ...args, stack: judged.stack }, (ask) => ask(judged));
  return { here, apart };
}

async function planned(fixture: string, ...args: string[]): Promise<Judged> {
  return readDocument(await sharedPreview(...fixtureStack(fixture), ...args), fixture);
}

/** Takes half of its properties from every other resource, and makes a value of each unknown, so that there is much to be found. */
function damaged(judged: Judged): Judged {
  const resources = judged.resources.map((one, index) => {
    if (index % 2 > 0) return one;
    const entries = Object.entries(one.inputs);
    const [[first = "name"] = []] = entries;
    const inputs = { ...Object.fromEntries(entries.slice(0, entries.length / 2)), [first]: unknown };
    return { ...one, inputs, outputs: inputs };
  });
  return { ...judged, resources };
}

const rulesOf = ({ violations }: { violations: readonly { rule: string }[] }) => new Set(violations.map(({ rule }) => rule));

test.each(["dev", "max", "one-credential"])(
  "the rules find the same in this process and through the SDK: %s",
  async (fixture) => {
    const { here, apart } = await bothWays(damaged(await planned(fixture)), fixture);
    expect(here).toEqual(apart);
    expect(rulesOf(here).size).toBeGreaterThan(30);
  },
);

test("so it is with what a first preview does not know", async () => {
  const { here, apart } = await bothWays(await planned("dev", "--first-run"), "dev");
  expect(here).toEqual(apart);
});

test("so it is with levels and settings of a file, and with rules that are off", async () => {
  const rules: RuleConfigs = {
    all: "advisory",
    environment: { profile: "prod", exemptionDays: 5, retentionDays: 400 },
    "kv-purge-protection": "disabled",
    "nsg-shape": "mandatory",
    "law-retention": { enforcementLevel: "mandatory", onUnknown: "ignore" },
  };
  const { here, apart } = await bothWays(damaged(await planned("dev")), "dev", { rules });
  expect(here).toEqual(apart);
  expect(new Set(here.violations.map(({ level }) => level))).toEqual(new Set(["advisory", "mandatory"]));
  expect([...rulesOf(here)]).not.toContain("kv-purge-protection");
});

test("so it is where rules remediate what they find", async () => {
  const safe = packRules.filter((rule) => rule.kind === "resource" && rule.safe !== undefined).map(({ name }) => name);
  const rules = Object.fromEntries(safe.map((name) => [name, "remediate"] as const));
  const judged = damaged(await planned("dev"));
  const before = (await bothWays(structuredClone(judged), "dev")).here.violations.filter(({ rule }) => safe.includes(rule));
  const { here, apart } = await bothWays(judged, "dev", { rules });
  expect(here).toEqual(apart);
  const mandatory = (found: typeof before) => found.filter(({ rule, level }) => safe.includes(rule) && level === "mandatory");
  const after = mandatory(here.violations);
  expect([mandatory(before).length > after.length, after.every(({ message }) => message.includes("is not known"))]).toEqual([
    true,
    true,
  ]);
  const said = 'remediated: minimumTlsVersion put to "TLS1_2"; what reads it was planned with the value before';
  expect(here.violations.map(({ message }) => message)).toContain(said);
});

test("so it is with exemptions that count and that do not, with a baseline and with types of the project's own", async () => {
  const judged = damaged(await planned("dev"));
  const plain = await bothWays(judged, "dev");
  const [first, second] = plain.here.violations.filter(({ level }) => level === "mandatory");
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const exemption = {
    rule: first!.rule,
    resource: first!.urn,
    reason: "r",
    approvedBy: "a",
    owner: "a",
    ticket: "t",
    expires: day(30),
  };
  const lists: Lists = {
    "exemptions.json": [
      exemption,
      { ...exemption, expires: day(-1) },
      { ...exemption, expires: day(200) },
      { ...exemption, resource: "*" },
      { ...exemption, resource: "urn:pulumi:*::nobody-has-it" },
    ],
    "baseline.json": [
      { rule: second!.rule, urn: second!.urn, fingerprint: fingerprint(second!.rule, second!.urn, second!.message) },
      { rule: "kv-rbac", urn: "urn:pulumi:dev::shield::a:b:C::gone", fingerprint: "0" },
    ],
    "allowed-types.json": [{ type: "azure-native:cache:Redis", reason: "a cache", owner: "us" }],
  };
  const { here, apart } = await bothWays(judged, "dev", { lists });
  expect(here).toEqual(apart);
  expect(here.exempted.length).toBeGreaterThan(0);
  expect(here.violations.some(({ message }) => message.startsWith(baselinePrefix))).toBe(true);
  expect(here.violations.filter(({ rule }) => rule === "exemptions").length).toBeGreaterThan(4);
});

test("so it is with a state, its secrets and its providers", async () => {
  const secret = (plaintext: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext });
  const { resources } = await planned("dev");
  const provider = "urn:pulumi:dev::shield::pulumi:providers:azure-native::other";
  const state = resources.map((one) => ({
    ...one,
    inputs: Object.fromEntries(Object.entries(one.inputs).map(([key, value]) => [key, key === "tags" ? secret("x") : value])),
    ...(one.custom && { provider: `${provider}::id` }),
  }));
  const first = {
    urn: provider,
    type: "pulumi:providers:azure-native",
    custom: true,
    inputs: { subscriptionId: "other", __internal: {} },
  };
  // The certificate, which a preview does not know, is in a state.
  const text = JSON.stringify({ deployment: { resources: [first, ...state] } }).replaceAll(unknown, "certificate");
  const { here, apart } = await bothWays(readDocument(text, "state"), "dev");
  expect(here).toEqual(apart);
  expect([...rulesOf(here)]).toContain("provider-allowed");
});

test("so it is with resources of any shape", async () => {
  const inputs = fc.dictionary(
    fc.constantFrom("properties", "sku", "__x", "id", "name", "scope", "value"),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const one = fc.record({ type: fc.constantFrom(...judgedTypes), inputs, outputs: inputs, protect: fc.boolean() });
  const resources = fc.sample(one, { numRuns: 400, seed: 14 }).map(({ type, ...rest }, index) => ({
    ...rest,
    urn: `urn:pulumi:dev::shield::azure-native:${type}::r${index}`,
    custom: true,
    dependencies: [`urn:pulumi:dev::shield::azure-native:${type}::r${index - 1}`],
  }));
  const { here, apart } = await bothWays(readDocument(JSON.stringify({ deployment: { resources } }), "state"), "dev");
  expect(here).toEqual(apart);
  expect(rulesOf(here).size).toBeGreaterThan(100);
});

test("a pack whose list is none does not start", () => {
  const judged: Judged = { kind: "state", project: "shield", stack: "dev", resources: [] };
  packWith(dir, {});
  writeFileSync(join(dir, "exemptions.json"), "{}");
  const args = { project, config: { values: {}, secretKeys: [], undecrypted: [], missing: [] }, packDir: dir };
  expect(() => judgeHere(judged, args)).toThrow("exemptions.json: got {}; expected a list");
});
