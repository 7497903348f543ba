import * as pulumi from "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime";
import { loadSettings } from "../../stacks/settings";
import { SettingsError } from "../../stacks/settings/settingsError";
import { Raw, dev } from "./settings/support";

const project = "azure-openai-shield";

/** Sets the configuration as the engine does: full keys, text or JSON text. */
function configure(raw: Raw): pulumi.Config {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  setAllConfig(Object.fromEntries(Object.entries(raw).map(([key, value]) => [`${project}:${key}`, text(value)])));
  return new pulumi.Config(project);
}

function refusal(raw: Raw): SettingsError {
  const config = configure(raw);
  try {
    loadSettings(config);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error("the settings were accepted");
}

describe("loading the settings", () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  afterEach(() => {
    warn.mockClear();
    setAllConfig({});
    delete process.env.PULUMI_CONFIG_SECRET_KEYS;
  });

  it("gives them with all defaults", () => {
    const settings = loadSettings(configure(dev()));
    expect(settings.apiManagement.restore).toBe(false);
    expect(settings.network.privateDns.mode).toBe("create");
  });

  it("takes the empty defaults of the project file as not given", () => {
    const settings = loadSettings(configure({ ...dev(), uniqueSuffix: "", budget: {}, network: {}, protection: {} }));
    expect([settings.uniqueSuffix, settings.budget]).toEqual(["random", undefined]);
  });

  it("refuses wrong ones as text with every problem, its value and what is allowed", () => {
    const { message } = refusal(dev({ "openAi.regions[0].deployments[0].capacity": "ten", "consumers[0].plan": "gold" }));
    expect(message.split("\n")).toEqual([
      "Settings refused: 2 problems.",
      "",
      "  openAi.regions[0].deployments[0].capacity: must be a whole number from 1 to 100000",
      '    got:     "ten"',
      "",
      "  consumers[0].plan: there is no such plan",
      '    got:     "gold"',
      "    allowed: one of standard",
    ]);
  });

  it("refuses with an error that Pulumi prints without a stack trace", () => {
    expect(pulumi.RunError.isInstance(refusal(dev({ profile: "x" })))).toBe(true);
  });

  it("logs warnings and goes on", () => {
    const version = "2025-12-11";
    const models = [0, 1].flatMap((r) => [
      [`openAi.regions[${r}].deployments[0].model`, "gpt-5.2"],
      [`openAi.regions[${r}].deployments[0].version`, version],
      [`openAi.regions[${r}].deployments[0].sku`, "DataZoneStandard"],
    ]);
    loadSettings(configure(dev({ ...Object.fromEntries(models), "plans[0].models": ["gpt-5.2"] })));
    expect(warn.mock.calls.map(([text]) => text)).toContain(
      'openAi.regions[0].deployments[0].sku: gpt-5.2 2025-12-11 is not offered as DataZoneStandard in swedencentral by the table of 2026-07-07 (got "DataZoneStandard"; GlobalStandard, ProvisionedManaged, GlobalProvisionedManaged, DataZoneProvisionedManaged in swedencentral)',
    );
  });

  it("gives the PFX and its password as secrets only", async () => {
    const placeholder = "[secret]";
    process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify([`${project}:ingress`]);
    const { certificate } = loadSettings(
      configure(dev({ "ingress.certificate": { pfx: placeholder, password: placeholder } })),
    ).ingress;
    for (const secret of [certificate.pfx, certificate.password]) {
      expect(pulumi.Output.isInstance(secret)).toBe(true);
      expect(await pulumi.isSecret(pulumi.output(secret))).toBe(true);
    }
  });

  it("gives the address that starts a Logic App as a secret only, and refuses it in plain text", async () => {
    const workflowId = "/subscriptions/s/resourceGroups/ops/providers/Microsoft.Logic/workflows/tickets";
    const receiver = (callbackUrl: string) => ({
      "monitoring.alertReceivers": [{ name: "tickets", logicApp: { workflowId, callbackUrl } }],
    });
    const plain = receiver("https://prod-1.swedencentral.logic.azure.com/workflows/canary");
    const { message } = refusal(dev(plain));
    expect(message).toContain("monitoring.alertReceivers[0].logicApp.callbackUrl: stands in plain text");
    expect(message).not.toContain("canary");
    process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify([`${project}:monitoring`]);
    const [told] = loadSettings(configure(dev(plain))).monitoring.alertReceivers;
    expect(await pulumi.isSecret(pulumi.output(told?.logicApp?.callbackUrl))).toBe(true);
  });

  it("refuses a PFX and a password in plain text, without showing them", () => {
    const { message } = refusal(dev({ "ingress.certificate": { pfx: "Canary", password: "Canary" } }));
    expect(message).toContain("ingress.certificate.pfx: stands in plain text; set it with `pulumi config set --secret --path");
    expect(message).toContain("ingress.certificate.password: stands in plain text");
    expect(message).not.toContain("Canary");
  });

  it("hides text under the keys that the engine marks as secret", () => {
    process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify([`${project}:ingress`]);
    expect(refusal(dev({ "ingress.hostName": "Canary" })).message).not.toContain("Canary");
  });
});
