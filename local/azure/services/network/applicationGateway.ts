import { AzureError } from "../../base/azureError";
import { guid } from "../../base/identifiers";
import { identityOf } from "../../base/identity";
import { inUse } from "../../base/inUse";
import { duplicates, failIf } from "../../base/inputRule";
import { network } from "../../base/names";
import { CheckFailure, isObject, listAt, objectAt, Props, textAt } from "../../base/provider";
import { Deployed, ResourceTypes, succeeded } from "../../base/resourceType";
import { principalsOf } from "../../base/roles";
import { azurerm } from "../../base/sources";
import { featureState } from "../../base/subscription";
import { Refusal, rootId } from "../../base/world";
import { unreadable } from "../keyVault/access";
import { children, version } from "./parts";

/** Lists of an application gateway whose elements have ids (Azure REST, "Application Gateways", 2024-05-01). */
const gatewayCollections = [
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

/** References within a gateway that lead to nothing. */
function gatewayReferences(inputs: Props): CheckFailure[] {
  const own = new RegExp(`/applicationGateways/${textAt(inputs, "applicationGatewayName")}/([^/]+)/([^/]+)$`, "i");
  const names = (collection: string): string[] =>
    listAt(inputs, collection)
      .filter(isObject)
      .map((item) => textAt(item, "name").toLowerCase());
  const check = (value: unknown, path: string): CheckFailure[] => {
    if (typeof value === "string") {
      const [, collection = "", name = ""] = own.exec(value) ?? [];
      const known = (gatewayCollections as readonly string[]).includes(collection);
      return failIf(known && !names(collection).includes(name.toLowerCase()), path, `the gateway has no ${collection}/${name}`);
    }
    if (Array.isArray(value)) return value.flatMap((item, i) => check(item, `${path}[${i}]`));
    return isObject(value) ? Object.entries(value).flatMap(([key, item]) => check(item, path ? `${path}.${key}` : key)) : [];
  };
  return check(inputs, "");
}

function checkGateway(inputs: Props): CheckFailure[] {
  const rules = listAt(inputs, "requestRoutingRules").filter(isObject);
  const priorities = rules.map((rule) => rule.priority).filter((priority) => priority !== undefined);
  const scale = objectAt(inputs, "autoscaleConfiguration");
  const [least, most] = [scale.minCapacity, scale.maxCapacity];
  return [
    ...gatewayCollections.flatMap((collection) =>
      duplicates(
        listAt(inputs, collection)
          .filter(isObject)
          .map((item) => textAt(item, "name")),
        collection,
      ),
    ),
    ...gatewayReferences(inputs),
    ...failIf(
      /_v2$/.test(textAt(objectAt(inputs, "sku"), "tier")) && priorities.length < rules.length,
      "requestRoutingRules",
      "every rule of a v2 gateway needs a priority",
    ),
    ...failIf(new Set(priorities).size < priorities.length, "requestRoutingRules", "two rules have the same priority"),
    ...failIf(
      typeof least === "number" && typeof most === "number" && least > most,
      "autoscaleConfiguration",
      `minCapacity ${String(least)} is more than maxCapacity ${String(most)}`,
    ),
  ];
}

function isPrivate(inputs: Props): boolean {
  const frontEnds = listAt(inputs, "frontendIPConfigurations").filter(isObject);
  return frontEnds.length > 0 && frontEnds.every((one) => !objectAt(one, "publicIPAddress").id);
}

/** Id of the subnet that the gateway's instances are in. */
function subnetOf(inputs: Props): string {
  const [first] = listAt(inputs, "gatewayIPConfigurations");
  return isObject(first) ? textAt(objectAt(first, "subnet"), "id") : "";
}

/**
 * A new gateway without public address needs a feature of the subscription (Microsoft Learn, "Troubleshoot the error
 * ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet").
 */
const privateGateway: Refusal = ({ kind, id, inputs }, { subscription }) => {
  const state = featureState(subscription, "Microsoft.Network/EnableApplicationGatewayNetworkIsolation");
  if (kind !== "create" || !isPrivate(inputs) || state === "Registered" || state === "forbidden") return undefined;
  return new AzureError(
    400,
    "ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet",
    `Application Gateway ${id} without Public IP is not supported for the selected SKU tier ${textAt(objectAt(inputs, "sku"), "tier")}. Supported SKU tiers are Standard,WAF.`,
  );
};

const gatewayCertificates: Refusal = (request, world) => {
  // A gateway without public address reaches what its network reaches.
  const reader = {
    principals: principalsOf(request),
    ...(isPrivate(request.inputs) && { isolatedIn: rootId(subnetOf(request.inputs)) }),
  };
  const addresses = listAt(request.inputs, "sslCertificates")
    .filter(isObject)
    .map((one) => textAt(one, "keyVaultSecretId"))
    .filter(Boolean);
  const reason = addresses.map((address) => unreadable(address, reader, world)).find(Boolean);
  if (!reason) return undefined;
  return new AzureError(
    400,
    "ApplicationGatewayKeyVaultSecretException",
    `Problem occured while accessing and validating KeyVault Secrets associated with Application Gateway '${request.id}'. See details below: ${reason}`,
  );
};

/** Application gateways and their firewalls. */
export const applicationGatewayTypes: ResourceTypes = {
  "network:ApplicationGateway": {
    arm: "Microsoft.Network/applicationGateways",
    ...version,
    path: ["resourceGroupName", "applicationGatewayName"],
    located: true,
    notReturned: ["id", "sslCertificates[].data", "sslCertificates[].password"],
    adds: gateway,
    immutable: { zones: azurerm("application_gateway", "zones") },
    name: network(1, 80),
    seconds: { create: 480, update: 180, delete: 300 },
    subnetOf,
    check: checkGateway,
    refuse: privateGateway,
    refuseLate: gatewayCertificates,
  },
  "network:WebApplicationFirewallPolicy": {
    arm: "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
    ...version,
    path: ["resourceGroupName", "policyName"],
    located: true,
    notReturned: ["id"],
    adds: () => ({ resourceState: "Enabled", ...succeeded }),
    name: network(1, 80),
    seconds: { create: 30 },
    refuseDelete: inUse(
      "ApplicationGatewayFirewallPolicyCannotBeDeleted",
      (id, users) => `Firewall policy ${id} cannot be deleted because it is in use by: ${users}.`,
    ),
  },
};
