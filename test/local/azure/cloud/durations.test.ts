import { secondsOf } from "../../../../local/azure/services";

describe("durations", () => {
  it.each([
    ["create", "Microsoft.ApiManagement/service", { sku: { name: "Developer" } }, 2400],
    ["create", "Microsoft.ApiManagement/service", { sku: { name: "Premium" } }, 3000],
    ["update", "Microsoft.ApiManagement/service", { sku: { name: "Premium" } }, 900],
    ["create", "Microsoft.Network/applicationGateways", {}, 480],
    ["create", "Microsoft.CognitiveServices/accounts/deployments", { sku: { name: "GlobalStandard" } }, 30],
    ["create", "Microsoft.CognitiveServices/accounts/deployments", { sku: { name: "ProvisionedManaged" } }, 300],
    ["create", "Microsoft.Insights/diagnosticSettings", {}, 3],
    ["delete", "Microsoft.Insights/diagnosticSettings", {}, 2],
  ] as const)("%s %s %j takes %d s", (kind, type, inputs, seconds) => {
    expect(secondsOf(kind, type, inputs)).toBe(seconds);
  });
});
