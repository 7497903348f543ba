import * as pulumi from "@pulumi/pulumi";
import { DiagnosticsTarget } from "../../components/context";
import { Identity } from "../../components/identity";
import { KeyVault } from "../../components/keyVault";
import { targetIn } from "../../components/monitoring/diagnosticSettings";
import { PrivateAccess } from "../../components/network/privateEndpoint";
import { Base } from "./foundation";

/** With what an account is encrypted. */
export interface AccountKeys {
  /** Vault of the account's region. */
  vault: KeyVault;
  /** The identity that reads the key. */
  identity: Identity;
  /** The role of that identity on the vault. */
  role: pulumi.Resource;
}

/** One vault in each region for customer-managed keys: an account takes a key of its own region only (Microsoft Learn, "Azure OpenAI encryption of data at rest"). */
export function encryptionVaults(
  { settings, child, protect, place }: Base,
  { diagnostics, access }: { diagnostics: DiagnosticsTarget; access: PrivateAccess },
): Record<string, KeyVault> {
  const { tenantId } = settings.identity;
  const vaultOf = (location: string) =>
    new KeyVault(
      `vault-${location}`,
      {
        ...place,
        location,
        tenantId,
        access,
        diagnostics: targetIn(location, diagnostics),
        encryptionOf: location,
        // An account comes to the vault as a trusted service (the same page).
        trustedServices: true,
        hsm: settings.openAi.customerManagedKeyHsm,
        protect,
      },
      child,
    );
  const regions = settings.openAi.customerManagedKey ? settings.openAi.regions : [];
  return Object.fromEntries(regions.map(({ location }) => [location, vaultOf(location)]));
}
