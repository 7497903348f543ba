import { rules } from "../../../policies/rules";
import { saidAfter } from "../saidAfter";
import { runRules, unknown } from "../support";

const nics = "virtualMachineProfile.networkProfile.networkInterfaceConfigurations";

/** Inputs that must be known beforehand: unknown, they are violations that name the input. */
const undecided: [rule: string, resource: string, path: string, message: string][] = [
  ["cog-public-network-disabled", "openai", "properties.publicNetworkAccess", "properties.publicNetworkAccess"],
  ["cog-network-acls-deny", "openai", "properties.networkAcls.defaultAction", "properties.networkAcls.defaultAction"],
  ["cog-local-auth-disabled", "openai", "properties.disableLocalAuth", "properties.disableLocalAuth"],
  ["cog-restrict-outbound", "openai", "kind", "kind"],
  ["apim-private-ingress", "apim", "virtualNetworkType", "virtualNetworkType"],
  ["apim-vnet-injected", "apim", "virtualNetworkType", "virtualNetworkType"],
  ["appgw-waf-v2-sku", "gateway", "sku.tier", "sku.tier"],
  ["appgw-no-classic-waf-config", "gateway", "webApplicationFirewallConfiguration", "webApplicationFirewallConfiguration"],
  ["waf-prevention-mode", "firewall", "policySettings.mode", "policySettings.mode"],
  ["waf-enabled", "firewall", "policySettings.state", "policySettings.state"],
  ["nsg-no-inbound-any", "nsg", "securityRules", "securityRules"],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.access", "securityRules[0].access"],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.sourceAddressPrefix", "securityRules[0].sourceAddressPrefix"],
  ["nsg-no-admin-ports", "nsg-gateway", "securityRules.1.destinationPortRange", "securityRules[1].destinationPortRange"],
  [
    "nsg-no-outbound-internet",
    "nsg-apim",
    "securityRules.1.destinationAddressPrefix",
    "securityRules[1].destinationAddressPrefix",
  ],
  ["nsg-outbound-denied", "nsg", "securityRules", "securityRules"],
  ["nsg-lateral-traversal", "nsg", "securityRules", "securityRules"],
  ["subnet-has-nsg", "vnet", "subnets", "subnets"],
  ["subnet-private", "vnet", "subnets.1.defaultOutboundAccess", "subnets[1].defaultOutboundAccess"],
  ["subnet-pe-policies-enabled", "subnet", "privateEndpointNetworkPolicies", "privateEndpointNetworkPolicies"],
  ["subnet-no-service-endpoints", "subnet", "serviceEndpoints", "serviceEndpoints"],
  ["pe-not-manual", "vault-endpoint", "manualPrivateLinkServiceConnections", "manualPrivateLinkServiceConnections"],
  ["nic-no-public-ip", "nic", "ipConfigurations", "ipConfigurations"],
  ["nic-no-ip-forwarding", "nic", "enableIPForwarding", "enableIPForwarding"],
  ["vm-no-public-ip", "machines", nics, nics],
  ["vm-no-public-ip", "machines", `${nics}.0.ipConfigurations`, `${nics}[0].ipConfigurations`],
  ["evh-public-network-disabled", "events", "publicNetworkAccess", "publicNetworkAccess"],
  ["kv-public-network-disabled", "vault", "properties.publicNetworkAccess", "properties.publicNetworkAccess"],
  ["st-public-network-disabled", "storage", "publicNetworkAccess", "publicNetworkAccess"],
  ["st-no-public-blob", "storage", "allowBlobPublicAccess", "allowBlobPublicAccess"],
  ["st-container-private", "container", "publicAccess", "publicAccess"],
  ["law-public-network-disabled", "workspace", "publicNetworkAccessForQuery", "publicNetworkAccessForQuery"],
  ["appi-public-network-disabled", "insights", "publicNetworkAccessForQuery", "publicNetworkAccessForQuery"],
  ["rbac-no-user-principal", "assignment", "principalType", "principalType"],
  ["rbac-custom-role-no-wildcard", "definition", "permissions.0.actions.0", "permissions[0].actions[0]"],
];

test.each(undecided)("%s: %s with unknown %s", (rule, resource, path, place) => {
  const [only, ...others] = saidAfter(rule, resource, path, unknown);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ rule, resource, message: expect.stringMatching(/ is not known before deployment; expected /) });
  expect(only?.message.startsWith(`${place} is`)).toBe(true);
  expect(only?.level).toBeUndefined();
});

/** Inputs inside an object that is unknown as a whole: advice in a preview, judged before the resource is created. */
const hidden: [rule: string, resource: string, path: string, message: string][] = [
  [
    "cog-public-network-disabled",
    "openai",
    "properties",
    'properties.publicNetworkAccess is not known before deployment; expected "Disabled"',
  ],
  ["apim-sku-vnet-capable", "apim", "sku", "sku.name is not known before deployment; expected"],
];

test.each(hidden)("%s: %s with all of %s unknown", (rule, resource, path, message) => {
  const [only, ...others] = saidAfter(rule, resource, path, unknown);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ rule, resource, level: "advisory" });
  expect(only?.message.startsWith(message)).toBe(true);
  expect(only?.message.endsWith("; judged before it is created")).toBe(true);
});

describe("ids that are unknown", () => {
  test("of a role are advice", () => {
    expect(saidAfter("rbac-no-privileged-role", "assignment", "roleDefinitionId", unknown)).toEqual([
      {
        rule: "rbac-no-privileged-role",
        resource: "assignment",
        message: "roleDefinitionId is not known before deployment; expected the id of a narrower role",
        level: "advisory",
      },
    ]);
  });

  test("of a scope are ids of resources", () => {
    expect(saidAfter("rbac-resource-scope", "assignment", "scope", unknown)).toEqual([]);
  });
});

test("a loop goes on past what is unknown", () => {
  const allow = { access: "Allow", direction: "Inbound", protocol: "Tcp", destinationPortRange: "443" };
  const securityRules = [
    { ...allow, name: "a", sourceAddressPrefix: "*" },
    { ...allow, name: "b", sourceAddressPrefix: unknown },
    { ...allow, name: "c", sourceAddressPrefix: "Any" },
  ];
  const rule = rules.filter(({ name }) => name === "nsg-no-inbound-any");
  const said = runRules(rule, [{ type: "network:NetworkSecurityGroup", name: "nsg", inputs: { securityRules } }]);
  expect(said.map(({ message }) => message)).toEqual([
    `securityRules[0].sourceAddressPrefix is "*"; expected ranges or service tags narrower than the Internet (rule "a")`,
    `securityRules[1].sourceAddressPrefix is not known before deployment; expected ranges or service tags narrower than the Internet (rule "b")`,
    `securityRules[2].sourceAddressPrefix is "Any"; expected ranges or service tags narrower than the Internet (rule "c")`,
  ]);
});
