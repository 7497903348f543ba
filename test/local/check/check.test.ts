import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv, { AnySchemaObject } from "ajv";
import type { Log } from "sarif";
import { Baseline, baselinePrefix } from "../../../policies/baseline";
import { parseDocument } from "../../../policies/gateway/document";
import { rules as packRules } from "../../../policies/rules";
import { why } from "../../../policies/why";
import { UsageError } from "../../../local/engine/errors";
import { readProject } from "../../../local/engine/config";
import { judge, judgeHere, Results } from "../../../local/check/judge";
import { filesOfComponent, filesOfRule, placeOf, settingsOfRule } from "../../../local/check/places";
import { readDocument } from "../../../local/check/read";
import { reportOf } from "../../../local/check/findings";
import { lineFinder } from "../../../local/check/lines";
import { rulePage } from "../../../local/check/links";
import { formats } from "../../../local/check/formats";

const urn = "urn:pulumi:dev::shield::azure-native:keyvault:Vault::vault";
const vault = {
  urn,
  type: "azure-native:keyvault:Vault",
  custom: true,
  inputs: { vaultName: "kv" },
  outputs: { vaultName: "kv" },
};

const root = join(__dirname, "../../..");

/** The schema of OASIS, as @microsoft/jest-sarif ships it; Ajv knows its draft by other keywords. */
function sarifSchema(): AnySchemaObject {
  const text = readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8");
  return { ...(JSON.parse(text) as AnySchemaObject), $schema: undefined, id: undefined };
}

describe("a document", () => {
  test.each([
    ["preview", { version: 1, project: "shield", stack: "dev", resources: [vault] }],
    ["state", { version: 3, deployment: { resources: [vault, { ...vault, urn: `${urn}-old`, delete: true }] } }],
    [
      "steps",
      {
        config: {},
        steps: [
          { op: "create", urn, newState: vault },
          { op: "delete", urn: `${urn}-old`, oldState: { ...vault, urn: `${urn}-old` } },
        ],
      },
    ],
    [
      "plan",
      {
        resourcePlans: {
          [urn]: {
            goal: { type: vault.type, name: "vault", custom: true, inputDiff: { adds: vault.inputs } },
            steps: ["create"],
          },
        },
      },
    ],
  ])("of kind %s is read", (kind, document) => {
    const read = readDocument(JSON.stringify(document), "x.json");
    expect(read).toMatchObject({ kind, project: "shield", stack: "dev" });
    expect(read.resources.map(({ urn, inputs }) => ({ urn, inputs }))).toEqual([{ urn, inputs: { vaultName: "kv" } }]);
  });

  describe("of events", () => {
    const step = (op: string, name: string) => ({
      resourcePreEvent: { metadata: { op, urn, new: { ...vault, inputs: { vaultName: name } } } },
    });
    const policy = { resourceUrn: urn, policyName: "kv-rbac", enforcementLevel: "mandatory" };
    const violation = { policyEvent: { ...policy, message: "<{%reset%}>a is 1; expected 2<{%reset%}>\n" } };
    const failure = { diagnosticEvent: { severity: "error", message: "<{%fg 1%}>it broke<{%reset%}>" } };
    const end = { summaryEvent: { PolicyPacks: { "azure-openai-shield|local|policies": "0.1.0" } } };
    const asked = (passed: string[], policyPackName = "azure-openai-shield") => ({
      policyAnalyzeSummaryEvent: { policyPackName, passed, notApplicable: [{ policyName: "kv-rbac" }] },
    });
    const all = asked(["environment", "exemptions", ...packRules.map(({ name }) => name)]);
    const log = (...events: object[]) => events.map((one) => JSON.stringify(one)).join("\n");

    test("is read: the last word about a resource counts, with what the engine found", () => {
      const read = readDocument(log(step("create", "a"), violation, step("create", "b"), failure, end), "events");
      expect([read.kind, read.resources.map(({ inputs }) => inputs)]).toEqual(["events", [{ vaultName: "b" }]]);
      expect(read.engine).toEqual({
        asked: new Map(),
        found: [{ rule: "kv-rbac", urn, level: "mandatory", message: "a is 1; expected 2" }],
      });
    });

    test("has no resource that is deleted", () => {
      expect(() => readDocument(log(step("create", "a"), step("delete", "a"), end), "x")).toThrow("x: got no resources");
    });

    test("is refused without its end", () => {
      expect(() => readDocument(log(step("create", "a"), violation), "x")).toThrow(
        "x: the run has no end (no summaryEvent behind all others); allowed: the whole event log of a run",
      );
      expect(() => readDocument(log(step("create", "a"), end, step("create", "a"), violation), "x")).toThrow("has no end");
    });

    test.each([
      [{ errorEvent: { error: "gone" } }, "errorEvent"],
      [{ resOpFailedEvent: { metadata: {} } }, "resOpFailedEvent"],
      [{ summaryEvent: { maybeCorrupt: true } }, "the state may be corrupt"],
    ])("is refused when something else went wrong: %j", (event, why) => {
      expect(() => readDocument(log(step("create", "a"), event, end), "x")).toThrow(`not all resources were judged: ${why}`);
    });

    test("says what a rule has remediated", () => {
      const change = { before: { a: 1, b: { c: "x" } }, after: { b: { c: "y", d: true } } };
      const remediation = { policyRemediationEvent: { ...policy, ...change } };
      expect(readDocument(log(step("create", "a"), remediation, end), "x").engine?.found).toEqual([
        { rule: "kv-rbac", urn, level: "advisory", message: 'remediated: a removed, b.c put to "y", b.d put to true' },
      ]);
    });

    test("is refused when the run failed for another reason than a rule", () => {
      expect(() => readDocument(log(step("create", "a"), failure, end), "x")).toThrow(
        "x: the run failed, so not all resources were judged: it broke",
      );
    });

    const config = { values: {}, secretKeys: [], undecrypted: [], missing: [] };
    const args = { project: readProject(root), config, packDir: join(root, "test/fixtures/policies") };

    test("is judged by what the engine found, with the facts of the pack", async () => {
      const { evaluated, violations, rules } = await judge(
        readDocument(log(step("create", "a"), all, violation, end), "x"),
        args,
      );
      expect(violations).toEqual([{ rule: "kv-rbac", urn, level: "mandatory", severity: "high", message: "a is 1; expected 2" }]);
      expect([evaluated > 200, rules.get("kv-rbac")!.remediation]).toEqual([
        true,
        expect.stringContaining("enableRbacAuthorization"),
      ]);
    });

    test.each([
      [[], /it did not ask the pack azure-openai-shield; allowed: the event log of a run with --policy-pack/],
      [[asked(["x"], "other")], /it did not ask the pack azure-openai-shield \(but other\);/],
      [
        [asked([])],
        /the engine did not ask \d+ of \d+ rules of azure-openai-shield: environment, .* …; .*with the levels that are given here/,
      ],
    ])("is refused when the engine asked too little: %j", async (events, said) => {
      await expect(judge(readDocument(log(step("create", "a"), ...events, end), "x"), args)).rejects.toThrow(said);
    });

    test("may lack rules that the levels switch off", async () => {
      const names = packRules.map(({ name }) => name).filter((name) => name !== "kv-key-expiry");
      const document = readDocument(log(step("create", "a"), asked(["environment", "exemptions", ...names]), end), "x");
      await expect(judge(document, args)).rejects.toThrow(/did not ask 1 of \d+ rules .*: kv-key-expiry;/);
      expect((await judge(document, { ...args, rules: { "kv-key-expiry": "disabled" } })).violations).toEqual([]);
    });
  });

  describe("of a plan of a deployed stack", () => {
    const more = { properties: { a: 1 }, tags: { old: true } };
    const state = {
      deployment: {
        resources: [{ ...vault, id: "/v", inputs: { ...vault.inputs, ...more }, outputs: { ...more, vaultUri: "u" } }],
      },
    };
    const planned = (steps: string[], inputDiff: object, more: object = {}) =>
      JSON.stringify({ resourcePlans: { [urn]: { goal: { type: vault.type, custom: true, inputDiff, ...more }, steps } } });
    const before = { text: JSON.stringify(state), name: "state.json" };
    const read = (...args: Parameters<typeof planned>) => readDocument(planned(...args), "plan.json", before).resources[0]!;

    test("has what the state has and the plan leaves as it is", () => {
      const one = read(["same"], {}, { dependencies: ["urn:pulumi:x"], protect: true });
      expect(one).toMatchObject({ id: "/v", dependencies: ["urn:pulumi:x"], options: { protect: true } });
      expect([one.inputs, one.outputs]).toEqual([
        { vaultName: "kv", ...more },
        { ...more, vaultUri: "u" },
      ]);
    });

    test("has what the plan adds, changes and removes", () => {
      const one = read(["update"], { adds: { location: "x" }, updates: { properties: { b: 2 } }, deletes: ["tags"] });
      expect(one.inputs).toEqual({ vaultName: "kv", properties: { b: 2 }, location: "x" });
      expect(one).toMatchObject({ id: "/v", outputs: { vaultUri: "u", properties: { b: 2 } } });
    });

    test("has no id and no outputs of what is replaced", () => {
      const one = read(["create-replacement", "replace", "delete-replaced"], { updates: { vaultName: "new" } });
      expect(one).not.toHaveProperty("id");
      expect(one.outputs).toEqual({ vaultName: "new", ...more });
    });

    test("has only what the plan says of what is created", () => {
      expect(read(["create"], { adds: { vaultName: "kv" } }).inputs).toEqual({ vaultName: "kv" });
    });

    test.each([
      [{ updates: { location: "x" } }, "changes location"],
      [{ deletes: ["location"] }, "removes location"],
      [{ adds: { tags: {} } }, "adds tags"],
    ])("is refused when it was made from another state: %j", (diff, what) => {
      expect(() => read(["update"], diff)).toThrow(
        `plan.json: resourcePlans["${urn}"].goal.inputDiff: the plan ${what} as the state before does not have it; allowed:`,
      );
    });

    test("has what is not targeted as it is in the state, and not what goes", () => {
      const plan = (steps: string[]) => JSON.stringify({ resourcePlans: { [urn]: { steps } } });
      expect(readDocument(plan(["same"]), "plan.json", before).resources[0]).toMatchObject({ id: "/v", inputs: more });
      expect(() => readDocument(plan(["delete"]), "plan.json", before)).toThrow("plan.json: got no resources");
      expect(() => readDocument(plan([]), "plan.json", before)).toThrow("got no goal (no steps)");
      expect(() => readDocument(plan(["create"]), "plan.json")).toThrow("holds only what differs");
    });

    test("has all inputs of what is replaced by order, which the engine compares with nothing", () => {
      const adds = { vaultName: "kv", properties: { b: 2 }, tags: {} };
      expect(read(["create-replacement", "replace"], { adds }).inputs).toEqual(adds);
    });

    test("is refused when it keeps other outputs, or names less than the state has", () => {
      const of = (resourcePlans: object) => () => readDocument(JSON.stringify({ resourcePlans }), "plan.json", before);
      const goal = { type: vault.type, custom: true, inputDiff: {} };
      const kept = { properties: { a: 2 }, tags: { old: true }, vaultUri: "u" };
      expect(of({ [urn]: { goal, steps: ["same"], state: kept } })).toThrow(
        "the plan keeps other outputs than the state before has",
      );
      expect(of({ [urn]: { goal, steps: ["same"], state: { ...kept, properties: { a: 1 } } } })).not.toThrow();
      expect(of({})).toThrow(`the plan does not say what becomes of ${urn}, which the state before has`);
    });

    test("is refused when the state lacks a resource, or is none", () => {
      const of = (deployment: object) => () =>
        readDocument(planned(["same"], {}), "plan.json", { text: JSON.stringify(deployment), name: "state.json" });
      expect(of({ deployment: { resources: [{ ...vault, inputs: "x" }] } })).toThrow(`the state before: ${urn}: inputs: got "x"`);
      expect(of({ deployment: {} })).toThrow(`plan.json: the state before has no ${urn}, which the plan keeps or changes (same)`);
      expect(of({ steps: [] })).toThrow("state.json: got no state; allowed: what pulumi stack export writes");
    });

    test("alone has a state before", () => {
      expect(() => readDocument(JSON.stringify(state), "x", before)).toThrow("x: a state before is for a plan of");
    });
  });

  test("shows no secret of a state", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
    const state = { deployment: { resources: [{ ...vault, inputs: { value: secret } }] } };
    expect(readDocument(JSON.stringify(state), "s").resources[0]!.inputs).toEqual({ value: "[secret]" });
  });

  test.each([
    [
      "a secret in clear",
      { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hidden" },
      "[secret]",
    ],
    [
      "a secret output",
      { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true, value: "hidden" },
      "[secret]",
    ],
    [
      "an output that holds a secret",
      {
        "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
        value: { a: "shown", b: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"x"' } },
      },
      { a: "shown", b: "[secret]" },
    ],
  ])("shows no secret of %s", (_, value, shown) => {
    const state = { deployment: { resources: [{ ...vault, inputs: { value }, outputs: { value } }] } };
    const [read] = readDocument(JSON.stringify(state), "s").resources;
    expect([read!.inputs, read!.outputs]).toEqual([{ value: shown }, { value: shown }]);
  });

  test.each([
    ["null", "x: got no resources"],
    ['[1,null,"x"]', "x: [0]: got 1; allowed: an object"],
    ["", "x: got nothing; allowed: JSON"],
    [
      `{"deployment":{"resources":[{"urn":"${urn}","inputs":{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}}]}}`,
      "x: values are nested too deeply; allowed:",
    ],
    ['{"a":1}\n{"b":2}\n{"c', "x: line 3 is no JSON; allowed: one event a line"],
    [
      JSON.stringify({ deployment: { resources: [{ ...vault, type: "random:index/randomString:RandomString" }] } }),
      'x: deployment.resources[0].type: got "random:index/randomString:RandomString"; allowed: that of its URN, azure-native:keyvault:Vault',
    ],
    [
      JSON.stringify({ deployment: { resources: [{ ...vault, inputs: { a: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }] } }),
      "x: a state holds no value that is not known",
    ],
    ['{"steps":[null]}', "x: steps[0]: got null; allowed: an object"],
    ['{"resourcePlans":{"a":null}}', 'x: resourcePlans["a"]: got null; allowed: an object'],
    ['{"deployment":{"resources":[null]}}', "x: deployment.resources[0]: got null; allowed: an object"],
    ['{"version":1,"resources":[{"urn":5}]}', "x: resources[0].urn: got 5; allowed: a text that begins with urn:pulumi:"],
    [`{"steps":[{"op":"create","urn":"${urn}","newState":5}]}`, "x: steps[0].newState: got 5; allowed: an object"],
    [
      JSON.stringify({ deployment: { resources: [{ ...vault, dependencies: "x" }] } }),
      'x: deployment.resources[0].dependencies: got "x"; allowed: a list of URNs',
    ],
    [
      JSON.stringify({ deployment: { resources: [{ ...vault, propertyDependencies: { a: [5] } }] } }),
      "x: deployment.resources[0].propertyDependencies.a: got a list; allowed: a list of URNs",
    ],
  ])("that is damaged is refused with the place: %s", (text, said) => {
    expect(() => readDocument(text, "x")).toThrow(UsageError);
    expect(() => readDocument(text, "x")).toThrow(said);
  });

  test.each(["same", "update"])("of steps has id and outputs from before where a resource stays: %s", (op) => {
    const oldState = {
      ...vault,
      id: "/v",
      outputs: { tags: { a: "old" }, identity: { type: "SystemAssigned", principalId: "p" } },
    };
    const newState = { ...vault, inputs: { tags: { a: "new" }, identity: { type: "SystemAssigned" } }, outputs: undefined };
    const [read] = readDocument(JSON.stringify({ steps: [{ op, urn, oldState, newState }] }), "s").resources;
    expect(read).toMatchObject({
      id: "/v",
      inputs: { tags: { a: "new" } },
      outputs: { tags: { a: op === "same" ? "old" : "new" }, identity: { principalId: "p" } },
    });
  });

  test("may begin with a byte order mark", () => {
    const text = JSON.stringify({ deployment: { resources: [vault] } });
    expect(readDocument(`\uFEFF${text}`, "s").resources).toHaveLength(1);
  });

  test.each([
    [
      "a plan of a deployed stack that changes nothing",
      { resourcePlans: { [urn]: { goal: { ...vault, inputDiff: {} }, steps: ["same"], state: { vaultName: "kv" } } } },
      /a plan of a stack that is deployed holds only what differs.*\(.*::vault: same\); allowed: with --state FILE/,
    ],
    [
      "a plan of a deployed stack that changes a property",
      { resourcePlans: { [urn]: { goal: { ...vault, inputDiff: { updates: { vaultName: "other" } } }, steps: ["update"] } } },
      /a plan of a stack that is deployed holds only what differs/,
    ],
    [
      "a preview that leaves out what stays",
      { changeSummary: { same: 2 }, steps: [{ op: "same", urn, newState: vault }] },
      /holds 1 of 2 resources that stay as they are; allowed: .* with --show-sames/,
    ],
  ])("that holds too little to be judged is refused: %s", (_, document, said) => {
    expect(() => readDocument(JSON.stringify(document), "x")).toThrow(said);
  });

  test("that is none is refused with what is allowed", () => {
    expect(() => readDocument("{}", "x.json")).toThrow(/^x\.json: got no resources; allowed: what npm run preview/);
    expect(() => readDocument("no", "x.json")).toThrow(/allowed: JSON$/);
  });
});

/** A pipeline that runs these tests has links of its own. */
const pipelines = ["RULES_URL", "GITHUB_SERVER_URL", "BUILD_REPOSITORY_URI"];
pipelines.forEach((name) => delete process.env[name]);

describe("a report", () => {
  const judged = readDocument(JSON.stringify({ deployment: { resources: [vault] } }), "s");
  const finding = {
    rule: "kv-rbac",
    urn,
    severity: "high",
    message: 'properties.enableRbacAuthorization is "a | b <"; expected "c"',
  } as const;
  const rules = new Map([["kv-rbac", { description: "Why.", remediation: "Do.", severity: "high" as const }]]);
  const results: Results = {
    pack: "p",
    enabled: [],
    evaluated: 2,
    rules,
    violations: [{ ...finding, level: "mandatory" }],
    exempted: [{ ...finding, message: "exempt" }],
  };
  const report = reportOf(judged, results);

  test("as SARIF has rule, level, place, fingerprint and suppression", () => {
    const [run] = (JSON.parse(formats.sarif(report)) as Log).runs;
    expect(run!.tool.driver.rules).toMatchObject([{ id: "kv-rbac", shortDescription: { text: why["kv-rbac"] } }]);
    expect(run!.results).toMatchObject([
      { ruleId: "kv-rbac", level: "error", locations: [{ logicalLocations: [{ fullyQualifiedName: urn }] }] },
      { level: "warning", suppressions: [{ kind: "external", justification: "exempt" }] },
    ]);
    const { finding: print, primaryLocationLineHash } = run!.results![0]!.partialFingerprints!;
    expect([print, primaryLocationLineHash]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), print]);
    expect(run!.automationDetails).toEqual({ id: "rules/dev/" });
  });

  test("as SARIF keeps the schema of SARIF 2.1.0", () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false }).compile(
      sarifSchema(),
    );
    expect(validate(JSON.parse(formats.sarif(report))) || validate.errors).toBe(true);
    expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
  });

  test("as JUnit is XML with a case for each finding, and a failure where a rule is mandatory", () => {
    const document = parseDocument(formats.junit(report), "xml");
    const [suite] = document.children;
    expect([document.name, suite!.attributes["tests"], suite!.attributes["failures"]]).toEqual(["testsuites", "2", "1"]);
    expect(suite!.children.map(({ name, attributes }) => `${name} ${attributes["classname"]}`)).toEqual([
      "testcase kv-rbac",
      "testcase kv-rbac",
    ]);
    const [failure] = suite!.children[0]!.children;
    expect([failure!.name, failure!.attributes["message"]]).toEqual(["failure", finding.message]);
  });

  test("says of each finding what, why, the property, what to change and where the rule's page is", () => {
    const [first, second] = report.findings;
    expect(first).toMatchObject({
      property: "properties.enableRbacAuthorization",
      why: why["kv-rbac"],
      remedy: "Do.",
      change: "the program, where it makes keyvault:Vault vault",
      page: "policies/RULES.md#kv-rbac",
    });
    expect(second).not.toHaveProperty("property");
    for (const format of ["text", "sarif", "junit", "markdown"] as const)
      for (const part of [first!.why, first!.remedy, first!.change, first!.page]) expect(formats[format](report)).toContain(part);
  });

  test("as a baseline makes advice of what is mandatory, and keeps what is in it", () => {
    const before = { ...finding, message: `${baselinePrefix}other` };
    const again = reportOf(judged, { ...results, violations: [...results.violations, { ...before, level: "advisory" }] });
    const entries = JSON.parse(formats.baseline(again)) as unknown[];
    const baseline = new Baseline(entries, [{ name: "kv-rbac" }, { name: "kv-public-network-disabled" }]);
    expect([entries.length, baseline.has("kv-rbac", urn, finding.message), baseline.has("kv-rbac", urn, "other")]).toEqual([
      2,
      true,
      true,
    ]);
    expect(baseline.has("kv-rbac", urn, "new")).toBe(false);
  });

  test("as Markdown keeps its table", () => {
    expect(formats.markdown(report)).toContain('| properties.enableRbacAuthorization is "a &#124; b &#60;"; expected "c" |');
    expect(formats.markdown(report)).toContain("| mandatory | [`kv-rbac`](policies/RULES.md#kv-rbac) | keyvault:Vault vault |");
  });
});

test("what Pulumi would leave behind is refused, but for what goes with its vault", () => {
  const secret = "azure-native:keyvault:Secret";
  const of = (type: string, retainOnDelete: boolean) =>
    ({ ...vault, type, urn: vault.urn.replace("azure-native:keyvault:Vault", type), retainOnDelete }) as const;
  const found = (one: object) => {
    const text = JSON.stringify({ deployment: { resources: [one] } });
    const project = readProject(root);
    const config = { values: {}, secretKeys: [], undecrypted: [], missing: [] };
    const args = { project, config, packDir: join(root, "test/fixtures/policies") };
    const violations = judgeHere(readDocument(text, "s"), args).violations;
    return violations.filter(({ rule }) => rule === "retain-on-delete").map(({ level }) => level);
  };
  expect(found(of(vault.type, true))).toEqual(["mandatory"]);
  expect([found(of(vault.type, false)), found(of(secret, true))]).toEqual([[], []]);
});

describe("a report of odd texts", () => {
  const judged = readDocument(JSON.stringify({ deployment: { resources: [vault] } }), "s");
  const reportWith = (messages: string[]) =>
    reportOf(judged, {
      evaluated: 2,
      pack: "p",
      enabled: [],
      rules: new Map(),
      violations: messages.map((message) => ({ rule: "kv-rbac", urn, severity: "high", level: "mandatory", message })),
      exempted: [],
    });

  test("as JUnit is XML with a control character and half a character, and names each case once", () => {
    const xml = formats.junit(
      reportWith(["a \u0001 b", "half \ud800", "same", "same", "properties.x is 1", "properties.y is 1"]),
    );
    const names = parseDocument(xml, "xml").children[0]!.children.map(({ attributes }) => attributes["name"]);
    expect([names.length, new Set(names).size]).toEqual([6, 6]);
    expect(names[4]).toMatch(/^keyvault:Vault vault properties\.x \[[0-9a-f]{8}\]$/);
  });

  test.each([
    ["a backslash before a bar", "a\\|b", "a&#92;&#124;b"],
    ["a mention", "ask @team", "ask @&#8203;team"],
    ["a reference", "see #1 and GH-2", "see #&#8203;1 and GH-&#8203;2"],
    ["an address", "https://evil.example www.evil.example", "https:&#8203;//evil.example www&#8203;.evil.example"],
    ["a link and a picture", "![x](y) <img>", "!&#91;x&#93;(y) &#60;img&#62;"],
    ["code over two lines", "`a\nb`", "&#96;a b&#96;"],
    ["an entity", "&#64;team &lt;", "&#38;#&#8203;64;team &#38;lt;"],
  ])("as Markdown shows %s as text", (_, message, shown) => {
    expect(formats.markdown(reportWith([message]))).toContain(`| ${shown} |`);
  });

  test("as Markdown fits into a comment, and says how many findings are not in it", () => {
    const text = formats.markdown(reportWith(Array.from({ length: 5000 }, (_, index) => `${index} ${"long ".repeat(400)}`)));
    const rows = text.split("\n").filter((line) => line.startsWith("| mandatory"));
    expect([text.length < 45_000, rows.length > 10]).toEqual([true, true]);
    expect(text).toContain(`**${5000 - rows.length} more findings are not shown.**`);
  });
});

describe("a place of a finding", () => {
  const dir = mkdtempSync(join(tmpdir(), "lines-"));
  writeFileSync(
    join(dir, "Pulumi.dev.yaml"),
    "config:\n  shield:profile: dev\n  shield:protection:\n    locks: true\n  shield:tags: { owner: a }\n",
  );

  test.each([
    ["lock-level", 4],
    ["stateful-protected", 1],
    ["required-tags", 5],
    ["kv-rbac", 1],
  ])("of %s is line %i, that of its setting where the file has it", (rule, line) => {
    expect(lineFinder("dev", dir)(rule)).toBe(line);
  });

  test("is line 1 where there is no file, or none that can be read", () => {
    writeFileSync(join(dir, "Pulumi.odd.yaml"), "config: [\n");
    expect([lineFinder("none", dir)("lock-level"), lineFinder("odd", dir)("lock-level")]).toEqual([1, 1]);
  });
});

describe("the page of a rule", () => {
  const github = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "contoso/shield", GITHUB_SHA: "abc" };
  const azure = { BUILD_REPOSITORY_URI: "https://contoso@dev.azure.com/contoso/ai/_git/shield", BUILD_SOURCEVERSION: "abc" };
  test.each([
    ["on a laptop", {}, "policies/RULES.md#kv-rbac"],
    ["on GitHub", github, "https://github.com/contoso/shield/blob/abc/policies/RULES.md#kv-rbac"],
    ["in Azure Repos", azure, "https://dev.azure.com/contoso/ai/_git/shield?path=/policies/RULES.md&version=GCabc&_a=preview&anchor=kv-rbac"], // prettier-ignore
    ["of GitHub in Azure Pipelines", { ...azure, BUILD_REPOSITORY_URI: "https://github.com/contoso/shield" }, "https://github.com/contoso/shield/blob/abc/policies/RULES.md#kv-rbac"], // prettier-ignore
    ["elsewhere", { ...github, RULES_URL: "https://wiki.example/rules" }, "https://wiki.example/rules#kv-rbac"],
  ])("%s", (_, env, page) => {
    expect(rulePage("kv-rbac", env)).toBe(page);
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
  const output = join(file, "../baseline.json");
  expect(run(file, "--format", "baseline", "--output", output)).toMatchObject({ status: 1, stdout: "" });
  expect(JSON.parse(readFileSync(output, "utf8"))).toContainEqual(expect.objectContaining({ rule: "kv-rbac" }));
  expect(run(file, "--output", join(file, "none"))).toMatchObject({ status: 2, stderr: expect.stringContaining("--output: ") });
  expect(run(tmpdir())).toMatchObject({ status: 2, stderr: expect.stringContaining("EISDIR") });
  // What is beyond ASCII is read as the UTF-8 that it is.
  writeFileSync(file, JSON.stringify({ deployment: { resources: [{ ...vault, urn: `${vault.urn}-é-東` }] } }));
  expect(run(file, "--format", "text").stdout).toContain("vault-é-東");
  expect(run(file, "--format", "pdf")).toMatchObject({
    status: 2,
    stderr: "error: --format: got pdf; allowed: text, json, sarif, junit, markdown, baseline\n",
  });
});

describe("what a finding says to change", () => {
  test("is the setting that decides, and the component that makes the resource", () => {
    const child = "urn:pulumi:dev::shield::shield:keyVault:KeyVault$azure-native:keyvault:Vault::vault";
    expect(placeOf("vault-of-stack", child, "v")).toBe("setting ingress.certificate.keyVaultSecretId, or components/keyVault.ts");
  });

  test("is a setting that there is, of a rule that there is", () => {
    const page = readFileSync(join(root, "docs/settings.md"), "utf8");
    const missing = Object.values(settingsOfRule).flatMap((list) =>
      list.filter((one) => !new RegExp(`\`${one}[.\`[]`).test(page)),
    );
    expect(missing).toEqual([]);
    const names = packRules.map(({ name }) => name);
    expect(Object.keys(settingsOfRule).filter((one) => !names.includes(one))).toEqual([]);
  });

  test("is the file of what is missing, where a rule looks at something else", () => {
    const workspace = "urn:pulumi:dev::shield::shield:monitoring:Workspace$azure-native:operationalinsights:Workspace::w";
    expect(placeOf("evidence-alerts", workspace, "w")).toBe("components/monitoring/alerts.ts");
    const names = packRules.map(({ name }) => name);
    expect(Object.entries(filesOfRule).filter(([rule, file]) => !names.includes(rule) || !existsSync(join(root, file)))).toEqual(
      [],
    );
  });

  test("is the file in which the component is", () => {
    const elsewhere = Object.entries(filesOfComponent).filter(
      ([type, file]) => !readFileSync(join(root, file), "utf8").includes(`super("${type}"`),
    );
    expect(elsewhere).toEqual([]);
  });
});
