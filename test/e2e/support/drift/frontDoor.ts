import { added, lastRemoved, rowsOf, shownAt, stranger } from "./property";

const allowAll = {
  name: "AllowEverybody",
  priority: 1,
  ruleType: "MatchRule",
  action: "Allow",
  matchConditions: [{ matchVariables: [{ variableName: "RemoteAddr" }], operator: "IPMatch", matchValues: [stranger.range] }],
} as const;

const firewall = rowsOf("network:WebApplicationFirewallPolicy gateway-firewall", {
  "policySettings.mode": "Detection",
  "policySettings.state": "Disabled",
  "policySettings.requestBodyCheck": false,
  "policySettings.requestBodyEnforcement": false,
  "policySettings.logScrubbing.state": "Disabled",
  customRules: [allowAll],
  "managedRules.managedRuleSets[0].ruleGroupOverrides[1].rules[0].state": "Disabled",
  ...lastRemoved("managedRules.managedRuleSets", 1),
  ...added("managedRules.exclusions", 10, {
    matchVariable: "RequestHeaderNames",
    selector: "*",
    selectorMatchOperator: "EqualsAny",
  }),
});

const gateway = rowsOf("network:ApplicationGateway gateway", {
  "sku.name": "Standard_v2",
  "sku.tier": "Standard_v2",
  sslPolicy: shownAt("sslPolicy.policyName", { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" }),
  "backendHttpSettingsCollection[0].protocol": "Http",
  "backendAddressPools[0].backendAddresses[0].fqdn": stranger.host,
  "httpListeners[0].protocol": "Http",
  "httpListeners[0].firewallPolicy": { id: stranger.firewall },
  "sslCertificates[0].keyVaultSecretId": `https://${stranger.host}/secrets/tls`,
  ...added("frontendIPConfigurations", 1, { name: "public", publicIPAddress: { id: stranger.publicIp } }),
  firewallPolicy: undefined,
  webApplicationFirewallConfiguration: {
    enabled: false,
    firewallMode: "Detection",
    ruleSetType: "OWASP",
    ruleSetVersion: "3.0",
  },
  "globalConfiguration.enableRequestBuffering": false,
});

/** What lets calls in: firewall and Application Gateway. */
export const frontDoorRows = [...firewall, ...gateway];
