import * as fs from "node:fs";
import { compareResources } from "../../local/report/difference/compare";
import { planHere } from "../support/planHere";
import { FaultCase, allCases, changedSettings, settings } from "./support/faultCases";
import { faultDocument, faultTable, keyOf, survivedIn } from "./support/faultTable";
import { stackName } from "./support/project";

const fault = (kind: FaultCase["kind"], operation: FaultCase["operation"] = "create"): FaultCase => ({
  operation,
  kind,
  id: "/id",
  urn: "urn",
  type: "network:VirtualNetwork",
  name: "network",
});
const cases = [fault("error"), fault("timeout"), fault("kill"), fault("error", "delete")];

describe("the table of faults", () => {
  it("says what was survived, what was not and what was not tried", () => {
    const table = faultTable(cases, [{ fault: cases[1]!, problem: "wrong" }], new Set([keyOf(cases[0]!)]));
    expect(table).toContain("| up: network:VirtualNetwork network | survived | – | **not survived** |  | – | – |\n");
    expect(table).toContain("| destroy: network:VirtualNetwork network |  | – | – | – | – | – |\n");
    expect(table).toContain("1 of 4 cases survived; 2 were not tried");
  });

  it("does not count what is no case any more", () => {
    const table = faultTable(cases, [], new Set([keyOf({ ...cases[0]!, name: "renamed" })]));
    expect(table).toContain("0 of 4 cases survived; 4 were not tried");
  });

  it("is gone on with when it has other columns", () => {
    const table = "| Operation | kill | error |\n| --- | --- | --- |\n| up: network:VirtualNetwork network | survived |  |\n";
    expect(survivedIn(table)).toEqual(new Set([keyOf(cases[2]!)]));
  });

  it("can be gone on with", () => {
    const tried = [{ fault: cases[0]! }, { fault: cases[2]! }, { fault: cases[3]!, problem: "wrong" }];
    expect(survivedIn(faultTable(cases, tried, new Set()))).toEqual(new Set([keyOf(cases[0]!), keyOf(cases[2]!)]));
  });

  it("takes a case that is tried again anew", () => {
    const table = faultTable(cases, [{ fault: cases[0]!, problem: "wrong" }], new Set([keyOf(cases[0]!)]));
    expect(survivedIn(table)).toEqual(new Set());
  });

  it("has the operations on the resources that the program makes, and no others (FAULTS=rest npm run test:faults renews it)", async () => {
    const before = await planHere(settings, stackName);
    const updated = new Set(compareResources(before, await planHere(changedSettings, stackName)).changed.map(({ urn }) => urn));
    const resources = before.resources.map(({ options, ...resource }) => ({ ...resource, ...options }));
    const document = fs.readFileSync(faultDocument, "utf8");
    const all = Object.values(allCases(resources, (urn) => updated.has(urn))).flat();
    const lines = (text: string) => text.split("\n").sort();
    expect(lines(document)).toEqual(lines(faultTable(all, [], survivedIn(document))));
  });
});
