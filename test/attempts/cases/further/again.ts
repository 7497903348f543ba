import { Attempt, here } from "../../attempt";
import { account, add, afterToken, alert, asked, document, ofService, set, vault } from "./changes";

const group = { resourceGroupName: "rg-contoso-ai-dev" };
const twice = (type: string, like: string, inputs: Record<string, unknown>) => add(type, inputs, { like });
const first = (text: string) => set("monitor:ScheduledQueryRule", "alerts-evidence-changed", "criteria.allOf.0.query", text);
const rule = (inputs: object) =>
  add("network:SecurityRule", {
    ...group,
    priority: 4096,
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "9",
    ...inputs,
  });
const plan = (edit: (text: string) => string) => document(edit, "ProductPolicy", "apim-standard");

/** What is made a second time, alerts whose query passes some rows only, and calls that go on otherwise than they were checked. */
export const again: Attempt[] = [
  {
    name: "the vault's setting is made again without logs",
    change: twice("monitor:DiagnosticSetting", "vault-diagnostics", { logs: [] }),
  },
  {
    name: "the gateway's setting is made again with metrics only",
    change: twice("monitor:DiagnosticSetting", "apim-diagnostics", { logs: null }),
  },
  {
    name: "the front end's setting is made again for its performance",
    change: twice("monitor:DiagnosticSetting", "gateway-diagnostics", {
      logs: [{ category: "ApplicationGatewayPerformanceLog", enabled: true }],
    }),
  },
  {
    name: "the archive's export is made again, off",
    change: twice("operationalinsights:DataExport", "audit-export", { enable: false }),
  },
  {
    name: "the archive's export is made again without prompts",
    change: twice("operationalinsights:DataExport", "audit-export", { tableNames: ["AzureActivity"] }),
  },
  {
    name: "the alert on evidence is made again and finds nothing",
    change: twice("monitor:ScheduledQueryRule", "alerts-evidence-changed", {
      criteria: { allOf: [{ operator: "GreaterThan", threshold: 0, query: "AzureActivity | where 1 == 2" }] },
    }),
  },
  {
    name: "a host's named value is made again and leads outside",
    change: twice("apimanagement:NamedValue", "apim-host-swedencentral", { value: "models.example.com" }),
  },
  {
    name: "a plan's document is made again without limits",
    change: twice("apimanagement:ProductPolicy", "apim-standard", {
      value:
        "<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>",
    }),
  },
  {
    name: "a rule of its own takes the place of the last inbound rule",
    change: rule({
      networkSecurityGroupName: "nsg-contoso-ai-dev-private-endpoints",
      securityRuleName: "DenyAllInbound",
      direction: "Inbound",
    }),
  },
  {
    name: "a rule of its own takes the place of the gateway's last outbound rule, in small letters",
    change: rule({
      networkSecurityGroupName: "nsg-contoso-ai-dev-api-management",
      securityRuleName: "denyalloutbound",
      direction: "Outbound",
    }),
  },
  ...[
    ["expands a list without members", "| mv-expand x = dynamic([])"],
    ["keeps rows of a pattern only", "| parse-where Caller with 'nobody' rest"],
    ["searches a word", "| search 'nobody'"],
    ["eats its rows", "| consume"],
    ["filters by another word", "| filter Times < 0"],
    ["counts nothing", "| extend Times = 0"],
    ["counts nothing in a summary", "| summarize Times = countif(false)"],
    ["takes one of many callers", "| where hash(Caller) == 0"],
    ["looks on Saturdays", "| where dayofweek(TimeGenerated) == 6d"],
    ["asks for an impossible range", "| where Times between (5 .. 1)"],
    ["looks for a caller without a name", "| where isempty(Caller)"],
    ["joins with nobody", "| join kind=inner (print Caller = 'x') on Caller"],
    ["leaves somebody out by a join", "| join kind=leftanti (print Caller = 'eve') on Caller"],
    ["looks up nobody", "| lookup kind=inner (print Caller = 'x') on Caller"],
    ["takes none, by a function", "| take toint(0)"],
    ["asks what is false", "| where tobool('false')"],
    ["asks what is not true", "| where not(true)"],
    ["takes the first none", "| top-nested 0 of Caller by max(Times)"],
    ["takes rows from the middle", "| where row_number() > 100000"],
    ["asks for one operation", "| where Operation == 'x'"],
    ["calls a function of the workspace", "| invoke nothing()"],
    ["leaves somebody out by a position", "| where indexof(Caller, 'eve') == -1"],
    ["looks at one resource", "| where ResourceId has 'x'"],
    ["looks a second back", "| where TimeGenerated > ago(1s)"],
    ["looks at a day of the past", "| where TimeGenerated between (datetime(2020-01-01) .. datetime(2020-01-02))"],
  ].map(([name = "", more = ""]) => ({ name: `the alert on evidence ${name}`, change: asked(more) })),
  {
    name: "the alert on evidence makes its own table",
    change: (changed) =>
      changed.edit(
        "monitor:ScheduledQueryRule",
        "alerts-evidence-changed",
        "criteria.allOf.0.query",
        (query) => `let AzureActivity = datatable(Caller: string) [];\n${query}`,
      ),
  },
  {
    name: "the alert on evidence has its words in comments",
    change: first(
      "// changesEvidence( diagnosticsettings/\nAzureActivity | where Caller startswith 'x' // | where changesEvidence(x)",
    ),
  },
  {
    name: "the alert on listed keys asks for no operation",
    change: (changed) =>
      changed.edit("monitor:ScheduledQueryRule", "alerts-keys-listed", "criteria.allOf.0.query", (query) =>
        query.replace(/let listsKeys = [^\n]*/, 'let listsKeys = (operation: string) { operation matches regex "^listkeys$" };'),
      ),
  },
  { name: "the alert on evidence makes metrics", change: alert("kind", "LogToMetric") },
  {
    name: "the alert on evidence compares a column that is not there",
    change: alert("criteria.allOf.0.metricMeasureColumn", "Zero"),
  },
  {
    name: "the prompt goes into a trace",
    change: afterToken(
      '<trace source="x" severity="information"><message>@(context.Request.Body.As<string>(preserveContent: true))</message></trace>',
    ),
  },
  {
    name: "the answer goes into a trace",
    change: document((text) =>
      text.replace(
        "<outbound>",
        '<outbound><trace source="x" severity="information"><message>@(context.Response.Body.As<string>(true))</message></trace>',
      ),
    ),
  },
  {
    name: "the token goes into a trace by a name in two parts",
    change: afterToken(
      '<trace source="x" severity="information"><message>@(context.Request.Headers.GetValueOrDefault("Author" + "ization", ""))</message></trace>',
    ),
  },
  {
    name: "the token goes into a trace by spaces between",
    change: afterToken(
      '<trace source="x" severity="information"><message>@(context.Request.Headers . GetValueOrDefault ("Authorization"))</message></trace>',
    ),
  },
  {
    name: "the caller says the path",
    change: afterToken('<rewrite-uri template="@(context.Request.Headers.GetValueOrDefault("X-Path", "/"))" />'),
  },
  {
    name: "the caller says the method",
    change: afterToken('<set-method>@(context.Request.Headers.GetValueOrDefault("X-Method", "GET"))</set-method>'),
  },
  {
    name: "the model is forgotten before the plan is asked",
    change: plan((text) => text.replace("<base />", '<base /><set-variable name="model" value="" />')),
  },
  {
    name: "a plan's tokens are counted anew for each call",
    change: plan((text) => text.replaceAll(/counter-key="@\(/g, 'counter-key="@(Guid.NewGuid().ToString() + ')),
  },
  { name: "the gateway is brought back as it was", change: ofService("restore", true) },
  { name: "an account is brought back as it was", change: account("properties.restore", true) },
  { name: "the vault is recovered as it was", change: vault("properties.createMode", "recover") },
  {
    name: "the gateway takes TLS 1.0 by a key in small letters",
    change: ofService("customProperties", { "microsoft.windowsazure.apimanagement.gateway.security.protocols.tls10": "True" }),
  },
];

/** Honest changes of the same places. */
export const againHonest: Attempt[] = [
  {
    name: "the alert on evidence shows its newest rows first, with a comment",
    change: asked("// newest first\n| sort by Times desc"),
  },
  { name: "the alert on evidence has one more column", change: asked('| extend Runbook = "evidence"\n') },
  {
    name: "a zone for private search services",
    change: (changed) => {
      changed.add(
        "privatedns:PrivateZone",
        "search",
        { privateZoneName: "privatelink.search.windows.net" },
        { like: "dns-privatelink.openai.azure.com" },
      );
      changed.add(
        "privatedns:VirtualNetworkLink",
        "search",
        { privateZoneName: "privatelink.search.windows.net" },
        { like: "dns-privatelink.openai.azure.com-network" },
      );
    },
  },
  {
    name: "a template has a description",
    change: set("resources:Deployment", "workspace-retention", "properties.template.metadata", { description: "retention" }),
  },
  {
    name: "the group of the private endpoints is named in small letters",
    change: set(
      "network:VirtualNetwork",
      "network",
      "subnets.2.networkSecurityGroup.id",
      `${here}/Microsoft.Network/networkSecurityGroups/nsg-contoso-ai-dev-private-endpoints`.toLowerCase(),
    ),
  },
  { name: "the gateway has an identity of its own beside", change: ofService("identity.type", "SystemAssigned, UserAssigned") },
  {
    name: "a vault's setting names the categories of its logs",
    change: set("monitor:DiagnosticSetting", "vault-diagnostics", "logs", [
      { category: "AuditEvent", enabled: true },
      { category: "AzurePolicyEvaluationDetails", enabled: true },
    ]),
  },
];
