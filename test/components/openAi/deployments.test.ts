import { inOrderOfCreation, nameOf, spilloverOf } from "../../../components/openAi/deployments";
import { deployment } from "../apiManagement/sample";

const provisioned = deployment("gpt-5", { sku: "ProvisionedManaged", tier: "provisioned" });
const spill = deployment("gpt-5", { name: "gpt-5-spill", tier: "spillOver" });
const other = deployment("gpt-5-mini");

it.each([
  [provisioned, "gpt-5"],
  [spill, "gpt-5-spill"],
])("nameOf is the own name, else the model", (given, name) => {
  expect(nameOf(given)).toBe(name);
});

describe("spilloverOf", () => {
  it.each([
    ["a provisioned deployment beside a spill-over", provisioned, [provisioned, spill], "gpt-5-spill"],
    ["a provisioned deployment alone", provisioned, [provisioned, other], undefined],
    ["a spill-over itself", spill, [provisioned, spill], undefined],
    ["pay-as-you-go", other, [other, deployment("gpt-5-mini", { name: "m", tier: "spillOver" })], undefined],
    ["another model", provisioned, [provisioned, { ...spill, model: "gpt-5-mini" }], undefined],
    ["another version", provisioned, [provisioned, { ...spill, version: "2026-01-01" }], undefined],
  ])("of %s", (_what, given, siblings, expected) => {
    expect(spilloverOf(given, siblings)).toBe(expected);
  });
});

it("inOrderOfCreation puts spill-over targets first and keeps the rest", () => {
  expect(inOrderOfCreation([provisioned, other, spill]).map(nameOf)).toEqual(["gpt-5-spill", "gpt-5", "gpt-5-mini"]);
});
