import { addressIn } from "../../base/addresses";
import { AzureError } from "../../base/azureError";
import { guid, parseId, resourceGroupId } from "../../base/identifiers";
import { failIf } from "../../base/inputRule";
import { network } from "../../base/names";
import { CheckFailure, isObject, isUnknown, listAt, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../../base/resourceType";
import { azureNative, azurerm } from "../../base/sources";
import { find, Refusal, Resource, World } from "../../base/world";
import { isInjected } from "../apiManagement/tiers";
import { version } from "./parts";

/** Host names under which a private endpoint's target is reached, by group (Microsoft Learn, "Azure Private Endpoint private DNS zone values"). */
const hostSuffixes: Readonly<Record<string, readonly string[]>> = {
  account: ["cognitiveservices.azure.com", "openai.azure.com", "services.ai.azure.com"],
  vault: ["vault.azure.net"],
  blob: ["blob.core.windows.net"],
  namespace: ["servicebus.windows.net"],
  Gateway: ["azure-api.net"],
  azuremonitor: [],
};

function connections(resource: Deployed, list: string, status: "Approved" | "Pending"): Props[] {
  return listAt(resource.inputs, list).map((item) =>
    isObject(item)
      ? {
          id: `${resource.id}/${list}/${textAt(item, "name")}`,
          type: `Microsoft.Network/privateEndpoints/${list}`,
          privateLinkServiceConnectionState: {
            status,
            description: status === "Approved" ? "Auto-approved" : "",
            actionsRequired: "None",
          },
          ...succeeded,
        }
      : {},
  );
}

function privateEndpoint(resource: Deployed): Props {
  const { inputs, id } = resource;
  const range = resource.rangeOf(textAt(objectAt(inputs, "subnet"), "id"));
  const targets = [
    ...listAt(inputs, "privateLinkServiceConnections"),
    ...listAt(inputs, "manualPrivateLinkServiceConnections"),
  ].filter(isObject);
  const hosts = targets.flatMap((target) => {
    const name = parseId(textAt(target, "privateLinkServiceId"))?.name ?? "";
    return listAt(target, "groupIds").flatMap((group) =>
      (hostSuffixes[String(group)] ?? []).map((suffix) => `${name}.${suffix}`),
    );
  });
  const nic = textAt(inputs, "customNetworkInterfaceName") || `${resource.name}.nic.${guid(id)}`;
  return {
    networkInterfaces: [
      { id: `${resourceGroupId(parseId(id)?.resourceGroupName ?? "")}/providers/Microsoft.Network/networkInterfaces/${nic}` },
    ],
    customDnsConfigs: hosts.map((fqdn, i) => ({ fqdn, ipAddresses: [addressIn(range, id, i)] })),
    ...(inputs.privateLinkServiceConnections !== undefined && {
      privateLinkServiceConnections: connections(resource, "privateLinkServiceConnections", "Approved"),
    }),
    ...(inputs.manualPrivateLinkServiceConnections !== undefined && {
      manualPrivateLinkServiceConnections: connections(resource, "manualPrivateLinkServiceConnections", "Pending"),
    }),
    ...succeeded,
  };
}

function checkEndpoint(inputs: Props): CheckFailure[] {
  const connections = [
    ...listAt(inputs, "privateLinkServiceConnections"),
    ...listAt(inputs, "manualPrivateLinkServiceConnections"),
  ].filter(isObject);
  return [
    ...failIf(
      connections.length !== 1,
      "privateLinkServiceConnections",
      `a private endpoint has exactly one connection, got ${connections.length}`,
    ),
    ...failIf(
      !isUnknown(inputs.subnet) && textAt(objectAt(inputs, "subnet"), "id") === "",
      "subnet.id",
      "missing required property 'subnet.id'",
    ),
  ];
}

/** Groups of a type that a private endpoint can lead to (Microsoft Learn, "Azure Private Endpoint private DNS zone values"). */
const groups: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.CognitiveServices/accounts": ["account"],
  "Microsoft.KeyVault/vaults": ["vault"],
  "Microsoft.Storage/storageAccounts": ["blob", "table", "queue", "file", "web", "dfs"],
  "Microsoft.EventHub/namespaces": ["namespace"],
  "Microsoft.Insights/privateLinkScopes": ["azuremonitor"],
  "Microsoft.ApiManagement/service": ["Gateway"],
};

const refusedTargets: Refusal = (request, world) => {
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
  if (token !== "apimanagement:ApiManagementService" || !isInjected(inputs)) return undefined;
  const message = `Private endpoint connections are not supported for the service ${id}, which is injected in a virtual network.`;
  return new AzureError(400, "PrivateEndpointNotSupported", message);
}

/** Private endpoints and the DNS records that go with them. */
export const privateEndpointTypes: ResourceTypes = {
  "network:PrivateEndpoint": {
    arm: "Microsoft.Network/privateEndpoints",
    ...version,
    path: ["resourceGroupName", "privateEndpointName"],
    located: true,
    notReturned: ["id"],
    adds: privateEndpoint,
    immutable: {
      subnet: azureNative,
      customNetworkInterfaceName: azurerm("private_endpoint", "custom_network_interface_name"),
      ...Object.fromEntries(
        ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap((list) => [
          [`${list}[].privateLinkServiceId`, azurerm("private_endpoint", "private_connection_resource_id")],
          [`${list}[].groupIds`, azurerm("private_endpoint", "subresource_names")],
        ]),
      ),
      "ipConfigurations[].privateIPAddress": azurerm("private_endpoint", "ip_configuration.private_ip_address"),
    },
    name: network(1, 80),
    seconds: { create: 90, update: 20, delete: 30 },
    subnetOf: (inputs) => textAt(objectAt(inputs, "subnet"), "id"),
    check: checkEndpoint,
    refuse: refusedTargets,
  },
  "network:PrivateDnsZoneGroup": {
    arm: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    ...version,
    path: ["resourceGroupName", "privateEndpointName", "privateDnsZoneGroupName"],
    notReturned: ["id"],
    adds: (r) => ({
      privateDnsZoneConfigs: listAt(r.inputs, "privateDnsZoneConfigs").map(() => ({ recordSets: [] })),
      ...succeeded,
    }),
    name: network(1, 80),
    seconds: { create: 15 },
  },
};
