import { stackConfiguration } from "../../../policies/base/stackConfiguration";

const network = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v";
const workflow = "/subscriptions/s/resourceGroups/ops/providers/Microsoft.Logic/workflows/tickets";
const workspace = "/subscriptions/s/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/w";
const nothing = {
  audiences: [],
  adopted: [],
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
  ownRetentionDays: 0,
  ownArchiveDays: 0,
};

test("what a stack's own configuration names is read, in whatever namespace", () => {
  const configuration = {
    "shield:profile": "dev",
    "shield:openAi": JSON.stringify({ allowedFqdns: ["files.contoso.com", "*.contoso.com"] }),
    "shield:ingress": JSON.stringify({
      firewall: { textFields: ["query"] },
      browserOrigins: ["https://chat.contoso.com"],
      certificate: { keyVaultSecretId: "https://KV-contoso.vault.azure.net/secrets/tls" },
    }),
    "shield:identity": JSON.stringify({ audience: "api://contoso.com/gateway" }),
    "shield:network": JSON.stringify({
      existing: { virtualNetworkId: network },
      privateDns: { extraLinks: { all: "/subscriptions/*" } },
    }),
    "shield:monitoring": {
      workspaceId: workspace,
      retentionDays: 120,
      auditArchive: { retentionDays: 400 },
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
    audiences: ["api://contoso.com/gateway"],
    adopted: [network, workspace, workflow],
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
    ownRetentionDays: 120,
    ownArchiveDays: 400,
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
