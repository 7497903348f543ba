import * as pulumi from "@pulumi/pulumi";
import { KeyVault } from "../../components/keyVault";
import { AccountEncryption, OpenAiFleet } from "../../components/openAi";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { Net } from "./networking";
import { Service } from "./service";

/**
 * Makes the keys of an account and names the one that it is to use. Those of former generations stay: the account needs its last key until it
 * has taken the next one, and what was encrypted before may need it longer.
 */
function newestKey(vault: KeyVault, generation: number): pulumi.Output<string> {
  const others = Array.from({ length: generation - 1 }, (_, index) => `openai-${index + 2}`);
  const first = vault.addKey("openai").name;
  return others.reduce((_, key) => vault.addKey(key).name, first);
}

/** The Azure OpenAI accounts with their model deployments. */
export function modelAccounts(
  { settings, child, protect, place }: Base,
  { diagnostics }: Logs,
  { access }: Net,
  data: Data,
  { apiManagement }: Service,
) {
  const { encryptionVaults, identities, earlyRoles, training } = data;
  const encryption = Object.entries(encryptionVaults).map(([location, vault]): [string, AccountEncryption] => [
    location,
    {
      keyVaultUri: vault.uri,
      keyName: newestKey(vault, settings.openAi.customerManagedKeyGeneration),
      identityId: identities.get("openai").id,
      identityClientId: identities.get("openai").clientId,
      // The account checks when it is created that its identity can wrap with the key. A role works only up to ten minutes after it
      // was assigned (Microsoft Learn, "Troubleshoot Azure RBAC"): the first deployment spends them on API Management.
      ready: [earlyRoles.assignment(`openai-encryption-${location}`), apiManagement.service],
    },
  ]);
  const fleet = new OpenAiFleet(
    "openai",
    {
      resourceGroupName: place.resourceGroupName,
      tags: place.tags,
      naming: place.naming,
      settings: settings.openAi,
      access,
      diagnostics,
      trainingStorageHost: training.blobEndpoint.apply((url) => new URL(url).hostname),
      encryption: Object.fromEntries(encryption),
      protect,
    },
    child,
  );
  return { fleet };
}

export type Models = ReturnType<typeof modelAccounts>;
