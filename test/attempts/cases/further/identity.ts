import { Attempt, here, subscription } from "../../attempt";
import { unknown } from "../../changes";
import { set, add, own, given, workspace } from "./changes";

/** Who may do what. */
export const identity: Attempt[] = [
  { name: "a role of its own reads everything", change: own({ actions: ["*/read"] }) },
  {
    name: "a role of its own reads everything of the workspaces, queries too",
    change: own({ actions: ["Microsoft.OperationalInsights/workspaces/*/read"] }),
  },
  {
    name: "a role of its own reads every operational insight",
    change: own({ actions: ["Microsoft.OperationalInsights/*/read"] }),
  },
  {
    name: "a role of its own reads the keys of the gateway's callers",
    change: own({ actions: ["Microsoft.ApiManagement/service/subscriptions/listSecrets/action"] }),
  },
  {
    name: "a role of its own writes diagnostic settings",
    change: own({ actions: ["Microsoft.Insights/diagnosticSettings/write"] }),
  },
  {
    name: "a role of its own reads secrets as data",
    change: own({
      actions: ["Microsoft.Resources/subscriptions/resourceGroups/read"],
      dataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"],
    }),
  },
  {
    name: "a role of its own has its actions in an object",
    change: own({ actions: { 0: "Microsoft.Authorization/roleAssignments/write" } }),
  },
  {
    name: "a role of its own has its permissions in an object",
    change: add("authorization:RoleDefinition", {
      roleDefinitionId: "00000000-1111-4222-8333-666666666666",
      roleName: "own",
      scope: subscription,
      assignableScopes: [subscription],
      permissions: { 0: { actions: ["*"] } },
    }),
  },
  {
    name: "a role of its own may be given everywhere",
    change: add("authorization:RoleDefinition", {
      roleDefinitionId: "00000000-1111-4222-8333-666666666666",
      roleName: "own",
      scope: "/",
      assignableScopes: ["/"],
      permissions: [{ actions: ["Microsoft.Insights/metrics/read"] }],
    }),
  },
  {
    name: "a role of its own may be given on a management group",
    change: add("authorization:RoleDefinition", {
      roleDefinitionId: "00000000-1111-4222-8333-666666666666",
      roleName: "own",
      scope: subscription,
      assignableScopes: { 0: "/providers/Microsoft.Management/managementGroups/contoso" },
      permissions: [{ actions: ["Microsoft.Insights/metrics/read"] }],
    }),
  },
  {
    name: "a role of its own, by an older module version, allows all",
    change: (plan) =>
      plan.add("azure-native:authorization/v20220401:RoleDefinition", "own", {
        roleDefinitionId: "00000000-1111-4222-8333-666666666666",
        roleName: "own",
        scope: subscription,
        assignableScopes: [subscription],
        permissions: [{ actions: [" *"] }],
      }),
  },
  {
    name: "a group becomes Owner by a role's id with a space behind",
    change: given("8e3af657-a8ff-443c-a75c-2fe8c4bcb635 ", `${subscription}/resourceGroups/rg-contoso-ai-dev`),
  },
  {
    name: "a group becomes Owner by the id of the management group's role",
    change: given("x", workspace, {
      roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    }),
  },
  {
    name: "a group becomes Contributor, by the id in capitals",
    change: given("B24988AC-6180-42A0-AB88-20F7382DD24C", workspace),
  },
  { name: "a group reads prompts without a condition", change: given("3b03c2da-16b3-4a49-8834-0f8130efdd3b", workspace) },
  {
    name: "a group reads prompts by a condition that everybody meets",
    change: given("3b03c2da-16b3-4a49-8834-0f8130efdd3b", workspace, {
      conditionVersion: "2.0",
      condition: "((!(ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/read'})) OR (1 NumericEquals 1))",
    }),
  },
  {
    name: "the operators' condition opens one more table, that of prompts",
    change: (plan) =>
      plan.edit("authorization:RoleAssignment", "roles-operators-logs", "condition", (text) =>
        text.replace("StringEquals 'AzureMetrics'", "StringEquals 'ApiManagementGatewayLlmLog'"),
      ),
  },
  {
    name: "the operators' condition opens every table",
    change: (plan) =>
      plan.edit("authorization:RoleAssignment", "roles-operators-logs", "condition", (text) =>
        text.replace("StringEquals 'AzureMetrics'", "StringLike '*'"),
      ),
  },
  {
    name: "the operators' condition is gone",
    change: set("authorization:RoleAssignment", "roles-operators-logs", "condition", undefined),
  },
  {
    name: "a single person administers the gateway",
    change: set("authorization:RoleAssignment", "roles-administrators-apim", "principalType", "User"),
  },
  {
    name: "a group of another tenant reads the archive",
    change: set("authorization:RoleAssignment", "roles-auditors-archive", "principalType", "ForeignGroup"),
  },
  {
    name: "an application of somebody calls the models past the gateway",
    change: given(
      "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
      `${here}/Microsoft.CognitiveServices/accounts/oai-contoso-ai-dev-swedencentral-dowjv`,
      { principalType: "ServicePrincipal" },
    ),
  },
  {
    name: "the auditors write to the archive",
    change: set(
      "authorization:RoleAssignment",
      "roles-auditors-archive",
      "roleDefinitionId",
      `${subscription}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe`,
    ),
  },
  {
    name: "the operators administer the gateway of the whole group",
    change: set(
      "authorization:RoleAssignment",
      "roles-administrators-apim",
      "scope",
      `${subscription}/resourceGroups/rg-contoso-ai-dev`,
    ),
  },
  {
    name: "a role's principal is an application that a provider outside made",
    change: given("73c42c96-874c-492b-b04d-ab87d138a893", workspace, { principalId: unknown, principalType: "ServicePrincipal" }),
  },
  {
    name: "a role is given on the workspace, by an id that ends with two dots",
    change: given("73c42c96-874c-492b-b04d-ab87d138a893", `${workspace}/../..`),
  },
  {
    name: "a role is given for an identity over another tenant",
    change: given("73c42c96-874c-492b-b04d-ab87d138a893", workspace, {
      delegatedManagedIdentityResourceId: `${here}/Microsoft.ManagedIdentity/userAssignedIdentities/id-contoso-ai-dev-apim`,
    }),
  },
];
