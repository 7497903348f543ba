import { addressIn, publicAddress } from "../../base/addresses";
import { AzureError } from "../../base/azureError";
import { exists } from "../../base/existence";
import { creationTime, parseId } from "../../base/identifiers";
import { identityOf } from "../../base/identity";
import { failIf, outside } from "../../base/inputRule";
import { CheckFailure, isObject, listAt, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, SoftDelete, succeeded } from "../../base/resourceType";
import { azurerm, learn } from "../../base/sources";
import { deletedNamesake, taken } from "../../base/takenNames";
import { every, find, keyOf, OperationKind, Refusal, rootId, World } from "../../base/world";
import { isV2, isV2Tier, tierOf } from "./tiers";

function network({ inputs, id, rangeOf }: Deployed): Props {
  const subnetId = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  const injected = !!tierOf(inputs)?.injected && subnetId !== "";
  return {
    ...(injected && { privateIPAddresses: [addressIn(rangeOf(subnetId), id)] }),
    ...(inputs.virtualNetworkType !== "Internal" && { publicIPAddresses: [publicAddress(id)] }),
    outboundPublicIPAddresses: [publicAddress(id)],
    ...(subnetId && {
      virtualNetworkConfiguration: { subnetname: parseId(subnetId)?.name ?? "", vnetid: subnetId.split("/subnets/")[0] ?? "" },
    }),
  };
}

function apiManagementService(resource: Deployed): Props {
  const { inputs, name } = resource;
  const host = (part: string) => `https://${name}${part}.azure-api.net`;
  const gateway = {
    type: "Proxy",
    hostName: `${name}.azure-api.net`,
    defaultSslBinding: true,
    negotiateClientCertificate: false,
    certificateSource: "BuiltIn",
  };
  return {
    ...identityOf(resource),
    ...network(resource),
    gatewayUrl: host(""),
    gatewayRegionalUrl: `https://${name}-${textAt(inputs, "location")}-01.regional.azure-api.net`,
    portalUrl: host(".portal"),
    developerPortalUrl: host(".developer"),
    managementApiUrl: host(".management"),
    scmUrl: host(".scm"),
    ...(inputs.hostnameConfigurations === undefined && { hostnameConfigurations: [gateway] }),
    ...(inputs.publicNetworkAccess === undefined && { publicNetworkAccess: "Enabled" }),
    platformVersion: isV2(inputs) ? "mtv1" : "stv2.1",
    createdAtUtc: creationTime,
    targetProvisioningState: "",
    ...succeeded,
  };
}

function checkService(inputs: Props): CheckFailure[] {
  const sku = objectAt(inputs, "sku");
  const tier = tierOf(inputs);
  const zones = listAt(inputs, "zones");
  const injected = inputs.virtualNetworkType !== undefined && inputs.virtualNetworkType !== "None";
  const subnet = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  return [
    ...(tier ? outside(sku.capacity, "sku.capacity", 1, tier.units) : []),
    ...failIf(zones.length > 0 && tier?.zones === false, "zones", `SKU ${textAt(sku, "name")} has no availability zones`),
    ...failIf(
      injected && subnet === "",
      "virtualNetworkConfiguration.subnetResourceId",
      `virtualNetworkType ${String(inputs.virtualNetworkType)} needs a subnet`,
    ),
  ];
}

const serviceName: Refusal = (request, world) => {
  if (request.kind !== "create") return undefined;
  const name = textAt(request.inputs, "serviceName");
  if (taken(request, world, "serviceName"))
    return new AzureError(409, "ServiceAlreadyExists", `Api service already exists: ${name}`);
  const deleted = deletedNamesake(request, world, "serviceName");
  if (deleted && request.inputs.restore !== true) {
    return new AzureError(
      409,
      "ServiceAlreadyExistsInSoftDeletedState",
      `Api service ${name} was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it. See https://aka.ms/apimsoftdelete.`,
    );
  }
  return request.inputs.restore === true && !deleted
    ? new AzureError(
        400,
        "ServiceUndeleteNotPossible",
        `Undelete is not possible for service '${name}': it was not soft-deleted, or more than 48 hours ago.`,
      )
    : undefined;
};

/** States of the connections of finished private endpoints that lead to the resource. */
function connectionStates(id: string, world: World): Props[] {
  return every(world)
    .filter((one) => one.token === "network:PrivateEndpoint" && one.operation === undefined)
    .flatMap((one) => [
      ...listAt(one.outputs, "privateLinkServiceConnections"),
      ...listAt(one.outputs, "manualPrivateLinkServiceConnections"),
    ])
    .filter(isObject)
    .filter((one) => keyOf(textAt(one, "privateLinkServiceId")) === keyOf(id))
    .map((one) => objectAt(one, "privateLinkServiceConnectionState"));
}

/** Whether an approved private endpoint leads to the resource. */
const hasApprovedEndpoint = (id: string, world: World): boolean =>
  connectionStates(id, world).some((state) => textAt(state, "status") === "Approved");

const networkRefusal: Refusal = ({ kind, id, inputs }, world) => {
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

function wrongDelegation(inputs: Props, world: World): AzureError | undefined {
  const sku = textAt(objectAt(inputs, "sku"), "name");
  const subnetId = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  const network = find(world, rootId(subnetId));
  const wanted = tierOf(inputs)?.delegation;
  if (!wanted || !network || !exists(subnetId, world)) return undefined;
  const subnet = listAt(network.inputs, "subnets")
    .filter(isObject)
    .find((one) => keyOf(subnetId).endsWith(`/${keyOf(textAt(one, "name"))}`));
  const found = subnet
    ? listAt(subnet, "delegations")
        .filter(isObject)
        .map((one) => textAt(one, "serviceName"))
    : [];
  const needed = wanted === "none" ? undefined : wanted;
  if (needed ? found.some((one) => keyOf(one) === keyOf(needed)) : found.length === 0) return undefined;
  return new AzureError(
    400,
    "InvalidParameters",
    needed
      ? `The subnet '${subnetId}' must be delegated to '${needed}' for SKU '${sku}'.`
      : `The subnet '${subnetId}' is delegated to '${found.join(", ")}'. SKU '${sku}' needs a subnet without delegation.`,
  );
}

function seconds(kind: OperationKind, inputs: Props): number {
  const minutes = tierOf(inputs)?.minutes ?? { create: 40, delete: 25 };
  // A change of the tier, the units or the network takes 15 to 45 minutes (Microsoft Learn, "Use a virtual network with Azure API
  // Management"); anything else some minutes. The middle is taken.
  return 60 * (kind === "update" ? 15 : minutes[kind]);
}

/** Microsoft Learn, "API Management soft-delete": 48 hours; a service that is restored ignores all other inputs. */
const softDelete: SoftDelete = {
  keptFor: () => 48 * 3_600_000,
  restores: (inputs) => inputs.restore === true,
  asItWas: true,
};

/** The service. */
export const apiManagementServiceTypes: ResourceTypes = {
  "apimanagement:ApiManagementService": {
    arm: "Microsoft.ApiManagement/service",
    apiVersion: "2024-05-01",
    path: ["resourceGroupName", "serviceName"],
    located: true,
    notReturned: ["restore"],
    adds: apiManagementService,
    addsOfOthers: (id, world) => ({
      privateEndpointConnections: connectionStates(id, world).map((privateLinkServiceConnectionState) => ({
        privateLinkServiceConnectionState,
      })),
    }),
    name: { min: 1, max: 50, pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/ },
    immutable: {
      "sku.name": {
        source: azurerm(
          "api_management",
          "sku_name (forces a new resource between classic and v2 tiers: api_management_resource.go)",
        ),
        replaces: (before, after) => isV2Tier(before) !== isV2Tier(after),
      },
      virtualNetworkType: {
        source: learn("Inject an Azure API Management instance in a private virtual network - Premium v2 tier", "2025-10-08"),
        replaces: (_before, _after, news) => textAt(objectAt(news, "sku"), "name") === "PremiumV2",
      },
    },
    seconds,
    subnetOf: (inputs) => textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId"),
    check: checkService,
    nameTaken: serviceName,
    refuse: networkRefusal,
    softDelete,
  },
};
