import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget } from "../../components/context";
import { KeyVault } from "../../components/keyVault";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { PrivateStorage, blobHost } from "../../components/storage";
import { AccountEncryption, OpenAiFleet } from "../../components/openAi";
import { AccountKeys } from "./encryption";
import { Base } from "./foundation";

/** What the accounts need of the stages before. */
export interface ModelAccountInputs {
  /** Where accounts and storage send their logs. */
  diagnostics: DiagnosticsTarget;
  /** Where private endpoints go. */
  access: PrivateAccess;
  /** Customer-managed keys, by region; empty without them. */
  encryption: Readonly<Record<string, AccountKeys>>;
  /** What encrypted accounts wait for besides the role on their vault, so that the role works. */
  after: pulumi.Resource;
}

/** Which generation of key is used, and its bits. */
interface KeySettings {
  generation: number;
  size: number;
}

/** The accounts and the storage that they work with. */
export interface ModelAccounts {
  /** The accounts, by region. */
  accounts: OpenAiFleet["accounts"];
  /** Storage of training data and of batches, which the account of stored objects reads and writes. */
  training: PrivateStorage;
}

/** The Azure OpenAI accounts with their model deployments, and the storage of training data. */
export function modelAccounts(base: Base, inputs: ModelAccountInputs): ModelAccounts {
  const { accounts } = fleet(base, inputs);
  return { accounts, training: trainingStorage(base, inputs, accounts) };
}

function fleet({ settings, child, protect, place }: Base, inputs: ModelAccountInputs): OpenAiFleet {
  const { access, diagnostics, encryption, after } = inputs;
  const { customerManagedKeyGeneration: generation, customerManagedKeySize: size } = settings.openAi;
  return new OpenAiFleet(
    "openai",
    {
      resourceGroupName: place.resourceGroupName,
      tags: place.tags,
      naming: place.naming,
      settings: settings.openAi,
      access,
      diagnostics,
      trainingStorageHost: blobHost(place.naming.global("storage", "tr")),
      encryption: Object.fromEntries(
        Object.entries(encryption).map(([location, keys]) => [location, accountEncryption(keys, { generation, size }, after)]),
      ),
      protect,
    },
    child,
  );
}

/** The account of stored objects comes from outside the network: the firewall lets that one resource in, and no other of the same service. */
function trainingStorage(
  { settings, child, protect, place }: Base,
  { access, diagnostics }: ModelAccountInputs,
  accounts: OpenAiFleet["accounts"],
): PrivateStorage {
  const home = accounts[settings.openAi.statefulRegion];
  return new PrivateStorage(
    "training",
    {
      ...place,
      access,
      diagnostics,
      versioning: true,
      redundancy: settings.profile === "prod" ? "zone" : "local",
      protect,
      key: "tr",
      containers: ["training"],
      resourceAccess: home ? [{ tenantId: settings.identity.tenantId, resourceId: home.id }] : [],
    },
    child,
  );
}

/**
 * The account checks when it is created that its identity can wrap with the key. A role works only up to ten minutes after it was assigned
 * (Microsoft Learn, "Troubleshoot Azure RBAC").
 */
const accountEncryption = (
  { vault, identity, role }: AccountKeys,
  keys: KeySettings,
  after: pulumi.Resource,
): AccountEncryption => ({
  keyVaultUri: vault.uri,
  keyName: newestKey(vault, keys),
  identityId: identity.id,
  identityClientId: identity.clientId,
  ready: [role, after],
});

/**
 * Makes the keys of an account and names the one that it is to use. Those of former generations stay: the account needs its last key until it
 * has taken the next one, and what was encrypted before may need it longer.
 */
function newestKey(vault: KeyVault, { generation, size }: KeySettings): pulumi.Output<string> {
  const others = Array.from({ length: generation - 1 }, (_, index) => `openai-${index + 2}`);
  const first = vault.addKey("openai", size).name;
  return others.reduce((_, key) => vault.addKey(key, size).name, first);
}
