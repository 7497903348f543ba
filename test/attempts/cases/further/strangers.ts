import { Attempt, group, here, subscription, tagged } from "../../attempt";
import { Changed } from "../../changes";
import { add, ruled, set, storage } from "./changes";

const beside = `${subscription}/resourceGroups/rg-contoso-other/providers`;
const caller = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
const roleOf = (id: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
/** One more assignment like another one of the plan. */
const assigned =
  (like: string, inputs: (plan: Changed) => Record<string, unknown>) =>
  (plan: Changed): Changed =>
    plan.add(
      "authorization:RoleAssignment",
      "further",
      { roleAssignmentName: "00000000-1111-4222-8333-aaaaaaaaaaaa", ...inputs(plan) },
      { like },
    );
const principalOf = (plan: Changed, type: string, name: string): unknown => {
  const { outputs } = plan.one(type, name);
  return outputs.principalId ?? (outputs.identity as { principalId: string }).principalId;
};

/** What is made in what nobody judged, roles on it, and identities that call models past the gateway. */
export const strangersBeside: Attempt[] = [
  {
    name: "a model is deployed in an account that was made by hand",
    change: add(
      "cognitiveservices:Deployment",
      { accountName: "oai-by-hand", deploymentName: "by-hand" },
      { like: "openai-swedencentral-gpt-5.1" },
    ),
  },
  {
    name: "a secret is made in a vault that was made by hand",
    change: add("keyvault:Secret", { vaultName: "kv-by-hand", secretName: "by-hand" }, { like: "certificate-1" }),
  },
  {
    name: "a container is made in storage that was made by hand",
    change: add("storage:BlobContainer", { accountName: "stbyhand" }, { like: "training-training" }),
  },
  {
    name: "the archive takes the tables of a workspace that was made by hand",
    change: set("operationalinsights:DataExport", "audit-export", "workspaceName", "log-by-hand"),
  },
  {
    name: "a host's named value is made in a gateway that was made by hand",
    change: add("apimanagement:NamedValue", { serviceName: "apim-by-hand" }, { like: "apim-host-swedencentral" }),
  },
  {
    name: "auditors read storage beside the stack",
    change: assigned("roles-auditors-archive", () => ({ scope: `${beside}/Microsoft.Storage/storageAccounts/st` })),
  },
  {
    name: "operators read the metrics of a vault beside the stack",
    change: assigned("roles-operators-insights", () => ({ scope: `${beside}/Microsoft.KeyVault/vaults/kv` })),
  },
  {
    name: "the gateway calls an account beside the stack",
    change: assigned("roles-apim-openai-swedencentral", () => ({
      scope: `${beside}/Microsoft.CognitiveServices/accounts/oai`,
    })),
  },
  {
    name: "the front end's identity calls models",
    change: assigned("roles-apim-openai-swedencentral", (plan) => ({
      principalId: principalOf(plan, "managedidentity:UserAssignedIdentity", "identities-gateway"),
    })),
  },
  {
    name: "the front end's identity calls models, while its principal is not known",
    change: (plan) =>
      plan.add(
        "authorization:RoleAssignment",
        "further",
        {
          roleAssignmentName: "00000000-1111-4222-8333-aaaaaaaaaaaa",
          roleDefinitionId: roleOf(caller),
          scope: `${here}/Microsoft.CognitiveServices/accounts/oai-contoso-ai-dev-swedencentral-dowjv`,
          principalType: "ServicePrincipal",
          principalId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        },
        { dependsOn: { principalId: plan.one("managedidentity:UserAssignedIdentity", "identities-gateway") } },
      ),
  },
  {
    name: "an account calls the models of another account",
    change: assigned("roles-apim-openai-francecentral", (plan) => ({
      principalId: principalOf(plan, "cognitiveservices:Account", "openai-swedencentral"),
    })),
  },
  {
    name: "an account reads the front end's certificate",
    change: assigned("early-roles-gateway-certificate", (plan) => ({
      principalId: principalOf(plan, "cognitiveservices:Account", "openai-swedencentral"),
    })),
  },
  {
    name: "the front end's identity writes to the training storage",
    change: assigned("roles-openai-training", (plan) => ({
      principalId: principalOf(plan, "managedidentity:UserAssignedIdentity", "identities-gateway"),
    })),
  },
  {
    name: "a search service beside the stack may pass the archive's firewall",
    change: storage("networkRuleSet.resourceAccessRules", [
      { tenantId: "11111111-1111-4111-8111-111111111111", resourceId: `${beside}/Microsoft.Search/searchServices/srch` },
    ]),
  },
  {
    name: "a private zone stands for what names of Microsoft lead to",
    change: add("privatedns:PrivateZone", { ...group, ...tagged, location: "global", privateZoneName: "trafficmanager.net" }),
  },
  {
    name: "the last outbound rule denies the Internet only",
    change: ruled("application-gateway", "DenyAllOutbound", { destinationAddressPrefix: "Internet" }),
  },
];

/** Honest changes of the same places. */
export const strangersHonest: Attempt[] = [
  {
    name: "the gateway's identity also checks prompts of an account",
    change: assigned("roles-apim-openai-francecentral", () => ({
      roleDefinitionId: roleOf("a97b65f3-24c7-4388-baec-2e87135dc908"),
    })),
  },
  {
    name: "the second account's identity reads and writes training files",
    change: assigned("roles-openai-training", (plan) => ({
      principalId: principalOf(plan, "cognitiveservices:Account", "openai-francecentral"),
    })),
  },
  {
    name: "the second account may pass the training storage's firewall",
    change: storage(
      "networkRuleSet.resourceAccessRules.-",
      {
        tenantId: "11111111-1111-4111-8111-111111111111",
        resourceId: `${here}/Microsoft.CognitiveServices/accounts/oai-contoso-ai-dev-francecentral-dowjv`,
      },
      "training",
    ),
  },
  {
    name: "one more secret stands in the stack's vault",
    change: add("keyvault:Secret", { secretName: "webhook" }, { like: "certificate-1" }),
  },
];
