import type { Plan, PlanResource } from "../../../local/engine/plan";
import type { RuleResults } from "../../../local/engine/rules";
import { previewMarkdown } from "../../../local/report/previewMarkdown";
import { placeOf, previewText, totals, verdict } from "../../../local/report/previewText";
import { styleOf, unstyled } from "../../../local/report/style";
import { countsByType, shortType, treeLines } from "../../../local/report/tree";

const root = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";

function resource(name: string, type: string, parent?: string): PlanResource {
  const urn = type.startsWith("pulumi:") ? root : `urn:pulumi:dev::p::${type}::${name}`;
  const custom = !/^(pulumi|shield):/.test(type);
  return { urn, type, name, custom, parent, inputs: {}, outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
}

const network = resource("net", "shield:network:Network", root);
const subnet = (name: string) => resource(name, "azure-native:network:Subnet", network.urn);
const noRules: RuleResults = { evaluated: 3, violations: [], exempted: [] };
const found: RuleResults = {
  evaluated: 3,
  violations: [
    { rule: "no-open", urn: subnet("a").urn, level: "mandatory", severity: "critical", message: "is open\nclose it" },
    { rule: "tidy", urn: subnet("b").urn, level: "advisory", severity: "low", message: "a | b" },
  ],
  exempted: [{ rule: "tags", urn: subnet("c").urn, severity: "medium", message: "no tags (until June)" }],
};
const plan: Plan = {
  version: 1,
  project: "p",
  stack: "dev",
  resources: [
    resource("p-dev", "pulumi:pulumi:Stack"),
    resource("group", "azure-native:resources:ResourceGroup", root),
    network,
    ...["e", "d", "c", "b", "a"].map(subnet),
    resource("nsg", "azure-native:network:NetworkSecurityGroup", network.urn),
    resource("suffix", "random:index/randomString:RandomString", network.urn),
  ],
  outputs: { address: "10.0.0.1" },
  rules: noRules,
};

it.each([
  ["azure-native:network:Subnet", "network:Subnet"],
  ["random:index/randomString:RandomString", "RandomString"],
  ["azure-native:network/v20240501:Subnet", "network:Subnet"],
  ["test:index:Thing", "Thing"],
])("shortens the type %s", (type, short) => {
  expect(shortType(type)).toBe(short);
});

it("draws components with their resources, those of one type on one line", () => {
  expect(treeLines(plan, unstyled)).toEqual([
    "p-dev  pulumi:Stack",
    "├─ resources:ResourceGroup  group",
    "└─ net  network:Network",
    "   ├─ network:NetworkSecurityGroup  nsg",
    "   ├─ network:Subnet ×5  a, b, c, 2 more",
    "   └─ RandomString  suffix",
  ]);
});

it("counts custom resources by type, most first", () => {
  expect(countsByType(plan)).toEqual([
    ["network:Subnet", 5],
    ["RandomString", 1],
    ["network:NetworkSecurityGroup", 1],
    ["resources:ResourceGroup", 1],
  ]);
});

it("sums up", () => {
  expect(totals(plan)).toBe("8 resources of 4 types in 1 component");
});

it.each([
  [noRules, "3 rules: no violation"],
  [found, "3 rules: 1 mandatory violation, 1 advisory violation, 1 exempted violation"],
])("says how the rules came out (%#)", (rules, text) => {
  expect(verdict(rules)).toBe(text);
});

it("names a resource by name and type", () => {
  expect(placeOf("urn:pulumi:dev::p::a:b:C$azure-native:network:Subnet::x")).toBe("x (network:Subnet)");
});

describe("the text for a terminal", () => {
  const lines = previewText({ ...plan, rules: found }, { firstRun: false, details: "x/plan.json" }, unstyled).split("\n");

  it("begins with project and stack", () => {
    expect(lines[0]).toBe("p, stack dev: as it is after a deployment");
  });

  it("shows each violation with rule, resource and message", () => {
    expect(lines.slice(lines.indexOf("  mandatory no-open (critical)"))).toEqual([
      "  mandatory no-open (critical)",
      "    a (network:Subnet)",
      "    is open",
      "    close it",
      "  advisory tidy (low)",
      "    b (network:Subnet)",
      "    a | b",
      "  exempted tags (medium)",
      "    c (network:Subnet)",
      "    no tags (until June)",
      "",
      "Details: x/plan.json",
      "",
    ]);
  });

  it("says when it is before a first deployment", () => {
    expect(previewText(plan, { firstRun: true, details: "" }, unstyled)).toMatch(/^p, stack dev: before its first deployment\n/);
  });
});

describe("the report", () => {
  const text = previewMarkdown({ ...plan, rules: found }, { firstRun: false });

  it("has the violations in a table", () => {
    expect(text).toContain("| advisory | low | tidy | b (network:Subnet) | a \\| b |");
  });

  it("keeps lines of a message together", () => {
    expect(text).toContain("| is open<br>close it |");
  });

  it("has the outputs", () => {
    expect(text).toContain('{\n  "address": "10.0.0.1"\n}');
  });
});

describe("colours", () => {
  it.each([
    ["a terminal", { isTTY: true }, {}, "\u001b[1mx\u001b[0m"],
    ["a terminal with NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, "x"],
    ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }, "x"],
    ["a file", {}, {}, "x"],
  ])("on %s", (_what, stream, env, text) => {
    expect(styleOf(stream, env).strong("x")).toBe(text);
  });
});
