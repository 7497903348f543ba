import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "./context";
import { diagnose } from "./monitoring/diagnosticSettings";
import { regionCode } from "./names";
import { PrivateAccess, PrivateEndpoint } from "./network/privateEndpoint";

/** What the vault holds and who reaches it. */
export interface KeyVaultArgs extends Placement {
  /** Entra tenant that the vault trusts. */
  tenantId: pulumi.Input<string>;
  /** Where the vault's private endpoint goes. */
  access: PrivateAccess;
  /** Where the vault's audit log and metrics go. */
  diagnostics: DiagnosticsTarget;
  /**
   * Region whose customer-managed key the vault holds.
   * @default The environment's own vault
   */
  encryptionOf?: string;
  /** Pulumi refuses to delete the vault; a deleted vault can be brought back for 90 days, not 7. */
  protect: boolean;
  /**
   * Services on Microsoft's trusted list may pass the vault's firewall. Azure OpenAI needs it for a customer-managed
   * key (Microsoft Learn, "Azure OpenAI encryption of data at rest").
   * @default false
   */
  trustedServices?: boolean;
  /**
   * Keys are kept in hardware; the vault is of the tier premium.
   * @default false
   */
  hsm?: boolean;
}

/** A key vault that only the private network reaches and only Entra roles open. */
export class KeyVault extends pulumi.ComponentResource {
  /** Resource id of the vault. */
  readonly id: pulumi.Output<string>;
  /** Name of the vault in Azure, at most 24 characters. */
  readonly name: pulumi.Output<string>;
  /** Address of the vault, with a slash at its end. */
  readonly uri: pulumi.Output<string>;
  /** The only way to the vault; wait for its `ready` before reading a secret. */
  readonly endpoint: PrivateEndpoint;

  constructor(
    private readonly pulumiName: string,
    private readonly args: KeyVaultArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("shield:keyVault:KeyVault", pulumiName, {}, opts);
    const vault = this.vault();
    this.id = vault.id;
    this.name = vault.name;
    this.uri = vault.properties.vaultUri.apply(withSlash);
    this.endpoint = new PrivateEndpoint(
      `${pulumiName}-endpoint`,
      { ...args, targetId: vault.id, groupId: "vault", key: args.encryptionOf ? `vault-${args.encryptionOf}` : "vault" },
      { parent: this },
    );
    diagnose(pulumiName, "Microsoft.KeyVault/vaults", vault.id, args.diagnostics, { parent: this });
    this.registerOutputs({ id: this.id, name: this.name, uri: this.uri });
  }

  /**
   * An RSA key for wrapping, with a new version each year. An account that names the key without a version follows the newest one (Microsoft Learn, "Configure
   * customer-managed keys for Microsoft Foundry").
   *
   * @param key Name of the key.
   * @param size Bits: 2,048, 3,072 or 4,096.
   */
  addKey(key: string, size: number): keyvault.Key {
    return new keyvault.Key(
      `${this.pulumiName}-${key}`,
      {
        keyName: key,
        vaultName: this.name,
        resourceGroupName: this.args.resourceGroupName,
        properties: {
          kty: this.args.hsm ? "RSA-HSM" : "RSA",
          keySize: size,
          keyOps: ["wrapKey", "unwrapKey"],
          attributes: { enabled: true, exportable: false },
          rotationPolicy: {
            attributes: { expiryTime: "P2Y" },
            lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
          },
        },
        tags: this.args.tags,
      },
      // A key is deleted over the vault's own address, which only the private network reaches; the vault takes it along.
      { parent: this, protect: this.args.protect, retainOnDelete: true },
    );
  }

  private vault(): keyvault.Vault {
    const { args } = this;
    return new keyvault.Vault(
      this.pulumiName,
      {
        vaultName: args.encryptionOf
          ? args.naming.global("encryptionVault", regionCode(args.encryptionOf))
          : args.naming.global("keyVault"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        properties: {
          tenantId: args.tenantId,
          sku: { family: "A", name: args.hsm ? "premium" : "standard" },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: args.protect ? 90 : 7,
          enablePurgeProtection: true,
          publicNetworkAccess: "Disabled",
          networkAcls: {
            defaultAction: "Deny",
            bypass: args.trustedServices ? "AzureServices" : "None",
            ipRules: [],
            virtualNetworkRules: [],
          },
          enabledForDeployment: false,
          enabledForDiskEncryption: false,
          enabledForTemplateDeployment: false,
        },
        tags: args.tags,
      },
      // Azure fixes the days at creation and refuses another number later.
      { parent: this, protect: args.protect, ignoreChanges: ["properties.softDeleteRetentionInDays"] },
    );
  }
}

const withSlash = (uri: string) => (uri.endsWith("/") ? uri : `${uri}/`);
