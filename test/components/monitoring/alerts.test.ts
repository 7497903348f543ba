import { readFileSync } from "node:fs";
import { join } from "node:path";
import { activityRules } from "../../../components/monitoring/activityRules";
import { metricRules } from "../../../components/monitoring/metricRules";
import { Alerts, AlertsArgs } from "../../../components/monitoring/alerts";
import { logRules } from "../../../components/monitoring/logRules";
import { alertText } from "../../../components/monitoring/queryText";
import { named, ofType, record, Recorded } from "../../support/record";
import { facts, idOf, monitoringSettings, place, workspaceId } from "./sample";

const accounts = {
  swedencentral: idOf("Microsoft.CognitiveServices/accounts", "oai-acme-swedencentral"),
  eastus2: idOf("Microsoft.CognitiveServices/accounts", "oai-acme-eastus2"),
};
const applicationGatewayId = idOf("Microsoft.Network/applicationGateways", "agw-acme");
const resourceGroupId = "/subscriptions/s/resourceGroups/rg-acme";
const actionGroupId = expect.stringMatching(/\/actionGroups\/ag-acme$/) as string;

const everything = ["operations", "security", "cost"] as const;
const receivers = [
  {
    name: "on-call",
    email: "on-call@contoso.com",
    audiences: [everything[0]],
    sms: { countryCode: "46", phoneNumber: "701234567" },
  },
  { name: "security", email: "soc@contoso.com", audiences: [everything[1]] },
  { name: "platform", email: "platform@contoso.com", audiences: [...everything] },
];
const webhook = {
  url: "https://alerts.contoso.com/azure",
  identifierUri: "api://contoso.com/alerts",
  objectId: "cccccccc-0000-4000-8000-00000000000a",
};
const workflowId = idOf("Microsoft.Logic/workflows", "tickets");
const callbackUrl = "https://prod-1.swedencentral.logic.azure.com/workflows/w/triggers/manual/paths/invoke?sig=x";
/** Receivers that are programs: nobody gets a mail. */
const programs = [
  { name: "siem", webhook, audiences: [everything[1]] },
  { name: "tickets", logicApp: { workflowId, callbackUrl }, audiences: [everything[0]] },
  { name: "night", sms: { countryCode: "46", phoneNumber: "701234567" }, audiences: [everything[0]] },
];
const mailTo = (...names: string[]) =>
  receivers
    .filter(({ name }) => names.includes(name))
    .map(({ name, email }) => ({ name, emailAddress: email, useCommonAlertSchema: true }));

const recorded = (changes: Partial<AlertsArgs> = {}) =>
  record(
    () =>
      new Alerts("alerts", {
        ...place(),
        facts,
        provisionedRegions: ["swedencentral"],
        settings: monitoringSettings({ alertReceivers: receivers }),
        resourceGroupId,
        subscriptionId: "s",
        workspaceId,
        apiManagementId: idOf("Microsoft.ApiManagement/service", "apim-acme"),
        apiManagementTier: "Premium",
        applicationGatewayId,
        keyVaultId: idOf("Microsoft.KeyVault/vaults", "kv-acme"),
        openAiAccountIds: accounts,
        ...changes,
      }),
  );

const namesOf = (resources: Recorded[], type: string): string[] =>
  ofType(resources, type)
    .map((resource) => resource.name)
    .sort();

describe("action group", () => {
  it("of on-call tells those who want operations, by text message too where they say so", async () => {
    expect(named(await recorded(), "monitor:ActionGroup", "alerts").inputs).toEqual({
      actionGroupName: "ag-acme",
      resourceGroupName: "rg-acme",
      location: "global",
      tags: { owner: "platform" },
      groupShortName: "shield",
      enabled: true,
      emailReceivers: mailTo("on-call", "platform"),
      smsReceivers: [{ name: "on-call", countryCode: "46", phoneNumber: "701234567" }],
      webhookReceivers: [],
      logicAppReceivers: [],
    });
  });

  it("calls a webhook with a token of Entra, and starts a Logic App, each for its alerts only", async () => {
    const resources = await recorded({ settings: monitoringSettings({ alertReceivers: programs }) });
    expect(named(resources, "monitor:ActionGroup", "alerts-security").inputs).toMatchObject({
      emailReceivers: [],
      smsReceivers: [],
      webhookReceivers: [
        {
          name: "siem",
          serviceUri: webhook.url,
          useAadAuth: true,
          identifierUri: webhook.identifierUri,
          objectId: webhook.objectId,
          useCommonAlertSchema: true,
        },
      ],
      logicAppReceivers: [],
    });
    expect(named(resources, "monitor:ActionGroup", "alerts").inputs).toMatchObject({
      emailReceivers: [],
      smsReceivers: [{ name: "night", countryCode: "46", phoneNumber: "701234567" }],
      webhookReceivers: [],
      logicAppReceivers: [{ name: "tickets", resourceId: workflowId, callbackUrl, useCommonAlertSchema: true }],
    });
  });

  it.each([
    ["security", "ag-acme-security", "shield-sec", ["security", "platform"]],
    ["cost", "ag-acme-cost", "shield-cost", ["platform"]],
  ])("of %s tells those who want it", async (audience, actionGroupName, groupShortName, names) => {
    expect(named(await recorded(), "monitor:ActionGroup", `alerts-${audience}`).inputs).toMatchObject({
      actionGroupName,
      groupShortName,
      emailReceivers: mailTo(...names),
      smsReceivers: [],
    });
  });

  it.each([
    ["consumer-throttled", "ag-acme"],
    ["prompts-read-by-unusual-reader", "ag-acme-security"],
    ["quota-100", "ag-acme-cost"],
  ])("%s goes to %s", async (need, group) => {
    const resources = await recorded();
    const rule = resources.find(({ name, type }) => name === `alerts-${need}` && type.endsWith("ScheduledQueryRule"));
    const [id] = rule?.inputs.actions.actionGroups as string[];
    expect(id).toMatch(new RegExp(`/${group}$`));
  });

  it("is there without receivers, and so are the alerts", async () => {
    const resources = await recorded({ settings: monitoringSettings() });
    expect(named(resources, "monitor:ActionGroup", "alerts").inputs.emailReceivers).toEqual([]);
    expect(ofType(resources, "monitor:MetricAlert")).toHaveLength(8);
  });
});

describe("metric alerts", () => {
  it("are these; those of Azure OpenAI once for each region", async () => {
    expect(namesOf(await recorded(), "monitor:MetricAlert")).toEqual([
      "alerts-apim-capacity",
      "alerts-archive-export-failures",
      "alerts-gateway-failed-requests",
      "alerts-gateway-unhealthy-hosts",
      "alerts-openai-provisioned-use-swedencentral",
      "alerts-openai-server-errors-eastus2",
      "alerts-openai-server-errors-swedencentral",
      "alerts-vault-availability",
    ]);
  });

  it("have this form", async () => {
    expect(named(await recorded(), "monitor:MetricAlert", "alerts-gateway-unhealthy-hosts").inputs).toEqual({
      ruleName: "alert-acme-gateway-unhealthy-hosts",
      resourceGroupName: "rg-acme",
      location: "global",
      tags: { owner: "platform" },
      description: "Application Gateway does not reach API Management.",
      severity: 0,
      enabled: true,
      scopes: [applicationGatewayId],
      evaluationFrequency: "PT1M",
      windowSize: "PT5M",
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "UnhealthyHostCount",
            metricNamespace: "Microsoft.Network/applicationGateways",
            metricName: "UnhealthyHostCount",
            timeAggregation: "Average",
            operator: "GreaterThan",
            threshold: 0,
            dimensions: [],
          },
        ],
      },
      autoMitigate: true,
      actions: [{ actionGroupId }],
    });
  });

  it("watch the account of their region", async () => {
    expect(named(await recorded(), "monitor:MetricAlert", "alerts-openai-server-errors-eastus2").inputs.scopes).toEqual([
      accounts.eastus2,
    ]);
  });

  it("learn what is usual where traffic decides it", async () => {
    const { inputs } = named(await recorded(), "monitor:MetricAlert", "alerts-openai-server-errors-eastus2");
    expect(inputs.criteria).toMatchObject({
      odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "DynamicThresholdCriterion",
          metricName: "AzureOpenAIRequests",
          dimensions: [{ name: "StatusCode", operator: "Include", values: ["500", "502", "503", "504"] }],
        },
      ],
    });
  });

  it("watch each provisioned deployment by itself", async () => {
    const alert = named(await recorded(), "monitor:MetricAlert", "alerts-openai-provisioned-use-swedencentral");
    const [criterion] = alert.inputs.criteria.allOf;
    expect(criterion.dimensions).toEqual([{ name: "ModelDeploymentName", operator: "Include", values: ["*"] }]);
  });

  it("lose nothing else when a region goes", async () => {
    const names = async (openAiAccountIds: Record<string, string>) =>
      namesOf(await recorded({ openAiAccountIds }), "monitor:MetricAlert");
    const left = (await names(accounts)).filter((name) => !name.endsWith("-swedencentral"));
    expect(await names({ eastus2: accounts.eastus2 })).toEqual(left);
  });
});

describe("load of API Management", () => {
  it.each([
    ["Developer", ["Capacity"]],
    ["Premium", ["Capacity"]],
    ["StandardV2", ["CpuPercent_Gateway", "MemoryPercent_Gateway"]],
  ] as const)("is shown with %s by %j", (sku, metrics) => {
    const load = metricRules(sku).filter((rule) => rule.target === "apiManagement" && rule.metric !== "Requests");
    expect(load.map((rule) => rule.metric)).toEqual(metrics);
  });
});

describe("log alerts", () => {
  it("are one for each need", async () => {
    expect(namesOf(await recorded(), "monitor:ScheduledQueryRule")).toEqual(logRules.map(({ need }) => `alerts-${need}`).sort());
  });

  it("have this form", async () => {
    const rule = logRules.find(({ need }) => need === "consumer-throttled");
    expect(named(await recorded(), "monitor:ScheduledQueryRule", "alerts-consumer-throttled").inputs).toMatchObject({
      ruleName: "alert-acme-consumer-throttled",
      displayName: "consumer-throttled",
      location: "swedencentral",
      kind: "LogAlert",
      severity: 2,
      scopes: [workspaceId],
      evaluationFrequency: "PT5M",
      windowSize: "PT15M",
      autoMitigate: true,
      criteria: {
        allOf: [
          {
            query: rule && alertText(rule.need, rule.parts, rule, facts),
            timeAggregation: "Maximum",
            metricMeasureColumn: "ThrottledPercent",
            dimensions: [{ name: "Consumer", operator: "Include", values: ["*"] }],
            operator: "GreaterThan",
            threshold: 20,
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      actions: { customProperties: { runbook: "docs/operations/alerts.md#consumer-throttled" } },
    });
  });

  const minutes = (span: string): number => {
    const [, days = "0", hours = "0", rest = "0"] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(span) ?? [];
    return (Number(days) * 24 + Number(hours)) * 60 + Number(rest);
  };

  it.each(logRules.map((rule) => [rule.need, rule] as const))("%s runs over a window that Azure takes", (_need, rule) => {
    // Microsoft Learn, "Create a log search alert rule": windows and frequencies of the portal and the API.
    expect([1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880]).toContain(minutes(rule.window));
    expect([1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440]).toContain(minutes(rule.frequency));
    expect(minutes(rule.window)).toBeGreaterThanOrEqual(minutes(rule.frequency));
  });
});

describe("service health", () => {
  it("is watched for the whole subscription", async () => {
    expect(named(await recorded(), "monitor:ActivityLogAlert", "alerts-service-health").inputs).toMatchObject({
      activityLogAlertName: "alert-acme-service-health",
      location: "global",
      scopes: ["/subscriptions/s"],
      condition: { allOf: [{ field: "category", equals: "ServiceHealth" }] },
      actions: { actionGroups: [{ actionGroupId }] },
    });
  });
});

describe("a log that is stopped", () => {
  it("is told of by Azure itself, to the security team, without a query over that log", async () => {
    expect(named(await recorded(), "monitor:ActivityLogAlert", "alerts-log-stopped").inputs).toMatchObject({
      scopes: ["/subscriptions/s"],
      condition: {
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: "Microsoft.Insights/diagnosticSettings/delete" },
        ],
      },
      actions: { actionGroups: [{ actionGroupId: expect.stringMatching(/\/actionGroups\/ag-acme-security$/) as string }] },
    });
  });
});

describe("resource health", () => {
  it("is watched for the resource group: what the platform broke, not what somebody stopped", async () => {
    expect(named(await recorded(), "monitor:ActivityLogAlert", "alerts-resource-health").inputs).toMatchObject({
      activityLogAlertName: "alert-acme-resource-health",
      scopes: [resourceGroupId],
      condition: {
        allOf: [
          { field: "category", equals: "ResourceHealth" },
          {
            anyOf: [
              { field: "properties.currentHealthStatus", equals: "Degraded" },
              { field: "properties.currentHealthStatus", equals: "Unavailable" },
            ],
          },
          { field: "properties.cause", equals: "PlatformInitiated" },
        ],
      },
      actions: { actionGroups: [{ actionGroupId }] },
    });
  });
});

describe("runbooks", () => {
  const root = join(__dirname, "..", "..", "..", "docs");
  const table = readFileSync(join(root, "operations.md"), "utf8").split("## Alerts\n")[1]?.split("\n## ")[0] ?? "";
  const keys = [...new Set(["Premium", "StandardV2"].flatMap((tier) => metricRules(tier as "Premium").map(({ key }) => key)))];

  it("name every metric and activity alert, and no other", () => {
    const named = [...table.matchAll(/^\| (.+?) +\|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([a-z-]+)/g)].map(([, key = ""]) => key.replace(/-$/, "")),
    );
    expect(named.sort()).toEqual([...keys, ...activityRules.map(({ key }) => key)].sort());
  });

  it("have a section for every log alert, and no other", () => {
    const sections = [...readFileSync(join(root, "operations", "alerts.md"), "utf8").matchAll(/^## (.+)$/gm)].flatMap(
      ([, heading = ""]) => heading.split(", "),
    );
    // One metric alert needs more steps than its line in the table.
    expect(sections.sort()).toEqual([...logRules.map(({ need }) => need), "archive-export-failures"].sort());
  });
});

describe("budget", () => {
  const budget = { amount: 1500, startDate: "2026-12-01", contactEmails: ["finance@contoso.com"] };
  const notification = (threshold: number, thresholdType: string) => ({
    enabled: true,
    operator: "GreaterThanOrEqualTo",
    threshold,
    thresholdType,
    contactEmails: ["finance@contoso.com"],
  });

  it("is made only on request", async () => {
    expect(ofType(await recorded(), "consumption:Budget")).toEqual([]);
  });

  it("tells at 50, 80 and 100 percent spent and at 100 percent expected", async () => {
    expect(named(await recorded({ budget }), "consumption:Budget", "alerts-budget").inputs).toEqual({
      budgetName: "budget-acme",
      scope: resourceGroupId,
      category: "Cost",
      timeGrain: "Monthly",
      amount: 1500,
      timePeriod: { startDate: "2026-12-01T00:00:00Z" },
      notifications: {
        actual50: notification(50, "Actual"),
        actual80: notification(80, "Actual"),
        actual100: notification(100, "Actual"),
        forecast100: notification(100, "Forecasted"),
      },
    });
  });
});
