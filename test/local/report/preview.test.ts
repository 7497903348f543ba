import type { RuleResults } from "../../../local/engine/rules";
import { PlanView } from "../../../local/report/facts/planView";
import { rules as rulesOf } from "../../../local/report/facts/rules";
import { totals } from "../../../local/report/heading";
import { escaped, markdown } from "../../../local/report/markdown";
import { placeOf } from "../../../local/report/places";
import { styleOf, unstyled, widthOf } from "../../../local/report/style";
import { terminalText } from "../../../local/report/terminal";
import { wrapped } from "../../../local/report/wrapped";
import { countsByType, shortType, treeLines } from "../../../local/report/tree";
import { planWith, resource, root } from "./support";

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
const plan = {
  ...planWith(
    resource("group", "azure-native:resources:ResourceGroup", root),
    network,
    ...["e", "d", "c", "b", "a"].map(subnet),
    resource("nsg", "azure-native:network:NetworkSecurityGroup", network.urn),
    resource("suffix", "random:index/randomString:RandomString", network.urn),
  ),
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
  [noRules, "3 passed, 0 broken, 0 exempted"],
  [found, "0 passed, 2 broken, 1 exempted"],
])("says how the rules came out (%#)", (rules, text) => {
  expect(rulesOf(new PlanView({ ...plan, rules })).rows[0]).toMatchObject({ label: "3 rules", text });
});

it("names a resource by name and type", () => {
  expect(placeOf("urn:pulumi:dev::p::a:b:C$azure-native:network:Subnet::x")).toBe("x (network:Subnet)");
});

describe("the text for a terminal", () => {
  const sections = [rulesOf(new PlanView({ ...plan, rules: found }))];
  const shown = { firstRun: false, links: [["Plan", "x/plan.json"]] as const, style: unstyled, tree: false };
  const lines = (options: Partial<Parameters<typeof terminalText>[2]> = {}) =>
    terminalText({ ...plan, rules: found }, sections, { ...shown, ...options }).split("\n");

  it("begins with project and stack", () => {
    expect(lines()[0]).toBe("p, stack dev: as it is after a deployment (8 resources of 4 types)");
  });

  it("shows each mandatory violation with rule, resource and message, the others by rule, and where the details are", () => {
    expect(lines().slice(2)).toEqual([
      "Rules        3 rules: 0 passed, 2 broken, 1 exempted; advisory: tidy",
      "             mandatory: no-open (critical) on a (network:Subnet): is open close it",
      "",
      "Plan: x/plan.json",
      "",
    ]);
  });

  it("says when it is before a first deployment", () => {
    expect(lines({ firstRun: true })[0]).toContain("p, stack dev: before its first deployment (");
  });

  it("has the tree of resources only when it is asked for", () => {
    expect([lines().join("\n").includes("└─ net"), lines({ tree: true }).join("\n").includes("└─ net")]).toEqual([false, true]);
  });

  it("has a fact in fewer words where it has them, and leaves out what is minor unless it is an alarm", () => {
    const row = { key: "k", label: "Logs", text: "in full" };
    const rows = [
      { ...row, brief: "short" },
      { ...row, minor: true as const },
      { ...row, label: "Keys", minor: true as const, alarm: true as const },
    ];
    const text = terminalText(plan, [{ id: "logged", title: "Logged", rows }], shown);
    expect(text.split("\n").slice(2, -3)).toEqual(["Logged       Logs: short", "             Keys: in full"]);
  });

  it("has beside a difference only what it does not have itself", () => {
    const difference = [{ title: "Against before", rows: [{ key: "a", label: "NEW WAY IN", text: "from x" }] }];
    const others = [
      { id: "logged" as const, title: "Logged", rows: [{ key: "k", label: "Logs", text: "in full" }] },
      ...sections,
    ];
    const text = terminalText({ ...plan, rules: found }, others, { ...shown, difference });
    expect([text.includes("NEW WAY IN  from x"), text.includes("Rules  "), text.includes("Logged")]).toEqual([true, true, false]);
  });

  it("leaves out what can be spared where there is no room for all, and says it where there is", () => {
    const row = (label: string, spare?: "silently" | "counted") => ({ key: label, label, text: "said", ...(spare && { spare }) });
    const others = (length: number) => Array.from({ length }, (_one, index) => row(`Log ${index}`));
    const text = (rows: ReturnType<typeof row>[], width?: number) =>
      terminalText(plan, [{ id: "logged", title: "Logged", rows }], { ...shown, ...(width && { width }) });
    const spare = [row("Out", "counted"), row("Firewall", "silently")];
    const told = (of: string) => ["Out: said", "Firewall: said", "2 more in the page and in report.md: Log 38, Out"].map((one) => of.includes(one)); // prettier-ignore
    expect(told(text([...spare, ...others(38)], 80))).toEqual([true, false, false]);
    expect(told(text([...spare, ...others(39)], 80))).toEqual([false, false, true]);
    expect(told(text([...spare, ...others(39)]))).toEqual([true, true, false]);
  });

  it("has a difference on one screen: values of properties are counted first, alarms never, and a file has all", () => {
    const rows = (key: string, count: number, alarm = false) =>
      Array.from({ length: count }, (_one, index) => ({ key: `${key}:${index}`, label: key, text: `${key} ${index}`, ...(alarm && { alarm: true as const }) })); // prettier-ignore
    const difference = [
      { title: "Against before", rows: rows("lost", 20, true) },
      { title: "In the summary", rows: rows("fact", 10) },
      { title: "Resources", rows: [...rows("added", 1), ...rows("changed", 30)] },
    ];
    const count = (width: number | undefined, word: string) =>
      terminalText(plan, [], { ...shown, difference, ...(width && { width }) }).split("\n").filter((line) => line.includes(`${word} `) && / \d+$/.test(line)).length; // prettier-ignore
    expect(["lost", "fact", "added", "changed"].map((word) => count(100, word))).toEqual([20, 10, 1, 4]);
    expect(["lost", "fact", "added", "changed"].map((word) => count(undefined, word))).toEqual([20, 10, 1, 30]);
  });

  describe("with more than a screen has room for", () => {
    const rows = [
      ...Array.from({ length: 60 }, (_one, index) => ({ key: `consumer:${index}`, label: `team-${index}`, text: "Entra group" })),
      { key: "consumer:x", label: "other", text: "ALARM", alarm: true as const },
      { key: "plan:standard", label: "Plan standard", text: "20,000 tokens a minute" },
    ];
    const logs = [1, 2, 3, 4].map((one) => ({ key: `log-${one}`, label: `Log ${one}`, text: "written" }));
    const many = [{ id: "who" as const, title: "Who", rows }, { id: "logged" as const, title: "Logged", rows: logs }]; // prettier-ignore

    it("counts the last of the longest list, and keeps alarms and everything else", () => {
      const shownLines = terminalText(plan, many, { ...shown, width: 100 }).split("\n");
      expect(shownLines.length).toBeLessThanOrEqual(46);
      for (const kept of ["team-0: ", "other: ALARM", "Plan standard: ", "28 more in the page and in report.md", ...logs.map(({ label }) => `${label}: written`)])
        expect(shownLines.filter((line) => line.includes(kept))).toHaveLength(1); // prettier-ignore
    });

    it("names what it folds where there is room, and folds nothing in a file", () => {
      const few = terminalText(plan, [{ ...many[0]!, rows: [...rows.slice(0, 41)] }], { ...shown, width: 100 });
      expect(few).toContain("3 more in the page and in report.md: team-38, team-39, team-40");
      expect(terminalText(plan, many, shown)).toContain("team-59: Entra group");
    });
  });

  it("breaks lines at the width of a terminal, between words", () => {
    expect(wrapped("one two three four five six seven", 20)).toEqual(["one two three four", "five six seven"]);
    expect(lines({ width: 60 }).every((line) => line.length <= 60)).toBe(true);
  });
});

describe("the report", () => {
  const text = markdown({ ...plan, rules: found }, [rulesOf(new PlanView({ ...plan, rules: found }))], { firstRun: false });

  it("has the violations in a table, the mandatory ones in bold", () => {
    expect(text).toContain("| advisory | tidy (low) on b (network:Subnet): a \\| b |");
    expect(text).toContain("| mandatory | **no-open (critical) on a (network:Subnet): is open close it** |");
  });

  it("has the outputs", () => {
    expect(text).toContain('{\n  "address": "10.0.0.1"\n}');
  });

  it("takes text for nothing but text", () => {
    expect(escaped("<b>R&D</b> | *x*")).toBe("&lt;b>R&amp;D&lt;/b> \\| \\*x\\*");
  });
});

describe("colours", () => {
  it.each([
    ["a terminal", { isTTY: true }, {}, "\u001b[1mx\u001b[0m"],
    ["a terminal with NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, "x"],
    ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }, "x"],
    ["a terminal of a build server", { isTTY: true }, { CI: "true" }, "x"],
    ["a terminal with CI=false", { isTTY: true }, { CI: "false" }, "\u001b[1mx\u001b[0m"],
    ["a file", {}, {}, "x"],
    ["a file with FORCE_COLOR", {}, { FORCE_COLOR: "1" }, "\u001b[1mx\u001b[0m"],
    ["a file with FORCE_COLOR and NO_COLOR", {}, { FORCE_COLOR: "1", NO_COLOR: "1" }, "x"],
  ])("on %s", (_what, stream, env, text) => {
    expect(styleOf(stream, env).strong("x")).toBe(text);
  });
});

it.each([
  ["a terminal", { isTTY: true, columns: 120 }, {}, 120],
  ["a narrow terminal", { isTTY: true, columns: 30 }, {}, 60],
  ["a terminal with COLUMNS", { isTTY: true, columns: 120 }, { COLUMNS: "90" }, 90],
  ["a file with COLUMNS", {}, { COLUMNS: "90" }, undefined],
  ["a build server", { isTTY: true, columns: 120 }, { CI: "1" }, undefined],
  ["a file", { columns: 120 }, {}, undefined],
])("breaks lines on %s", (_what, stream, env, width) => {
  expect(widthOf(stream, env)).toBe(width);
});
