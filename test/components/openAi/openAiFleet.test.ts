import { OpenAiFleet } from "../../../components/openAi";
import { principalIdOf } from "../../../local/azure/base/identifiers";
import { named, ofType, record, Recorded } from "../../support/record";
import { fleetArgs, openAi, recordFleet } from "../apiManagement/sample";

let resources: Recorded[];
beforeAll(async () => {
  resources = await recordFleet();
});

const account = (made: Recorded[], region = "swedencentral") => named(made, "cognitiveservices:Account", `openai-${region}`);
const deployment = (name: string) => named(resources, "cognitiveservices:Deployment", `openai-swedencentral-${name}`);

describe("an account", () => {
  it("has no keys, no public network and no calls out but to listed hosts", () => {
    expect(account(resources).inputs).toEqual({
      accountName: "oai-shield-swedencentral-abcde",
      resourceGroupName: "rg-shield",
      location: "swedencentral",
      kind: "AIServices",
      sku: { name: "S0" },
      identity: { type: "SystemAssigned" },
      properties: {
        customSubDomainName: "oai-shield-swedencentral-abcde",
        disableLocalAuth: true,
        allowProjectManagement: false,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [], virtualNetworkRules: [] },
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: ["stshieldtr.blob.core.windows.net", "example.org"],
      },
      tags: { env: "test" },
    });
  });

  it("is protected", () => {
    expect(account(resources).protect).toBe(true);
  });

  it("has its private endpoint in the network's region", () => {
    const { inputs } = named(resources, "network:PrivateEndpoint", "openai-francecentral-endpoint");
    expect([inputs["location"], inputs["privateLinkServiceConnections"][0].groupIds]).toEqual(["westeurope", ["account"]]);
  });

  it("sends its logs away", () => {
    expect(ofType(resources, "monitor:DiagnosticSetting").map(({ name }) => name)).toEqual([
      "openai-swedencentral-diagnostics",
      "openai-francecentral-diagnostics",
    ]);
  });

  it("is brought back only where that is asked for", async () => {
    const made = await recordFleet({ settings: { ...openAi, restore: ["francecentral"] } });
    expect(["swedencentral", "francecentral"].map((region) => account(made, region).inputs["properties"].restore)).toEqual([
      undefined,
      true,
    ]);
  });

  it("takes a customer-managed key with the identity that may use it", async () => {
    const made = await recordFleet({
      encryption: {
        swedencentral: {
          keyVaultUri: "https://kv.vault.azure.net/",
          keyName: "openai",
          identityId: "/id",
          identityClientId: "client",
          ready: [],
        },
      },
    });
    const { identity, properties } = account(made).inputs as { identity: object; properties: { encryption: object } };
    expect(identity).toEqual({ type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["/id"] });
    expect(account(made, "francecentral").inputs["identity"]).toEqual({ type: "SystemAssigned" });
    expect(properties.encryption).toEqual({
      keySource: "Microsoft.KeyVault",
      keyVaultProperties: { keyVaultUri: "https://kv.vault.azure.net/", keyName: "openai", identityClientId: "client" },
    });
  });

  it("says its addresses and its identity", async () => {
    let seen: unknown;
    await record(() => {
      const { swedencentral } = new OpenAiFleet("openai", fleetArgs()).accounts;
      swedencentral!.endpoint.apply((endpoint) =>
        swedencentral!.principalId.apply((principalId) => (seen = { endpoint, principalId })),
      );
    });
    expect(seen).toEqual({
      endpoint: "https://oai-shield-swedencentral-abcde.openai.azure.com/",
      principalId: principalIdOf(
        "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-shield/providers/Microsoft.CognitiveServices/accounts/oai-shield-swedencentral-abcde",
      ),
    });
  });
});

describe("deployments", () => {
  it("have a pinned version, a content filter and the target of their spill-over", () => {
    expect(deployment("gpt-5").inputs).toEqual({
      deploymentName: "gpt-5",
      accountName: "oai-shield-swedencentral-abcde",
      resourceGroupName: "rg-shield",
      sku: { name: "ProvisionedManaged", capacity: 50 },
      properties: {
        model: { format: "OpenAI", name: "gpt-5", version: "2025-08-07" },
        versionUpgradeOption: "NoAutoUpgrade",
        raiPolicyName: "Microsoft.DefaultV2",
        spilloverDeploymentName: "gpt-5-spill",
      },
      tags: { env: "test" },
    });
  });

  it("wait for the private endpoint first", () => {
    const endpoint = named(resources, "network:PrivateEndpoint", "openai-swedencentral-endpoint");
    expect(deployment("gpt-5-spill").dependencies).toContain(endpoint.urn);
  });

  it.each([
    ["gpt-5", "gpt-5-spill"],
    ["text-embedding-3-large", "gpt-5"],
  ])("come one after another: %s after %s", (later, earlier) => {
    expect(deployment(later).dependencies).toContain(deployment(earlier).urn);
  });
});

it("a removed region removes its own resources and changes no other", async () => {
  const left = await recordFleet({ settings: { ...openAi, regions: openAi.regions.slice(1) } });
  const ofSweden = (resource: Recorded) => /swedencentral/.test(resource.name);
  const plain = (made: Recorded[]) => made.map(({ urn, inputs }) => ({ urn, inputs })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  expect(plain(left)).toEqual(plain(resources.filter((resource) => !ofSweden(resource))));
});
