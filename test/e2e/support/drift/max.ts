import { added, rowsOf, stranger } from "./property";

const eventHub = [
  ...rowsOf("eventhub:Namespace event-hub", { publicNetworkAccess: "Enabled", minimumTlsVersion: "1.0" }),
  ...rowsOf("eventhub:NamespaceNetworkRuleSet event-hub-network-rules", {
    defaultAction: "Allow",
    publicNetworkAccess: "Enabled",
    ipRules: [{ ipMask: stranger.range, action: "Allow" }],
  }),
  ...rowsOf("eventhub:EventHub event-hub-hub", { "retentionDescription.retentionTimeInHours": 1 }),
  ...rowsOf("monitor:DiagnosticSetting vault-swedencentral-diagnostics", { eventHubAuthorizationRuleId: undefined }),
];

const network = [
  ...rowsOf("network:VirtualNetwork network", {
    enableDdosProtection: false,
    ddosProtectionPlan: undefined,
    "dhcpOptions.dnsServers[1]": stranger.address,
  }),
  ...rowsOf("network:FlowLog flow-logs", {
    enabled: false,
    storageId: stranger.storage,
    "retentionPolicy.days": 1,
    "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled": false,
  }),
  ...rowsOf("network:PublicIPAddress gateway-public-ip", { ddosSettings: { protectionMode: "Disabled" } }),
  ...rowsOf("network:ApplicationGateway gateway", { "httpListeners[1].protocol": "Http" }),
  ...rowsOf(
    "network:NetworkSecurityGroup network-application-gateway",
    added("securityRules[2].sourceAddressPrefixes", 3, "0.0.0.0/0"),
  ),
];

const keys = [
  ...rowsOf("cognitiveservices:Account openai-swedencentral", {
    "properties.encryption.keySource": "Microsoft.CognitiveServices",
    "properties.encryption.keyVaultProperties.keyVaultUri": "https://example.vault.azure.net/",
    ...added("properties.allowedFqdnList", 3, stranger.host),
  }),
  ...rowsOf("keyvault:Vault vault-swedencentral", {
    "properties.publicNetworkAccess": "Enabled",
    "properties.networkAcls.defaultAction": "Allow",
  }),
];

const others = [
  ...rowsOf("consumption:Budget alerts-budget", { amount: 100000000, "notifications.actual80.enabled": false }),
  ...rowsOf("authorization:ManagementLockByScope vault-swedencentral-lock", { level: "NotSpecified" }),
];

/** What only an environment with every option has. */
export const maxRows = [...eventHub, ...network, ...keys, ...others];
