import { group, here, subscription } from "../../attempt";
import { Changed, unknown } from "../../changes";

export const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);
export const add =
  (type: string, inputs: object, more: Parameters<Changed["add"]>[3] = {}) =>
  (plan: Changed) =>
    plan.add(type, "further", inputs as Record<string, unknown>, more);
/** A value that only the name's random part answers, which is no such value. */
export const answered = (type: string, name: string, path: string) => (plan: Changed) => {
  plan.set(type, name, path, unknown);
  const property = path.split(".")[0]!;
  plan.replace(plan.one(type, name), (one) => {
    const source = plan.resources.find((other) => other.name === "name-suffix")!;
    one.propertyDependencies = { ...one.propertyDependencies, [property]: [source.urn] };
  });
};
export const rule = (more: object) => ({
  name: "Further",
  priority: 150,
  access: "Allow",
  direction: "Inbound",
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "443",
  sourceAddressPrefix: "10.40.1.0/24",
  ...more,
});
export const guarded = (name: string, more: object) =>
  set("network:NetworkSecurityGroup", `network-${name}`, "securityRules.-", rule(more));
/** Changes one rule of a group. */
export const ruled = (group: string, name: string, more: object) => (plan: Changed) =>
  plan.replace(plan.one("network:NetworkSecurityGroup", `network-${group}`), (one) => {
    for (const side of [one.inputs, one.outputs])
      for (const found of side.securityRules as Record<string, unknown>[])
        if (found.name === name) {
          Object.assign(found, more);
          for (const [key, value] of Object.entries(more)) if (value === undefined) delete found[key];
        }
  });
export const subnet = (path: string, value: unknown) => set("network:VirtualNetwork", "network", `subnets.${path}`, value);
export const gateway = (path: string, value: unknown) => set("network:ApplicationGateway", "gateway", path, value);
export const ofService = (path: string, value: unknown) => set("apimanagement:ApiManagementService", "apim", path, value);
export const account = (path: string, value: unknown) => set("cognitiveservices:Account", "openai-swedencentral", path, value);
export const alert = (path: string, value: unknown, name = "evidence-changed") =>
  set("monitor:ScheduledQueryRule", `alerts-${name}`, path, value);
export const asked =
  (more: string, name = "evidence-changed") =>
  (plan: Changed) =>
    plan.edit("monitor:ScheduledQueryRule", `alerts-${name}`, "criteria.allOf.0.query", (query) => `${query}\n${more}`);
export const document =
  (edit: (text: string) => string, type = "ApiPolicy", name = "apim-openai") =>
  (plan: Changed) =>
    plan.edit(`apimanagement:${type}`, name, "value", edit);
export const afterToken = (xml: string) =>
  document((text) => text.replace("</validate-azure-ad-token>", `</validate-azure-ad-token>${xml}`));
export const own = (more: object) =>
  add("authorization:RoleDefinition", {
    roleDefinitionId: "00000000-1111-4222-8333-666666666666",
    roleName: "own",
    scope: subscription,
    assignableScopes: [`${subscription}/resourceGroups/rg-contoso-ai-dev`],
    permissions: [more],
  });
export const given = (role: string, scope: string, more: object = {}) =>
  add("authorization:RoleAssignment", {
    roleAssignmentName: "00000000-1111-4222-8333-777777777777",
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
    principalId: "bbbbbbbb-0000-4000-8000-000000000009",
    principalType: "Group",
    ...more,
  });
export const workspace = `${here}/Microsoft.OperationalInsights/workspaces/log-contoso-ai-dev`;
export const network = `${here}/Microsoft.Network/virtualNetworks/vnet-contoso-ai-dev`;
export const audit = `${here}/Microsoft.Storage/storageAccounts/stcontosoaidevaudowjv`;
export const template = (resource: object, more: object = {}) =>
  add("resources:Deployment", {
    ...group,
    deploymentName: "further",
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [{ type: "Microsoft.OperationalInsights/workspaces/tables", apiVersion: "2023-09-01", ...resource }],
        ...more,
      },
    },
  });
export const table = { plan: "Analytics", retentionInDays: 30, totalRetentionInDays: 90 };
export const record = (zone: string, more: object) =>
  add("privatedns:PrivateRecordSet", {
    ...group,
    privateZoneName: zone,
    relativeRecordSetName: "further",
    recordType: "A",
    ttl: 60,
    ...more,
  });

export const api = (path: string, value: unknown) => set("apimanagement:Api", "apim-openai", path, value);
export const first = (xml: string) => document((text) => text.replace("<inbound>", `<inbound>${xml}`));
export const setting = (name: string, path: string, value: unknown) => set("monitor:DiagnosticSetting", name, path, value);
export const storage = (path: string, value: unknown, name = "audit") => set("storage:StorageAccount", name, path, value);
export const vault = (path: string, value: unknown) => set("keyvault:Vault", "vault", path, value);
export const options = (type: string, name: string, more: object) => (plan: Changed) => plan.options(type, name, more);
export const provider = (name: string, inputs: object) => (plan: Changed) =>
  plan.add(`pulumi:providers:${name}`, "further", inputs as Record<string, unknown>);
export const logged = (side: string, more: object) => (plan: Changed) =>
  plan.replace(plan.one("apimanagement:Diagnostic", "apim-azuremonitor"), (one) => {
    for (const held of [one.inputs, one.outputs]) {
      const [a = "", b = ""] = side.split(".");
      Object.assign((held[a] as Record<string, object>)[b]!, more);
    }
  });
