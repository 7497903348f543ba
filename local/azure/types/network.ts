import { addressIn, publicAddress } from "../addresses";
import { guid, parseId, resourceGroupId } from "../identifiers";
import { isObject, listAt, objectAt, Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { Deployed, ResourceTypes, succeeded } from "./resourceType";

const version = { apiVersion: "2024-05-01" } as const;

/** What Azure adds to the elements of a list that are resources within their parent. */
function children(resource: Deployed, parentType: string, collection: string): Props[] {
  return listAt(resource.inputs, collection).map((item) =>
    isObject(item) && item.name !== undefined
      ? { id: `${resource.id}/${collection}/${String(item.name)}`, type: `${parentType}/${collection}`, ...succeeded }
      : {},
  );
}

/** Lists of an application gateway whose elements have ids (Azure REST, "Application Gateways", 2024-05-01). */
export const gatewayCollections = [
  "backendAddressPools",
  "backendHttpSettingsCollection",
  "frontendIPConfigurations",
  "frontendPorts",
  "gatewayIPConfigurations",
  "httpListeners",
  "probes",
  "redirectConfigurations",
  "requestRoutingRules",
  "rewriteRuleSets",
  "sslCertificates",
  "sslProfiles",
  "trustedRootCertificates",
  "urlPathMaps",
] as const;

function gateway(resource: Deployed): Props {
  const type = "Microsoft.Network/applicationGateways";
  const lists = gatewayCollections.filter((collection) => Array.isArray(resource.inputs[collection]));
  return {
    ...Object.fromEntries(lists.map((collection) => [collection, children(resource, type, collection)])),
    ...identityOf(resource),
    resourceGuid: guid(resource.id),
    operationalState: "Running",
    ...succeeded,
  };
}

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

function publicIp(resource: Deployed): Props {
  const label = textAt(objectAt(resource.inputs, "dnsSettings"), "domainNameLabel");
  return {
    resourceGuid: guid(resource.id),
    ...(resource.inputs.publicIPAllocationMethod === "Static" && { ipAddress: publicAddress(resource.id) }),
    ...(label && { dnsSettings: { fqdn: `${label}.${textAt(resource.inputs, "location")}.cloudapp.azure.com` } }),
    ...succeeded,
  };
}

const guidAndState = (resource: Deployed): Props => ({ resourceGuid: guid(resource.id), ...succeeded });

/** Types of Microsoft.Network. */
export const networkTypes: ResourceTypes = {
  "network:VirtualNetwork": {
    arm: "Microsoft.Network/virtualNetworks",
    ...version,
    path: ["resourceGroupName", "virtualNetworkName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ subnets: children(r, "Microsoft.Network/virtualNetworks", "subnets"), ...guidAndState(r) }),
  },
  "network:Subnet": {
    arm: "Microsoft.Network/virtualNetworks/subnets",
    ...version,
    path: ["resourceGroupName", "virtualNetworkName", "subnetName"],
    notReturned: ["id"],
    adds: () => succeeded,
  },
  "network:NetworkSecurityGroup": {
    arm: "Microsoft.Network/networkSecurityGroups",
    ...version,
    path: ["resourceGroupName", "networkSecurityGroupName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ securityRules: children(r, "Microsoft.Network/networkSecurityGroups", "securityRules"), ...guidAndState(r) }),
  },
  "network:DdosProtectionPlan": {
    arm: "Microsoft.Network/ddosProtectionPlans",
    ...version,
    path: ["resourceGroupName", "ddosProtectionPlanName"],
    located: true,
    adds: () => succeeded,
  },
  "network:PublicIPAddress": {
    arm: "Microsoft.Network/publicIPAddresses",
    ...version,
    path: ["resourceGroupName", "publicIpAddressName"],
    located: true,
    notReturned: ["id"],
    adds: publicIp,
  },
  "network:PrivateEndpoint": {
    arm: "Microsoft.Network/privateEndpoints",
    ...version,
    path: ["resourceGroupName", "privateEndpointName"],
    located: true,
    notReturned: ["id"],
    adds: privateEndpoint,
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
  },
  "network:ApplicationGateway": {
    arm: "Microsoft.Network/applicationGateways",
    ...version,
    path: ["resourceGroupName", "applicationGatewayName"],
    located: true,
    notReturned: ["id", "sslCertificates[].data", "sslCertificates[].password"],
    adds: gateway,
  },
  "network:WebApplicationFirewallPolicy": {
    arm: "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
    ...version,
    path: ["resourceGroupName", "policyName"],
    located: true,
    notReturned: ["id"],
    adds: () => ({ resourceState: "Enabled", ...succeeded }),
  },
  "network:FlowLog": {
    arm: "Microsoft.Network/networkWatchers/flowLogs",
    ...version,
    path: ["resourceGroupName", "networkWatcherName", "flowLogName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ targetResourceGuid: guid(textAt(r.inputs, "targetResourceId")), ...identityOf(r), ...succeeded }),
  },
  "network:RouteTable": {
    arm: "Microsoft.Network/routeTables",
    ...version,
    path: ["resourceGroupName", "routeTableName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ routes: children(r, "Microsoft.Network/routeTables", "routes"), ...guidAndState(r) }),
  },
  "network:NatGateway": {
    arm: "Microsoft.Network/natGateways",
    ...version,
    path: ["resourceGroupName", "natGatewayName"],
    located: true,
    notReturned: ["id"],
    adds: guidAndState,
  },
};
