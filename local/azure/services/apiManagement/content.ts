import { AzureError } from "../../base/azureError";
import { creationTime } from "../../base/identifiers";
import { duplicates, failIf, outside } from "../../base/inputRule";
import { anyName } from "../../base/names";
import { CheckFailure, isObject, listAt, objectAt, Props, textAt } from "../../base/provider";
import { principalsOf } from "../../base/roles";
import { NameRule, ResourceType, ResourceTypes, succeeded } from "../../base/resourceType";
import { azurerm } from "../../base/sources";
import { below, every, find, isWithin, keyOf, parentId, Refusal } from "../../base/world";
import { unreadable } from "../keyVault/access";

const version = { apiVersion: "2024-05-01" } as const;

/** A child of the service that Azure returns as it was given. */
function child(type: string, path: readonly string[], more: Partial<ResourceType> = {}): ResourceType {
  return {
    arm: `Microsoft.ApiManagement/service/${type}`,
    ...version,
    path: ["resourceGroupName", "serviceName", ...path],
    ...more,
  };
}

const idOfLength = (max: number): NameRule => ({ min: 1, max, pattern: /^[^*#&+:<>?]+$/ });

/** Microsoft Learn, "Backends in API Management": up to 30 backends in a pool, one circuit breaker rule each. */
function checkBackend(inputs: Props): CheckFailure[] {
  const services = listAt(objectAt(inputs, "pool"), "services").filter(isObject);
  const rules = listAt(objectAt(inputs, "circuitBreaker"), "rules");
  const pool = inputs.type === "Pool";
  return [
    ...failIf(
      pool && (services.length < 1 || services.length > 30),
      "pool.services",
      `a pool has 1 to 30 backends, got ${services.length}`,
    ),
    ...failIf(pool && rules.length > 0, "circuitBreaker", "a pool has no circuit breaker of its own"),
    ...failIf(rules.length > 1, "circuitBreaker.rules", `a backend has one circuit breaker rule, got ${rules.length}`),
    ...duplicates(
      services.map((service) => textAt(service, "id")),
      "pool.services",
    ),
    ...services.flatMap((service, i) => [
      ...outside(service.priority, `pool.services[${i}].priority`, 0, 100),
      ...outside(service.weight, `pool.services[${i}].weight`, 0, 100),
    ]),
  ];
}

/** Microsoft Learn, "API Management limits": the longest policy document, in bytes. */
const longestPolicy = 256 * 1024;

function checkPolicy(inputs: Props): CheckFailure[] {
  const value = textAt(inputs, "value");
  return failIf(
    Buffer.byteLength(value) > longestPolicy,
    "value",
    `a policy document has at most ${longestPolicy} bytes, got ${Buffer.byteLength(value)}`,
  );
}

const unreadableSecret: Refusal = (request, world) => {
  const reference = objectAt(request.inputs, "keyVault");
  const service = find(world, parentId(request.id) ?? "");
  const address = textAt(reference, "secretIdentifier");
  if (!address || !service) return undefined;
  const principals = principalsOf({ ...request, id: service.id, inputs: service.inputs });
  const reason = unreadable(address, { principals }, world);
  return reason
    ? new AzureError(
        400,
        "ValidationError",
        `Failed to refresh the Key Vault secret ${address} of named value '${textAt(request.inputs, "namedValueId")}': ${reason}`,
      )
    : undefined;
};

/** Every text in a value. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];

/** @param names whether a text of another resource of the service names the one that is to be deleted */
const usedBy =
  (names: (text: string, name: string) => boolean, tokens: RegExp, what: string): Refusal =>
  ({ id }, world) => {
    const name = id.split("/").at(-1) ?? "";
    const users = below(world, parentId(id) ?? "").filter(
      (one) => tokens.test(one.token) && textsIn(one.inputs).some((text) => names(text, name)),
    );
    return users.length === 0
      ? undefined
      : new AzureError(
          400,
          "ValidationError",
          `${what} '${name}' cannot be deleted because it is used by ${users.map((one) => one.id).join(", ")}.`,
        );
  };

/** Policies of the service, and resources of other API versions that may hold the same. */
const policies = /^apimanagement:(Policy|ApiPolicy|ApiOperationPolicy|ProductPolicy|PolicyFragment)$|^resources:Resource$/;

const productDelete: Refusal = ({ id }, world) => {
  const subscriptions = every(world).filter(
    (one) =>
      one.token === "apimanagement:Subscription" &&
      keyOf(textAt(one.inputs, "scope")).endsWith(keyOf(`/products/${id.split("/").at(-1)}`)) &&
      isWithin(one.id, parentId(id) ?? ""),
  );
  return subscriptions.length === 0
    ? undefined
    : new AzureError(
        400,
        "ValidationError",
        `Product ${id.split("/").at(-1)} has ${subscriptions.length} subscription(s) and cannot be deleted without them.`,
      );
};

const policy = { fixed: { policyId: "policy" }, check: checkPolicy } as const;

/**
 * A group of the directory needs the identity provider of Microsoft Entra ID, by which the service asks the directory (Microsoft Learn, "Authorize
 * developer accounts by using Microsoft Entra ID"; MicrosoftDocs/azure-docs issue 91896).
 */
const withoutIdentityProvider: Refusal = ({ id, inputs }, world) => {
  const provider = `${parentId(id)}/identityProviders/aad`;
  if (!textAt(inputs, "externalId").startsWith("aad://") || find(world, provider)) return undefined;
  return new AzureError(
    400,
    "ValidationError",
    `Failed to query Azure Active Directory graph for the group '${textAt(inputs, "externalId")}': the service has no identity provider 'aad'.`,
  );
};

/** What the service publishes and what it needs for that. */
export const apiManagementContentTypes: ResourceTypes = {
  "apimanagement:Api": child("apis", ["apiId"], {
    notReturned: ["format", "value", "wsdlSelector", "soapApiType", "translateRequiredQueryParametersConduct"],
    adds: ({ inputs }) => ({ isCurrent: inputs.isCurrent ?? true, apiRevision: inputs.apiRevision ?? "1", ...succeeded }),
    name: idOfLength(256),
    seconds: { create: 90, update: 20, delete: 10 },
  }),
  "apimanagement:ApiPolicy": child("apis/policies", ["apiId", "policyId"], policy),
  "apimanagement:Backend": child("backends", ["backendId"], {
    ownType: true,
    adds: ({ inputs }) => ({ type: inputs.type ?? "Single" }),
    name: anyName(80),
    check: checkBackend,
    refuseDelete: usedBy((text, name) => text.endsWith(`/backends/${name}`), /Backend$|^resources:Resource$/, "Backend"),
  }),
  "apimanagement:Diagnostic": child("diagnostics", ["diagnosticId"], { name: idOfLength(80) }),
  "apimanagement:Group": child("groups", ["groupId"], {
    ownType: true,
    adds: ({ inputs }) => ({ builtIn: false, type: inputs.type ?? "custom" }),
    immutable: { type: azurerm("api_management_group", "type"), externalId: azurerm("api_management_group", "external_id") },
    name: anyName(256),
    refuse: withoutIdentityProvider,
  }),
  "apimanagement:Logger": child("loggers", ["loggerId"], {
    // API Management makes the logger of Azure Monitor at a time that no page gives; here it is there at once.
    madeByAzure: (id) => /\/loggers\/azuremonitor$/i.test(id),
    immutable: {
      loggerType: azurerm("api_management_logger", "application_insights and eventhub"),
      resourceId: azurerm("api_management_logger", "resource_id"),
    },
    name: idOfLength(256),
    refuseDelete: usedBy((text, name) => text.endsWith(`/loggers/${name}`), /Diagnostic$|^resources:Resource$/, "Logger"),
  }),
  "apimanagement:NamedValue": child("namedValues", ["namedValueId"], {
    // Azure REST, "Named Value - Get": the value of a secret one is not part of the answer.
    notReturned: (inputs) => (inputs.secret === true ? ["value"] : []),
    adds: () => succeeded,
    name: idOfLength(256),
    refuseDelete: usedBy((text, name) => text.includes(`{{${name}}}`), policies, "Named value"),
    refuseLate: unreadableSecret,
  }),
  "apimanagement:Policy": child("policies", ["policyId"], policy),
  "apimanagement:PolicyFragment": child("policyFragments", ["id"], {
    adds: () => succeeded,
    name: { min: 1, max: 80, pattern: /(^[\w]+$)|(^[\w][\w-]+[\w]$)/ },
    check: checkPolicy,
    refuseDelete: usedBy((text, name) => text.includes(`fragment-id="${name}"`), policies, "Policy fragment"),
  }),
  "apimanagement:Product": child("products", ["productId"], {
    adds: ({ inputs }) => ({ state: inputs.state ?? "notPublished" }),
    name: anyName(256),
    refuseDelete: productDelete,
  }),
  "apimanagement:ProductApi": child("products/apis", ["productId", "apiId"], { adds: () => ({ isCurrent: true, ...succeeded }) }),
  "apimanagement:ProductGroup": child("products/groups", ["productId", "groupId"], {
    adds: ({ name }) => ({ builtIn: false, displayName: name }),
  }),
  "apimanagement:ProductPolicy": child("products/policies", ["productId", "policyId"], policy),
  "apimanagement:Subscription": child("subscriptions", ["sid"], {
    // Azure REST, "Subscription - Get": the keys are not part of the answer.
    notReturned: ["primaryKey", "secondaryKey", "notify", "appType"],
    adds: ({ inputs }) => ({ createdDate: creationTime, state: inputs.state ?? "active" }),
    name: idOfLength(256),
  }),
};
