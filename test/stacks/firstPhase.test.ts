import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { Naming } from "../../components/naming";
import { firstPhase } from "../../stacks/shield/firstPhase";
import { Settings } from "../../stacks/settings/schema";
import { SettingsError } from "../../stacks/settings/settingsError";

type Service = Settings["apiManagement"];

/** What Azure is told, where reading the service gives this answer; and the warnings. */
async function access(
  publicNetworkAccess: Service["publicNetworkAccess"],
  answer: () => Record<string, unknown>,
  sku: Service["sku"] = "StandardV2",
  suffix: pulumi.Input<string> = "abcde",
): Promise<{ access: unknown; warnings: string[] }> {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const mocks: pulumi.runtime.Mocks = { newResource: () => ({ id: "", state: {} }), call: answer };
  await pulumi.runtime.setMocks(mocks, "azure-openai-shield", "test", false);
  try {
    const service = { sku, publicNetworkAccess } as Service;
    const found = await firstPhase(service, new Naming("contoso", suffix), {});
    return { access: found, warnings: warn.mock.calls.map(([text]) => text) };
  } finally {
    warn.mockRestore();
  }
}

const connection = (status: string) => ({ privateLinkServiceConnectionState: { status } });
const service =
  (publicNetworkAccess: string, ...states: string[]) =>
  () => ({
    publicNetworkAccess,
    privateEndpointConnections: states.map(connection),
  });
/** The SDK shows what gRPC calls the details of an error. */
const fails = (details: string) => () => {
  throw Object.assign(new Error(details), { details });
};
const missing = fails('Status=404 Code="ResourceNotFound" Message="not found"');
const noGroup = fails('Status=404 Code="ResourceGroupNotFound" Message="not found"');
const forbidden = fails('Status=403 Code="AuthorizationFailed" Message="no"');

it.each([
  ["nothing is there", missing, "Enabled"],
  ["not even the resource group is there", noGroup, "Enabled"],
  ["nobody has approved the endpoint", service("Enabled", "Pending"), "Enabled"],
  ["one was rejected", service("Enabled", "Rejected"), "Enabled"],
  ["it has no endpoint", service("Enabled"), "Enabled"],
  ["the endpoint is approved", service("Enabled", "Rejected", "Approved"), "Disabled"],
  ["it is closed", service("Disabled", "Approved"), "Disabled"],
  ["it is closed, and its endpoint was taken away", service("Disabled"), "Disabled"],
])("UntilApproved: %s", async (_, answer, expected) => {
  expect(await access("UntilApproved", answer)).toEqual({ access: expected, warnings: [] });
});

it("Disabled: stays so where it is possible", async () => {
  expect(await access("Disabled", service("Enabled", "Approved"))).toEqual({ access: "Disabled", warnings: [] });
});

it.each([
  ["there is no API Management", missing],
  ["has no approved private endpoint", service("Enabled", "Pending")],
])("Disabled: refused before anything is made, with setting and runbook: %s", async (words, answer) => {
  const error = await access("Disabled", answer).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SettingsError);
  const [problem] = (error as SettingsError).problems;
  expect(problem).toMatchObject({ path: "apiManagement.publicNetworkAccess", got: '"Disabled"' });
  expect(problem?.message).toContain(words);
  expect(problem?.message).toContain('docs/operations.md, "StandardV2: two phases"');
});

it.each([
  ["UntilApproved", "Enabled"],
  ["Disabled", "Disabled"],
] as const)("%s: what cannot be read is a warning", async (setting, expected) => {
  const found = await access(setting, forbidden);
  expect(found.access).toBe(expected);
  expect(found.warnings).toEqual([
    expect.stringContaining("apiManagement.publicNetworkAccess: cannot read whether API Management apim-contoso-abcde"),
  ]);
});

it("tiers inside the network ask nothing", async () => {
  expect(await access(undefined, fails("was asked"), "Premium")).toEqual({ access: "Disabled", warnings: [] });
});

it("asks nothing before the name is made: nothing can have it", async () => {
  const unmade = pulumi.output(unknown as unknown as string);
  expect(await access("UntilApproved", fails("was asked"), "StandardV2", unmade)).toEqual({ access: "Enabled", warnings: [] });
});

test("Enabled stays open, and nothing is asked", async () => {
  expect(await access("Enabled", fails("was asked"))).toEqual({ access: "Enabled", warnings: [] });
});
