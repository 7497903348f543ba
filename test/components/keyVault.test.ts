import { KeyVault, KeyVaultArgs } from "../../components/keyVault";
import { named, record } from "../support/record";
import { access, diagnostics, place, valueOf } from "./network/fixtures";

const tenantId = "11111111-1111-4111-8111-111111111111";

async function made(overrides: Partial<KeyVaultArgs> = {}, then: (vault: KeyVault) => void = () => undefined) {
  let vault: KeyVault | undefined;
  const resources = await record(() => {
    vault = new KeyVault("vault", { ...place, tenantId, access: access(), diagnostics, protect: true, ...overrides });
    then(vault);
  });
  return { vault: vault!, resources };
}

describe("KeyVault", () => {
  it("is closed, opened by roles only, and cannot be purged", async () => {
    const { resources } = await made();
    expect(named(resources, "keyvault:Vault", "vault").inputs).toEqual({
      vaultName: "kv-acme-ai-abcde",
      resourceGroupName: "rg-test",
      location: "swedencentral",
      properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enablePurgeProtection: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [], virtualNetworkRules: [] },
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
      },
      tags: { environment: "test" },
    });
  });

  it.each([
    [true, 90],
    [false, 7],
  ])("with protection %s can be brought back for %i days", async (protect, days) => {
    const { resources } = await made({ protect });
    const { properties } = named(resources, "keyvault:Vault", "vault").inputs as {
      properties: { softDeleteRetentionInDays: number };
    };
    expect(properties.softDeleteRetentionInDays).toBe(days);
  });

  it("never changes those days, which Azure fixes at creation", async () => {
    const { resources } = await made();
    expect(named(resources, "keyvault:Vault", "vault").ignoreChanges).toEqual(["properties.softDeleteRetentionInDays"]);
  });

  it.each([true, false])("with protection %s says so to Pulumi", async (protect) => {
    const { resources } = await made({ protect });
    expect(named(resources, "keyvault:Vault", "vault").protect).toBe(protect);
  });

  it("lets trusted services in only when told", async () => {
    const { resources } = await made({ trustedServices: true });
    expect(named(resources, "keyvault:Vault", "vault").inputs.properties).toMatchObject({
      networkAcls: { bypass: "AzureServices" },
    });
  });

  it("has a private endpoint", async () => {
    const { resources } = await made();
    expect(named(resources, "network:PrivateEndpoint", "vault-endpoint").inputs).toMatchObject({
      privateEndpointName: "pep-acme-ai-vault",
      privateLinkServiceConnections: [
        { groupIds: ["vault"], privateLinkServiceId: expect.stringMatching(/\/vaults\/kv-acme-ai-abcde$/) as string },
      ],
    });
  });

  it("sends its logs to the workspace", async () => {
    const { resources } = await made();
    expect(named(resources, "monitor:DiagnosticSetting", "vault-diagnostics").inputs.workspaceId).toBe(diagnostics.workspaceId);
  });

  it("tells its address with a slash", async () => {
    const { vault } = await made();
    expect(await valueOf(vault.uri)).toBe("https://kv-acme-ai-abcde.vault.azure.net/");
  });
});

describe("addKey", () => {
  const key = async () => {
    const { resources } = await made({}, (vault) => vault.addKey("openai", 2048));
    return named(resources, "keyvault:Key", "vault-openai");
  };

  it("makes a wrapping key of the size that Azure OpenAI takes, with a new version each year", async () => {
    expect((await key()).inputs).toMatchObject({
      keyName: "openai",
      resourceGroupName: "rg-test",
      properties: {
        kty: "RSA",
        keySize: 2048,
        keyOps: ["wrapKey", "unwrapKey"],
        attributes: { enabled: true, exportable: false },
        rotationPolicy: {
          attributes: { expiryTime: "P2Y" },
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
        },
      },
    });
  });

  it("protects the key as the vault", async () => {
    expect((await key()).protect).toBe(true);
  });
});
