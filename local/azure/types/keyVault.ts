import { hex, tenantId } from "../identifiers";
import { objectAt, Props, textAt } from "../provider";
import { Deployed, ResourceTypes, succeeded } from "./resourceType";

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

/** Types of Microsoft.KeyVault. */
export const keyVaultTypes: ResourceTypes = {
  "keyvault:Vault": {
    arm: "Microsoft.KeyVault/vaults",
    ...version,
    path: ["resourceGroupName", "vaultName"],
    located: true,
    notReturned: ["properties.createMode"],
    adds: vault,
  },
  "keyvault:Secret": {
    arm: "Microsoft.KeyVault/vaults/secrets",
    ...version,
    path: ["resourceGroupName", "vaultName", "secretName"],
    notReturned: ["properties.value"],
    adds: secret,
  },
  "keyvault:Key": {
    arm: "Microsoft.KeyVault/vaults/keys",
    ...version,
    path: ["resourceGroupName", "vaultName", "keyName"],
    notReturned: ["properties"],
    adds: key,
  },
};
