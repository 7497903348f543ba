import { rules } from "../../../policies/rules";
import { providerAllowed } from "../../../policies/rules/provider-allowed";
import { runRules, Sample, unknown } from "../support";

const workspace = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log";
const storage = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
const vault = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

/** What a rule says about samples. */
const said = (rule: string, samples: Sample[], config = {}, stack = {}) =>
  runRules(
    rules.filter(({ name }) => name === rule),
    samples,
    { [rule]: config },
    undefined,
    JSON.stringify({ "test:profile": "dev", ...stack }),
  ).map(({ message }) => message);
const one = (type: string, inputs: Sample["inputs"]): Sample[] => [{ type, name: "one", inputs }];

describe("list-known", () => {
  test.each([
    ["an object", { 0: { name: "x" } }, "an object"],
    ["a text", "x", '"x"'],
    ["not known", unknown, "not known before deployment"],
  ])("a list that is %s is refused", (_, value, shown) => {
    expect(said("list-known", one("network:ApplicationGateway", { httpListeners: value }))).toEqual([
      `httpListeners is ${shown}; expected a list that is written out`,
    ]);
  });

  test("a list in an entry of a list counts, and none is good", () => {
    const subnets = [{ delegations: [] }, { delegations: unknown }, {}];
    expect(said("list-known", one("network:VirtualNetwork", { subnets }))).toEqual([
      "subnets[1].delegations is not known before deployment; expected a list that is written out",
    ]);
  });

  test("what is in an object that is hidden as a whole is not repeated", () => {
    expect(said("list-known", one("cognitiveservices:Account", { properties: unknown }))).toEqual([]);
  });
});

test.each([1, "1", " TRUE "])("a switch that is on may be written as %j", (value) => {
  expect(said("peering-private", one("network:VirtualNetworkPeering", { allowGatewayTransit: value }))).toHaveLength(1);
});

test("an object in the place of a switch is no value", () => {
  expect(said("peering-private", one("network:VirtualNetworkPeering", { allowGatewayTransit: [true] }))).toHaveLength(1);
});

describe("a security rule", () => {
  const deny = {
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
  const denied = (rule: string, more: object) =>
    said(rule, one("network:NetworkSecurityGroup", { securityRules: [{ ...deny, ...more }] }));

  test.each([
    ["nsg-inbound-denied", "Inbound"],
    ["nsg-outbound-denied", "Outbound"],
  ])("%s: a denial of calls from some ports does not count", (rule, direction) => {
    expect(denied(rule, { direction, sourcePortRange: "*" })).toEqual([]);
    expect(denied(rule, { direction, sourcePortRanges: ["1-10", "0-65535"] })).toEqual([]);
    expect(denied(rule, { direction, sourcePortRanges: ["1-10"] })).toHaveLength(1);
    expect(denied(rule, { direction, sourcePortRange: "4000" })).toHaveLength(1);
  });

  test("is read with spaces around its words", () => {
    const open = { ...deny, access: "Allow ", direction: " inbound" };
    expect(said("nsg-no-inbound-any", one("network:NetworkSecurityGroup", { securityRules: [open] }))).toHaveLength(1);
  });
});

describe("an API", () => {
  test.each([
    [{ header: "api-key", query: "api-key" }, 0],
    [{ header: "Ocp-Apim-Subscription-Key" }, 0],
    [{ header: "x-team", query: "api-key" }, 1],
    [{ header: "api-key", query: "team" }, 1],
  ])("with the key's names %j", (subscriptionKeyParameterNames, count) => {
    expect(said("apim-diagnostics-masked", one("apimanagement:Api", { subscriptionKeyParameterNames }))).toHaveLength(count);
  });

  test.each([
    ["openapi", "openapi: 3.0.1\npaths: {/hosts: {}}", 0],
    ["openapi", "{openapi: 3.0.1, servers: [{url: 'https://x.example'}]}", 1],
    ["openapi", "openapi: 3.0.1\nservers:\n- url: https://x.example", 1],
    ["openapi+json", unknown, 1],
    ["wsdl", "<definitions />", 1],
    ["openapi-link", "https://x.example", 1],
  ])("whose description is %s %j", (format, value, count) => {
    expect(said("apim-api-description-here", one("apimanagement:Api", { format, value }))).toHaveLength(count);
  });

  test("is a copy of one of the stack, or of none", () => {
    const copy = (sourceApiId: string) => [
      ...one("apimanagement:Api", { apiId: "openai;rev=2", sourceApiId }),
      { type: "apimanagement:Api", name: "openai", inputs: { apiId: "openai" } },
    ];
    expect(said("apim-api-of-stack", copy("/apis/openai;rev=1"))).toEqual([]);
    expect(said("apim-api-of-stack", copy("/apis/by-hand"))).toEqual([
      'sourceApiId is "/apis/by-hand"; expected an API of this stack',
    ]);
  });
});

describe("a document", () => {
  const document = (inbound: string) => ({
    serviceName: "apim",
    apiId: "openai",
    format: "rawxml",
    value: `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`,
  });
  const token = `<validate-azure-ad-token tenant-id="t" output-token-variable-name="token"><audiences><audience>a</audience></audiences></validate-azure-ad-token>`;
  const shown = `<set-variable name="shown" value="@(string.Join("|", ((Jwt)context.Variables["token"]).Claims["groups"]))" />`;
  const refused = (condition: string) =>
    `<choose><when condition="@(${condition})"><return-response><set-status code="403" reason="Forbidden" /></return-response></when></choose>`;
  const has = `!((string)context.Variables["shown"]).Contains("|g|")`;

  test.each([
    ["", has, 0],
    ["", `!context.Request.Headers.ContainsKey("x-skip") && ${has}`, 1],
    ["", `false && ${has}`, 1],
    [
      `<set-variable name="skip" value="@(context.Request.IpAddress)" />`,
      `(string)context.Variables["skip"] != "1" && ${has}`,
      1,
    ],
    [
      `<set-variable name="group" value="@(context.Request.Headers.GetValueOrDefault("x", ""))" />`,
      `!((string)context.Variables["shown"]).Contains((string)context.Variables["group"])`,
      1,
    ],
    [
      `<set-variable name="found" value="@(((string)context.Variables["shown"]).Split('|').First(one => one == context.Request.Headers.GetValueOrDefault("x", "")))" />`,
      `(string)context.Variables["found"] == "" || ${has}`,
      0,
    ],
    ["", `!context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt().Claims["groups"].Contains("g")`, 0],
    ["", `((string)context.Variables["shown"]).Contains("|nobody|")`, 1],
    ["", `1 == 2 && ${has}`, 1],
    ["", `context.Product.Id == "other" && ${has}`, 1],
    ["<return-response><set-status code='200' reason='OK' /></return-response>", has, 1],
  ])("that refuses %s when %s", (before, condition, count) => {
    const value = document(token + shown + before + refused(condition));
    expect(said("apim-caller-in-group", one("apimanagement:ApiPolicy", value))).toHaveLength(count);
  });

  test("lets pages call by the element for it only", () => {
    const header = (name: string) => `<set-header name="${name}" exists-action="override"><value>*</value></set-header>`;
    const judged = (name: string) => said("apim-cors-no-wildcard", one("apimanagement:ApiPolicy", document(header(name))));
    expect(judged("access-control-allow-origin")).toEqual([
      "value sets the header access-control-allow-origin itself; expected the element cors",
    ]);
    expect(judged("Cache-Control")).toEqual([]);
  });

  test("writes no key of a subscription anywhere", () => {
    const kept = `<cache-store-value key="k" value="@(context.Subscription.Key)" duration="60" />`;
    expect(said("apim-credentials-kept", one("apimanagement:ApiPolicy", document(kept)))).toHaveLength(1);
  });

  test("for all APIs refuses in inbound what authenticates nobody", () => {
    const service = (inbound: string): Sample[] => [
      { type: "apimanagement:ApiManagementService", name: "apim", inputs: { serviceName: "apim" } },
      { type: "apimanagement:Api", name: "api", inputs: { serviceName: "apim", apiId: "openai" } },
      { type: "apimanagement:Policy", name: "all", inputs: document(inbound) },
    ];
    expect(said("apim-documents", service(refused("true")))).toEqual([]);
    expect(said("apim-documents", service(""))).toEqual([
      "the policy of the service refuses nobody; expected it to refuse calls of an API that authenticates nobody",
    ]);
  });
});

describe("a logger", () => {
  const logger = (connectionString: string, more: object = {}) => ({
    type: "apimanagement:Logger",
    name: "logger",
    inputs: { loggerType: "applicationInsights", resourceId: "x", credentials: { connectionString, ...more } },
  });
  const insights = {
    type: "applicationinsights:Component",
    name: "insights",
    inputs: { connectionString: "own", instrumentationKey: "k" },
  };
  const named = (value: string) => ({ type: "apimanagement:NamedValue", name: "named", inputs: { displayName: "text", value } });
  const judged = (...samples: Sample[]) => said("apim-logger-of-stack", [insights, ...samples]);

  test.each([
    ["another text", [logger("other")], 1],
    ["another key", [logger("", { instrumentationKey: "other" })], 1],
    ["a named value of nobody", [logger("{{by-hand}}")], 1],
    [
      "a named value that Application Insights answers",
      [logger("{{text}}"), { ...named(unknown), dependsOn: { value: ["insights"] } }],
      0,
    ],
    ["a named value with another text", [logger("{{text}}"), named("other")], 1],
    ["a text of nobody", [logger(unknown)], 1],
    ["a text that Application Insights answers", [{ ...logger(unknown), dependsOn: { credentials: ["insights"] } }], 0],
  ] as [string, Sample[], number][])("with %s", (_, samples, count) => {
    expect(judged(...samples)).toHaveLength(count);
  });
});

describe("the archive", () => {
  const role = (id: string, scope: string): Sample => ({
    type: "authorization:RoleAssignment",
    name: "writer",
    inputs: { roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${id}`, scope },
  });
  const archive = [
    { type: "storage:StorageAccount", name: "st", inputs: { accountName: "st", resourceGroupName: "rg" } },
    { type: "operationalinsights:DataExport", name: "export", inputs: { resourceId: storage } },
  ];
  const contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

  test.each([
    ["reads it", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", storage, 0],
    ["writes to it", contributor, storage, 1],
    ["writes to a container of it", contributor, `${storage}/blobServices/default/containers/am`, 1],
    ["writes elsewhere", contributor, storage.replace(/st$/, "other"), 0],
  ])("somebody %s", (_, id, scope, count) => {
    expect(said("archive-append-only", [...archive, role(id, scope)])).toHaveLength(count);
  });

  test("before a first deployment, what the scope depends on is it", () => {
    const first = { ...role(contributor, unknown), dependsOn: { scope: ["st"] } };
    expect(said("archive-append-only", [...archive, first])).toEqual([
      'role assignment "writer" lets somebody write to the archive; expected none',
    ]);
  });
});

test("logs of a vault go to tables of their own", () => {
  const logged = (more: object): Sample[] => [
    { type: "keyvault:Vault", name: "kv", inputs: { vaultName: "kv", resourceGroupName: "rg" } },
    { type: "monitor:DiagnosticSetting", name: "logs", inputs: { resourceUri: vault, workspaceId: workspace, ...more } },
  ];
  expect(said("diagnostics-own-tables", logged({ logAnalyticsDestinationType: "Dedicated" }))).toEqual([]);
  expect(said("diagnostics-own-tables", logged({}))).toEqual([
    'no diagnostic setting of this resource has logAnalyticsDestinationType "Dedicated"; expected it of one',
  ]);
});

test("everybody whom the settings name is told", () => {
  const group = (...mails: string[]) =>
    one("monitor:ActionGroup", { emailReceivers: mails.map((emailAddress) => ({ emailAddress })) });
  const stack = { "test:monitoring": JSON.stringify({ alertReceivers: [{ email: "soc@contoso.com" }] }) };
  expect(said("alert-receivers-told", group("SOC@contoso.com"), {}, stack)).toEqual([]);
  expect(said("alert-receivers-told", group("other@contoso.com"))).toEqual([]);
  expect(said("alert-receivers-told", group("other@contoso.com"), {}, stack)).toEqual([
    "no action group tells soc@contoso.com, whom monitoring.alertReceivers names; expected one",
  ]);
});

test.each([
  ["Microsoft.OperationalInsights/workspaces/read", 0],
  ["Microsoft.Network/*/read", 0],
  ["*/read", 1],
  ["Microsoft.OperationalInsights/workspaces/*/read", 1],
])("a role of the stack's own with %s", (action, count) => {
  expect(
    said("rbac-custom-role-narrow", one("authorization:RoleDefinition", { permissions: [{ actions: [action] }] })),
  ).toHaveLength(count);
});

test("a role is given on what its scope names, not on what is above it", () => {
  const inputs = {
    roleDefinitionId: "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/73c42c96-874c-492b-b04d-ab87d138a893",
    principalType: "Group",
    principalId: "g",
  };
  const logs = { type: "operationalinsights:Workspace", name: "log", inputs: { workspaceName: "log", resourceGroupName: "rg" } };
  const judged = (scope: string) =>
    said("rbac-role-of-table", [logs, ...one("authorization:RoleAssignment", { ...inputs, scope })]);
  expect(judged(workspace)).toEqual([]);
  expect(judged(`${workspace}/../..`)).toHaveLength(1);
  expect(judged(workspace.replace("/rg/", "/other/"))).toHaveLength(1);
});

test("copies of a workspace stay in the regions of the settings", () => {
  const inputs = { location: "swedencentral", replication: { enabled: true, location: "East US" } };
  expect(said("allowed-locations", one("operationalinsights:Workspace", inputs), { boundary: "eu" })).toEqual([
    'replication.location is "East US"; expected a region of the EU data boundary',
  ]);
  expect(said("allowed-locations", one("operationalinsights:Workspace", inputs))).toEqual([]);
});

test("a listed provider comes from where Pulumi has it", () => {
  const provider = (more: object) => said("provider-allowed", one("pulumi:providers:random", { version: "4.18.0", ...more }));
  expect(provider({})).toEqual([]);
  expect(provider({ pluginDownloadURL: "https://x.example" })).toEqual([
    "the provider sets pluginDownloadURL; expected none, Pulumi's own program of the package is used",
  ]);
});

describe("a provider that the project allows", () => {
  const why = { reason: "Zones at another host", owner: "Team DNS" };
  const judged = (entry: object, more: object = {}) => {
    const sample = { type: "pulumi:providers:dns", name: "one", inputs: { version: "1.2.3", ...more } };
    return runRules([providerAllowed([entry])], [sample]).map(({ message, level }) => [level, message]);
  };
  const advice = ["advisory", "dns@1.2.3 is allowed by the project: Zones at another host; owner Team DNS"];
  const refused = [undefined, "the provider is dns@1.2.3; expected azure-native, random"];
  const parameterized = { parameterization: { name: "dns" } };

  test.each([
    ["by name", { provider: "dns", ...why }, {}, [advice]],
    ["by name and version", { provider: "dns@1.2.3", ...why }, {}, [advice]],
    ["in another version", { provider: "dns@1.2.4", ...why }, {}, [refused]],
    ["without a reason", { provider: "dns", owner: "Team DNS" }, {}, [refused]],
    ["as a type", { type: "dns", ...why }, {}, [refused]],
    ["as parameterized, by name and version", { provider: "dns@1.2.3", ...why }, parameterized, [advice]],
    ["as parameterized, by name", { provider: "dns", ...why }, parameterized, [advice, expect.anything()]],
  ])("%s", (_what, entry, more, expected) => {
    expect(judged(entry, more)).toEqual(expected);
  });
});

describe("an alert that must be there", () => {
  const query = `AzureActivity | where OperationNameValue has "diagnosticsettings/"`;
  const queries = [
    query,
    "AzureActivity | where OperationNameValue has 'listkeys'",
    "AzureActivity | where Properties has 'disableLocalAuth'",
    "AzureActivity | where OperationNameValue has 'roleassignments/'",
    "AzureActivity | where Properties has 'publicNetworkAccess'",
  ];
  const stop = (...more: object[]): Sample => ({
    type: "monitor:ActivityLogAlert",
    name: "stop",
    inputs: {
      scopes: ["/subscriptions/s"],
      condition: { allOf: [{ field: "operationName", equals: "Microsoft.Insights/diagnosticSettings/delete" }, ...more] },
    },
  });
  const watched = (more: string, inputs: object = {}): Sample[] => [
    { type: "apimanagement:ApiManagementService", name: "apim", inputs: {} },
    { type: "operationalinsights:Workspace", name: "log", inputs: { workspaceName: "log", resourceGroupName: "rg" } },
    stop(),
    ...queries.map((one, at) => ({
      type: "monitor:ScheduledQueryRule",
      name: `alert-${at}`,
      inputs: {
        scopes: [workspace],
        windowSize: "PT1H",
        evaluationFrequency: "PT1H",
        actions: { actionGroups: ["x"] },
        criteria: { allOf: [{ query: `${one}\n${more}`, operator: "GreaterThan", threshold: 0 }] },
        ...inputs,
      },
    })),
  ];

  test("looks at everything", () => {
    expect(said("evidence-alerts", watched("| order by TimeGenerated desc"))).toEqual([]);
  });

  test.each([
    "| where 1 > 2",
    "| where TimeGenerated > now()",
    "| where Times < 0",
    "| top 0 by TimeGenerated",
    "| sample 0",
    '| where OperationNameValue !has "x"',
    '| where AADEmail != "eve@contoso.com"',
    "let changesEvidence = (operation: string) { false };",
  ])("does not count with %s", (more) => {
    expect(said("evidence-alerts", watched(more))).toHaveLength(5);
  });

  test("tells that logs stop, whoever stops them", () => {
    const others = watched("").filter(({ name }) => name !== "stop");
    const expected = [expect.stringContaining("no activity log alert tells that a diagnostic setting is deleted")];
    expect(said("evidence-alerts", others)).toEqual(expected);
    expect(said("evidence-alerts", [...others, stop({ field: "category", equals: "Administrative" })])).toEqual([]);
    for (const more of [
      { field: "caller", equals: "robot" },
      { field: "category", equals: "ServiceHealth" },
      { field: "operationName", equals: "Microsoft.Insights/diagnosticSettings/write" },
    ])
      expect(said("evidence-alerts", [...others, stop(more)])).toEqual(expected);
    const narrow = { ...stop(), inputs: { ...stop().inputs, scopes: [workspace] } };
    expect(said("evidence-alerts", [...others, narrow])).toEqual(expected);
  });

  test("is met by one criterion, and asked with the rights of who made it", () => {
    const never = { query: "AzureActivity | where false", operator: "GreaterThan", threshold: 0 };
    const both = { criteria: { allOf: [{ ...never, query }, never] } };
    expect(said("evidence-alerts", watched("", both))).toHaveLength(5);
    expect(said("evidence-alerts", watched("", { identity: { type: "SystemAssigned" } }))).toHaveLength(5);
  });

  test("tells of rows that do not get into the archive", () => {
    const dataExport: Sample = { type: "operationalinsights:DataExport", name: "export", inputs: {} };
    const failures = (threshold: number): Sample => ({
      type: "monitor:MetricAlert",
      name: "failures",
      inputs: { criteria: { allOf: [{ metricName: "Export Failures", operator: "GreaterThan", threshold }] } },
    });
    const judged = (...more: Sample[]) => said("evidence-alerts", [...watched(""), dataExport, ...more]);
    expect(judged(failures(0))).toEqual([]);
    expect(judged(failures(1_000))).toHaveLength(1);
    expect(judged()).toHaveLength(1);
  });

  test("finds whoever reads prompts", () => {
    const readers = (text: string) =>
      said(
        "prompt-readers-alert",
        watched("", { criteria: { allOf: [{ query: text, operator: "GreaterThan", threshold: 0 }] } }),
      );
    expect(readers("LAQueryLogs | where TimeGenerated > ago(1h) | summarize count() by AADEmail")).toEqual([]);
    for (const text of [
      "AzureActivity // LAQueryLogs",
      "LAQueryLogs | where QueryText has 'x'",
      "LAQueryLogs | where ResponseRowCount > 1000",
      "LAQueryLogs | where TimeGenerated > ago(5m)",
      "LAQueryLogs | extend Known = true | where not(Known)",
    ])
      expect(readers(text)).toHaveLength(1);
  });

  test("can find something", () => {
    const judged = (criterion: object) =>
      said(
        "alert-enabled",
        one("monitor:ScheduledQueryRule", { actions: { actionGroups: ["x"] }, criteria: { allOf: [criterion] } }),
      );
    expect(judged({ query: "AppTraces | where Share < 0.5" })).toEqual([]);
    expect(judged({ query: "AppTraces | where Share < 0" })).toHaveLength(1);
    const share = { query: "AppTraces", metricMeasureColumn: "FailedPercent", operator: "GreaterThan" };
    expect(judged({ ...share, threshold: 10 })).toEqual([]);
    expect(judged({ ...share, threshold: 100 })).toHaveLength(1);
  });

  test("of a budget is on and tells somebody", () => {
    const judged = (notification: object) =>
      said("alert-enabled", one("consumption:Budget", { notifications: { a: notification } }));
    expect(judged({ enabled: true, contactEmails: ["a@contoso.com"] })).toEqual([]);
    expect(judged({ enabled: false, contactEmails: ["a@contoso.com"] })).toHaveLength(1);
    expect(judged({ enabled: true, contactEmails: [] })).toHaveLength(1);
  });
});

test("a foreign service whose id is not known is one of the stack", () => {
  const closed = { allowedCopyScope: "AAD", networkRuleSet: { resourceAccessRules: [{ tenantId: "t", resourceId: unknown }] } };
  const account = { type: "storage:StorageAccount", name: "st", inputs: closed };
  const others = [
    { type: "keyvault:Vault", name: "kv", inputs: { properties: { tenantId: "t" } } },
    { type: "random:index/randomString:RandomString", name: "random", inputs: {} },
  ];
  const from = (name: string) => said("st-closed", [{ ...account, dependsOn: { networkRuleSet: [name] } }, ...others]);
  expect(from("kv")).toEqual([]);
  expect(from("random")).toEqual([
    "networkRuleSet.resourceAccessRules[0].resourceId is not known before deployment; expected a resource of this stack",
  ]);
});

test("the log of prompts goes to a logger of the stack", () => {
  const service = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim";
  const logger = {
    type: "apimanagement:Logger",
    name: "l",
    inputs: { serviceName: "apim", loggerId: "own", resourceGroupName: "rg" },
  };
  const log = (name: string) =>
    said("reference-of-stack", [
      logger,
      ...one("resources:Resource", { properties: { loggerId: `${service}/loggers/${name}` } }),
    ]);
  expect(log("own")).toEqual([]);
  expect(log("by-hand")).toHaveLength(1);
});
