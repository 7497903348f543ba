import type { Rule } from "../../../policies/base/rule";
import actionGroupByMail from "../../../policies/rules/action-group-by-mail";
import allowedLocations from "../../../policies/rules/allowed-locations";
import apimAuthenticates from "../../../policies/rules/apim-authenticates";
import apimOneCredential from "../../../policies/rules/apim-one-credential";
import apimProductSubscriptionRequired from "../../../policies/rules/apim-product-subscription-required";
import apimCorsNoWildcard from "../../../policies/rules/apim-cors-no-wildcard";
import apimPromptsChecked from "../../../policies/rules/apim-prompts-checked";
import apimToolsNamed from "../../../policies/rules/apim-tools-named";
import appgwRewritesKeysOnly from "../../../policies/rules/appgw-rewrites-keys-only";
import archiveImmutable from "../../../policies/rules/archive-immutable";
import archiveLifecycle from "../../../policies/rules/archive-lifecycle";
import cogOutboundHosts from "../../../policies/rules/cog-outbound-hosts";
import flowlogRetention90 from "../../../policies/rules/flowlog-retention-90";
import idInOwnSubscription from "../../../policies/rules/id-in-own-subscription";
import lockLevel from "../../../policies/rules/lock-level";
import referenceOfStack from "../../../policies/rules/reference-of-stack";
import wafNoExclusions from "../../../policies/rules/waf-no-exclusions";
import { runRules, Sample, unknown } from "../support";

const group = "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg/providers";
const said = (rule: Rule, samples: Sample[], stack: Record<string, unknown> = {}, environment = {}) =>
  runRules([rule], samples, { environment }, undefined, JSON.stringify({ "test:profile": "dev", ...stack })).filter(
    ({ rule: name }) => name === rule.name,
  );

test("an account calls hosts that the stack's setting names, and no other", () => {
  const properties = { allowedFqdnList: ["files.contoso.com", "files.contoso.com.evil.example"] };
  const account = { type: "cognitiveservices:Account", name: "account", inputs: { properties } };
  const openAi = JSON.stringify({ allowedFqdns: ["files.contoso.com"] });
  expect(said(cogOutboundHosts, [account], { "test:openAi": openAi }).map(({ message }) => message)).toEqual([
    expect.stringContaining("allowedFqdnList[1]"),
  ]);
  expect(said(cogOutboundHosts, [account])).toHaveLength(2);
});

test("the firewall leaves out fields that the stack's setting names, and no other", () => {
  const exclusion = (selector: string) => ({
    matchVariable: "RequestArgValues",
    selectorMatchOperator: "Contains",
    selector,
    exclusionManagedRuleSets: [{ ruleGroups: [{ ruleGroupName: "SQLI" }] }],
  });
  const inputs = { managedRules: { exclusions: [exclusion("query"), exclusion("user")] } };
  const policy = { type: "network:WebApplicationFirewallPolicy", name: "firewall", inputs };
  const ingress = JSON.stringify({ firewall: { textFields: ["query"] } });
  expect(said(wafNoExclusions, [policy], { "test:ingress": ingress }).map(({ message }) => message)).toEqual([
    expect.stringContaining("exclusions[1].selector"),
  ]);
  expect(said(wafNoExclusions, [policy])).toHaveLength(2);
});

describe("a private endpoint to what is not in the stack", () => {
  const gateway = (keyVaultSecretId: string): Sample => ({
    type: "network:ApplicationGateway",
    name: "gateway",
    inputs: { sslCertificates: [{ keyVaultSecretId }] },
  });
  const endpoint = (id: string): Sample => ({
    type: "network:PrivateEndpoint",
    name: "endpoint",
    inputs: { privateLinkServiceConnections: [{ privateLinkServiceId: `${group}/${id}` }] },
  });
  const certificate = gateway("https://kv-certificates.vault.azure.net/secrets/ai");

  test("leads to the vault of the certificate", () => {
    expect(said(referenceOfStack, [certificate, endpoint("Microsoft.KeyVault/vaults/kv-certificates")])).toEqual([]);
  });

  test.each([
    "Microsoft.KeyVault/vaults/kv",
    "Microsoft.KeyVault/vaults/kv-other",
    "Microsoft.Storage/storageAccounts/kv-certificates",
    "Microsoft.Network/privateLinkServices/kv-certificates",
  ])("does not lead to %s", (id) => {
    expect(said(referenceOfStack, [certificate, endpoint(id)])).toHaveLength(1);
  });
});

describe("an id in another subscription", () => {
  const other = group.replace("00000000", "99999999");
  const role = (scope: string): Sample => ({ type: "authorization:RoleAssignment", name: "role", inputs: { scope } });
  const own: Sample = { type: "network:FlowLog", name: "flow-log", inputs: { storageId: group, targetResourceId: group } };
  const judged = (id: string, keyVaultSecretId = "https://kv-certificates.vault.azure.net/secrets/ai") =>
    said(idInOwnSubscription, [own, role(id)], {
      "test:ingress": JSON.stringify({ certificate: { keyVaultSecretId } }),
    });

  test("is refused, but for the vault that the settings take the certificate from", () => {
    expect(judged(`${other}/Microsoft.KeyVault/vaults/kv-certificates`)).toEqual([]);
    expect(judged(`${other}/Microsoft.KeyVault/vaults/KV-Certificates`)).toEqual([]);
  });

  test.each([
    "Microsoft.KeyVault/vaults/kv-other",
    "Microsoft.KeyVault/vaults/kv-certificates/keys/one",
    "Microsoft.Storage/storageAccounts/kv-certificates",
  ])("is refused: %s", (id) => expect(judged(`${other}/${id}`)).toHaveLength(1));

  test("is refused where the certificate comes from somewhere else", () => {
    expect(
      judged(`${other}/Microsoft.KeyVault/vaults/kv-certificates`, "https://kv-ours.vault.azure.net/secrets/ai"),
    ).toHaveLength(1);
  });
});

test("an archive that can be changed is refused, and is advice in the profile dev", () => {
  const inputs = { accountName: "archive", resourceGroupName: "rg" };
  const samples: Sample[] = [
    { type: "storage:StorageAccount", name: "archive", inputs },
    {
      type: "operationalinsights:DataExport",
      name: "export",
      inputs: { resourceId: `${group}/Microsoft.Storage/storageAccounts/archive` },
    },
  ];
  const levels = (profile: string) => [...new Set(said(archiveImmutable, samples, {}, { profile }).map(({ level }) => level))];
  expect(archiveImmutable.severity).toBe("high");
  expect(levels("prod")).toEqual([undefined]);
  expect(levels("dev")).toEqual(["advisory"]);
});

describe("a lifecycle", () => {
  const account = (name: string): Sample => ({
    type: "storage:StorageAccount",
    name,
    inputs: { accountName: name, resourceGroupName: "rg" },
  });
  const toArchive: Sample = {
    type: "operationalinsights:DataExport",
    name: "export",
    inputs: { resourceId: `${group}/Microsoft.Storage/storageAccounts/archive` },
  };
  const lifecycle = (accountName: unknown, actions: unknown): Sample => ({
    type: "storage:ManagementPolicy",
    name: "lifecycle",
    inputs: { accountName, resourceGroupName: "rg", policy: { rules: [{ definition: { actions } }] } },
  });
  const judged = (accountName: unknown, actions: unknown) =>
    said(
      archiveLifecycle,
      [account("archive"), account("other"), toArchive, lifecycle(accountName, actions)],
      {},
      { archiveDays: 400 },
    );
  const after = (days: unknown, age = "daysAfterCreationGreaterThan") => ({ delete: { [age]: days } });

  test.each([
    ["after the days", { baseBlob: after(400), version: after(500), snapshot: after("400") }],
    ["that deletes nothing", { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 1 } } }],
  ])("%s is good", (_, actions) => expect(judged("archive", actions)).toEqual([]));

  test.each([
    ["a day too early", { baseBlob: after(399) }],
    ["of versions", { version: after(1) }],
    ["by another age", { baseBlob: { delete: { daysAfterCreationGreaterThan: 400, daysAfterLastAccessTimeGreaterThan: 1 } } }],
    ["without an age", { baseBlob: { delete: {} } }],
    ["with an age that is not known", { baseBlob: after(unknown) }],
    ["that is not known", unknown],
  ])("%s is refused", (_, actions) => expect(judged("archive", actions)).toHaveLength(1));

  test("of another account is nobody's business, and of one that cannot be told it is", () => {
    expect(judged("other", { baseBlob: after(1) })).toEqual([]);
    expect(judged(unknown, { baseBlob: after(1) })).toHaveLength(1);
    expect(judged("somebodys", { baseBlob: after(1) })).toHaveLength(1);
  });
});

describe("a plan whose callers show one credential", () => {
  const plans = (mode: string) => ({ "test:plans": JSON.stringify([{ name: "tools", credentials: mode }]) });
  const product = (productId: string): Sample => ({
    type: "apimanagement:Product",
    name: "product",
    inputs: { productId, subscriptionRequired: false },
  });

  test("with a token: the product without keys is accepted, and told", () => {
    expect(said(apimProductSubscriptionRequired, [product("token-only")], plans("token"))).toEqual([]);
    expect(said(apimOneCredential, [product("token-only")], plans("token")).map(({ message }) => message)).toEqual([
      expect.stringContaining("a token is enough for the plans tools"),
    ]);
    expect(said(apimProductSubscriptionRequired, [product("other")], plans("token"))).toHaveLength(1);
    expect(said(apimProductSubscriptionRequired, [product("token-only")], plans("key"))).toHaveLength(1);
    expect(said(apimProductSubscriptionRequired, [product("token-only")])).toHaveLength(1);
  });

  const tenantId = "11111111-1111-4111-8111-111111111111";
  const validate = `<validate-azure-ad-token tenant-id="${tenantId}"><audiences><audience>api://a</audience></audiences></validate-azure-ad-token>`;
  const policy = (condition: string): Sample[] => [
    {
      type: "apimanagement:ApiPolicy",
      name: "policy",
      inputs: {
        format: "rawxml",
        value: `<policies><inbound><choose><when condition="${condition}"><set-variable name="a" value="b" /></when><otherwise>${validate}</otherwise></choose><base /></inbound></policies>`,
      },
    },
  ];
  const keyBranch = `@(context.Subscription != null && "tools".Split('|').Contains(context.Product.Id))`;
  const authenticates = (condition: string, stack: Record<string, unknown>) =>
    said(apimAuthenticates, policy(condition), stack, { tenants: [tenantId] });

  test("with a key: the one condition that names the plan is accepted, and told", () => {
    expect(authenticates(keyBranch, plans("key"))).toEqual([]);
    expect(said(apimOneCredential, policy(keyBranch), plans("key")).map(({ message }) => message)).toEqual([
      expect.stringContaining("a key is enough for the plans tools"),
    ]);
  });

  test.each([
    ["another plan", keyBranch.replace("tools", "tools|premium")],
    ["no subscription", keyBranch.replace("context.Subscription != null && ", "")],
    ["more than it", keyBranch.replace("@(", "@(true || ")],
    ["a path", `@(context.Request.Url.Path.EndsWith("/models"))`],
  ])("a condition with %s is not", (_what, condition) => {
    expect(authenticates(condition, plans("key"))).toHaveLength(1);
    expect(authenticates(keyBranch, {})).toHaveLength(1);
  });

  const rewrite = (headerName: string, headerValue: string, more = {}): Sample => ({
    type: "network:ApplicationGateway",
    name: "gateway",
    inputs: {
      rewriteRuleSets: [
        { name: "key", rewriteRules: [{ actionSet: { requestHeaderConfigurations: [{ headerName, headerValue }], ...more } }] },
      ],
    },
  });

  test("Application Gateway moves keys, and nothing else", () => {
    const rewrites = (sample: Sample, stack = plans("key")) => said(appgwRewritesKeysOnly, [sample], stack).length;
    expect(rewrites(rewrite("api-key", "{http_req_Authorization_1}"))).toBe(0);
    expect(rewrites(rewrite("Authorization", ""))).toBe(0);
    expect(rewrites(rewrite("api-key", "{http_req_Authorization_1}"), plans("token"))).toBe(1);
    expect(rewrites(rewrite("api-key", "0123456789abcdef"))).toBe(1);
    expect(rewrites(rewrite("Authorization", "Bearer x"))).toBe(1);
    expect(rewrites(rewrite("Host", ""))).toBe(1);
    expect(rewrites(rewrite("Authorization", "", { responseHeaderConfigurations: [{}] }))).toBe(1);
  });
});

describe("tools of a plan", () => {
  const policy = (tools: string, servers: string): Sample => ({
    type: "apimanagement:ProductPolicy",
    name: "plan",
    inputs: {
      format: "rawxml",
      value: `<policies><inbound><base /><set-variable name="refusedTool" value="@{ var tools = "function|${tools}".Split('|'); var servers = "${servers}".Split('|'); return ""; }" /></inbound></policies>`,
    },
  });
  const named = {
    "test:plans": JSON.stringify([{ name: "a", tools: ["web_search"], mcpServers: ["https://mcp.contoso.com/"] }]),
  };
  const levels = (sample: Sample, stack: Record<string, unknown>) =>
    said(apimToolsNamed, [sample], stack).map(({ level }) => level ?? "own");

  test("that the settings name are told", () => {
    expect(levels(policy("custom", ""), named)).toEqual([]);
    expect(levels(policy("web_search", "https://mcp.contoso.com"), named)).toEqual(["advisory", "advisory"]);
  });

  test("that they do not name are refused", () => {
    expect(levels(policy("code_interpreter", "https://evil.example"), named)).toEqual(["own", "own"]);
    expect(levels(policy("web_search", ""), {})).toEqual(["own"]);
  });
});

describe("prompts of a plan that are to be looked at", () => {
  const question = `<send-request mode="new" response-variable-name="a"><set-url>https://{{host}}/contentsafety/text:analyze?api-version=1</set-url></send-request>`;
  const refusal = (how: string) =>
    `<choose><when condition="@((string)context.Variables["safety"] ${how})"><return-response /></when></choose>`;
  const [failed, found] = [refusal('== "failed"'), refusal('!= ""')];
  const policy = (type: "ApiPolicy" | "ProductPolicy", rules: string, productId = "a"): Sample => ({
    type: `apimanagement:${type}`,
    name: "policy",
    inputs: { productId, format: "rawxml", value: `<policies><inbound><base />${rules}</inbound></policies>` },
  });
  const says = (value: string) => `<set-variable name="contentSafety" value="${value}" />`;
  const branch = (plan: string, rules: string) =>
    `<when condition="@((string)context.Variables["plan"] == "${plan}")">${rules}</when>`;
  const settings = (...plans: object[]) => ({ "test:plans": JSON.stringify(plans) });
  const told = (sample: Sample, stack: Record<string, unknown>) =>
    said(apimPromptsChecked, [sample], stack).map(({ message }) => message.split(";")[0]);
  const checked = settings({ name: "a", contentSafety: {} });

  test.each([
    ["the question, and a refusal for what was found and for a service that failed", question + failed + found, []],
    ["no question", failed + found, ["value lets every prompt pass"]],
    ["a question after the refusal", failed + found + question, ["value lets every prompt pass"]],
    ["no refusal when the service fails", question + found, ["value lets every prompt pass"]],
    ["no refusal of what was found", question + failed, ["value lets every prompt pass"]],
    ["another question", question.replace("contentsafety", "language") + failed + found, ["value lets every prompt pass"]],
  ])("the API has %s", (_what, rules, messages) => {
    expect(told(policy("ApiPolicy", rules), checked)).toEqual(messages);
    expect(told(policy("ApiPolicy", rules), settings({ name: "a" }))).toEqual([]);
  });

  test.each([
    ["attacks", says("50000;attacks;;"), 0],
    ["a kind of harm", says("50000;;Hate=4;"), 0],
    ["a blocklist", says("50000;;;list"), 0],
    ["nothing", says("50000;;;"), 1],
    ["an empty text", says(""), 1],
    ["nothing afterwards", says("50000;attacks;;") + says(""), 1],
    ["no variable", "", 1],
  ])("the plan looks for %s", (_what, rules, count) => {
    expect(told(policy("ProductPolicy", rules), checked)).toHaveLength(count);
    expect(told(policy("ProductPolicy", rules), settings({ name: "a" }))).toEqual([]);
  });

  test("of callers without a key, each plan says so by itself", () => {
    const token = { credentials: "token", contentSafety: {} };
    const stack = settings({ name: "a", ...token }, { name: "b", ...token }, { name: "c", credentials: "token" });
    const both = `<choose>${branch("a", says("1000;attacks;;"))}${branch("b", "")}${branch("c", "")}</choose>`;
    expect(told(policy("ProductPolicy", both, "token-only"), stack)).toEqual([
      "value says for the plan b that nothing is looked for",
    ]);
  });
});

describe("pages that may call from a browser", () => {
  const policy = (origin: string, header = "authorization"): Sample => ({
    type: "apimanagement:ApiPolicy",
    name: "api",
    inputs: {
      format: "rawxml",
      value: `<policies><inbound><cors><allowed-origins><origin>${origin}</origin></allowed-origins><allowed-headers><header>${header}</header></allowed-headers></cors><base /></inbound></policies>`,
    },
  });
  const named = { "test:ingress": JSON.stringify({ browserOrigins: ["https://chat.contoso.com"] }) };
  const found = (sample: Sample, stack: Record<string, unknown>) => said(apimCorsNoWildcard, [sample], stack).length;

  test("those that the settings name may", () => expect(found(policy("https://chat.contoso.com"), named)).toBe(0));

  test.each([
    ["no setting", policy("https://chat.contoso.com"), {}],
    ["another origin", policy("https://chat.contoso.com.evil.example"), named],
    ["everybody", policy("*"), named],
    ["another port", policy("https://chat.contoso.com:8443"), named],
    ["every header", policy("https://chat.contoso.com", "*"), named],
  ])("%s is refused", (_what, sample, stack) => expect(found(sample, stack)).toBe(1));
});

describe("programs that alerts are sent to", () => {
  const url = "https://alerts.contoso.com/azure";
  const workflowId = `${group}/Microsoft.Logic/workflows/tickets`;
  const callbackUrl = "https://prod-1.swedencentral.logic.azure.com:443/workflows/w/triggers/manual/paths/invoke?sig=x";
  const monitoring = {
    alertReceivers: [
      { name: "siem", webhook: { url } },
      { name: "tickets", logicApp: { workflowId } },
    ],
  };
  const found = (inputs: Record<string, unknown>, stack: Record<string, unknown> = { "test:monitoring": monitoring }) =>
    said(actionGroupByMail, [{ type: "monitor:ActionGroup", name: "alerts", inputs: { enabled: true, ...inputs } }], stack).map(
      ({ message }) => message,
    );
  const webhook = (changes = {}) => ({ webhookReceivers: [{ name: "siem", serviceUri: url, useAadAuth: true, ...changes }] });
  const logicApp = (changes = {}) => ({
    logicAppReceivers: [{ name: "tickets", resourceId: workflowId, callbackUrl, ...changes }],
  });

  test("are those of the settings", () => {
    expect(found({ ...webhook(), ...logicApp() })).toEqual([]);
    expect(found({ ...webhook(), ...logicApp() }, {})).toHaveLength(2);
  });

  test.each([
    ["a webhook of another address", webhook({ serviceUri: `${url}/2` }), "webhookReceivers[0].serviceUri"],
    ["a webhook without token", webhook({ useAadAuth: false }), "webhookReceivers[0].useAadAuth"],
    ["a webhook without a word about a token", webhook({ useAadAuth: undefined }), "webhookReceivers[0].useAadAuth"],
    ["a webhook that is not known", webhook({ serviceUri: unknown }), "webhookReceivers[0].serviceUri"],
    ["webhooks that are not known", { webhookReceivers: unknown }, "webhookReceivers"],
    ["another workflow", logicApp({ resourceId: `${workflowId}2` }), "logicAppReceivers[0].resourceId"],
    [
      "a workflow at another host",
      logicApp({ callbackUrl: "https://logic.azure.com.evil.example/" }),
      "logicAppReceivers[0].callbackUrl",
    ],
    ["a function", { azureFunctionReceivers: [{ name: "f" }] }, "azureFunctionReceivers"],
  ])("are not %s", (_what, inputs, path) => {
    expect(found(inputs)).toEqual([expect.stringContaining(path)]);
  });

  test("a webhook of the settings over http is none", () => {
    const plain = "http://alerts.contoso.com/azure";
    const settings = { "test:monitoring": { alertReceivers: [{ name: "siem", webhook: { url: plain } }] } };
    expect(found(webhook({ serviceUri: plain }), settings)).toHaveLength(1);
  });
});

describe("with a data boundary in the stack's settings", () => {
  const settings = { "test:location": "uksouth", "test:openAi": JSON.stringify({ dataBoundary: "EU" }) };
  const judged = (type: string, inputs: Sample["inputs"], stack: Record<string, unknown> = settings) =>
    said(allowedLocations, [{ type, name: "one", inputs }], stack).length;

  test.each([
    ["cognitiveservices:Account", { location: "eastus2" }, 1],
    ["cognitiveservices:Account", { location: "UK South" }, 1],
    ["cognitiveservices:Account", { location: "Germany West Central" }, 0],
    ["operationalinsights:Workspace", { location: "uksouth" }, 0],
    ["operationalinsights:Workspace", { location: "uksouth", replication: { location: "westus" } }, 1],
    ["cognitiveservices:Deployment", { sku: { name: "GlobalBatch" } }, 1],
    ["cognitiveservices:Deployment", { sku: { name: "DataZoneStandard" } }, 0],
  ])("%s with %j", (type, inputs, count) => {
    expect(judged(type, inputs)).toBe(count);
    expect(judged(type, inputs, { "test:openAi": JSON.stringify({ dataBoundary: "none" }) })).toBe(0);
  });
});

describe("what the stack's settings ask for is there", () => {
  const names = { resourceGroupName: "rg", workspaceName: "log", virtualNetworkName: "net" };
  const sample = (type: string, inputs: Sample["inputs"] = {}): Sample => ({ type, name: type, inputs: { ...names, ...inputs } });
  const workspace = sample("operationalinsights:Workspace");
  const network = sample("network:VirtualNetwork");
  const lock = (scope: string) => sample("authorization:ManagementLockByScope", { level: "CanNotDelete", scope });
  const flowLog = (targetResourceId: string) =>
    sample("network:FlowLog", { enabled: true, retentionPolicy: { enabled: true, days: 90 }, targetResourceId });
  const log = `${group}/Microsoft.OperationalInsights/workspaces/log`;

  test.each([
    ["none", [], 1],
    ["its own", [lock(log)], 0],
    ["that of its group", [lock(group.replace("/providers", ""))], 0],
    ["that of a part of it", [lock(`${log}/tables/AzureActivity`)], 1],
    ["that of another", [lock(`${log}-2`)], 1],
  ])("locks: %s", (_, locks, count) => {
    expect(said(lockLevel, [workspace, ...locks], { "test:protection": JSON.stringify({ locks: true }) })).toHaveLength(count);
    expect(said(lockLevel, [workspace, ...locks])).toEqual([]);
  });

  test.each([
    ["none", [], 1],
    ["its own", [flowLog(`${group}/Microsoft.Network/virtualNetworks/net`)], 0],
    ["that of another", [flowLog(`${group}/Microsoft.Network/virtualNetworks/other`)], 1],
  ])("flow logs: %s", (_, logs, count) => {
    const settings = { "test:network": JSON.stringify({ flowLogs: { enabled: true } }) };
    expect(said(flowlogRetention90, [network, ...logs], settings)).toHaveLength(count);
    expect(said(flowlogRetention90, [network, ...logs])).toEqual([]);
  });
});

describe("what is made in something that it names", () => {
  const secret: Sample = { type: "keyvault:Secret", name: "secret", inputs: { vaultName: "kv", resourceGroupName: "rg" } };
  const vault = (name: string): Sample => ({
    type: "keyvault:Vault",
    name: "vault",
    inputs: { vaultName: name, resourceGroupName: "rg" },
  });

  test("is in something of the stack, or of its settings", () => {
    expect(said(referenceOfStack, [secret, vault("kv")])).toEqual([]);
    expect(said(referenceOfStack, [secret], {}, { outside: [`${group}/Microsoft.KeyVault/vaults/kv`] })).toEqual([]);
  });

  test("is not in what was made by hand", () => {
    expect(said(referenceOfStack, [secret, vault("kv-2")])).toHaveLength(1);
  });
});

test("a plan of the stack's settings refuses tools and models that it does not have", () => {
  const refusal = '<return-response><set-status code="403" reason="Forbidden" /></return-response>';
  const found = `<set-variable name="refusedTool" value="@{ var tools = "function".Split('|'); var servers = "".Split('|'); return ""; }" />`;
  const tools = `<when condition="@((string)context.Variables["refusedTool"] != "")">${refusal}</when>`;
  const models = `<when condition="@(!"gpt-5.1".Split('|').Contains((string)context.Variables["model"]))">${refusal}</when>`;
  const judged = (inbound: string, productId = "standard") => {
    const value = `<policies><inbound><base />${inbound}</inbound></policies>`;
    const policy = { type: "apimanagement:ProductPolicy", name: "plan", inputs: { productId, format: "rawxml", value } };
    return said(apimToolsNamed, [policy], { "test:plans": JSON.stringify([{ name: "standard" }]) }).map(({ message }) => message);
  };
  const [noTool, noModel] = [expect.stringContaining("refuses no tool"), expect.stringContaining("refuses no model")];
  expect(judged(`${found}<choose>${tools}${models}</choose>`)).toEqual([]);
  expect(judged(`${found}<choose>${models}</choose>`)).toEqual([noTool]);
  expect(judged(`<choose>${tools}${models}</choose>`)).toEqual([noTool]);
  expect(judged(`${found}<choose>${tools}</choose>`)).toEqual([noModel]);
  expect(judged(`${found}<choose>${tools}${models.replace("@(", "@(false && ")}</choose>`)).toEqual([noModel]);
  expect(judged("", "of-a-team")).toEqual([]);
});
