import { AzureError } from "../../base/azureError";
import { hex, tenantId } from "../../base/identifiers";
import { failIf, outside } from "../../base/inputRule";
import { CheckFailure, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, SoftDelete, succeeded } from "../../base/resourceType";
import { azurerm, learn } from "../../base/sources";
import { deletedNamesake, taken } from "../../base/takenNames";
import { find, Refusal } from "../../base/world";

const version = { apiVersion: "2024-11-01" } as const;

const uriOf = (vaultName: string): string => `https://${vaultName.toLowerCase()}.vault.azure.net/`;

function vault({ inputs }: Deployed): Props {
  const given = objectAt(inputs, "properties");
  return {
    properties: {
      vaultUri: uriOf(textAt(inputs, "vaultName")),
      ...(given.tenantId === undefined && { tenantId }),
      ...(given.enableSoftDelete === undefined && { enableSoftDelete: true }),
      ...(given.softDeleteRetentionInDays === undefined && { softDeleteRetentionInDays: 90 }),
      ...succeeded,
    },
  };
}

/**
 * A secret that is put again gets a new version: here one that depends on its attributes. The value stays out of it, or
 * a self-signed certificate, made anew by each run and kept by the state, would change every plan.
 */
function secret({ inputs, id, name }: Deployed): Props {
  const uri = `${uriOf(textAt(inputs, "vaultName"))}secrets/${name}`;
  const attributes = JSON.stringify(objectAt(objectAt(inputs, "properties"), "attributes"));
  return { properties: { secretUri: uri, secretUriWithVersion: `${uri}/${hex(`${id}:${attributes}`, 32)}` } };
}

function key({ inputs, id, name }: Deployed): Props {
  const uri = `${uriOf(textAt(inputs, "vaultName"))}keys/${name}`;
  return { ...objectAt(inputs, "properties"), keyUri: uri, keyUriWithVersion: `${uri}/${hex(id, 32)}` };
}

const properties = (inputs: Props): Props => objectAt(inputs, "properties");

/** Azure REST, Vaults - Create Or Update. */
function checkVault(inputs: Props): CheckFailure[] {
  return [
    ...outside(properties(inputs).softDeleteRetentionInDays, "properties.softDeleteRetentionInDays", 7, 90),
    ...failIf(
      properties(inputs).enablePurgeProtection === false,
      "properties.enablePurgeProtection",
      "cannot be set to false; leave it out to go without purge protection",
    ),
  ];
}

const vaultName: Refusal = (request, world) => {
  if (request.kind !== "create") return undefined;
  const name = textAt(request.inputs, "vaultName");
  if (taken(request, world, "vaultName")) {
    return new AzureError(
      409,
      "VaultAlreadyExists",
      `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state.`,
    );
  }
  const recover = objectAt(request.inputs, "properties").createMode === "recover";
  if (!deletedNamesake(request, world, "vaultName") || recover) return undefined;
  return new AzureError(
    409,
    "ConflictError",
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
  );
};

/** Purge protection stays on for good. */
const purgeProtection: Refusal = ({ id, inputs }, world) => {
  const before = objectAt(find(world, id)?.inputs ?? {}, "properties");
  return before.enablePurgeProtection === true && objectAt(inputs, "properties").enablePurgeProtection !== true
    ? new AzureError(
        400,
        "BadRequest",
        `The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.`,
      )
    : undefined;
};

/** Microsoft Learn, "Azure Key Vault soft-delete overview": 7 to 90 days, as set at creation. */
const vaultSoftDelete: SoftDelete = {
  keptFor: ({ outputs }) => Number(properties(outputs).softDeleteRetentionInDays ?? 90) * 86_400_000,
  restores: (inputs) => properties(inputs).createMode === "recover",
  refusePurge: ({ id, inputs }) =>
    properties(inputs).enablePurgeProtection === true
      ? new AzureError(
          409,
          "MethodNotAllowed",
          `Operation 'DeletedVaultPurge' is not allowed: purge protection is enabled for vault '${id.split("/").at(-1)}'.`,
        )
      : undefined,
};

/** Secrets and keys (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
const objectName = { min: 1, max: 127, pattern: /^[a-zA-Z0-9-]+$/ } as const;

/** Types of Microsoft.KeyVault. */
export const keyVaultTypes: ResourceTypes = {
  "keyvault:Vault": {
    arm: "Microsoft.KeyVault/vaults",
    ...version,
    path: ["resourceGroupName", "vaultName"],
    located: true,
    notReturned: ["properties.createMode"],
    adds: vault,
    immutable: {
      "properties.softDeleteRetentionInDays": learn("Azure Key Vault soft-delete overview", "2026-04-10"),
    },
    name: { min: 3, max: 24, pattern: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/ },
    seconds: { create: 30, update: 10, delete: 10 },
    check: checkVault,
    nameTaken: vaultName,
    refuse: purgeProtection,
    softDelete: vaultSoftDelete,
  },
  "keyvault:Secret": {
    arm: "Microsoft.KeyVault/vaults/secrets",
    ...version,
    path: ["resourceGroupName", "vaultName", "secretName"],
    notReturned: ["properties.value"],
    adds: secret,
    name: objectName,
  },
  "keyvault:Key": {
    arm: "Microsoft.KeyVault/vaults/keys",
    ...version,
    path: ["resourceGroupName", "vaultName", "keyName"],
    notReturned: ["properties"],
    adds: key,
    immutable: {
      "properties.kty": azurerm("key_vault_key", "key_type"),
      "properties.keySize": azurerm("key_vault_key", "key_size"),
      "properties.curveName": azurerm("key_vault_key", "curve"),
    },
    name: objectName,
  },
};
