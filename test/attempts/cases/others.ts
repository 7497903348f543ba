import { Attempt, elsewhere, group, here, service, strangers, subscription, tagged } from "../attempt";
import { Changed, unknown } from "../changes";

const role = (guid: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const accounts = `${here}/Microsoft.CognitiveServices/accounts/oai-contoso-ai-dev-swedencentral-dowjv`;
const workspace = `${here}/Microsoft.OperationalInsights/workspaces/log-contoso-ai-dev`;
const people = "bbbbbbbb-0000-4000-8000-000000000009";
const given =
  (guid: string, scope: string, more: object = {}) =>
  (plan: Changed) =>
    plan.add("authorization:RoleAssignment", "given", {
      roleAssignmentName: "00000000-1111-4222-8333-444444444444",
      roleDefinitionId: guid.includes("/") || guid === unknown ? guid : role(guid),
      scope,
      principalId: people,
      principalType: "Group",
      ...more,
    });
const own =
  (permissions: object, scopes: unknown[] = [subscription]) =>
  (plan: Changed) =>
    plan.add("authorization:RoleDefinition", "own", {
      roleDefinitionId: "00000000-1111-4222-8333-555555555555",
      roleName: "own",
      scope: subscription,
      assignableScopes: scopes,
      permissions: [permissions],
    });
const user = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const logReader = "73c42c96-874c-492b-b04d-ab87d138a893";

/** Built-in roles that nobody of the architecture has, by their ids (Microsoft Learn, "Azure built-in roles"). */
const wide: [name: string, id: string][] = [
  ["Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"],
  ["Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"],
  ["User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"],
  ["Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"],
  ["Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483"],
  ["Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"],
  ["Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"],
  ["Storage Account Key Operator", "81a9662b-bebf-436f-a333-f67b29880f12"],
  ["Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7"],
  ["Cognitive Services Contributor", "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68"],
  ["Cognitive Services User", "a97b65f3-24c7-4388-baec-2e87135dc908"],
  ["Log Analytics Contributor", "92aaf0da-9dab-42b6-94a3-d43ce8d16293"],
  ["Monitoring Contributor", "749f88d5-cbae-40b8-bcfc-e573ddc772fa"],
  ["Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830"],
  ["Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"],
];

/** Identities and roles. */
const identity: Attempt[] = [
  ...wide.map(([name, id]) => ({ name: `a group gets ${name} of an account`, change: given(id, accounts) })),
  ...wide.slice(0, 4).map(([name, id]) => ({
    name: `an identity gets ${name} of the group`,
    change: given(id.toUpperCase(), `${subscription}/resourceGroups/rg-contoso-ai-dev`, { principalType: "ServicePrincipal" }),
  })),
  { name: "a group may call the models past the gateway", change: given(user, accounts) },
  { name: "a person may call the models past the gateway", change: given(user, accounts, { principalType: "User" }) },
  {
    name: "an application that is not of the stack may call the models",
    change: given(user, accounts, { principalType: "ServicePrincipal" }),
  },
  { name: "a guest reads the logs", change: given(logReader, workspace, { principalType: "ForeignGroup" }) },
  { name: "somebody of no known kind reads the logs", change: given(logReader, workspace, { principalType: undefined }) },
  {
    name: "somebody reads the logs with a delegated identity",
    change: given(logReader, workspace, {
      principalType: "ServicePrincipal",
      delegatedManagedIdentityResourceId: `${elsewhere}/Microsoft.ManagedIdentity/userAssignedIdentities/i`,
    }),
  },
  { name: "readers read everything", change: given(reader, "/") },
  { name: "readers read the subscription", change: given(reader, subscription) },
  { name: "readers read the subscription, with a slash", change: given(reader, `${subscription}/`) },
  { name: "readers read the subscription, in capitals", change: given(reader, subscription.toUpperCase()) },
  { name: "readers read a management group", change: given(reader, "/providers/Microsoft.Management/managementGroups/root") },
  { name: "readers read another subscription", change: given(reader, `${elsewhere}/Microsoft.Storage/storageAccounts/s`) },
  { name: "a role that is not known", change: given(unknown, accounts) },
  { name: "a scope that is not known", change: given(reader, unknown) },
  { name: "a group that is not known", change: given(logReader, workspace, { principalId: unknown }) },
  {
    name: "a role in another spelling of its id",
    change: given(`/providers/Microsoft.Authorization/roleDefinitions/${wide[0]![1]}/`, accounts),
  },
  { name: "a role of its own with every action", change: own({ actions: ["*"] }) },
  { name: "a role of its own with actions of all services", change: own({ actions: ["*/read", "Microsoft.*/write"] }) },
  { name: "a role of its own that gives roles", change: own({ actions: ["Microsoft.Authorization/roleAssignments/write"] }) },
  {
    name: "a role of its own that lists keys",
    change: own({ actions: ["Microsoft.CognitiveServices/accounts/listKeys/action"] }),
  },
  {
    name: "a role of its own that reads secrets",
    change: own({ actions: [], dataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"] }),
  },
  {
    name: "a role of its own that reads everything in accounts",
    change: own({ actions: [], dataActions: ["Microsoft.CognitiveServices/*"] }),
  },
  { name: "a role of its own whose actions are not known", change: own({ actions: unknown }) },
  { name: "a role of its own for every subscription", change: own({ actions: ["Microsoft.Insights/metrics/read"] }, ["/"]) },
  ...[
    "managedidentity:FederatedIdentityCredential",
    "managedidentity:UserAssignedIdentityFederatedCredential",
    "authorization:RoleEligibilityScheduleRequest",
    "authorization:PimRoleEligibilitySchedule",
    "authorization:PimRoleAssignmentSchedule",
    "authorization:RoleManagementPolicyAssignment",
    "authorization:RoleManagementPolicy",
    "authorization:AccessReviewScheduleDefinitionById",
    "authorization:PolicyAssignment",
    "authorization:PolicyExemption",
    "authorization:PolicyDefinition",
    "authorization:PrivateLinkAssociation",
    "managedservices:RegistrationAssignment",
    "managedservices:RegistrationDefinition",
    "solutions:Application",
    "blueprint:Assignment",
    "aad:DomainService",
    "subscription:Alias",
    "management:ManagementGroup",
    "management:ManagementGroupSubscription",
    "guestconfiguration:GuestConfigurationAssignment",
    "customproviders:CustomResourceProvider",
    "support:SupportTicket",
    "billing:BillingRoleAssignmentByDepartment",
    "resources:TagAtScope",
    "resources:DeploymentStackAtResourceGroup",
    "resources:DeploymentAtScope",
    "resources:DeploymentAtSubscriptionScope",
    "resources:TemplateSpecVersion",
    "resources:AzureCliScript",
    "resources:AzurePowerShellScript",
    "features:SubscriptionFeatureRegistration",
  ].map((type) => ({
    name: `${type} is added`,
    change: (plan: Changed) => plan.add(type, "extra", { ...group, principalId: people }),
  })),
  {
    name: "the gateway's identity is that of strangers",
    change: (plan) =>
      plan.set("network:ApplicationGateway", "gateway", "identity.userAssignedIdentities", [
        `${elsewhere}/Microsoft.ManagedIdentity/userAssignedIdentities/i`,
      ]),
  },
  {
    name: "a lock becomes weaker",
    change: (plan) =>
      plan.add("authorization:ManagementLockByScope", "lock", { lockName: "l", scope: accounts, level: "NotSpecified" }),
  },
  {
    name: "the resource group belongs to somebody else",
    change: (plan) =>
      plan.set("resources:ResourceGroup", undefined, "managedBy", `${elsewhere}/Microsoft.Solutions/applications/a`),
  },
];

const judged: [type: string, name: string | undefined, path: string][] = [
  ["cognitiveservices:Account", "openai-swedencentral", "properties.networkAcls.ipRules[0]"],
  ["cognitiveservices:Account", "openai-swedencentral", "*"],
  ["storage:StorageAccount", "audit", "allowSharedKeyAccess"],
  ["keyvault:Vault", "vault", "properties"],
  ["network:NetworkSecurityGroup", "network-private-endpoints", "securityRules"],
  ["network:VirtualNetwork", "network", "subnets"],
  ["network:PrivateEndpoint", "vault-endpoint", "privateLinkServiceConnections"],
  ["network:ApplicationGateway", "gateway", "frontendIPConfigurations"],
  ["network:WebApplicationFirewallPolicy", "gateway-firewall", "policySettings"],
  ["apimanagement:ApiManagementService", "apim", "virtualNetworkType"],
  ["apimanagement:ApiPolicy", "apim-openai", "value"],
  ["apimanagement:Backend", "apim-home", "url"],
  ["monitor:DiagnosticSetting", "vault-diagnostics", "logs"],
  ["operationalinsights:Workspace", "workspace", "retentionInDays"],
  ["operationalinsights:DataExport", "audit-export", "tableNames"],
  ["authorization:RoleAssignment", "roles-auditors-logs", "principalId"],
  ["privatedns:PrivateRecordSet", "apim-hosts-gateway-address", "aRecords"],
  ["monitor:ScheduledQueryRule", "alerts-evidence-changed", "enabled"],
  ["resources:Deployment", "apim-azuremonitor-logger", "properties.template"],
];

/** Options of the program, other providers, bodies. */
const program: Attempt[] = [
  ...judged.map(([type, name, path]) => ({
    name: `changes of ${path} of ${name} are ignored`,
    change: (plan: Changed) => plan.options(type, name, { ignoreChanges: [path] }),
  })),
  ...[
    "azapi:resources:Resource",
    "azapi:index/resource:Resource",
    "azuread:index/application:Application",
    "azure:network/publicIp:PublicIp",
    "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
    "azurestatic:index:Site",
    "terraform-provider:index:Module",
    "kubernetes:apps/v1:Deployment",
    "helm:index:Chart",
    "docker:index/image:Image",
    "docker-build:index:Image",
    "command:local:Command",
    "command:remote:Command",
    "aws:lambda/function:Function",
    "aws:s3/bucket:Bucket",
    "gcp:storage/bucket:Bucket",
    "cloudflare:index/record:Record",
    "github:index/repositorySecret:RepositorySecret",
    "pulumiservice:index:Stack",
    "pulumi-nodejs:dynamic:Resource",
    "tls:index/privateKey:PrivateKey",
    "time:index/sleep:Sleep",
    "http:index:Request",
    "null:index:Resource",
    "external:index:Data",
    "vault:generic/secret:Secret",
    "random:index/randomPassword:RandomPassword",
    "std:index:Thing",
  ]
    .map((type) => ({
      name: `${type} is made`,
      change: (plan: Changed) => plan.replace(plan.add(type, "extra", { x: 1 }).resources.at(-1)!, () => undefined),
    }))
    .filter(({ name }) => !/azurestatic|std|null|http/.test(name)),
  {
    name: "azure-native is given another subscription",
    change: (plan) => plan.add("pulumi:providers:azure-native", "other", { subscriptionId: strangers }),
  },
  {
    name: "azure-native is given a client and its secret",
    change: (plan) => plan.add("pulumi:providers:azure-native", "other", { clientId: people, clientSecret: "x" }),
  },
  {
    name: "azure-native works in another cloud",
    change: (plan) => plan.add("pulumi:providers:azure-native", "other", { environment: "china" }),
  },
  {
    name: "azure-native sends its calls to a host of somebody",
    change: (plan) => plan.add("pulumi:providers:azure-native", "other", { metadataHost: "metadata.example.com" }),
  },
  {
    name: "azure-native is given a subscription that is not known",
    change: (plan) => plan.add("pulumi:providers:azure-native", "other", { subscriptionId: unknown }),
  },
  ...[
    "Microsoft.Network/publicIPAddresses",
    "Microsoft.Network/networkSecurityPerimeters/profiles/accessRules",
    "Microsoft.CognitiveServices/accounts/connections",
    "MICROSOFT.authorization/ROLEASSIGNMENTS",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.ApiManagement/service/subscriptions",
    "Microsoft.ApiManagement/service/namedValues",
    "Microsoft.OperationalInsights/workspaces/dataExports",
    "Microsoft.Resources/deploymentScripts",
    "Microsoft.App/jobs",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    "Microsoft.Storage/storageAccounts/localUsers",
    "Microsoft.KeyVault/vaults/accessPolicies",
  ].flatMap((type): Attempt[] => {
    const [namespace = "", ...types] = type.split("/");
    return [
      {
        name: `a generic resource is ${type}`,
        change: (plan) =>
          plan.add("resources:Resource", "x", {
            ...group,
            apiVersion: "2024-01-01",
            resourceProviderNamespace: namespace,
            parentResourcePath: types
              .slice(0, -1)
              .map((one) => `${one}/p`)
              .join("/"),
            resourceType: types.at(-1),
            resourceName: "x",
            properties: {},
          }),
      },
      {
        name: `a template makes ${type}`,
        change: (plan) =>
          plan.set("resources:Deployment", "workspace-retention", "properties.template.resources.-", {
            type,
            apiVersion: "2024-01-01",
            name: types.map(() => "x").join("/"),
            properties: {},
          }),
      },
    ];
  }),
  {
    name: "a generic logger goes to strangers",
    change: (plan) =>
      plan.add("resources:Resource", "x", {
        ...group,
        apiVersion: "2024-05-01",
        resourceProviderNamespace: "Microsoft.ApiManagement",
        parentResourcePath: `service/${service.serviceName}`,
        resourceType: "loggers",
        resourceName: "x",
        properties: { loggerType: "azureEventHub", credentials: { name: "h", connectionString: "Endpoint=sb://x" } },
      }),
  },
  {
    name: "a template that is a link",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties", {
        mode: "Incremental",
        templateLink: { uri: "https://x.example.com/t.json" },
      }),
  },
  {
    name: "a template of the whole",
    change: (plan) => plan.set("resources:Deployment", "workspace-retention", "properties.template", unknown),
  },
  {
    name: "a template with a function",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.template.functions", [{ namespace: "n", members: {} }]),
  },
  {
    name: "a template with outputs that read keys",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.template.outputs", {
        key: { type: "string", value: "[listKeys(resourceId('Microsoft.CognitiveServices/accounts','a'),'2024-10-01').key1]" },
      }),
  },
  {
    name: "a template whose place is another subscription",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.template.resources.0.scope", "/subscriptions/x"),
  },
  {
    name: "a template in another group",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.template.resources.0.resourceGroup", "other"),
  },
  {
    name: "a template tells what it does to somebody",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.debugSetting", { detailLevel: "requestContent" }),
  },
  {
    name: "a template rolls back to another one",
    change: (plan) =>
      plan.set("resources:Deployment", "workspace-retention", "properties.onErrorDeployment", {
        type: "SpecificDeployment",
        deploymentName: "other",
      }),
  },
  {
    name: "a resource stands where data may not",
    change: (plan) =>
      plan.add(
        "storage:StorageAccount",
        "far",
        { accountName: "stfar", location: "eastus", ...tagged, publicNetworkAccess: "Enabled" },
        { like: "training" },
      ),
  },
];

export const others: Attempt[] = [...identity, ...program];
