import type { Value } from "../base/value";
import { ArmTypeToken, parseArmId } from "../base/armIds";
import type { Stack, StackResource } from "../base/stack";

/** A place that refers to another resource. */
export interface Reference {
  /** Dotted path; `[]` stands for every entry of a list or object. */
  path: string;
  /** Types that it may be, as `module:Resource`. */
  targets: readonly string[];
  /** Whether it may be something of the same subscription that is not in the stack, or which ids of such things it may be. */
  outside: boolean | ((id: string, stack: Stack) => boolean);
  /** A known id must be of the first target; the others are what it is made of, which an unknown id depends on. */
  first?: true;
}

const inStack = (path: string, ...targets: string[]): Reference => ({ path, targets, outside: false });
const nearby = (path: string, ...targets: string[]): Reference => ({ path, targets, outside: true });

const logger: Reference = {
  path: "loggerId",
  targets: ["apimanagement:Logger", "resources:Deployment", "apimanagement:ApiManagementService"],
  outside: isLoggerOfTemplate,
  first: true,
};
const subnet = ["network:Subnet", "network:VirtualNetwork"];
const identity = inStack("identity.userAssignedIdentities[]", "managedidentity:UserAssignedIdentity");
const subnetReferences = (at: string): Reference[] => [
  inStack(`${at}networkSecurityGroup.id`, "network:NetworkSecurityGroup"),
  inStack(`${at}routeTable.id`, "network:RouteTable"),
];

/**
 * What may be referred to where. What decides who is let in or what is recorded is in the stack, so that its rules can be seen, or named by the configuration;
 * networks that are peered or linked, and zones, may be beside it in the same subscription.
 */
export const references: Readonly<Record<string, readonly Reference[]>> = {
  "apimanagement:ApiManagementService": [
    identity,
    inStack("publicIpAddressId", "network:PublicIPAddress"),
    inStack("virtualNetworkConfiguration.subnetResourceId", ...subnet),
  ],
  "apimanagement:Diagnostic": [logger],
  "apimanagement:ApiDiagnostic": [logger],
  "apimanagement:Logger": [inStack("resourceId", "applicationinsights:Component", "eventhub:EventHub", "eventhub:Namespace")],
  "apimanagement:Subscription": [inStack("scope", "apimanagement:Product")],
  "applicationinsights:Component": [inStack("workspaceResourceId", "operationalinsights:Workspace")],
  "cognitiveservices:Account": [identity, inStack("properties.userOwnedStorage[].resourceId", "storage:StorageAccount")],
  "monitor:ActivityLogAlert": [nearby("actions.actionGroups[].actionGroupId", "monitor:ActionGroup")],
  "monitor:MetricAlert": [nearby("actions[].actionGroupId", "monitor:ActionGroup")],
  "monitor:ScheduledQueryRule": [nearby("actions.actionGroups[]", "monitor:ActionGroup")],
  "monitor:DiagnosticSetting": [
    inStack("workspaceId", "operationalinsights:Workspace"),
    inStack("storageAccountId", "storage:StorageAccount"),
    inStack("eventHubAuthorizationRuleId", "eventhub:Namespace", "eventhub:EventHub"),
    inStack("marketplacePartnerId"),
    inStack("serviceBusRuleId"),
  ],
  "monitor:PrivateLinkScopedResource": [
    nearby("linkedResourceId", "operationalinsights:Workspace", "applicationinsights:Component"),
  ],
  "network:ApplicationGateway": [
    identity,
    inStack("firewallPolicy.id", "network:WebApplicationFirewallPolicy"),
    inStack("httpListeners[].firewallPolicy.id", "network:WebApplicationFirewallPolicy"),
    inStack("urlPathMaps[].pathRules[].firewallPolicy.id", "network:WebApplicationFirewallPolicy"),
    inStack("frontendIPConfigurations[].publicIPAddress.id", "network:PublicIPAddress"),
    inStack("frontendIPConfigurations[].subnet.id", ...subnet),
    inStack("gatewayIPConfigurations[].subnet.id", ...subnet),
  ],
  "network:FlowLog": [
    nearby("targetResourceId", "network:VirtualNetwork", ...subnet, "network:NetworkSecurityGroup"),
    inStack("storageId", "storage:StorageAccount"),
    nearby(
      "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId",
      "operationalinsights:Workspace",
    ),
    identity,
  ],
  "network:PrivateDnsZoneGroup": [nearby("privateDnsZoneConfigs[].privateDnsZoneId", "privatedns:PrivateZone")],
  "network:PrivateEndpoint": [
    inStack("subnet.id", ...subnet),
    { path: "privateLinkServiceConnections[].privateLinkServiceId", targets: [], outside: isVaultOfCertificate },
    inStack("manualPrivateLinkServiceConnections[].privateLinkServiceId"),
  ],
  "network:PublicIPAddress": [inStack("natGateway.id"), inStack("publicIPPrefix.id"), inStack("servicePublicIPAddress.id")],
  "network:Subnet": subnetReferences(""),
  "network:VirtualNetwork": [
    ...subnetReferences("subnets[]."),
    nearby("virtualNetworkPeerings[].remoteVirtualNetwork.id", "network:VirtualNetwork"),
  ],
  "network:VirtualNetworkPeering": [nearby("remoteVirtualNetwork.id", "network:VirtualNetwork")],
  "operationalinsights:DataExport": [inStack("resourceId", "storage:StorageAccount", "eventhub:Namespace", "eventhub:EventHub")],
  // The log of prompts, which azure-native cannot make.
  "resources:Resource": [{ ...logger, path: "properties.loggerId" }],
  "privatedns:VirtualNetworkLink": [nearby("virtualNetwork.id", "network:VirtualNetwork")],
};

/** What is made in something else, which it names: the property, and the type of that. Nobody has judged one that is not of the stack. */
export const parents: Readonly<Record<string, readonly [property: string, type: ArmTypeToken]>> = {
  "apimanagement:Api": ["serviceName", "apimanagement:ApiManagementService"],
  "apimanagement:Backend": ["serviceName", "apimanagement:ApiManagementService"],
  "apimanagement:NamedValue": ["serviceName", "apimanagement:ApiManagementService"],
  "apimanagement:Product": ["serviceName", "apimanagement:ApiManagementService"],
  "apimanagement:Subscription": ["serviceName", "apimanagement:ApiManagementService"],
  "cognitiveservices:Deployment": ["accountName", "cognitiveservices:Account"],
  "eventhub:EventHub": ["namespaceName", "eventhub:Namespace"],
  "keyvault:Key": ["vaultName", "keyvault:Vault"],
  "keyvault:Secret": ["vaultName", "keyvault:Vault"],
  "operationalinsights:DataExport": ["workspaceName", "operationalinsights:Workspace"],
  "storage:BlobContainer": ["accountName", "storage:StorageAccount"],
};

/** Whether an id is that of the vault, often another team's, from which Application Gateway of the stack takes its certificate. */
function isVaultOfCertificate(id: string, stack: Stack): boolean {
  const parts = parseArmId(id);
  const [vault = ""] = parts?.names ?? [];
  if (parts?.type !== "microsoft.keyvault/vaults") return false;
  return stack
    .ofType("network:ApplicationGateway")
    .flatMap((gateway) => gateway.at("sslCertificates").items())
    .some((one) => one.at("keyVaultSecretId").text()?.toLowerCase().startsWith(`https://${vault.toLowerCase()}.vault.`) ?? false);
}

/** Whether an id is that of a logger that a template of the stack makes. */
function isLoggerOfTemplate(id: string, stack: Stack): boolean {
  const parts = parseArmId(id);
  return parts?.type === "microsoft.apimanagement/service/loggers" && loggersOfTemplates(stack).has(parts.names.join("/"));
}

/** Names of the loggers that templates make, in lower case. */
function loggersOfTemplates(stack: Stack): ReadonlySet<string | undefined> {
  return stack.once("loggers of templates", () => {
    const made = stack.ofType("resources:Deployment").flatMap((one) => one.at("properties.template.resources").entries());
    const loggers = made.filter((one) => one.at("type").is("Microsoft.ApiManagement/service/loggers"));
    return new Set(loggers.map((one) => one.at("name").text()?.toLowerCase()));
  });
}

/** The values at a path with `[]` for every entry; an unknown list or object is itself one. */
export function valuesAt(resource: Pick<StackResource, "inputs">, path: string): Value[] {
  return stepsOf(path).reduce<Value[]>((values, step) => values.flatMap((value) => into(value, step)), [resource.inputs]);
}

/** A step of a path: the key, and whether its entries are meant. */
interface Step {
  key: string;
  each: boolean;
}

/** The paths are those of the rules: few, and asked for each resource. */
const known = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  const steps = known.get(path) ?? path.split(".").map((step) => ({ key: step.replace("[]", ""), each: step.endsWith("[]") }));
  known.set(path, steps);
  return steps;
}

function into(value: Value, { key, each }: Step): Value[] {
  const child = key === "" ? value : value.entry(key);
  if (!each || child.isUnknown) return [child];
  const keys = child.keys();
  return keys.length > 0 ? keys.map((one) => child.named(one)) : child.items();
}
