import { Attempt, group, here, service, strangers } from "../../attempt";
import type { Changed } from "../../changes";
import { add, afterToken, alert, document, set, setting } from "./changes";

const plan = (edit: (text: string) => string) => document(edit, "ProductPolicy", "apim-standard");
const replaced = (from: string | RegExp, to: string) => document((text) => text.replace(from, to));
const ofPlan = (from: string | RegExp, to: string) => plan((text) => text.replace(from, to));
const said = (name: string) => `context.Request.Headers.GetValueOrDefault("${name}", "")`;
const variable = (name: string) => `@((string)context.Variables["${name}"])`;
const refusal = '@(!((string)context.Variables["shown"]).Contains("|groups:" + (string)context.Variables["group"] + "|"))';
const whole = /<validate-azure-ad-token[\s\S]*?<\/validate-azure-ad-token>/;
const tenant = "11111111-1111-4111-8111-111111111111";
const jwt = (attributes: string, children = "", path = `${tenant}/v2.0`) =>
  replaced(
    whole,
    `<validate-jwt header-name="Authorization" output-token-variable-name="token" ${attributes}><openid-config url="https://login.microsoftonline.com/${path}/.well-known/openid-configuration" /><audiences><audience>api://contoso.com/ai-gateway</audience></audiences>${children}</validate-jwt>`,
  );
const claims = (children: string) =>
  document((text) => text.replace("</audiences>", `</audiences>${children}`).replace(refusal, "@(false)"));
const limit = '<rate-limit-by-key calls="120"';
const traced = '<trace source="shield" severity="information">';
const query = (edit: (text: string) => string, name: string) => (changed: Changed) =>
  changed.edit("monitor:ScheduledQueryRule", `alerts-${name}`, "criteria.allOf.0.query", edit);
const readers = (edit: (text: string) => string) => query(edit, "prompts-read-by-unusual-reader");
const stop = (path: string, value: unknown) => set("monitor:ActivityLogAlert", "alerts-log-stopped", path, value);
const named = (name: string, value: string) =>
  add("apimanagement:NamedValue", { ...service, namedValueId: name, displayName: name, secret: false, value });
const fragment = (value: string) =>
  [
    "apimanagement:PolicyFragment",
    "team",
    { ...service, id: "team", format: "rawxml", value: `<fragment>${value}</fragment>` },
  ] as const;
const exported = (tables: string[]) => set("operationalinsights:DataExport", "audit-export", "tableNames", tables);
const copied = (more: object) => (changed: Changed) =>
  changed.add("resources:Deployment", "copy", {
    ...group,
    deploymentName: "copy",
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          {
            type: "Microsoft.OperationalInsights/workspaces/tables",
            apiVersion: "2023-09-01",
            name: "log-contoso-ai-dev/Copy_SRCH",
            properties: { plan: "Analytics", retentionInDays: 30, totalRetentionInDays: 90, ...more },
          },
        ],
      },
    },
  });
const notifications = (more: object) =>
  add("consumption:Budget", {
    budgetName: "b",
    scope: "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-contoso-ai-dev",
    amount: 100,
    category: "Cost",
    timeGrain: "Monthly",
    timePeriod: { startDate: "2026-12-01T00:00:00Z" },
    notifications: { actual100: { operator: "GreaterThan", threshold: 100, contactEmails: ["a@contoso.com"], ...more } },
  });

/** What is still there and does nothing any more: checks that everybody passes, limits that count nothing, alerts that find nothing. */
export const hollow: Attempt[] = [
  {
    name: "a token may be of another issuer",
    change: jwt("", `<issuers><issuer>https://sts.windows.net/${strangers}/</issuer></issuers>`),
  },
  { name: "a token may have ended ten years ago", change: jwt('clock-skew="315360000"') },
  { name: "a token needs no signature, by an expression", change: jwt('require-signed-tokens="@(1 == 2)"') },
  { name: "a token's keys are at a path that climbs out of the tenant", change: jwt("", "", `${tenant}/../common`) },
  ...[
    ["the version that all tokens have", '<required-claims><claim name="ver"><value>2.0</value></claim></required-claims>'],
    ["the own tenant", `<required-claims><claim name="tid"><value>${tenant}</value></claim></required-claims>`],
    ["any group", '<required-claims><claim name="groups" /></required-claims>'],
    [
      "the CLI",
      "<client-application-ids><application-id>04b07795-8ddb-461a-bbee-02f9e1bf7b46</application-id></client-application-ids>",
    ],
  ].map(([what, children = ""]) => ({ name: `a token names its callers by ${what}`, change: claims(children) })),
  { name: "the group is asked for when 1 is 2", change: replaced(refusal, refusal.replace("@(", "@(1 == 2 && ")) },
  {
    name: "the group is asked for of one plan",
    change: replaced(refusal, refusal.replace("@(", '@(context.Product.Id == "x" && ')),
  },
  {
    name: "the members of no group are refused",
    change: replaced(refusal, '@(((string)context.Variables["shown"]).Contains("|groups:nobody|"))'),
  },
  {
    name: "an answer stands before the group",
    change: afterToken('<return-response><set-status code="200" reason="OK" /></return-response>'),
  },
  {
    name: "a fragment in on-error calls a model",
    change: (changed) => {
      changed.add(...fragment('<set-backend-service backend-id="home" /><forward-request />'));
      replaced(/<on-error>\s*<base \/>/, '<on-error><base /><include-fragment fragment-id="team" />')(changed);
    },
  },
  ...[
    ["the path", `<rewrite-uri template="${variable("x")}" />`],
    ["the method", `<set-method>${variable("x")}</set-method>`],
    ["the backend", `<set-backend-service backend-id="${variable("x")}" />`],
    ["the team in the log", `<set-variable name="consumer" value="${variable("x")}" />`],
    ["the plan", `<set-variable name="plan" value="${variable("x")}" />`],
    ["whose limit counts", `<rate-limit-by-key calls="9" renewal-period="60" counter-key="${variable("x")}" />`],
  ].map(([what, xml = ""]) => ({
    name: `the caller says ${what}, by way of a variable`,
    change: afterToken(`<set-variable name="x" value="@(${said("x")})" />${xml}`),
  })),
  { name: "the caller says the backend", change: afterToken(`<set-backend-service backend-id="@(${said("x")})" />`) },
  {
    name: "a model is replaced in the body that was checked",
    change: replaced(
      "<authentication-managed-identity",
      '<find-and-replace from="small" to="large" /><authentication-managed-identity',
    ),
  },
  {
    name: "every call of a plan is said to keep nothing",
    change: ofPlan("<base />", '<base /><set-variable name="kind" value="stateless" />'),
  },
  { name: "a plan's calls are counted never", change: ofPlan(limit, limit.replace(" ", ' increment-condition="@(false)" ')) },
  { name: "a plan's calls count nothing", change: ofPlan(limit, limit.replace(" ", ' increment-count="0" ')) },
  {
    name: "a plan's limits are in a branch that is never taken",
    change: plan(
      () =>
        '<policies><inbound><base /><choose><when condition="@(false)"><rate-limit calls="1" renewal-period="1" /></when></choose></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>',
    ),
  },
  {
    name: "the service's refusal is never reached",
    change: document((text) => text.replace('@(!context.Variables.ContainsKey("consumer"))', "@(false)"), "Policy", "apim"),
  },
  {
    name: "the request that was read goes into a trace",
    change: replaced(traced, `<trace source="x"><message>@(context.Variables["request"].ToString())</message></trace>${traced}`),
  },
  {
    name: "the messages that were read become a dimension",
    change: replaced(
      '<dimension name="Product ID" />',
      '<dimension name="Topic" value="@(((JObject)context.Variables["request"])["messages"].ToString())" />',
    ),
  },
  {
    name: "an answer is remembered for everybody",
    change: replaced(
      "<outbound>",
      '<outbound><cache-store-value key="a" value="@(context.Response.Body.As<string>(preserveContent: true))" duration="60" />',
    ),
  },
  ...[
    ['<set-header name="api-key" exists-action="override"><value>summer</value></set-header>', "a key"],
    ['<set-header name="x-upstream" exists-action="override"><value>Basic dXNlcjpwYXNz</value></set-header>', "a password"],
    [
      '<check-header name="x-shared-secret" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="false"><value>s</value></check-header>',
      "a secret",
    ],
  ].map(([xml = "", what]) => ({ name: `a document has ${what} written out`, change: afterToken(xml) })),
  {
    name: "a header whose name is put together lets pages read answers",
    change: replaced(
      "<outbound>",
      '<outbound><set-header name="@("Access-Control-" + "Allow-Origin")" exists-action="override"><value>*</value></set-header>',
    ),
  },
  { name: "a named value has a database's password", change: named("db", "Server=tcp:db;Uid=u;Pwd=Summer!26;") },
  { name: "a named value has a password in an address", change: named("feed", "https://u:Summer26@feed.contoso.com/") },
  { name: "a named value has an access key of another cloud", change: named("other", "AKIAIOSFODNN7EXAMPLE") },
  { name: "a named value is called a bearer token", change: named("partner-bearer-token", "x7") },
  {
    name: "the log of calls goes to another logger",
    change: set(
      "apimanagement:Diagnostic",
      "apim-azuremonitor",
      "loggerId",
      `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/loggers/applicationinsights`,
    ),
  },
  {
    name: "the log of calls keeps cookies alone",
    change: set("apimanagement:Diagnostic", "apim-azuremonitor", "frontend.request.headers", ["Cookie"]),
  },
  {
    name: "an operation stands for every path",
    change: add("apimanagement:ApiOperation", {
      ...service,
      apiId: "openai",
      operationId: "all",
      displayName: "all",
      method: "POST",
      urlTemplate: "/*",
    }),
  },
  {
    name: "an account's logs are those for auditors, without its calls",
    change: setting("openai-swedencentral-diagnostics", "logs", [{ categoryGroup: "audit", enabled: true }]),
  },
  {
    name: "the archive does not say who read prompts",
    change: exported([
      "ApiManagementGatewayLlmLog",
      "ApiManagementGatewayLogs",
      "AGWAccessLogs",
      "AGWFirewallLogs",
      "AZKVAuditLogs",
      "AzureActivity",
    ]),
  },
  {
    name: "the archive has no log of the vault and the front end",
    change: exported(["ApiManagementGatewayLlmLog", "ApiManagementGatewayLogs", "AzureActivity", "LAQueryLogs"]),
  },
  {
    name: "the export goes to an event hub",
    change: set("operationalinsights:DataExport", "audit-export", "resourceId", `${here}/Microsoft.EventHub/namespaces/evhns`),
  },
  {
    name: "the workspace exports nothing",
    change: set("operationalinsights:Workspace", "workspace", "features.enableDataExport", false),
  },
  {
    name: "the archive keeps no versions",
    change: set("storage:BlobServiceProperties", "audit-blob", "isVersioningEnabled", undefined),
  },
  {
    name: "prompts are copied into a table of a search",
    change: copied({ searchResults: { query: "ApiManagementGatewayLlmLog" } }),
  },
  {
    name: "prompts are restored into a table of their own",
    change: copied({ restoredLogs: { sourceTable: "ApiManagementGatewayLlmLog" } }),
  },
  {
    name: "a saved query takes the place of the project's own function",
    change: add("operationalinsights:SavedSearch", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      savedSearchId: "mine",
      category: "c",
      displayName: "d",
      functionAlias: "shieldcalls",
      query: "print 1",
    }),
  },
  {
    name: "traces are purged at once",
    change: set("applicationinsights:Component", "workspace-insights", "immediatePurgeDataOn30Days", true),
  },
  { name: "the alert on stopped logs looks at one resource", change: stop("scopes", [`${here}/Microsoft.KeyVault/vaults/kv`]) },
  {
    name: "the alert on stopped logs asks for two operations",
    change: stop("condition.allOf.-", { field: "operationName", equals: "x" }),
  },
  { name: "the alert on stopped logs asks for another category", change: stop("condition.allOf.0.equals", "ServiceHealth") },
  {
    name: "the alert on evidence has a second criterion",
    change: alert("criteria.allOf.-", { query: "AzureActivity | where false", operator: "GreaterThan", threshold: 0 }),
  },
  { name: "the alert on evidence asks with an identity of its own", change: alert("identity", { type: "SystemAssigned" }) },
  {
    name: "the alert on readers names its table in a comment",
    change: readers(() => "AzureActivity // LAQueryLogs\n| summarize Reads = count() by Caller"),
  },
  {
    name: "the alert on readers looks for a word",
    change: readers((text) => text.replace("| where ReadsPrompts", "| where ReadsPrompts and QueryText has 'x'")),
  },
  {
    name: "the alert on readers waits for many rows",
    change: readers((text) => text.replace("| where ReadsPrompts", "| where ReadsPrompts and ResponseRowCount > 1000")),
  },
  { name: "the alert on readers looks back five minutes", change: readers((text) => text.replace("until - 2h", "until - 5m")) },
  {
    name: "the alert on readers knows every text",
    change: readers((text) => text.replace(/\| extend Known = [^\n]*/, "| extend Known = true")),
  },
  {
    name: "the alert on an idle log finds nothing",
    change: query((text) => text.replace("Logged * 10 < Passed", "Logged < 0"), "no-rows-while-traffic"),
  },
  {
    name: "the alert on prompts that are not logged waits for more than all",
    change: alert("criteria.allOf.0.threshold", 100, "prompts-not-logged"),
  },
  {
    name: "the alert on failed exports is gone",
    change: (changed) => changed.remove("monitor:MetricAlert", "alerts-archive-export-failures"),
  },
  {
    name: "the alert on failed exports waits for many",
    change: set("monitor:MetricAlert", "alerts-archive-export-failures", "criteria.allOf.0.threshold", 1_000),
  },
  { name: "a budget tells nobody, for it is off", change: notifications({ enabled: false }) },
  { name: "a budget tells nobody, for it names nobody", change: notifications({ enabled: true, contactEmails: [] }) },
];

/** Once more, by other ways. */
const again: Attempt[] = [
  {
    name: "everybody is said to show the group of the key",
    change: replaced(
      '<set-variable name="group"',
      '<set-variable name="shown" value="@("|groups:" + context.Subscription.Id.Split(\'-\').Last() + "|")" /><set-variable name="group"',
    ),
  },
  {
    name: "messages are put into a variable that is traced",
    change: replaced(
      traced,
      `<set-variable name="text" value="@(((JObject)context.Variables["request"])["messages"].ToString())" /><trace source="x"><message>${variable("text")}</message></trace>${traced}`,
    ),
  },
  { name: "a variable is a key", change: afterToken('<set-variable name="k" value="sk-proj-9f8e7d6c5b4a39281706" />') },
  { name: "a backend's name is put together", change: afterToken('<set-backend-service backend-id="@("by-" + "hand")" />') },
  { name: "a path climbs out of the deployment", change: afterToken('<rewrite-uri template="/../../files" />') },
  {
    name: "the alert on readers waits for a hundred readings",
    change: readers((text) => text.replace("Reads > 0", "Reads > 100")),
  },
  {
    name: "the alert on readers looks at half of the rows",
    change: readers((text) => text.replace("| where ReadsPrompts", "| where ReadsPrompts and rand() < 0.5")),
  },
  {
    name: "the alert on readers knows what begins with a word",
    change: readers((text) => text.replace(/\| extend Known = [^\n]*/, "| extend Known = Words startswith 'let'")),
  },
  {
    name: "a saved query takes the place of a table, with a space behind",
    change: add("operationalinsights:SavedSearch", {
      ...group,
      workspaceName: "log-contoso-ai-dev",
      savedSearchId: "spaced",
      category: "c",
      displayName: "d",
      functionAlias: "LAQueryLogs ",
      query: "print 1",
    }),
  },
];
hollow.push(...again);

/** Honest changes of the same places. */
export const hollowHonest: Attempt[] = [
  {
    name: "the token is checked by the other element",
    change: jwt('clock-skew="300"', `<issuers><issuer>https://sts.windows.net/${tenant}/</issuer></issuers>`),
  },
  {
    name: "a token must have an app role besides",
    change: replaced(
      "</audiences>",
      '</audiences><required-claims><claim name="roles"><value>Call</value></claim></required-claims>',
    ),
  },
  {
    name: "a plan counts only what was answered",
    change: ofPlan(limit, limit.replace(" ", ' increment-condition="@(context.Response.StatusCode < 500)" ')),
  },
  {
    name: "a trace says whether an answer is streamed",
    change: replaced(
      traced,
      `<trace source="x"><message>@((((JObject)context.Variables["request"])["stream"] ?? "").ToString())</message></trace>${traced}`,
    ),
  },
  {
    name: "answers are kept by nobody",
    change: replaced(
      "<outbound>",
      '<outbound><set-header name="Cache-Control" exists-action="override"><value>no-store</value></set-header>',
    ),
  },
  {
    name: "a fragment names the environment",
    change: (changed) => {
      changed.add(...fragment('<set-header name="x-environment" exists-action="override"><value>dev</value></set-header>'));
      afterToken('<include-fragment fragment-id="team" />')(changed);
    },
  },
  {
    name: "a named value has an address of the intranet",
    change: named("help-url", "https://intranet.contoso.com/ai?topic=keys"),
  },
  {
    name: "the gateway's setting names the categories of its logs",
    change: setting(
      "apim-diagnostics",
      "logs",
      ["GatewayLogs", "GatewayLlmLogs"].map((category) => ({ category, enabled: true })),
    ),
  },
  {
    name: "the workspace's setting sends the logs for auditors",
    change: setting("workspace-diagnostics", "logs", [{ categoryGroup: "audit", enabled: true }]),
  },
  {
    name: "the alert on evidence says when it happened first",
    change: query((text) => text.replace("Last = max(", "First = min(TimeGenerated), Last = max("), "evidence-changed"),
  },
  {
    name: "one more alert says that a lock is deleted",
    change: (changed) =>
      changed.add(
        "monitor:ActivityLogAlert",
        "locks",
        {
          activityLogAlertName: "locks",
          condition: {
            allOf: [
              { field: "category", equals: "Administrative" },
              { field: "operationName", equals: "Microsoft.Authorization/locks/delete" },
            ],
          },
        },
        { like: "alerts-log-stopped" },
      ),
  },
  { name: "a budget tells somebody", change: notifications({ enabled: true }) },
];
