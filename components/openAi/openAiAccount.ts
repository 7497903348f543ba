import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { diagnose, targetIn } from "../monitoring/diagnosticSettings";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";
import { AccountKind, ModelDeployment, inOrderOfCreation, nameOf, spilloverOf, modelFormats } from "./deployments";

/** A customer-managed key in a Key Vault, and the identity that may use it. */
export interface AccountEncryption {
  /** Address of the vault, `https://<vault>.vault.azure.net/`. */
  keyVaultUri: pulumi.Input<string>;
  /** Key without version, so that the account follows a new one. */
  keyName: pulumi.Input<string>;
  /** Resource id of the user-assigned identity that may wrap with the key. */
  identityId: pulumi.Input<string>;
  /** Client id of that identity, by which the account chooses it. */
  identityClientId: pulumi.Input<string>;
  /** What the account waits for: it tries the key when it is created. */
  ready: pulumi.Resource[];
}

/** An account with its deployments, and who reaches it. */
export interface OpenAiAccountArgs extends Placement {
  /** Unique among the accounts of the environment; part of the names of the account and its endpoint. */
  key: string;
  /** Made one after another, in an order that spill-over needs (`inOrderOfCreation`). */
  deployments: ModelDeployment[];
  /** `AIServices` (Microsoft Foundry) or `OpenAI`. */
  kind: AccountKind;
  /** Name of the content filter of every deployment. */
  contentFilter: string;
  /** Hosts that the account may call; at least one. */
  allowedFqdns: pulumi.Input<string>[];
  /** Where the account's private endpoint goes. */
  access: PrivateAccess;
  /** Where the account's logs and metrics go. */
  diagnostics: DiagnosticsTarget;
  /** Customer-managed key. Default: Microsoft's key. */
  encryption?: AccountEncryption;
  /** Bring back the soft-deleted account of the same name. */
  restore: boolean;
  /** Pulumi refuses to delete or replace the account. */
  protect: boolean;
}

/**
 * An Azure OpenAI account with its model deployments: no keys, no public network, no calls out but to listed hosts,
 * reachable over a private endpoint in the virtual network's region only.
 */
export class OpenAiAccount extends pulumi.ComponentResource {
  /** Resource id of the account. */
  readonly id: pulumi.Output<string>;
  /** `https://<account>.openai.azure.com/` */
  readonly endpoint: pulumi.Output<string>;
  /** `<account>.openai.azure.com` */
  readonly host: pulumi.Output<string>;
  /** `<account>.cognitiveservices.azure.com`, where accounts of the kind `AIServices` look at texts. */
  readonly contentSafetyHost: pulumi.Output<string>;
  /** Principal of the account's own identity. */
  readonly principalId: pulumi.Output<string>;
  /** What a caller of the models waits for, in order of creation. */
  readonly deployments: pulumi.Resource[];
  /** The only way to the account. */
  readonly privateEndpoint: PrivateEndpoint;

  constructor(name: string, args: OpenAiAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:openAi:OpenAiAccount", name, {}, opts);
    const account = this.account(name, args);
    this.privateEndpoint = new PrivateEndpoint(
      `${name}-endpoint`,
      { ...args, targetId: account.id, groupId: "account", key: `openai-${args.key}` },
      { parent: this },
    );
    this.deployments = this.deploy(name, args, account);
    diagnose(name, "Microsoft.CognitiveServices/accounts", account.id, targetIn(args.location, args.diagnostics), {
      parent: this,
    });
    this.id = account.id;
    this.host = pulumi.interpolate`${account.name}.openai.azure.com`;
    this.contentSafetyHost = pulumi.interpolate`${account.name}.cognitiveservices.azure.com`;
    this.endpoint = pulumi.interpolate`https://${this.host}/`;
    this.principalId = account.identity.apply(principalOf);
    this.registerOutputs({ id: this.id, endpoint: this.endpoint });
  }

  private account(name: string, args: OpenAiAccountArgs): cognitiveservices.Account {
    const accountName = args.naming.global("openAi", args.key);
    return new cognitiveservices.Account(
      name,
      {
        accountName,
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        kind: args.kind,
        sku: { name: "S0" },
        identity: identityOf(args.encryption),
        properties: {
          // Private endpoints and Entra tokens both need the subdomain.
          customSubDomainName: accountName,
          disableLocalAuth: true,
          // Projects would bring agents and connections that nothing here guards.
          ...(args.kind === "AIServices" && { allowProjectManagement: false }),
          publicNetworkAccess: "Disabled",
          networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [], virtualNetworkRules: [] },
          restrictOutboundNetworkAccess: true,
          allowedFqdnList: args.allowedFqdns,
          ...(args.encryption && { encryption: encryptionOf(args.encryption) }),
          ...(args.restore && { restore: true }),
        },
        tags: args.tags,
      },
      // The account wraps its data key when it is created: its identity must have the role by then.
      { parent: this, protect: args.protect, dependsOn: args.encryption?.ready },
    );
  }

  private deploy(name: string, args: OpenAiAccountArgs, account: cognitiveservices.Account): cognitiveservices.Deployment[] {
    const made: cognitiveservices.Deployment[] = [];
    for (const settings of inOrderOfCreation(args.deployments)) {
      made.push(
        new cognitiveservices.Deployment(
          `${name}-${nameOf(settings)}`,
          {
            deploymentName: nameOf(settings),
            accountName: account.name,
            resourceGroupName: args.resourceGroupName,
            sku: { name: settings.sku, capacity: settings.capacity },
            properties: {
              model: { format: settings.format ?? modelFormats[0], name: settings.model, version: settings.version },
              versionUpgradeOption: "NoAutoUpgrade",
              raiPolicyName: args.contentFilter,
              spilloverDeploymentName: spilloverOf(settings, args.deployments),
            },
            tags: args.tags,
          },
          // Azure refuses a second operation on an account while one runs: the private endpoint changes the account
          // too, so the first deployment waits for it and every other for the one before.
          { parent: this, dependsOn: made.at(-1) ?? this.privateEndpoint.resource },
        ),
      );
    }
    return made;
  }
}

/** The account's own identity and, with a customer-managed key, the one that may use the key. */
function identityOf(encryption?: AccountEncryption): cognitiveservices.AccountArgs["identity"] {
  if (!encryption) return { type: "SystemAssigned" };
  return { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [encryption.identityId] };
}

function encryptionOf({ keyVaultUri, keyName, identityClientId }: AccountEncryption) {
  return { keySource: "Microsoft.KeyVault", keyVaultProperties: { keyVaultUri, keyName, identityClientId } };
}

function principalOf(identity?: { principalId?: string }): string {
  if (!identity?.principalId) throw new Error("Azure gave the account no identity of its own, although one was asked for");
  return identity.principalId;
}
