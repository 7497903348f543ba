import { AzureError } from "../../base/azureError";
import { creationTime, guid } from "../../base/identifiers";
import { identityOf } from "../../base/identity";
import { nested } from "../../base/inUse";
import { failIf, outside } from "../../base/inputRule";
import { CheckFailure, isUnknown, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, NameRule, ResourceTypes, SoftDelete, succeeded } from "../../base/resourceType";
import { azurerm } from "../../base/sources";
import { deletedNamesake, others } from "../../base/takenNames";
import { keyOf, Refusal } from "../../base/world";
import { unusableKey } from "./encryptionKeys";
import { unavailable } from "./models";

const version = { apiVersion: "2025-06-01" } as const;

/** Address of an account: its custom subdomain under the domain of its kind, or the region's shared one. */
function endpointOf(inputs: Props): string {
  const subdomain = textAt(objectAt(inputs, "properties"), "customSubDomainName");
  if (!subdomain) return `https://${textAt(inputs, "location")}.api.cognitive.microsoft.com/`;
  return `https://${subdomain}.${inputs.kind === "OpenAI" ? "openai" : "cognitiveservices"}.azure.com/`;
}

function account(resource: Deployed): Props {
  const endpoint = endpointOf(resource.inputs);
  return {
    ...identityOf(resource),
    properties: {
      endpoint,
      endpoints: { "OpenAI Language Model Instance API": endpoint },
      dateCreated: creationTime,
      internalId: guid(resource.id).replaceAll("-", ""),
      isMigrated: false,
      ...succeeded,
    },
  };
}

/** Requests a minute for each thousand tokens a minute (Microsoft Learn, "Azure OpenAI quotas and limits": 6 for chat models). */
const requestsPerThousandTokens = 6;

function deployment({ inputs }: Deployed): Props {
  const capacity = objectAt(inputs, "sku").capacity;
  const thousands = typeof capacity === "number" ? capacity : 0;
  const provisioned = /Provisioned/.test(textAt(objectAt(inputs, "sku"), "name"));
  return {
    properties: {
      capabilities: {},
      ...(!provisioned && {
        rateLimits: [
          { key: "request", renewalPeriod: 60, count: thousands * requestsPerThousandTokens },
          { key: "token", renewalPeriod: 60, count: thousands * 1000 },
        ],
      }),
      ...succeeded,
    },
  };
}

const properties = (inputs: Props): Props => objectAt(inputs, "properties");

function checkAccount(inputs: Props): CheckFailure[] {
  const domain = textAt(properties(inputs), "customSubDomainName");
  const valid = domain === "" || isUnknown(domain) || /^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}[a-zA-Z0-9]$/.test(domain);
  return [
    ...failIf(!valid, "properties.customSubDomainName", `must be 2 to 64 letters, digits and hyphens, got ${domain}`),
    // Microsoft Learn, "Configure virtual networks for Azure AI services": network rules need a custom subdomain.
    ...failIf(
      domain === "" && properties(inputs).networkAcls !== undefined,
      "properties.customSubDomainName",
      "network rules need a custom subdomain",
    ),
  ];
}

function checkDeployment(inputs: Props): CheckFailure[] {
  const sku = objectAt(inputs, "sku");
  const model = objectAt(properties(inputs), "model");
  return [
    ...outside(sku.capacity, "sku.capacity", 1, 100_000),
    ...failIf(sku.capacity === undefined, "sku.capacity", "missing required property 'sku.capacity'"),
    ...failIf(textAt(model, "name") === "", "properties.model.name", "missing required property 'properties.model.name'"),
  ];
}

const customDomain = (inputs: Props): string => keyOf(textAt(objectAt(inputs, "properties"), "customSubDomainName"));

const accountName: Refusal = (request, world) => {
  const { inputs, id } = request;
  const domain = customDomain(inputs);
  if (domain && others(request, world).some((one) => customDomain(one.inputs) === domain)) {
    return new AzureError(
      409,
      "CustomDomainInUse",
      `Please pick a different name. The subdomain name '${domain}' is not available as it's already used by a resource.`,
    );
  }
  if (request.kind !== "create") return undefined;
  const restore = objectAt(inputs, "properties").restore === true;
  const deleted = deletedNamesake(request, world, "accountName");
  if (deleted && !restore) {
    return new AzureError(
      409,
      "FlagMustBeSetForRestore",
      `An existing resource with ID '${id}' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first.`,
    );
  }
  return restore && !deleted
    ? new AzureError(
        400,
        "CanNotRestoreANonDeletedResource",
        `The resource '${id}' has not been soft-deleted and cannot be restored.`,
      )
    : undefined;
};

const name: NameRule = { min: 2, max: 64, pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/ };

/** Microsoft Learn, "Recover or purge deleted Azure AI resources": 48 hours. */
const softDelete: SoftDelete = {
  keptFor: () => 48 * 3_600_000,
  restores: (inputs) => properties(inputs).restore === true,
};

/** One write at a time for an account and everything below it. */
const requestConflict = (accountId: string): AzureError =>
  new AzureError(
    409,
    "RequestConflict",
    `Another operation is being performed on the parent resource '${accountId}'. Please try again later.`,
  );

/** Provisioned deployments: 5 minutes; standard ones half a minute. */
const provisioned = { create: 300, update: 300, delete: 10 } as const;
const standard = { create: 30, update: 20, delete: 10 } as const;

/** Types of Microsoft.CognitiveServices. */
export const cognitiveServicesTypes: ResourceTypes = {
  "cognitiveservices:Account": {
    arm: "Microsoft.CognitiveServices/accounts",
    ...version,
    path: ["resourceGroupName", "accountName"],
    located: true,
    notReturned: ["properties.restore"],
    adds: account,
    immutable: {
      // Microsoft Learn, "Upgrade from Azure OpenAI to Microsoft Foundry": the upgrade and the way back are updates.
      kind: {
        source: azurerm("cognitive_account", "kind"),
        replaces: (before, after) => ![before, after].every((kind) => kind === "OpenAI" || kind === "AIServices"),
      },
      "properties.customSubDomainName": {
        source: azurerm("cognitive_account", "custom_subdomain_name"),
        replaces: (before) => before !== undefined,
      },
    },
    name,
    seconds: { create: 60, update: 30, delete: 30 },
    check: checkAccount,
    nameTaken: accountName,
    refuse: unusableKey,
    refuseDelete: nested("cognitiveservices:Deployment"),
    softDelete,
  },
  "cognitiveservices:Deployment": {
    arm: "Microsoft.CognitiveServices/accounts/deployments",
    ...version,
    path: ["resourceGroupName", "accountName", "deploymentName"],
    adds: deployment,
    immutable: {
      "properties.model.name": azurerm("cognitive_deployment", "model.name"),
      "properties.model.format": azurerm("cognitive_deployment", "model.format"),
      "sku.name": azurerm("cognitive_deployment", "sku.name"),
    },
    name,
    seconds: (kind, inputs) => (/Provisioned/.test(textAt(objectAt(inputs, "sku"), "name")) ? provisioned : standard)[kind],
    check: checkDeployment,
    oneWriteAtATime: requestConflict,
    refuse: unavailable,
  },
};
