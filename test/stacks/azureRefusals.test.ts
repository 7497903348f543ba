import { textExclusions } from "../../components/applicationGateway/firewallRules";
import { budget } from "../../components/monitoring/budget";
import { PrivateLinkScope } from "../../components/monitoring/privateLinkScope";
import { QueryLibrary } from "../../components/monitoring/queryLibrary";
import { FlowLogs } from "../../components/network/flowLogs";
import { zonesOf } from "../../components/network/privateLinkFacts";
import { KeyVault } from "../../components/keyVault";
import { Naming } from "../../components/naming";
import { PrivateStorage } from "../../components/storage";
import { certificateOwner, vaultElsewhere, vaultOfEndpoint } from "../../stacks/shield/certificateOwner";
import { network } from "../../stacks/settings/schema/network";
import { recordFleet, recordGateway } from "../components/apiManagement/sample";
import { access as monitorAccess, facts, place as monitorPlace, workspaceId } from "../components/monitoring/sample";
import { access, diagnostics, hubId, networkId, place, privateDns } from "../components/network/fixtures";
import { named, ofType, record } from "../support/record";
import { Raw, accepted, changed, dev, messages, parsed, prod } from "./settings/support";

const vaultId = "/subscriptions/s/resourceGroups/rg-certificates/providers/Microsoft.KeyVault/vaults/kv-shared";
const secretId = "https://kv-shared.vault.azure.net/secrets/ai";
const ofOtherVault = (more: Raw = {}) => dev({ "ingress.certificate": { keyVaultSecretId: secretId, ...more } });
const warned = (raw: Raw): string[] => parsed(raw).warnings.map(({ path, message }) => `${path}: ${message}`);

describe("certificate in a vault outside the network of a private gateway", () => {
  it("is refused without the vault's resource id: nothing could reach it", () => {
    expect(messages(ofOtherVault())).toEqual([
      "ingress.certificate.keyVaultId: a private front end reaches the vault over a private endpoint only, and that needs the vault's resource id",
    ]);
  });

  it.each<[string, Raw]>([
    ["the vault's resource id", ofOtherVault({ keyVaultId: vaultId })],
    ["a network that reaches it already", ofOtherVault({ keyVaultEndpoint: "existing" })],
    [
      "a public front end",
      changed(ofOtherVault(), { "ingress.frontEnd": { mode: "public", allowedRanges: ["203.0.113.0/24"] } }),
    ],
  ])("is taken with %s", (_, raw) => {
    expect(accepted(raw)).toBeDefined();
  });

  it("gets a private endpoint here, or a way into the peered network, but not both", () => {
    const create = { keyVaultSecretId: secretId, keyVaultId: vaultId, keyVaultEndpoint: "create" } as const;
    expect([certificateOwner(create), vaultOfEndpoint(create), vaultElsewhere(create)]).toEqual([
      { kind: "named", vaultId },
      vaultId,
      false,
    ]);
    const existing = { ...create, keyVaultEndpoint: "existing" } as const;
    expect([vaultOfEndpoint(existing), vaultElsewhere(existing)]).toEqual([undefined, true]);
  });
});

describe("saved functions of a workspace", () => {
  const recorded = () =>
    record(() => new QueryLibrary("queries", { ...monitorPlace(), facts, workspaceId, workspaceName: "log-acme" }));

  it("are saved one after another", async () => {
    const functions = ofType(await recorded(), "operationalinsights:SavedSearch");
    expect(functions.length).toBeGreaterThan(1);
    functions.slice(1).forEach((saved, index) => expect(saved.dependencies).toContain(functions[index]?.urn));
  });
});

describe("groups of API Management", () => {
  it("are not made: an external one needs an identity provider", async () => {
    const types = (await recordGateway()).map(({ type }) => type.split(":").at(-1));
    expect(types).toContain("Subscription");
    expect(types.filter((type) => type === "Group" || type === "ProductGroup")).toEqual([]);
  });
});

describe("members of a private link scope", () => {
  it("join one after another", async () => {
    const args = { ...monitorPlace(), workspaceId, applicationInsightsId: "/insights", access: monitorAccess };
    const made = await record(() => new PrivateLinkScope("scope", { ...args, access: args.access() }));
    const [first, second, ...more] = ofType(made, "monitor:PrivateLinkScopedResource");
    expect(more).toEqual([]);
    expect(second?.dependencies).toContain(first?.urn);
  });
});

describe("Network Watcher of flow logs", () => {
  const made = (flowLogs: Raw) =>
    record(() => {
      const settings = network.parse({ flowLogs: { enabled: true, ...flowLogs } }).flowLogs;
      return new FlowLogs("flow-logs", {
        ...place,
        settings,
        virtualNetworkId: networkId,
        storageAccountId: "/storage",
        workspaceId,
        identityId: "/identity",
      });
    });

  it("is Azure's own by default", async () => {
    const resources = await made({});
    expect(ofType(resources, "network:NetworkWatcher")).toEqual([]);
    expect(named(resources, "network:FlowLog", "flow-logs").inputs).toMatchObject({ resourceGroupName: "NetworkWatcherRG" });
  });

  it("is made where the region has none", async () => {
    const resources = await made({ createNetworkWatcher: true });
    const watcher = named(resources, "network:NetworkWatcher", "flow-logs-watcher");
    expect(watcher.inputs).toMatchObject({ networkWatcherName: "NetworkWatcher_swedencentral", resourceGroupName: "rg-test" });
    const log = named(resources, "network:FlowLog", "flow-logs");
    expect([log.inputs.resourceGroupName, log.dependencies]).toEqual(["rg-test", expect.arrayContaining([watcher.urn])]);
  });
});

describe("first month of a budget", () => {
  const withBudget = (startDate: string) => dev({ budget: { amount: 100, startDate, contactEmails: ["a@contoso.com"] } });

  it("is warned about when it has passed", () => {
    expect(warned(withBudget("2026-01-01"))).toEqual([
      "budget.startDate: Azure makes no budget whose first month has passed; one that is there keeps its first month",
    ]);
  });

  it.each(["2026-11-01", "2026-12-01"])("%s is taken without a word", (startDate) => {
    expect(warned(withBudget(startDate))).toEqual([]);
  });

  it("is kept when it changes later", async () => {
    const settings = { amount: 1, startDate: "2026-12-01", contactEmails: [] };
    const args = { naming: new Naming("acme", "abcde"), settings, resourceGroupId: "/group" };
    const made = await record(() => budget("budget", args, {}));
    expect(named(made, "consumption:Budget", "budget").ignoreChanges).toEqual(["timePeriod.startDate"]);
  });
});

describe("immutable archive", () => {
  it("is off with profile dev, so that destroy works after the first export, and on with prod", () => {
    const immutable = (raw: Raw) => accepted(raw).monitoring.auditArchive.immutable;
    expect([immutable(dev()), immutable(prod())]).toEqual([false, true]);
  });

  it("cannot be locked where there is no policy", () => {
    expect(messages(dev({ "monitoring.auditArchive.locked": true }))).toEqual([
      "monitoring.auditArchive.locked: there is no immutability policy that could be locked",
    ]);
  });
});

describe("storage that an account of Azure OpenAI reads", () => {
  const account = async (more: object) => {
    const args = { ...place, access: undefined, diagnostics, redundancy: "local", protect: false, versioning: true } as const;
    const made = await record(
      () => new PrivateStorage("training", { ...args, access: access(), key: "tr", containers: [], ...more }),
    );
    return named(made, "storage:StorageAccount", "training").inputs;
  };

  it("lets exactly that account through its firewall", async () => {
    const rule = { tenantId: "11111111-1111-4111-8111-111111111111", resourceId: "/accounts/one" };
    expect((await account({ resourceAccess: [rule] })).networkRuleSet).toEqual({
      defaultAction: "Deny",
      bypass: "None",
      ipRules: [],
      virtualNetworkRules: [],
      resourceAccessRules: [rule],
    });
  });

  it.each([
    ["local", "Standard_LRS"],
    ["zone", "Standard_ZRS"],
    ["geo", "Standard_GRS"],
    ["geoZone", "Standard_GZRS"],
  ])("has copies as asked for: %s is %s", async (redundancy, name) => {
    expect((await account({ redundancy })).sku).toEqual({ name });
  });
});

describe("kind of the accounts", () => {
  it.each([
    ["AIServices", false],
    ["OpenAI", undefined],
  ] as const)("%s is kept as the settings say, without projects", async (kind, allowProjectManagement) => {
    const settings = { ...accepted(dev()).openAi, kind };
    const [account] = ofType(await recordFleet({ settings }), "cognitiveservices:Account");
    expect([account?.inputs.kind, account?.inputs.properties.allowProjectManagement]).toEqual([kind, allowProjectManagement]);
  });
});

describe("zones of Azure Monitor", () => {
  const monitorZone = "privatelink.monitor.azure.com";
  const linksOf = async (more: object) => {
    const zoneNames = zonesOf(["vault", "azuremonitor"]);
    const links = { network: networkId, hub: hubId };
    const made = await record(() => privateDns({ zoneNames, links, ownLinks: ["network"], ...more }));
    const all = ofType(made, "privatedns:VirtualNetworkLink").map(({ name }) => name);
    return all.filter((name) => name.startsWith(`dns-${monitorZone}`) || name.includes("vaultcore"));
  };

  it("are not linked to a hub, whose other workspaces would be out of reach", async () => {
    expect((await linksOf({})).sort()).toEqual([
      `dns-${monitorZone}-network`,
      "dns-privatelink.vaultcore.azure.net-hub",
      "dns-privatelink.vaultcore.azure.net-network",
    ]);
  });

  it("are linked on request, with a warning that says who is hit", async () => {
    expect(await linksOf({ monitorLinks: { hub: hubId } })).toContain(`dns-${monitorZone}-hub`);
    const id = "/subscriptions/s/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
    expect(warned(dev({ "network.privateDns": { monitorLinks: { hub: id } } }))).toEqual([
      expect.stringContaining("network.privateDns.monitorLinks: every machine that resolves names in these networks"),
    ]);
  });
});

describe("data boundary", () => {
  const deployment = (sku: string): Raw => ({ model: "gpt-5.1", version: "2025-11-13", sku, capacity: 10 });
  const within = (dataBoundary: string, location: string, sku: string) =>
    dev({
      "openAi.dataBoundary": dataBoundary,
      "openAi.regions": [{ location, deployments: [deployment(sku)] }],
      "openAi.statefulRegion": undefined,
      plans: [{ name: "standard", models: ["gpt-5.1"], tokensPerMinute: 1000 }],
    });

  it.each([
    ["EU", "swedencentral", "DataZoneStandard"],
    ["EU", "westeurope", "Standard"],
    ["US", "westus3", "DataZoneStandard"],
    ["none", "eastus2", "GlobalStandard"],
  ])("%s takes %s with %s", (boundary, location, sku) => {
    expect(messages(within(boundary, location, sku))).toEqual([]);
  });

  it.each([
    [
      "EU",
      "eastus2",
      "DataZoneStandard",
      "openAi.regions[0].location: eastus2 is in the data zone US, outside of openAi.dataBoundary: EU",
    ],
    ["EU", "uksouth", "Standard", "openAi.regions[0].location: uksouth is in no data zone, outside of openAi.dataBoundary: EU"],
    [
      "EU",
      "swedencentral",
      "GlobalStandard",
      "openAi.regions[0].deployments[0].sku: GlobalStandard processes prompts anywhere, outside of openAi.dataBoundary: EU",
    ],
    [
      "US",
      "swedencentral",
      "Standard",
      "openAi.regions[0].location: swedencentral is in the data zone EU, outside of openAi.dataBoundary: US",
    ],
  ])("%s refuses %s with %s", (boundary, location, sku, message) => {
    expect(messages(within(boundary, location, sku))).toEqual([message]);
  });
});

describe("region of stored objects without a model of a plan", () => {
  const two = (storedObjects: boolean) =>
    dev({
      "openAi.regions": ["swedencentral", "francecentral"].map((location, index) => ({
        location,
        deployments: [{ model: ["gpt-5", "gpt-5.1"][index], version: "2025-11-13", sku: "GlobalStandard", capacity: 10 }],
      })),
      "openAi.statefulRegion": "swedencentral",
      plans: [{ name: "a", models: ["gpt-5", "gpt-5.1"], tokensPerMinute: 1000, consumersMayReadStoredObjects: storedObjects }],
      consumers: [],
    });

  it("is warned about where the plan stores responses", () => {
    expect(warned(two(true)).filter((text) => text.startsWith("plans"))).toEqual([
      "plans[0].models[1]: swedencentral keeps the stored responses (openAi.statefulRegion) and does not deploy this model: the Responses API answers 404 for it when it stores",
    ]);
  });

  it("is nothing to a plan that stores nothing", () => {
    expect(warned(two(false)).filter((text) => text.startsWith("plans"))).toEqual([]);
  });
});

describe("private DNS by the landing zone's policy", () => {
  it("is warned about with every zone that the policy must fill", () => {
    const [warning] = parsed(dev({ "network.privateDns": { mode: "policy" } })).warnings;
    expect(warning?.path).toBe("network.privateDns.mode");
    for (const zone of zonesOf(["account", "vault", "blob"])) expect(warning?.allowed).toContain(zone);
  });
});

describe("customer-managed keys", () => {
  const made = (hsm: boolean, size: number) =>
    record(() => {
      const args = { ...place, access: access(), diagnostics, tenantId: "t", encryptionOf: "swedencentral", protect: false };
      new KeyVault("vault", { ...args, hsm }).addKey("openai", size);
    });

  it.each([
    [false, 3072, "RSA", "standard"],
    [true, 4096, "RSA-HSM", "premium"],
  ])("in hardware: %s, of %i bits", async (hsm, size, kty, tier) => {
    const resources = await made(hsm, size);
    expect(named(resources, "keyvault:Key", "vault-openai").inputs.properties).toMatchObject({ kty, keySize: size });
    expect(named(resources, "keyvault:Vault", "vault").inputs.properties.sku).toEqual({ family: "A", name: tier });
  });
});

describe("ciphers of API Management", () => {
  it.each(["TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLS_RSA_WITH_AES_256_GCM_SHA384"])(
    "%s is off",
    async (cipher) => {
      const [service] = ofType(await recordGateway(), "apimanagement:ApiManagementService");
      const key = `Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Ciphers.${cipher}`;
      expect((service?.inputs.customProperties as Record<string, string>)[key]).toBe("False");
    },
  );
});

describe("firewall before prompts", () => {
  const exclusions = textExclusions(["query"]);

  it.each(["messages", "input", "prediction", "response_format", "text", "items", "query"])("excludes %s", (field) => {
    expect(exclusions.map(({ selector }) => selector)).toContain(field);
  });

  it.each(["PROTOCOL-ATTACK", "MS-ThreatIntel-AppSec", "MS-ThreatIntel-WebShells", "MS-ThreatIntel-CVEs", "JAVA"])(
    "holds no text against %s",
    (group) => {
      for (const { exclusionManagedRuleSets } of exclusions)
        expect(exclusionManagedRuleSets[0]?.ruleGroups.map(({ ruleGroupName }) => ruleGroupName)).toContain(group);
    },
  );

  it("lets bodies larger than it inspects pass by default", () => {
    expect(accepted(dev()).ingress.firewall.enforceRequestBodyLimit).toBe(false);
  });
});
