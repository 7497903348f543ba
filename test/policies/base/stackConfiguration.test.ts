import { stackConfiguration } from "../../../policies/base/stackConfiguration";

const network = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v";
const plan = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/ddosProtectionPlans/p";
const workflow = "/subscriptions/s/resourceGroups/ops/providers/Microsoft.Logic/workflows/tickets";
const workspace = "/subscriptions/s/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/w";
const nothing = {
  locks: false,
  flowLogs: false,
  ownKeys: false,
  ownRetentionDays: 0,
  ownTableDays: 0,
  ownArchiveDays: 0,
  audiences: [],
  adopted: [],
  readerRanges: [],
  accountHosts: [],
  textFields: [],
  plans: [],
  tokenPlans: [],
  keyPlans: [],
  checkedPlans: [],
  planTools: [],
  browserOrigins: [],
  vaultHosts: [],
  webhooks: [],
  alertMails: [],
  securityMails: [],
};

test("what a stack's own configuration names is read, in whatever namespace", () => {
  const configuration = {
    "shield:profile": "dev",
    "shield:location": "swedencentral",
    "shield:protection": JSON.stringify({ locks: true }),
    "shield:openAi": JSON.stringify({
      dataBoundary: "EU",
      customerManagedKey: true,
      allowedFqdns: ["files.contoso.com", "*.contoso.com"],
    }),
    "shield:ingress": JSON.stringify({
      firewall: { textFields: ["query"] },
      browserOrigins: ["https://chat.contoso.com"],
      certificate: { keyVaultSecretId: "https://KV-contoso.vault.azure.net/secrets/tls" },
    }),
    "shield:identity": JSON.stringify({ audience: "api://contoso.com/gateway" }),
    "shield:network": JSON.stringify({
      flowLogs: { enabled: true },
      ddosProtectionPlanId: plan,
      existing: { virtualNetworkId: network },
      readerRanges: ["10.0.8.0/26"],
      privateDns: { extraLinks: { all: "/subscriptions/*" } },
    }),
    "shield:monitoring": {
      retentionDays: 90,
      archiveDays: 365,
      auditArchive: { retentionDays: 400 },
      workspaceId: workspace,
      alertReceivers: [
        { name: "/subscriptions/s", email: "soc@contoso.com" },
        { name: "on-call", email: "on-call@contoso.com", audiences: ["operations"] },
        { name: "siem", webhook: { url: "https://alerts.contoso.com/azure" } },
        { name: "tickets", logicApp: { workflowId: workflow, callbackUrl: "https://x" } },
      ],
    },
    "shield:plans": JSON.stringify([
      { name: "apps", credentials: "key", tools: ["code_interpreter"] },
      { name: "people", credentials: "token", mcpServers: ["https://mcp.contoso.com/"] },
      { name: "both", contentSafety: {} },
    ]),
  };
  expect(stackConfiguration(JSON.stringify(configuration))).toEqual({
    profile: "dev",
    location: "swedencentral",
    dataBoundary: "EU",
    locks: true,
    flowLogs: true,
    ownKeys: true,
    ownRetentionDays: 90,
    ownTableDays: 365,
    ownArchiveDays: 400,
    protectionPlan: plan,
    audiences: ["api://contoso.com/gateway"],
    adopted: [network, plan, workspace, workflow],
    readerRanges: ["10.0.8.0/26"],
    accountHosts: ["files.contoso.com"],
    textFields: ["query"],
    plans: ["apps", "people", "both"],
    tokenPlans: ["people"],
    keyPlans: ["apps"],
    checkedPlans: ["both"],
    planTools: ["code_interpreter", "https://mcp.contoso.com"],
    browserOrigins: ["https://chat.contoso.com"],
    vaultHosts: ["kv-contoso.vault.azure.net"],
    webhooks: ["https://alerts.contoso.com/azure"],
    alertMails: ["soc@contoso.com", "on-call@contoso.com"],
    securityMails: ["soc@contoso.com"],
  });
});

test.each([
  [undefined],
  ["{}"],
  ['{"a:openAi":"text","a:ingress":"{\\"firewall\\":[]}"}'],
  ['{"a:openAi":"{\\"allowedFqdns\\":\\"*\\"}"}'],
])("nothing is read from %s", (configuration) => {
  expect(stackConfiguration(configuration)).toEqual(nothing);
});
