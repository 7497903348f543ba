import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { readDocument } from "../../../local/check/read";
import { reportOf } from "../../../local/check/findings";
import { formats } from "../../../local/check/formats";

const urn = "urn:pulumi:dev::shield::azure-native:keyvault:Vault::vault";
const vault = {
  urn,
  type: "azure-native:keyvault:Vault",
  custom: true,
  inputs: { vaultName: "kv" },
  outputs: { vaultName: "kv" },
};

describe("a document", () => {
  test.each([
    ["preview", { version: 1, project: "shield", stack: "dev", resources: [vault] }],
    ["state", { version: 3, deployment: { resources: [vault, { ...vault, urn: `${urn}-old`, delete: true }] } }],
    [
      "plan",
      {
        resourcePlans: { [urn]: { goal: { type: vault.type, name: "vault", custom: true, inputDiff: { adds: vault.inputs } } } },
      },
    ],
  ])("of kind %s is read", (kind, document) => {
    const read = readDocument(JSON.stringify(document), "x.json");
    expect(read).toMatchObject({ kind, project: "shield", stack: "dev" });
    expect(read.resources.map(({ urn, inputs }) => ({ urn, inputs }))).toEqual([{ urn, inputs: { vaultName: "kv" } }]);
  });

  test("of events is read: the last word about a resource counts", () => {
    const event = (name: string) =>
      JSON.stringify({ resourcePreEvent: { metadata: { op: "create", urn, new: { ...vault, inputs: { vaultName: name } } } } });
    const { kind, resources } = readDocument(`${event("a")}\n${event("b")}\n`, "events");
    expect([kind, resources.length, resources[0]!.inputs]).toEqual(["events", 1, { vaultName: "b" }]);
  });

  test("shows no secret of a state", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
    const state = { deployment: { resources: [{ ...vault, inputs: { value: secret } }] } };
    expect(readDocument(JSON.stringify(state), "s").resources[0]!.inputs).toEqual({ value: "[secret]" });
  });

  test("that is none is refused with what is allowed", () => {
    expect(() => readDocument("{}", "x.json")).toThrow(/^x\.json: got no resources; allowed: a plan/);
    expect(() => readDocument("no", "x.json")).toThrow(/allowed: JSON$/);
  });
});

describe("a report", () => {
  const judged = readDocument(JSON.stringify({ deployment: { resources: [vault] } }), "s");
  const finding = { rule: "kv-rbac", urn, severity: "high", message: 'a | b < "c"' } as const;
  const rules = new Map([["kv-rbac", { description: "Why.", remediation: "Do." }]]);
  const report = reportOf(judged, {
    evaluated: 2,
    rules,
    violations: [{ ...finding, level: "mandatory" }],
    exempted: [{ ...finding, message: "exempt" }],
  });

  test("as SARIF has rule, level, place, fingerprint and suppression", () => {
    const [run] = (JSON.parse(formats.sarif(report)) as Log).runs;
    expect(run!.tool.driver.rules).toMatchObject([{ id: "kv-rbac", shortDescription: { text: "Why." }, help: { text: "Do." } }]);
    expect(run!.results).toMatchObject([
      { ruleId: "kv-rbac", level: "error", locations: [{ logicalLocations: [{ fullyQualifiedName: urn }] }] },
      { level: "warning", suppressions: [{ kind: "external", justification: "exempt" }] },
    ]);
    expect(run!.results![0]!.partialFingerprints!.finding).toMatch(/^[0-9a-f]{16}$/);
  });

  test("as JUnit escapes what XML needs", () => {
    expect(formats.junit(report)).toContain('tests="2" failures="1"');
    expect(formats.junit(report)).toContain('message="a | b &lt; &quot;c&quot;"');
  });

  test("as Markdown keeps its table", () => {
    expect(formats.markdown(report)).toContain('| mandatory | `kv-rbac` | keyvault:Vault vault | a \\| b &lt; "c" | Do. |');
  });
});

test("the command ends with 1 when the state breaks a mandatory rule, and with 2 when it is no state", () => {
  const file = join(mkdtempSync(join(tmpdir(), "check-")), "state.json");
  writeFileSync(file, JSON.stringify({ deployment: { resources: [vault] } }));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["local/start.js", "check", ...args], { cwd: join(__dirname, "../../.."), encoding: "utf8" });
  const broken = run(file, "--format", "json");
  const { findings } = JSON.parse(broken.stdout) as { findings: { rule: string }[] };
  expect([broken.status, findings.map(({ rule }) => rule)]).toEqual([
    1,
    expect.arrayContaining(["kv-public-network-disabled", "kv-rbac"]),
  ]);
  expect(run(file, "--format", "pdf")).toMatchObject({
    status: 2,
    stderr: "error: --format: got pdf; allowed: text, json, sarif, junit, markdown\n",
  });
});
