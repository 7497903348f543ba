import { AzureError } from "./base/azureError";
import { guid, hex, resourceId, subscriptionId, tenantId } from "./base/identifiers";
import { Props, textAt, UnknownTypeError } from "./base/provider";
import { featureState, Subscription } from "./base/subscription";
import { FunctionError } from "../protocol/provider";
import { isSimulated } from "./services";

/** Functions of azure-native, by token. */
const functions: Readonly<Record<string, (args: Props, subscription: Subscription) => Props>> = {
  "azure-native:authorization:getClientConfig": () => ({
    clientId: guid("client-of-caller"),
    objectId: guid("caller"),
    subscriptionId,
    tenantId,
  }),
  "azure-native:apimanagement:listSubscriptionSecrets": (args) => {
    const id = resourceId(textAt(args, "resourceGroupName"), "Microsoft.ApiManagement/service/subscriptions", [
      textAt(args, "serviceName"),
      textAt(args, "sid"),
    ]);
    return { primaryKey: hex(`primary:${id}`, 32), secondaryKey: hex(`secondary:${id}`, 32) };
  },
  "azure-native:features:getSubscriptionFeatureRegistration": featureRegistration,
};

/** A feature of the subscription, as `Microsoft.Features` shows it (2021-07-01). */
function featureRegistration(args: Props, subscription: Subscription): Props {
  const [providerNamespace, featureName] = [textAt(args, "providerNamespace"), textAt(args, "featureName")];
  const id = `/subscriptions/${subscriptionId}/providers/Microsoft.Features/featureProviders/${providerNamespace}/subscriptionFeatureRegistrations/${featureName}`;
  const state = featureState(subscription, `${providerNamespace}/${featureName}`);
  if (state === "forbidden") {
    const action = "Microsoft.Features/featureProviders/subscriptionFeatureRegistrations/read";
    const message = `The client does not have authorization to perform action '${action}' over scope '${id}'.`;
    throw new AzureError(403, "AuthorizationFailed", message);
  }
  return {
    id,
    name: featureName,
    type: "Microsoft.Features/featureProviders/subscriptionFeatureRegistrations",
    azureApiVersion: "2021-07-01",
    properties: { providerNamespace, featureName, state, subscriptionId, tenantId },
  };
}

const unversioned = (token: string): string => token.replace(/\/v\d{8}(preview)?:/, ":");

/**
 * The type that a function reads, such as `azure-native:keyvault:Vault` of `azure-native:keyvault:getVault`; undefined for one that has an answer of
 * its own here. It is a GET of the resource with that name in azure-native.
 */
export function typeRead(token: string): string | undefined {
  return unversioned(token) in functions
    ? undefined
    : /^(azure-native:\w+:)get([A-Z]\w*)$/.exec(unversioned(token))?.slice(1).join("");
}

/** Calls a function of azure-native. @throws UnknownTypeError; FunctionError for one that reads a resource: only the cloud with memory has them */
export function invoke(token: string, args: Props, subscription: Subscription): Props {
  const found = functions[unversioned(token)];
  if (found) return found(args, subscription);
  const type = typeRead(token);
  if (type === undefined || !isSimulated(type)) throw new UnknownTypeError(`the function ${token}`);
  throw new FunctionError("a preview without Azure does not know what is there");
}
