import { Attempt, group, here, service, subscription } from "../attempt";
import { Changed, unknown } from "../changes";

const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);
const gateway = (path: string, value: unknown) => set("network:ApplicationGateway", "gateway", path, value);
const evidence = "alerts-evidence-changed";
const role =
  (...actions: string[]) =>
  (plan: Changed) =>
    plan.add("authorization:RoleDefinition", "own", {
      roleDefinitionId: "00000000-1111-4222-8333-555555555555",
      roleName: "own",
      scope: subscription,
      assignableScopes: [subscription],
      permissions: [{ actions }],
    });

/** What is one step deeper than where a rule first looks: profiles, entries of entries, dependencies, thresholds. */
export const deeper: Attempt[] = [
  {
    name: "a listener has a TLS profile of its own, with old TLS",
    change: gateway("sslProfiles", [
      { name: "old", sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" } },
    ]),
  },
  {
    name: "a TLS profile of its own has a weak cipher",
    change: gateway("sslProfiles", [
      {
        name: "own",
        sslPolicy: {
          policyType: "Custom",
          minProtocolVersion: "TLSv1_2",
          cipherSuites: ["TLS_RSA_WITH_AES_128_CBC_SHA256"],
        },
      },
    ]),
  },
  { name: "the TLS profiles are not known", change: gateway("sslProfiles", unknown) },
  { name: "the addresses of a pool are not known", change: gateway("backendAddressPools.0.backendAddresses", unknown) },
  {
    name: "a subnet is shared with the tenant",
    change: set("network:VirtualNetwork", "network", "subnets.0.sharingScope", "Tenant"),
  },
  {
    name: "a subnet is shared with services",
    change: set("network:VirtualNetwork", "network", "subnets.1.sharingScope", "DelegatedServices"),
  },
  {
    name: "an account copies what the filter sees to a storage account",
    change: set("cognitiveservices:Account", "openai-swedencentral", "properties.raiMonitorConfig", {
      adminStorageResourceId: `${here}/Microsoft.Storage/storageAccounts/stsomebody`,
    }),
  },
  {
    name: "the alert on evidence is silent for a day",
    change: set("monitor:ScheduledQueryRule", evidence, "muteActionsDuration", "P1D"),
  },
  {
    name: "the alert on evidence waits for many rows",
    change: set("monitor:ScheduledQueryRule", evidence, "criteria.allOf.0.threshold", 1000),
  },
  {
    name: "the alert on evidence tells of nothing only",
    change: set("monitor:ScheduledQueryRule", evidence, "criteria.allOf.0.operator", "LessThan"),
  },
  {
    name: "the alert on evidence looks elsewhere",
    change: set("monitor:ScheduledQueryRule", evidence, "scopes", [
      `${here}/Microsoft.OperationalInsights/workspaces/log-of-somebody`,
    ]),
  },
  {
    name: "the alert on evidence finds nothing",
    change: (plan) =>
      plan.edit("monitor:ScheduledQueryRule", evidence, "criteria.allOf.0.query", (query) => `${query}\n| where false`),
  },
  {
    name: "the alert on listed keys takes no row",
    change: (plan) =>
      plan.edit("monitor:ScheduledQueryRule", "alerts-keys-listed", "criteria.allOf.0.query", (query) => `${query}\n| take 0`),
  },
  {
    name: "the alert on readers of prompts waits for many rows",
    change: (plan) => {
      for (const name of plan.names("monitor:ScheduledQueryRule"))
        plan.set("monitor:ScheduledQueryRule", name, "criteria.allOf.0.threshold", 500);
    },
  },
  ...[
    "Microsoft.CognitiveServices/accounts/*",
    "Microsoft.CognitiveServices/accounts/write",
    "Microsoft.CognitiveServices/accounts/regenerateKey/action",
    "Microsoft.KeyVault/vaults/*",
    "Microsoft.Network/networkSecurityGroups/securityRules/write",
    "Microsoft.Insights/diagnosticSettings/delete",
    "Microsoft.OperationalInsights/workspaces/query/read",
    "Microsoft.OperationalInsights/workspaces/query/ApiManagementGatewayLlmLog/read",
    "Microsoft.ApiManagement/service/*/write",
    "*/write",
    "*/delete",
  ].map((action) => ({ name: `a role of its own may ${action}`, change: role(action) })),
  {
    name: "a role of its own may one more thing",
    change: role("Microsoft.Resources/subscriptions/resourceGroups/read", "Microsoft.Storage/storageAccounts/write"),
  },
  {
    name: "a subscription is for all APIs, by an id that is not known",
    change: (plan) =>
      plan.add(
        "apimanagement:Subscription",
        "all",
        { ...service, sid: "all", displayName: "all", scope: unknown },
        { dependsOn: { scope: plan.one("apimanagement:ApiManagementService") } },
      ),
  },
  {
    name: "a named value is a key that is not known yet",
    change: (plan) =>
      plan.add(
        "apimanagement:NamedValue",
        "key",
        { ...service, namedValueId: "key", displayName: "key", secret: false, value: unknown },
        { dependsOn: { value: plan.one("cognitiveservices:Account") } },
      ),
  },
  {
    name: "what is refused is answered by a model all the same",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) =>
        value.replace(
          "<on-error>",
          `<on-error><send-request mode="new" response-variable-name="r"><set-url>https://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com/openai</set-url><authentication-managed-identity resource="https://cognitiveservices.azure.com" /></send-request>`,
        ),
      ),
  },
  {
    name: "what is refused goes on to the backend",
    change: (plan) =>
      plan.edit("apimanagement:Policy", "apim", "value", (value) => value.replace("<on-error>", "<on-error><forward-request />")),
  },
  {
    name: "an API's document tells nobody who called",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) => value.replaceAll(/<trace[\s\S]*?<\/trace>/g, "")),
  },
  {
    name: "a container says how it is open in a word that nobody knows",
    change: set("storage:BlobContainer", undefined, "publicAccess", "Everybody"),
  },
  {
    name: "one more alert is silent",
    change: (plan) =>
      plan.add(
        "monitor:ScheduledQueryRule",
        "silent",
        { ...group, ruleName: "silent", muteActionsDuration: "PT1H" },
        { like: evidence },
      ),
  },
];

/** Beside each of them, what a team may do. */
export const deeperClean: Attempt[] = [
  {
    name: "a listener has a TLS profile of its own, with today's TLS",
    change: gateway("sslProfiles", [
      { name: "new", sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" } },
    ]),
  },
  {
    name: "the alert on evidence looks more often",
    change: set("monitor:ScheduledQueryRule", evidence, "evaluationFrequency", "PT5M"),
  },
  {
    name: "a role of its own reads settings",
    change: role("Microsoft.Resources/subscriptions/resourceGroups/read", "Microsoft.Insights/metrics/read"),
  },
  {
    name: "one more subscription of a plan, by an id that is not known",
    change: (plan) =>
      plan.add(
        "apimanagement:Subscription",
        "more",
        { ...service, sid: "more", displayName: "more", scope: unknown },
        { dependsOn: { scope: plan.one("apimanagement:Product") } },
      ),
  },
  {
    name: "a named value is an identity's client id that is not known yet",
    change: (plan) =>
      plan.add(
        "apimanagement:NamedValue",
        "client",
        { ...service, namedValueId: "client", displayName: "client", secret: false, value: unknown },
        { dependsOn: { value: plan.one("managedidentity:UserAssignedIdentity") } },
      ),
  },
  {
    name: "an API's document answers an error in its own words",
    change: (plan) =>
      plan.edit("apimanagement:ApiPolicy", "apim-openai", "value", (value) =>
        value.replace(
          "<on-error>",
          '<on-error><set-header name="x-request-id" exists-action="override"><value>@(context.RequestId.ToString())</value></set-header>',
        ),
      ),
  },
];
