import { addressIn, publicAddress } from "../addresses";
import { creationTime, parseId } from "../identifiers";
import { objectAt, Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { Deployed, ResourceType, ResourceTypes, succeeded } from "./resourceType";

const service = "Microsoft.ApiManagement/service";
const version = { apiVersion: "2024-05-01" } as const;

/** Tiers that run inside the network when `virtualNetworkType` says so (Microsoft Learn, "Use a virtual network with Azure API Management"). */
const injectedTiers = ["Developer", "Premium", "PremiumV2"];

function network({ inputs, id, rangeOf }: Deployed): Props {
  const subnetId = textAt(objectAt(inputs, "virtualNetworkConfiguration"), "subnetResourceId");
  const injected = injectedTiers.includes(textAt(objectAt(inputs, "sku"), "name")) && subnetId !== "";
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
    platformVersion: /V2$/.test(textAt(objectAt(inputs, "sku"), "name")) ? "mtv1" : "stv2.1",
    createdAtUtc: creationTime,
    targetProvisioningState: "",
    ...succeeded,
  };
}

/** A child of the service that Azure returns as it was given. */
function child(type: string, path: readonly string[], more: Partial<ResourceType> = {}): ResourceType {
  return { arm: `${service}/${type}`, ...version, path: ["resourceGroupName", "serviceName", ...path], ...more };
}

const policy = { fixed: { policyId: "policy" } } as const;

/** Types of Microsoft.ApiManagement. */
export const apiManagementTypes: ResourceTypes = {
  "apimanagement:ApiManagementService": {
    arm: service,
    ...version,
    path: ["resourceGroupName", "serviceName"],
    located: true,
    notReturned: ["restore"],
    adds: apiManagementService,
  },
  "apimanagement:Api": child("apis", ["apiId"], {
    notReturned: ["format", "value", "wsdlSelector", "soapApiType", "translateRequiredQueryParametersConduct"],
    adds: ({ inputs }) => ({ isCurrent: inputs.isCurrent ?? true, apiRevision: inputs.apiRevision ?? "1", ...succeeded }),
  }),
  "apimanagement:ApiOperation": child("apis/operations", ["apiId", "operationId"]),
  "apimanagement:ApiPolicy": child("apis/policies", ["apiId", "policyId"], policy),
  "apimanagement:ApiOperationPolicy": child("apis/operations/policies", ["apiId", "operationId", "policyId"], policy),
  "apimanagement:ApiDiagnostic": child("apis/diagnostics", ["apiId", "diagnosticId"]),
  "apimanagement:ApiVersionSet": child("apiVersionSets", ["versionSetId"]),
  "apimanagement:Backend": child("backends", ["backendId"], {
    ownType: true,
    adds: ({ inputs }) => ({ type: inputs.type ?? "Single" }),
  }),
  "apimanagement:Diagnostic": child("diagnostics", ["diagnosticId"]),
  "apimanagement:Group": child("groups", ["groupId"], {
    ownType: true,
    adds: ({ inputs }) => ({ builtIn: false, type: inputs.type ?? "custom" }),
  }),
  "apimanagement:Logger": child("loggers", ["loggerId"]),
  "apimanagement:NamedValue": child("namedValues", ["namedValueId"], {
    // Azure REST, "Named Value - Get": the value of a secret one is not part of the answer.
    notReturned: (inputs) => (inputs.secret === true ? ["value"] : []),
    adds: () => succeeded,
  }),
  "apimanagement:Policy": child("policies", ["policyId"], policy),
  "apimanagement:PolicyFragment": child("policyFragments", ["id"], { adds: () => succeeded }),
  "apimanagement:Product": child("products", ["productId"], {
    adds: ({ inputs }) => ({ state: inputs.state ?? "notPublished" }),
  }),
  "apimanagement:ProductApi": child("products/apis", ["productId", "apiId"], { adds: () => ({ isCurrent: true, ...succeeded }) }),
  "apimanagement:ProductApiLink": child("products/apiLinks", ["productId", "apiLinkId"]),
  "apimanagement:ProductGroup": child("products/groups", ["productId", "groupId"], {
    adds: ({ name }) => ({ builtIn: false, displayName: name }),
  }),
  "apimanagement:ProductGroupLink": child("products/groupLinks", ["productId", "groupLinkId"]),
  "apimanagement:ProductPolicy": child("products/policies", ["productId", "policyId"], policy),
  "apimanagement:Subscription": child("subscriptions", ["sid"], {
    // Azure REST, "Subscription - Get": the keys are not part of the answer.
    notReturned: ["primaryKey", "secondaryKey", "notify", "appType"],
    adds: ({ inputs }) => ({ createdDate: creationTime, state: inputs.state ?? "active" }),
  }),
};
