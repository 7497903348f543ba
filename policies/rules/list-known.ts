import { valuesAt } from "../azure/references";
import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

const sides = ["frontend.request", "frontend.response", "backend.request", "backend.response"];
const headers = sides.map((side) => `${side}.headers`);

/** Lists that rules read entry by entry: what is in them decides who is let in, where calls go or what is recorded. */
const lists: Readonly<Record<string, readonly string[]>> = {
  "apimanagement:Api": ["protocols"],
  "apimanagement:ApiDiagnostic": headers,
  "apimanagement:ApiManagementService": ["additionalLocations", "certificates", "hostnameConfigurations"],
  "apimanagement:Backend": ["pool.services"],
  "apimanagement:Diagnostic": headers,
  "authorization:RoleDefinition": ["assignableScopes", "permissions", "permissions[].actions", "permissions[].dataActions"],
  "cognitiveservices:Account": ["properties.allowedFqdnList"],
  "monitor:ActionGroup": ["logicAppReceivers", "webhookReceivers"],
  "monitor:DiagnosticSetting": ["logs"],
  "monitor:PrivateLinkScope": ["accessModeSettings.exclusions"],
  "network:ApplicationGateway": [
    "backendAddressPools",
    "backendAddressPools[].backendAddresses",
    "backendHttpSettingsCollection",
    "frontendIPConfigurations",
    "httpListeners",
    "probes",
    "redirectConfigurations",
    "requestRoutingRules",
    "rewriteRuleSets",
    "sslCertificates",
    "sslProfiles",
    "urlPathMaps",
  ],
  "network:NetworkSecurityGroup": ["securityRules"],
  "network:PrivateEndpoint": ["privateLinkServiceConnections", "privateLinkServiceConnections[].groupIds"],
  "network:Subnet": ["delegations"],
  "network:VirtualNetwork": [
    "addressSpace.addressPrefixes",
    "dhcpOptions.dnsServers",
    "subnets",
    "subnets[].delegations",
    "virtualNetworkPeerings",
  ],
  "network:WebApplicationFirewallPolicy": [
    "customRules",
    "managedRules.exclusions",
    "managedRules.managedRuleSets",
    "managedRules.managedRuleSets[].ruleGroupOverrides",
    "managedRules.managedRuleSets[].ruleGroupOverrides[].rules",
  ],
  "operationalinsights:DataExport": ["tableNames"],
  "privatedns:PrivateRecordSet": ["aRecords", "aaaaRecords"],
  "storage:ManagementPolicy": ["policy.rules"],
  "storage:StorageAccount": ["networkRuleSet.resourceAccessRules"],
};

export default resourceRule({
  name: "list-known",
  severity: "critical",
  types: Object.keys(lists),
  description:
    "Lists that rules read entry by entry are lists, and known: an object or text in the place of one, or a list that comes from an output, would pass unread.",
  remediation: "Write the list out; single values in it may come from resources of the stack.",
  check: (resource) => (lists[resource.type] ?? []).flatMap((path) => valuesAt(resource, path)).flatMap(judged),
});

function judged(list: Value): Finding[] {
  return list.isMissing || list.hidden || Array.isArray(list.raw) ? [] : [unexpected(list, "a list that is written out")];
}
