import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget } from "../../components/context";
import { KeyVault } from "../../components/keyVault";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { AccountEncryption, OpenAiFleet } from "../../components/openAi";
import { AccountKeys } from "./encryption";
import { Base } from "./foundation";

/** What the accounts need of the stages before. */
export interface ModelAccountInputs {
  diagnostics: DiagnosticsTarget;
  access: PrivateAccess;
  /** Storage of training data. */
  training: { blobEndpoint: pulumi.Output<string> };
  /** Customer-managed keys, by region; empty without them. */
  encryption: Readonly<Record<string, AccountKeys>>;
  /** What encrypted accounts wait for besides the role on their vault, so that the role works. */
  after: pulumi.Resource;
}

/** The Azure OpenAI accounts with their model deployments. */
export function modelAccounts({ settings, child, protect, place }: Base, inputs: ModelAccountInputs): OpenAiFleet {
  const { access, diagnostics, training, encryption, after } = inputs;
  const generation = settings.openAi.customerManagedKeyGeneration;
  return new OpenAiFleet(
    "openai",
    {
      resourceGroupName: place.resourceGroupName,
      tags: place.tags,
      naming: place.naming,
      settings: settings.openAi,
      access,
      diagnostics,
      trainingStorageHost: training.blobEndpoint.apply((url) => new URL(url).hostname),
      encryption: Object.fromEntries(
        Object.entries(encryption).map(([location, keys]) => [location, accountEncryption(keys, generation, after)]),
      ),
      protect,
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
  generation: number,
  after: pulumi.Resource,
): AccountEncryption => ({
  keyVaultUri: vault.uri,
  keyName: newestKey(vault, generation),
  identityId: identity.id,
  identityClientId: identity.clientId,
  ready: [role, after],
});

/**
 * Makes the keys of an account and names the one that it is to use. Those of former generations stay: the account needs its last key until it
 * has taken the next one, and what was encrypted before may need it longer.
 */
function newestKey(vault: KeyVault, generation: number): pulumi.Output<string> {
  const others = Array.from({ length: generation - 1 }, (_, index) => `openai-${index + 2}`);
  const first = vault.addKey("openai").name;
  return others.reduce((_, key) => vault.addKey(key).name, first);
}
