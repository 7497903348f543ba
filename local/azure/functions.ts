import { guid, hex, resourceId, subscriptionId, tenantId } from "./identifiers";
import { Props, textAt, UnknownTypeError } from "./provider";

/** Functions of azure-native, by token. */
const functions: Readonly<Record<string, (args: Props) => Props>> = {
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
};

/** Calls a function of azure-native. @throws UnknownTypeError */
export function invoke(token: string, args: Props): Props {
  const found = functions[token.replace(/\/v\d{8}(preview)?:/, ":")];
  if (!found) throw new UnknownTypeError(`the function ${token}`);
  return found(args);
}
