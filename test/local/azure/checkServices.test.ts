import { Props, providerFor, subscriptionId } from "../../../local/azure";

const failures = (token: string, inputs: Props) =>
  providerFor("azure-native").check(`azure-native:${token}`, "urn", inputs).failures;
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const inGroup = { resourceGroupName: "rg", location: "swedencentral" };
describe("services", () => {
  const deployment = {
    resourceGroupName: "rg",
    accountName: "oai",
    deploymentName: "gpt-5",
    properties: { model: { name: "gpt-5" } },
  };
  const service = { ...inGroup, serviceName: "apim", sku: { name: "Developer", capacity: 1 } };
  const backend = { resourceGroupName: "rg", serviceName: "apim", backendId: "b" };
  it.each<[string, string, Props, string]>([
    [
      "a deployment of capacity 0",
      "cognitiveservices:Deployment",
      { ...deployment, sku: { name: "GlobalStandard", capacity: 0 } },
      "sku.capacity",
    ],
    [
      "network rules without a custom subdomain",
      "cognitiveservices:Account",
      { ...inGroup, accountName: "oai", properties: { networkAcls: {} } },
      "properties.customSubDomainName",
    ],
    [
      "purge protection that is set to false",
      "keyvault:Vault",
      { ...inGroup, vaultName: "kv-good", properties: { enablePurgeProtection: false } },
      "properties.enablePurgeProtection",
    ],
    [
      "a soft-delete retention of 5 days",
      "keyvault:Vault",
      { ...inGroup, vaultName: "kv-good", properties: { softDeleteRetentionInDays: 5 } },
      "properties.softDeleteRetentionInDays",
    ],
    [
      "a workspace that keeps logs for 10 days",
      "operationalinsights:Workspace",
      { ...inGroup, workspaceName: "log-good", retentionInDays: 10 },
      "retentionInDays",
    ],
    [
      "a Developer service of two units",
      "apimanagement:ApiManagementService",
      { ...service, sku: { name: "Developer", capacity: 2 } },
      "sku.capacity",
    ],
    ["zones of a Developer service", "apimanagement:ApiManagementService", { ...service, zones: ["1"] }, "zones"],
    [
      "an internal service without a subnet",
      "apimanagement:ApiManagementService",
      { ...service, virtualNetworkType: "Internal" },
      "virtualNetworkConfiguration.subnetResourceId",
    ],
    ["an empty pool", "apimanagement:Backend", { ...backend, type: "Pool", pool: { services: [] } }, "pool.services"],
    [
      "two rules of a circuit breaker",
      "apimanagement:Backend",
      { ...backend, circuitBreaker: { rules: [{}, {}] } },
      "circuitBreaker.rules",
    ],
    [
      "a policy that is too long",
      "apimanagement:Policy",
      { resourceGroupName: "rg", serviceName: "apim", value: "x".repeat(256 * 1024 + 1) },
      "value",
    ],
    [
      "a budget from the middle of a month",
      "consumption:Budget",
      { scope: group, budgetName: "b", timePeriod: { startDate: "2026-12-15" } },
      "timePeriod.startDate",
    ],
    [
      "an unknown kind of principal",
      "authorization:RoleAssignment",
      { scope: group, roleAssignmentName: "a0000000-0000-4000-8000-000000000000", principalType: "Robot" },
      "principalType",
    ],
    [
      "a long short name of an action group",
      "monitor:ActionGroup",
      { ...inGroup, actionGroupName: "ag", groupShortName: "thirteen-char" },
      "groupShortName",
    ],
  ])("refuse %s", (_what, token, inputs, property) => {
    expect(failures(token, inputs)).toEqual([{ property, reason: expect.any(String) }]);
  });
});
