import { Attempt, elsewhere, group, strangers, subscription } from "../../attempt";
import { set, add, audit, template, table, options, provider } from "./changes";

/** Options of the program, providers, templates and generic resources. */
export const programs: Attempt[] = [
  ...(
    [
      ["cognitiveservices:Account", "openai-swedencentral", ["*"]],
      ["cognitiveservices:Account", "openai-swedencentral", ['properties["publicNetworkAccess"]']],
      ["cognitiveservices:Account", "openai-francecentral", ["tagsProperties"]],
      ["cognitiveservices:Account", "openai-francecentral", [" properties"]],
      ["network:NetworkSecurityGroup", "network-private-endpoints", ["securityRules[*].access"]],
      ["network:VirtualNetwork", "network", ["subnets"]],
      ["network:VirtualNetwork", "network", ["virtualNetworkPeerings"]],
      ["monitor:DiagnosticSetting", "apim-diagnostics", ["logs"]],
      ["operationalinsights:Workspace", "workspace", ["retentionInDays"]],
      ["apimanagement:ApiPolicy", "apim-openai", ["value"]],
      ["authorization:RoleAssignment", "roles-operators-logs", ["condition"]],
      ["keyvault:Vault", "vault", ["properties.softDeleteRetentionInDays", "properties.networkAcls"]],
      ["network:ApplicationGateway", "gateway", ["firewallPolicy", "tags"]],
      ["storage:ManagementPolicy", "audit-lifecycle", ["policy"]],
      ["monitor:ActionGroup", "alerts-security", ["emailReceivers"]],
    ] as const
  ).map(([type, name, ignoreChanges]) => ({
    name: `the program ignores ${ignoreChanges.join(", ")} of ${type} ${name}`,
    change: options(type, name, { ignoreChanges: [...ignoreChanges] }),
  })),
  {
    name: "azure-native works with a key of another application",
    change: provider("azure-native", { clientId: strangers, clientSecret: "x" }),
  },
  { name: "azure-native works in the cloud of another country", change: provider("azure-native", { environment: "china" }) },
  {
    name: "azure-native is fetched from elsewhere",
    change: provider("azure-native", { version: "3.10.0", pluginDownloadURL: "https://strangers.example.com/plugins" }),
  },
  {
    name: "random is fetched from elsewhere",
    change: provider("random", { version: "4.18.0", pluginDownloadURL: "https://strangers.example.com/plugins" }),
  },
  {
    name: "azure-native of one version works in another subscription",
    change: provider("azure-native_network_v20240101", { subscriptionId: strangers }),
  },
  {
    name: "random is made from a Terraform provider of somebody",
    change: provider("random", { version: "4.18.0", parameterization: { name: "x", version: "1", value: "e30=" } }),
  },
  {
    name: "azure-native speaks over a host of somebody",
    change: provider("azure-native", { metadataHost: "strangers.example.com" }),
  },
  {
    name: "a template's answers hold keys",
    change: template(
      { name: "log-contoso-ai-dev/AzureActivity", properties: table },
      {
        outputs: {
          key: {
            type: "string",
            value: "[listKeys(resourceId('Microsoft.CognitiveServices/accounts', 'x'), '2023-05-01').key1]",
          },
        },
      },
    ),
  },
  {
    name: "a template imports an extension",
    change: template(
      { name: "log-contoso-ai-dev/AzureActivity", properties: table },
      { imports: { graph: { provider: "MicrosoftGraph", version: "1.0.0" } } },
    ),
  },
  {
    name: "a template's resource has a scope of another group",
    change: template({ name: "log-contoso-ai-dev/AzureActivity", properties: table, scope: elsewhere }),
  },
  {
    name: "a template's resource is in another subscription",
    change: template({
      name: "log-contoso-ai-dev/AzureActivity",
      properties: table,
      subscriptionId: strangers,
      resourceGroup: "rg-strangers",
    }),
  },
  {
    name: "a template's resource has resources in it",
    change: template({
      name: "log-contoso-ai-dev/AzureActivity",
      properties: table,
      resources: [{ type: "providers/roleAssignments", apiVersion: "2022-04-01", name: "x", properties: {} }],
    }),
  },
  {
    name: "a template's resource makes a role",
    change: template({
      type: "Microsoft.Authorization/roleAssignments",
      name: "00000000-1111-4222-8333-444444444444",
      properties: { principalId: strangers },
    }),
  },
  {
    name: "a template's type has a space behind",
    change: template({ type: "Microsoft.Authorization/roleAssignments ", name: "x", properties: {} }),
  },
  {
    name: "a template's resources are in capitals",
    change: add("resources:Deployment", {
      ...group,
      deploymentName: "d",
      properties: {
        mode: "Incremental",
        template: { Resources: [{ type: "Microsoft.Authorization/roleAssignments", name: "x", properties: {} }], resources: [] },
      },
    }),
  },
  {
    name: "a deployment goes on with the last one that went well",
    change: add("resources:Deployment", {
      ...group,
      deploymentName: "d",
      properties: {
        mode: "Incremental",
        template: { resources: [] },
        onErrorDeployment: { type: "SpecificDeployment", deploymentName: "old" },
      },
    }),
  },
  {
    name: "a deployment writes down what it sends",
    change: add("resources:Deployment", {
      ...group,
      deploymentName: "d",
      properties: { mode: "Incremental", template: { resources: [] }, debugSetting: { detailLevel: "requestContent" } },
    }),
  },
  {
    name: "a deployment's template is a link beside an object",
    change: add("resources:Deployment", {
      ...group,
      deploymentName: "d",
      properties: {
        mode: "Incremental",
        template: { resources: [] },
        templateLink: { uri: "https://strangers.example.com/t.json" },
      },
    }),
  },
  {
    name: "a deployment is in another group",
    change: add("resources:Deployment", {
      resourceGroupName: "rg-contoso-ai-dev",
      deploymentName: "d",
      location: "eastus",
      properties: {
        mode: "Incremental",
        template: {
          resources: [
            {
              type: "Microsoft.Resources/deployments",
              apiVersion: "2022-09-01",
              name: "n",
              properties: { mode: "Incremental", template: { resources: [] } },
            },
          ],
        },
      },
    }),
  },
  {
    name: "a generic resource is a public address by its parent's path",
    change: add("resources:Resource", {
      ...group,
      resourceProviderNamespace: "Microsoft.OperationalInsights",
      parentResourcePath: "workspaces/log/providers/Microsoft.Network",
      resourceType: "publicIPAddresses",
      resourceName: "pip",
      properties: {},
    }),
  },
  {
    name: "a generic resource is a lock that locks nothing",
    change: add("resources:Resource", {
      ...group,
      resourceProviderNamespace: "Microsoft.Authorization",
      parentResourcePath: "",
      resourceType: "locks",
      resourceName: "l",
      properties: { level: "NotSpecified" },
    }),
  },
  {
    name: "a lock locks nothing, in small letters",
    change: add("authorization:ManagementLockByScope", { lockName: "l", level: "notspecified", scope: audit }),
  },
  {
    name: "somebody else manages the group",
    change: set(
      "resources:ResourceGroup",
      "resource-group",
      "managedBy",
      `${subscription}/resourceGroups/rg-o/providers/Microsoft.Solutions/applications/a`,
    ),
  },
];
