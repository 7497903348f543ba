import type { Plan, PlanResource } from "../../local/engine/plan";
import { Baseline, baselineOf, breaks } from "../../local/release/baseline";
import { Environment, acceptedChanges, environments, lastRelease } from "../../local/release/releases";
import { planOf } from "../support/plan";

const names = Object.keys(environments) as Environment[];
const plans = {} as Record<Environment, Plan>;
beforeAll(async () => {
  for (const name of names) plans[name] = await planOf(...environments[name]);
}, 600_000);

describe.each(names)("an upgrade of %s from the last release", (name) => {
  it("deletes and replaces nothing that was not meant", () => {
    const found = breaks(lastRelease()[name], plans[name], acceptedChanges());
    expect(found.map(({ urn, message }) => `${urn} ${message}`)).toEqual([]);
  });
});

it("accepts no change without a reason, and none of a resource that the release did not have", () => {
  const known = new Set(Object.values(lastRelease()).flatMap((baseline) => Object.keys(baseline)));
  const wrong = Object.entries(acceptedChanges()).filter(([urn, reason]) => !known.has(urn) || reason.trim().length < 20);
  expect(wrong).toEqual([]);
});

/** Today's dev with one resource, its children and all that names them renamed, as a change of the program would. */
function renamed(from: string, to: string, options: PlanResource["options"] = {}): Plan {
  const text = JSON.stringify(plans.dev.resources).replaceAll(`::${from}"`, `::${to}"`);
  const resources = (JSON.parse(text) as PlanResource[]).map((resource) =>
    resource.name === from ? { ...resource, name: to, options: { ...resource.options, ...options } } : resource,
  );
  return { ...plans.dev, resources };
}

/** Today's dev with its vault in another component. */
function moved(options: PlanResource["options"] = {}): Plan {
  const resources = plans.dev.resources.map((resource) =>
    resource.type === "azure-native:keyvault:Vault"
      ? {
          ...resource,
          urn: resource.urn.replace("$shield:keyVault:KeyVault$", "$"),
          parent: shieldUrn(),
          options: { ...resource.options, ...options },
        }
      : resource,
  );
  return { ...plans.dev, resources };
}

const urnOf = (type: string, name: string) =>
  plans.dev.resources.find((one) => one.type === type && one.name === name)?.urn ?? "";
const shieldUrn = () => urnOf("shield:index:Shield", "shield");
const vaultUrn = () => urnOf("azure-native:keyvault:Vault", "vault");
const found = (plan: Plan, baseline: Baseline = baselineOf(plans.dev)) =>
  breaks(baseline, plan).map(({ urn, message }) => `${urn.split("::").at(-1)} ${message.split(":")[0]}`);

describe("what an upgrade would break", () => {
  it("is nothing when nothing has changed", () => expect(found(plans.dev)).toEqual([]));

  it("is a renamed resource", () => {
    expect(found(renamed("training-blob", "training-blobs"))).toEqual(["training-blob is gone"]);
  });

  it("is not a renamed resource with an alias", () => {
    expect(found(renamed("training-blob", "training-blobs", { aliases: [{ name: "training-blob" }] }))).toEqual([]);
  });

  it("is not a renamed resource with its former URN as an alias", () => {
    const before = urnOf("azure-native:storage:BlobServiceProperties", "training-blob");
    expect(found(renamed("training-blob", "training-blobs", { aliases: [before] }))).toEqual([]);
  });

  it("is a renamed resource with an alias of another name", () => {
    expect(found(renamed("training-blob", "training-blobs", { aliases: [{ name: "blob" }] }))).toEqual(["training-blob is gone"]);
  });

  it("is a resource in another component", () => expect(found(moved())).toEqual(["vault is gone"]));

  it("is not a resource in another component with an alias of the former parent", () => {
    const parent = urnOf("shield:keyVault:KeyVault", "vault");
    expect(found(moved({ aliases: [{ parent }] }))).toEqual([]);
  });

  it("is what is in a component of another type", () => {
    const text = JSON.stringify(plans.dev).replaceAll("shield:keyVault:KeyVault", "shield:vault:Vault");
    expect(found(JSON.parse(text) as Plan)).toContain("vault is gone");
  });

  it("is not what is in a component of another type with an alias: children follow", () => {
    const text = JSON.stringify(plans.dev).replaceAll("shield:keyVault:KeyVault", "shield:vault:Vault");
    const plan = JSON.parse(text) as Plan;
    const component = plan.resources.filter(({ type }) => type === "shield:vault:Vault");
    component.forEach((resource) => (resource.options = { aliases: [{ type: "shield:keyVault:KeyVault" }] }));
    expect(found(plan)).toEqual([]);
  });

  it("is a value that Azure cannot change", () => {
    const change = (resource: PlanResource) =>
      resource.urn === vaultUrn() ? { ...resource, inputs: { ...resource.inputs, location: "francecentral" } } : resource;
    expect(found({ ...plans.dev, resources: plans.dev.resources.map(change) })).toEqual([
      'vault location was "swedencentral" and is "francecentral"',
    ]);
  });

  it("is not a value that Azure can change", () => {
    const change = (resource: PlanResource) =>
      resource.urn === vaultUrn() ? { ...resource, inputs: { ...resource.inputs, tags: { team: "other" } } } : resource;
    expect(found({ ...plans.dev, resources: plans.dev.resources.map(change) })).toEqual([]);
  });

  it("is not what was meant", () => {
    const urn = urnOf("azure-native:storage:BlobServiceProperties", "training-blob");
    const plan = renamed("training-blob", "training-blobs");
    expect(breaks(baselineOf(plans.dev), plan, { [urn]: "the service keeps what it has" })).toEqual([]);
  });

  it("says what to do", () => {
    const [first] = breaks(baselineOf(plans.dev), renamed("training-blob", "training-blobs"));
    expect(first?.message).toContain('aliases: [{ name: "training-blob" }]');
  });
});
