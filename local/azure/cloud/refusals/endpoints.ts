import { isObject, listAt, objectAt, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { every, find, keyOf, Request, Resource, rootId, World } from "../world";
import { exists } from "./existence";
import { byType, Refusal } from "./refusal";

/** Groups of a type that a private endpoint can lead to (Microsoft Learn, "Azure Private Endpoint private DNS zone values"). */
const groups: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.CognitiveServices/accounts": ["account"],
  "Microsoft.KeyVault/vaults": ["vault"],
  "Microsoft.Storage/storageAccounts": ["blob", "table", "queue", "file", "web", "dfs"],
  "Microsoft.EventHub/namespaces": ["namespace"],
  "Microsoft.Insights/privateLinkScopes": ["azuremonitor"],
  "Microsoft.ApiManagement/service": ["Gateway"],
};

const privateEndpoint: Refusal = (request, world) => {
  if (request.kind === "delete") return undefined;
  const targets = [
    ...listAt(request.inputs, "privateLinkServiceConnections"),
    ...listAt(request.inputs, "manualPrivateLinkServiceConnections"),
  ];
  return targets
    .filter(isObject)
    .map((target) => refusedTarget(textAt(target, "privateLinkServiceId"), listAt(target, "groupIds").map(String), world))
    .find((refusal) => refusal !== undefined);
};

function refusedTarget(id: string, groupIds: string[], world: World): AzureError | undefined {
  const target = find(world, id);
  if (!target) return undefined;
  const offered = groups[target.armType] ?? [];
  const wrong = groupIds.find((group) => !offered.includes(group));
  if (wrong) {
    const message = `The group '${wrong}' is not offered by '${id}'. Available: ${offered.join(", ")}.`;
    return new AzureError(400, "PrivateEndpointInvalidGroupId", message);
  }
  return target.token === "cognitiveservices:Account" ? refusedAccount(target) : refusedService(target);
}

/** An account that is still being made, or has no name of its own. */
function refusedAccount({ id, inputs, operation }: Resource): AzureError | undefined {
  if (operation) {
    const message = `Call to Microsoft.CognitiveServices/accounts failed. Error message: Account ${id} in state Accepted`;
    return new AzureError(409, "AccountProvisioningStateInvalid", message);
  }
  if (textAt(objectAt(inputs, "properties"), "customSubDomainName")) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    `Account ${id} needs a custom subdomain name before a private endpoint can be created.`,
  );
}

/** API Management within the network has no private endpoints. */
function refusedService({ id, token, inputs }: Resource): AzureError | undefined {
  const injected = ["Internal", "External"].includes(textAt(inputs, "virtualNetworkType")) && !isV2(inputs);
  if (token !== "apimanagement:ApiManagementService" || !injected) return undefined;
  const message = `Private endpoint connections are not supported for the service ${id}, which is injected in a virtual network.`;
  return new AzureError(400, "PrivateEndpointNotSupported", message);
}

const isV2 = (inputs: Request["inputs"]): boolean => /V2$/.test(textAt(objectAt(inputs, "sku"), "name"));

/** Whether an approved private endpoint leads to the resource. */
export function hasApprovedEndpoint(id: string, world: World): boolean {
  return every(world)
    .filter((one) => one.token === "network:PrivateEndpoint" && one.operation === undefined)
    .flatMap((one) => [
      ...listAt(one.outputs, "privateLinkServiceConnections"),
      ...listAt(one.outputs, "manualPrivateLinkServiceConnections"),
    ])
    .filter(isObject)
    .some(
      (one) =>
        keyOf(textAt(one, "privateLinkServiceId")) === keyOf(id) &&
        textAt(objectAt(one, "privateLinkServiceConnectionState"), "status") === "Approved",
    );
}

const apiManagement: Refusal = ({ kind, id, inputs }, world) => {
  if (kind === "delete") return undefined;
  const delegated = wrongDelegation(inputs, world);
  if (delegated) return delegated;
  if (inputs.publicNetworkAccess !== "Disabled") return undefined;
  if (kind === "create") {
    return new AzureError(
      400,
      "ActivateServiceWithPrivateEndpointAccessNotAllowed",
      `Blocking all public network access by setting property \`publicNetworkAccess\` of API Management service ${textAt(inputs, "serviceName")} is not enabled during service creation.`,
    );
  }
  if (hasApprovedEndpoint(id, world)) return undefined;
  return new AzureError(
    400,
    "DisablingPublicNetworkAccessRequiredPrivateEndpoint",
    `Disabling all \`publicNetworkAccess\` for service: ${id} is not supported if the service does not atleast one approved Private Endpoint Connections.`,
  );
};

/** Delegation that the subnet of a tier must have (Microsoft Learn, "Network resource requirements" of API Management); undefined: none at all. */
const delegations: Readonly<Record<string, string | undefined>> = {
  Developer: undefined,
  Premium: undefined,
  StandardV2: "Microsoft.Web/serverFarms",
  PremiumV2: "Microsoft.Web/hostingEnvironments",
};

function wrongDelegation(inputs: Request["inputs"], world: World): AzureError | undefined {
  const sku = textAt(objectAt(inputs, "sku"), "name");
  const subnetId = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  const network = find(world, rootId(subnetId));
  if (!(sku in delegations) || !network || !exists(subnetId, world)) return undefined;
  const subnet = listAt(network.inputs, "subnets")
    .filter(isObject)
    .find((one) => keyOf(subnetId).endsWith(`/${keyOf(textAt(one, "name"))}`));
  const found = subnet
    ? listAt(subnet, "delegations")
        .filter(isObject)
        .map((one) => textAt(one, "serviceName"))
    : [];
  const needed = delegations[sku];
  if (needed ? found.some((one) => keyOf(one) === keyOf(needed)) : found.length === 0) return undefined;
  return new AzureError(
    400,
    "InvalidParameters",
    needed
      ? `The subnet '${subnetId}' must be delegated to '${needed}' for SKU '${sku}'.`
      : `The subnet '${subnetId}' is delegated to '${found.join(", ")}'. SKU '${sku}' needs a subnet without delegation.`,
  );
}

/** Private endpoints, and public access that hangs on them. */
export const endpoints: Refusal = byType({
  "network:PrivateEndpoint": privateEndpoint,
  "apimanagement:ApiManagementService": apiManagement,
});
