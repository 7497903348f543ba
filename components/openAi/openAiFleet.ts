import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget, Placement } from "../context";
import { PrivateAccess } from "../network/privateEndpoint";
import { AccountKind, AccountPlace, ModelRegion, StoredObjectAccount, accountPlaces } from "./deployments";
import { AccountEncryption, OpenAiAccount } from "./openAiAccount";

/** What the accounts of an environment are. */
export interface FleetSettings {
  /** Regions with their model deployments; one account a region. */
  regions: readonly ModelRegion[];
  /** Accounts for the stored objects of one consumer each. */
  storedObjectAccounts: readonly StoredObjectAccount[];
  /** The same for every account; models of other makers than OpenAI need `AIServices`. */
  kind: AccountKind;
  /** Name of the content filter of every deployment. */
  contentFilter: string;
  /** Hosts that the accounts may call, besides the storage account of training data. */
  allowedFqdns: readonly string[];
  /** Regions whose soft-deleted account of the same name is brought back. */
  restore: readonly string[];
}

/** The accounts, what they may call, and who reaches them. */
export interface OpenAiFleetArgs extends Omit<Placement, "location"> {
  /** Regions, deployments, and what all accounts share. */
  settings: FleetSettings;
  /** Where the private endpoints of all accounts go, wherever the accounts are. */
  access: PrivateAccess;
  /** Where logs and metrics go; accounts in another region than the event hub send to the workspace only. */
  diagnostics: DiagnosticsTarget;
  /** Host name of the storage account with training data, which the accounts may call. */
  trainingStorageHost: pulumi.Input<string>;
  /** Customer-managed keys, by region. Default: Microsoft's keys. */
  encryption?: Record<string, AccountEncryption>;
  /** Pulumi refuses to delete or replace the accounts. */
  protect: boolean;
}

/** The Azure OpenAI accounts of an environment: one a region, and those for the stored objects of one consumer. */
export class OpenAiFleet extends pulumi.ComponentResource {
  /** The accounts, by key: the region, or `stored-<consumer>`. */
  readonly accounts: Record<string, OpenAiAccount>;

  constructor(name: string, args: OpenAiFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:openAi:OpenAiFleet", name, {}, opts);
    this.accounts = Object.fromEntries(accountPlaces(args.settings).map((place) => [place.key, this.account(name, place, args)]));
    this.registerOutputs({ accountIds: Object.values(this.accounts).map((account) => account.id) });
  }

  private account(name: string, { key, location, deployments, restore }: AccountPlace, args: OpenAiFleetArgs): OpenAiAccount {
    return new OpenAiAccount(
      `${name}-${key}`,
      {
        ...args,
        key,
        location,
        deployments,
        kind: args.settings.kind,
        contentFilter: args.settings.contentFilter,
        allowedFqdns: [args.trainingStorageHost, ...args.settings.allowedFqdns],
        encryption: args.encryption?.[location],
        restore,
      },
      { parent: this },
    );
  }
}
