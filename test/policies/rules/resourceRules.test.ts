import { rules } from "../../../policies/rules";
import { roleId } from "../goodStack";
import { saidAfter } from "../saidAfter";
import { runRules } from "../support";

const owner = roleId("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
const vaultAdministrator = roleId("00482a5a-887f-4fb3-b363-3b7fe8e74483");
const group = "ranges or service tags narrower than the Internet";
const login = 'an outbound rule that denies port "22" or "3389" to VirtualNetwork';
const closed =
  "none of the ports 20, 21, 22, 23, 25, 53, 80, 135, 139, 445, 1433, 3306, 3389, 5432, 5985, 5986, 6379, 27017 open to the Internet";
const named = "actions by name, without changing roles";
const ingress = 'virtualNetworkType "Internal" or publicNetworkAccess "Disabled"';
const nics = "virtualMachineProfile.networkProfile.networkInterfaceConfigurations";
const narrow = "the id of a resource group or resource";
const kinds = '"Developer", "Premium", "StandardV2" or "PremiumV2"';

// prettier-ignore
const broken: [rule: string, resource: string, path: string, value: unknown, message: string][] = [
  ["cog-public-network-disabled", "openai", "properties.publicNetworkAccess", "Enabled", 'properties.publicNetworkAccess is "Enabled"; expected "Disabled"'],
  ["cog-public-network-disabled", "openai", "properties.publicNetworkAccess", undefined, 'properties.publicNetworkAccess is not set; expected "Disabled"'],
  ["cog-network-acls-deny", "openai", "properties.networkAcls.defaultAction", "Allow", 'properties.networkAcls.defaultAction is "Allow"; expected "Deny"'],
  ["cog-network-acls-deny", "openai", "properties.networkAcls.ipRules", [{ value: "1.2.3.4" }], "properties.networkAcls.ipRules is a list of 1; expected no IP rules"],
  ["cog-network-acls-deny", "openai", "properties.networkAcls.virtualNetworkRules", [{ id: "x" }], "properties.networkAcls.virtualNetworkRules is a list of 1; expected a private endpoint instead"],
  ["cog-local-auth-disabled", "openai", "properties.disableLocalAuth", false, "properties.disableLocalAuth is false; expected true"],
  ["cog-restrict-outbound", "openai", "properties.restrictOutboundNetworkAccess", undefined, "properties.restrictOutboundNetworkAccess is not set; expected true"],
  ["cog-restrict-outbound", "openai", "properties.allowedFqdnList", [], "properties.allowedFqdnList is a list of 0; expected a list of at least one host"],
  ["cog-custom-subdomain", "openai", "properties.customSubDomainName", undefined, "properties.customSubDomainName is not set; expected a host name of the account's own"],
  ["apim-private-ingress", "apim", "virtualNetworkType", "None", `virtualNetworkType is "None"; expected ${ingress}`],
  ["apim-private-ingress", "apim", "virtualNetworkType", "External", `virtualNetworkType is "External"; expected ${ingress}`],
  ["apim-vnet-injected", "apim", "virtualNetworkType", "None", 'virtualNetworkType is "None"; expected "Internal" or "External"'],
  ["apim-vnet-injected", "apim", "virtualNetworkConfiguration", undefined, "virtualNetworkConfiguration.subnetResourceId is not set; expected the id of a subnet"],
  ["apim-sku-vnet-capable", "apim", "sku.name", "Basic", `sku.name is "Basic"; expected ${kinds}`],
  ["appgw-waf-v2-sku", "gateway", "sku.tier", "Standard_v2", 'sku.tier is "Standard_v2"; expected "WAF_v2"'],
  ["appgw-waf-policy-attached", "gateway", "firewallPolicy", undefined, "firewallPolicy.id is not set; expected the id of a firewall policy"],
  ["appgw-no-classic-waf-config", "gateway", "webApplicationFirewallConfiguration", { enabled: true }, "webApplicationFirewallConfiguration is an object; expected a firewall policy instead"],
  ["waf-prevention-mode", "firewall", "policySettings.mode", "Detection", 'policySettings.mode is "Detection"; expected "Prevention"'],
  ["waf-prevention-mode", "firewall", "policySettings.mode", undefined, 'policySettings.mode is not set; expected "Prevention"'],
  ["waf-enabled", "firewall", "policySettings.state", "Disabled", 'policySettings.state is "Disabled"; expected "Enabled"'],
  ["waf-enabled", "firewall", "policySettings.state", undefined, 'policySettings.state is not set; expected "Enabled"'],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.sourceAddressPrefix", "Internet", `securityRules[0].sourceAddressPrefix is "Internet"; expected ${group} (rule "AllowClients")`],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.sourceAddressPrefixes", ["10.0.0.0/8", "::/0"], `securityRules[0].sourceAddressPrefixes[1] is "::/0"; expected ${group} (rule "AllowClients")`],
  ["nsg-no-inbound-any", "nsg-gateway", "securityRules.1.destinationPortRange", "8443", `securityRules[1].sourceAddressPrefix is "Internet"; expected ${group} (rule "AllowClients")`],
  ["nsg-no-inbound-any", "rule", "sourceAddressPrefix", "0.0.0.0/1", `sourceAddressPrefix is "0.0.0.0/1"; expected ${group}`],
  ["nsg-no-admin-ports", "nsg-gateway", "securityRules.1.destinationPortRange", "20-30", `securityRules[1].destinationPortRange is "20-30"; expected ${closed} (rule "AllowClients")`],
  ["nsg-no-inbound-udp", "nsg-gateway", "securityRules.1.protocol", "Udp", 'securityRules[1].protocol is "Udp"; expected "Tcp" from the Internet (rule "AllowClients")'],
  ["nsg-no-inbound-udp", "nsg-gateway", "securityRules.1.protocol", "*", 'securityRules[1].protocol is "*"; expected "Tcp" from the Internet (rule "AllowClients")'],
  ["nsg-no-outbound-internet", "nsg-apim", "securityRules.1.destinationPortRange", "443", `securityRules[1].destinationAddressPrefix is "Internet"; expected ${group} (rule "AllowCertificates")`],
  ["nsg-no-outbound-internet", "nsg-apim", "securityRules.0.sourceAddressPrefix", "VirtualNetwork", `securityRules[1].destinationAddressPrefix is "Internet"; expected ${group} (rule "AllowCertificates")`],
  ["nsg-lateral-traversal", "nsg", "securityRules.1.access", "Allow", `securityRules is a list of 2; expected ${login}`],
  ["nsg-lateral-traversal", "nsg", "securityRules", undefined, `securityRules is not set; expected ${login}`],
  ["subnet-has-nsg", "vnet", "subnets.1.networkSecurityGroup", undefined, 'subnets[1].networkSecurityGroup.id is not set; expected the id of a network security group (subnet "second")'],
  ["subnet-has-nsg", "subnet", "networkSecurityGroup", {}, "networkSecurityGroup.id is not set; expected the id of a network security group"],
  ["subnet-private", "vnet", "subnets.0.defaultOutboundAccess", undefined, 'subnets[0].defaultOutboundAccess is not set; expected false (subnet "first")'],
  ["subnet-pe-policies-enabled", "subnet", "privateEndpointNetworkPolicies", "Disabled", 'privateEndpointNetworkPolicies is "Disabled"; expected "Enabled" or "NetworkSecurityGroupEnabled"'],
  ["subnet-no-service-endpoints", "vnet", "subnets.0.serviceEndpoints", [{ service: "Microsoft.Storage" }], 'subnets[0].serviceEndpoints is a list of 1; expected private endpoints instead (subnet "first")'],
  ["pe-not-manual", "vault-endpoint", "manualPrivateLinkServiceConnections", [{ name: "x" }], "manualPrivateLinkServiceConnections is a list of 1; expected privateLinkServiceConnections instead"],
  ["nic-no-public-ip", "nic", "ipConfigurations.0.publicIPAddress", { id: "x" }, "ipConfigurations[0].publicIPAddress is an object; expected no public address"],
  ["nic-no-ip-forwarding", "nic", "enableIPForwarding", true, "enableIPForwarding is true; expected anything but true"],
  ["vm-no-public-ip", "machines", `${nics}.0.ipConfigurations.0.publicIPAddressConfiguration`, { name: "x" }, `${nics}[0].ipConfigurations[0].publicIPAddressConfiguration is an object; expected no public address`],
  ["kv-public-network-disabled", "vault", "properties.publicNetworkAccess", "enabled", 'properties.publicNetworkAccess is "enabled"; expected "Disabled"'],
  ["st-public-network-disabled", "storage", "publicNetworkAccess", undefined, 'publicNetworkAccess is not set; expected "Disabled"'],
  ["st-no-public-blob", "storage", "allowBlobPublicAccess", undefined, "allowBlobPublicAccess is not set; expected false"],
  ["st-container-private", "container", "publicAccess", "Blob", 'publicAccess is "Blob"; expected "None"'],
  ["evh-public-network-disabled", "events", "publicNetworkAccess", "Enabled", 'publicNetworkAccess is "Enabled"; expected "Disabled"'],
  ["evh-public-network-disabled", "events", "publicNetworkAccess", undefined, 'publicNetworkAccess is not set; expected "Disabled"'],
  ["evh-public-network-disabled", "events-rules", "publicNetworkAccess", undefined, 'publicNetworkAccess is not set; expected "Disabled"'],
  ["law-public-network-disabled", "workspace", "publicNetworkAccessForQuery", "Enabled", 'publicNetworkAccessForQuery is "Enabled"; expected "Disabled"'],
  ["law-public-network-disabled", "workspace", "publicNetworkAccessForIngestion", undefined, 'publicNetworkAccessForIngestion is not set; expected "Disabled"'],
  ["appi-public-network-disabled", "insights", "publicNetworkAccessForIngestion", "Enabled", 'publicNetworkAccessForIngestion is "Enabled"; expected "Disabled"'],
  ["rbac-no-privileged-role", "assignment", "roleDefinitionId", owner, `roleDefinitionId is "${owner}"; expected a narrower role than Owner`],
  ["rbac-data-plane-role", "assignment", "roleDefinitionId", vaultAdministrator, `roleDefinitionId is "${vaultAdministrator}"; expected a narrower role than Key Vault Administrator`],
  ["rbac-resource-scope", "assignment", "scope", "/subscriptions/s", `scope is "/subscriptions/s"; expected ${narrow}`],
  ["rbac-resource-scope", "assignment", "scope", "/providers/Microsoft.Management/managementGroups/all", `scope is "/providers/Microsoft.Management/managementGroups/all"; expected ${narrow}`],
  ["rbac-no-user-principal", "assignment", "principalType", "User", 'principalType is "User"; expected "Group" or "ServicePrincipal"'],
  ["rbac-no-user-principal", "assignment", "principalType", undefined, 'principalType is not set; expected "Group" or "ServicePrincipal"'],
  ["rbac-custom-role-no-wildcard", "definition", "permissions.0.actions.0", "*", `permissions[0].actions[0] is "*"; expected ${named}`],
  ["rbac-custom-role-no-wildcard", "definition", "permissions.0.actions.0", "Microsoft.Authorization/*", `permissions[0].actions[0] is "Microsoft.Authorization/*"; expected ${named}`],
  ["rbac-custom-role-no-wildcard", "definition", "permissions.0.dataActions", ["*"], `permissions[0].dataActions[0] is "*"; expected ${named}`],
];

test.each(broken)("%s: %s with %s %j", (rule, resource, path, value, message) => {
  expect(saidAfter(rule, resource, path, value)).toEqual([{ rule, resource, message }]);
});

// prettier-ignore
const good: [rule: string, resource: string, path: string, value: unknown][] = [
  ["cog-public-network-disabled", "openai", "properties.publicNetworkAccess", "disabled"],
  ["cog-restrict-outbound", "openai", "kind", "TextAnalytics"],
  ["cog-custom-subdomain", "openai", "properties.customSubDomainName", "oai"],
  ["apim-vnet-injected", "apim", "virtualNetworkType", "external"],
  ["waf-enabled", "firewall", "policySettings.state", "enabled"],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.access", "Deny"],
  ["nsg-no-inbound-any", "nsg", "securityRules.0.sourceAddressPrefix", "AzureLoadBalancer"],
  ["nsg-no-admin-ports", "nsg", "securityRules.0.destinationPortRange", "3389"],
  ["nsg-no-inbound-udp", "nsg", "securityRules.0.protocol", "Udp"],
  ["subnet-has-nsg", "subnet", "subnetName", "GatewaySubnet"],
  ["subnet-private", "subnet", "subnetName", "AzureBastionSubnet"],
  ["subnet-pe-policies-enabled", "subnet", "privateEndpointNetworkPolicies", "NetworkSecurityGroupEnabled"],
  ["kv-firewall-deny", "vault", "properties.networkAcls", undefined],
  ["st-firewall-deny", "storage", "networkRuleSet", undefined],
  ["st-container-private", "container", "publicAccess", undefined],
  ["rbac-resource-scope", "assignment", "scope", "/subscriptions/s/resourceGroups/rg"],
  ["rbac-custom-role-no-wildcard", "definition", "permissions.0.actions.0", "Microsoft.Storage/*/read"],
];

test.each(good)("%s: good is %s with %s %j", (rule, resource, path, value) => {
  expect(saidAfter(rule, resource, path, value)).toEqual([]);
});

describe("OpenAI Contributor", () => {
  const contributor = roleId("a001fd3d-188f-4b5d-821b-7da978bf7442");
  const message = `roleDefinitionId is "${contributor}"; expected a narrower role than Cognitive Services OpenAI Contributor`;

  test("is advised against for a service, which may need it to write files", () => {
    expect(saidAfter("rbac-data-plane-role", "assignment", "roleDefinitionId", contributor)).toEqual([
      { rule: "rbac-data-plane-role", resource: "assignment", message, level: "advisory" },
    ]);
  });

  test("is a violation for a group", () => {
    const assignment = {
      type: "authorization:RoleAssignment",
      name: "one",
      inputs: { roleDefinitionId: contributor, principalType: "Group" },
    };
    const rule = rules.filter(({ name }) => name === "rbac-data-plane-role");
    expect(runRules(rule, [assignment])).toEqual([{ rule: "rbac-data-plane-role", resource: "one", message }]);
  });
});

describe("firewalls of accounts that are open", () => {
  const said = (rule: string, type: string, inputs: Record<string, unknown>) =>
    runRules(
      rules.filter(({ name }) => name === rule),
      [{ type, name: "one", inputs }],
    ).map(({ message }) => message);

  test("a vault's must deny", () => {
    const inputs = { properties: { publicNetworkAccess: "enabled", networkAcls: { defaultAction: "Allow" } } };
    expect(said("kv-firewall-deny", "keyvault:Vault", inputs)).toEqual([
      'properties.networkAcls.defaultAction is "Allow"; expected "Deny"',
    ]);
  });

  test("a storage account's must deny", () => {
    expect(said("st-firewall-deny", "storage:StorageAccount", {})).toEqual([
      'networkRuleSet.defaultAction is not set; expected "Deny"',
    ]);
  });

  test.each(["kv-firewall-deny", "st-firewall-deny"])("%s passes one that denies", (rule) => {
    const inputs = { networkRuleSet: { defaultAction: "deny" }, properties: { networkAcls: { defaultAction: "deny" } } };
    const type = rule.startsWith("kv") ? "keyvault:Vault" : "storage:StorageAccount";
    expect(said(rule, type, inputs)).toEqual([]);
  });
});

test("a machine whose interface is made with it has no public address either", () => {
  const ipConfigurations = [{ name: "one" }, { name: "two", publicIPAddressConfiguration: { name: "pip" } }];
  const inputs = { networkProfile: { networkInterfaceConfigurations: [{ name: "nic", ipConfigurations }] } };
  const rule = rules.filter(({ name }) => name === "vm-no-public-ip");
  expect(runRules(rule, [{ type: "compute:VirtualMachine", name: "jump", inputs }]).map(({ message }) => message)).toEqual([
    "networkProfile.networkInterfaceConfigurations[0].ipConfigurations[1].publicIPAddressConfiguration is an object; expected no public address",
  ]);
});

test("a StandardV2 service is private once public access is disabled", () => {
  const inputs = { sku: { name: "StandardV2" }, virtualNetworkType: "External", publicNetworkAccess: "Disabled" };
  const rule = rules.filter(({ name }) => name === "apim-private-ingress");
  expect(runRules(rule, [{ type: "apimanagement:ApiManagementService", name: "apim", inputs }])).toEqual([]);
});

test("resources of an API version of their own, or under a module's old name, are judged too", () => {
  const rule = rules.filter(({ name }) => name === "appi-public-network-disabled");
  const samples = ["azure-native:applicationinsights/v20200202:Component", "azure-native:insights:Component"].map((type) => ({
    type,
    name: type,
    inputs: { publicNetworkAccessForIngestion: "Disabled" },
  }));
  expect(runRules(rule, samples).map(({ resource }) => resource)).toEqual(samples.map(({ name }) => name));
});
