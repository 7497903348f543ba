import { Attempt, elsewhere, group, here, tagged } from "../../attempt";
import { set, add, answered, gateway, network, audit } from "./changes";

/** Private endpoints, the application gateway and its firewall. */
export const frontEnd: Attempt[] = [
  {
    name: "the connections of an endpoint are only known later",
    change: answered("network:PrivateEndpoint", "vault-endpoint", "privateLinkServiceConnections"),
  },
  {
    name: "an endpoint also asks strangers for a connection",
    change: set("network:PrivateEndpoint", "audit-endpoint", "manualPrivateLinkServiceConnections", {
      0: { name: "m", privateLinkServiceId: `${elsewhere}/Microsoft.Storage/storageAccounts/s`, groupIds: ["blob"] },
    }),
  },
  {
    name: "an endpoint asks a private link service by its alias",
    change: set(
      "network:PrivateEndpoint",
      "audit-endpoint",
      "privateLinkServiceConnections.0.privateLinkServiceId",
      "pls.0000.swedencentral.azure.privatelinkservice",
    ),
  },
  {
    name: "an endpoint is for the tables of the archive",
    change: set("network:PrivateEndpoint", "audit-endpoint", "privateLinkServiceConnections.0.groupIds", ["table"]),
  },
  {
    name: "an endpoint leads to a search service of the same group",
    change: add("network:PrivateEndpoint", {
      ...group,
      ...tagged,
      privateEndpointName: "pep-further",
      location: "swedencentral",
      privateLinkServiceConnections: [
        { name: "s", groupIds: ["searchService"], privateLinkServiceId: `${here}/Microsoft.Search/searchServices/srch` },
      ],
      subnet: { id: `${network}/subnets/snet-contoso-ai-dev-private-endpoints` },
    }),
  },
  {
    name: "the zone group of an account's endpoint has the zone of storage",
    change: set("network:PrivateDnsZoneGroup", "openai-swedencentral-endpoint-zones", "privateDnsZoneConfigs", [
      { name: "z", privateDnsZoneId: `${here}/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net` },
    ]),
  },
  {
    name: "a zone group has the zone of strangers",
    change: set(
      "network:PrivateDnsZoneGroup",
      "vault-endpoint-zones",
      "privateDnsZoneConfigs.0.privateDnsZoneId",
      `${elsewhere}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
    ),
  },
  {
    name: "the endpoint of the vault is of the audit storage instead",
    change: set("network:PrivateEndpoint", "vault-endpoint", "privateLinkServiceConnections.0.privateLinkServiceId", audit),
  },
  {
    name: "the front end has a public address of the stack, unlisted by the settings",
    change: (plan) => {
      add("network:PublicIPAddress", {
        ...group,
        ...tagged,
        publicIpAddressName: "pip-further",
        location: "swedencentral",
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
      })(plan);
      plan.set("network:ApplicationGateway", "gateway", "frontendIPConfigurations.-", {
        name: "public",
        publicIPAddress: { id: `${here}/Microsoft.Network/publicIPAddresses/pip-further` },
      });
    },
  },
  {
    name: "the redirects of the front end are only known later",
    change: answered("network:ApplicationGateway", "gateway", "redirectConfigurations"),
  },
  {
    name: "the redirects of the front end are an object",
    change: gateway("redirectConfigurations", {
      0: { name: "r", redirectType: "Temporary", targetUrl: "https://strangers.example.com" },
    }),
  },
  {
    name: "the pools of the front end are an object",
    change: gateway("backendAddressPools", {
      0: { name: "api-management", backendAddresses: [{ fqdn: "strangers.example.com" }] },
    }),
  },
  {
    name: "the front end takes the host of each call for the backend's",
    change: gateway("backendHttpSettingsCollection.0", {
      name: "api-management",
      protocol: "Https",
      port: 443,
      pickHostNameFromBackendAddress: false,
      hostName: "strangers.example.com",
    }),
  },
  {
    name: "the front end checks no chain of the backend",
    change: gateway("backendHttpSettingsCollection.0.validateCertChainAndExpiry", "False"),
  },
  {
    name: "the front end checks no name of the backend, as a number",
    change: gateway("backendHttpSettingsCollection.0.validateSNI", 0),
  },
  {
    name: "a path of the front end has a firewall made by hand",
    change: gateway("urlPathMaps", [
      {
        name: "m",
        pathRules: [
          {
            name: "p",
            paths: ["/*"],
            firewallPolicy: { id: `${here}/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/waf-by-hand` },
          },
        ],
      },
    ]),
  },
  {
    name: "a listener has a firewall made by hand",
    change: gateway("httpListeners.0.firewallPolicy", {
      id: `${here}/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/waf-by-hand`,
    }),
  },
  {
    name: "the listeners of the front end are an object that takes plain HTTP",
    change: gateway("httpListeners", { 0: { name: "plain", protocol: "Http" } }),
  },
  { name: "the front end passes TCP on", change: gateway("routingRules", [{ name: "r", ruleType: "Basic", priority: 5 }]) },
  {
    name: "the certificates of the front end are only known later",
    change: answered("network:ApplicationGateway", "gateway", "sslCertificates"),
  },
  {
    name: "the certificates of the front end are an object with the key itself",
    change: gateway("sslCertificates", { 0: { name: "host-name", data: "MIIK", password: "x" } }),
  },
  {
    name: "the front end takes TLS 1.1 by a policy of its own",
    change: gateway("sslPolicy", { policyType: "CustomV2", minProtocolVersion: "TLSv1_1", cipherSuites: [] }),
  },
  {
    name: "the front end is of the tier Standard_v2, in other letters",
    change: gateway("sku", { name: "standard_V2", tier: "STANDARD_V2" }),
  },
  {
    name: "the front end takes its certificate from a vault whose name begins like the stack's",
    change: gateway(
      "sslCertificates.0.keyVaultSecretId",
      "https://kv-contoso-ai-dev-dowjv.vault.azure.net.strangers.example.com/secrets/tls-1",
    ),
  },
  {
    name: "the firewall lets a header pass, with a space behind the word",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", [
      { name: "r", priority: 1, ruleType: "MatchRule", action: "Allow ", matchConditions: [] },
    ]),
  },
  {
    name: "the rules of the firewall are an object",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "customRules", {
      0: { name: "r", priority: 1, ruleType: "MatchRule", action: "Allow", matchConditions: [] },
    }),
  },
  {
    name: "the overrides of the firewall are only known later",
    change: answered(
      "network:WebApplicationFirewallPolicy",
      "gateway-firewall",
      "managedRules.managedRuleSets.0.ruleGroupOverrides",
    ),
  },
  {
    name: "the overrides of the firewall are an object",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "managedRules.managedRuleSets.0.ruleGroupOverrides", {
      0: { ruleGroupName: "SQLI", rules: [{ ruleId: "942100", state: "Disabled" }] },
    }),
  },
  {
    name: "the exclusions of the firewall are an object",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "managedRules.exclusions", {
      0: { matchVariable: "RequestArgNames", selectorMatchOperator: "StartsWith", selector: "" },
    }),
  },
  {
    name: "the firewall looks for bots no more",
    change: (plan) =>
      plan.replace(plan.one("network:WebApplicationFirewallPolicy"), (one) => {
        for (const side of [one.inputs, one.outputs]) {
          const managed = side.managedRules as { managedRuleSets: { ruleSetType: string }[] };
          managed.managedRuleSets = managed.managedRuleSets.filter(({ ruleSetType }) => !/bot/i.test(ruleSetType));
        }
      }),
  },
  {
    name: "the firewall is off, with spaces",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "policySettings.state", " disabled "),
  },
  {
    name: "the firewall's log keeps prompts",
    change: set("network:WebApplicationFirewallPolicy", "gateway-firewall", "policySettings.logScrubbing.state", "Disabled"),
  },
];
