import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { ApiManagementTier } from "../apiManagement/tiers";
import { Placement } from "../context";
import { ActivityRule, activityRules } from "./activityRules";
import { AlertReceiver, Audience, audiences } from "./audiences";
import { BudgetSettings, budget } from "./budget";
import { GatewayFacts } from "./gatewayFacts";
import { LogRule, logRules, runbook } from "./logRules";
import { metricNamespaces, MetricRule, metricRules } from "./metricRules";
import { alertText } from "./queryText";

/** What is watched, and who is told. */
export interface AlertsArgs extends Placement {
  /** The part of the monitoring settings that alerts use. */
  settings: {
    /** Who gets the alerts. */
    alertReceivers: readonly AlertReceiver[];
  };
  /** Monthly budget of the resource group. Default: none. */
  budget?: BudgetSettings;
  /** What the queries must know of the environment. */
  facts: GatewayFacts;
  /** Resource id of the environment's resource group: scope of the budget and of alerts on its events. */
  resourceGroupId: pulumi.Input<string>;
  /** GUID of the subscription whose events are watched. */
  subscriptionId: pulumi.Input<string>;
  /** Resource id of the workspace that log alerts query. */
  workspaceId: pulumi.Input<string>;
  /** Resource id of the service whose metrics are watched. */
  apiManagementId: pulumi.Input<string>;
  /** Tier of API Management; classic and v2 tiers show their load in different metrics. */
  apiManagementTier: ApiManagementTier;
  /** Resource id of the gateway whose metrics are watched. */
  applicationGatewayId: pulumi.Input<string>;
  /** Resource id of the vault whose metrics are watched. */
  keyVaultId: pulumi.Input<string>;
  /** Azure OpenAI accounts: region → resource id. */
  openAiAccountIds: Record<string, pulumi.Input<string>>;
  /** Regions whose account has a provisioned deployment. */
  provisionedRegions: readonly string[];
}

/** Name of each action group in a text message, 12 characters at most (Azure REST API, "Action Groups"). */
const groupShortNames: Readonly<Record<Audience, string>> = { operations: "shield", security: "shield-sec", cost: "shield-cost" };

/**
 * Alerts on metrics, logs and Azure's own health, the people who are told, and the budget. Without receivers the alerts
 * are there all the same: they show in the portal, and receivers can be added later.
 */
export class Alerts extends pulumi.ComponentResource {
  /** Resource id of each audience's action group. */
  readonly actionGroupIds: Readonly<Record<Audience, pulumi.Output<string>>>;

  constructor(name: string, args: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:Alerts", name, {}, opts);
    this.actionGroupIds = Object.fromEntries(
      audiences.map((audience) => [audience, this.actionGroup(name, audience, args).id]),
    ) as Record<Audience, pulumi.Output<string>>;
    for (const { key, rule, scope } of watched(args)) this.metricAlert(`${name}-${key}`, key, rule, scope, args);
    for (const rule of logRules) this.logAlert(`${name}-${rule.need}`, rule, args);
    const scopes = {
      subscription: pulumi.interpolate`/subscriptions/${args.subscriptionId}`,
      resourceGroup: args.resourceGroupId,
    };
    for (const rule of activityRules) this.activityAlert(`${name}-${rule.key}`, rule, scopes[rule.scope], args);
    if (args.budget) budget(`${name}-budget`, { ...args, settings: args.budget }, { parent: this });
    this.registerOutputs({ actionGroupIds: this.actionGroupIds });
  }

  /** The action group of on-call is the environment's own; the others are named after their audience. */
  private actionGroup(name: string, audience: Audience, args: AlertsArgs): monitor.ActionGroup {
    const key = audience === "operations" ? undefined : audience;
    const told = args.settings.alertReceivers.filter((receiver) => (receiver.audiences ?? audiences).includes(audience));
    return new monitor.ActionGroup(
      key ? `${name}-${key}` : name,
      {
        actionGroupName: args.naming.local("actionGroup", key),
        resourceGroupName: args.resourceGroupName,
        location: "global",
        tags: args.tags,
        groupShortName: groupShortNames[audience],
        enabled: true,
        ...receiversOf(told),
      },
      { parent: this },
    );
  }

  private metricAlert(name: string, key: string, rule: MetricRule, scope: pulumi.Input<string>, args: AlertsArgs): void {
    new monitor.MetricAlert(
      name,
      {
        ruleName: args.naming.local("alert", key),
        resourceGroupName: args.resourceGroupName,
        location: "global",
        tags: args.tags,
        description: rule.description,
        severity: rule.severity,
        enabled: true,
        scopes: [scope],
        evaluationFrequency: rule.threshold === "learnt" ? "PT5M" : "PT1M",
        windowSize: rule.window,
        criteria: criteriaOf(rule),
        autoMitigate: true,
        actions: [{ actionGroupId: this.actionGroupIds[rule.audience ?? "operations"] }],
      },
      { parent: this },
    );
  }

  private logAlert(name: string, rule: LogRule, args: AlertsArgs): void {
    const condition = {
      query: alertText(rule.need, rule.parts, rule, args.facts),
      timeAggregation: "Maximum",
      metricMeasureColumn: rule.measure,
      dimensions: rule.dimensions.map((dimension) => ({ name: dimension, operator: "Include", values: ["*"] })),
      operator: "GreaterThan",
      threshold: rule.threshold,
      failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
    };
    new monitor.ScheduledQueryRule(
      name,
      {
        ruleName: args.naming.local("alert", rule.need),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        kind: "LogAlert",
        displayName: rule.need,
        description: rule.description,
        severity: rule.severity,
        enabled: true,
        scopes: [args.workspaceId],
        evaluationFrequency: rule.frequency,
        windowSize: rule.window,
        criteria: { allOf: [condition] },
        // One message when it begins and one when it is over, however many runs find it.
        autoMitigate: true,
        // A new workspace does not know a table before its first row; the tests bind the query against the tables.
        skipQueryValidation: true,
        actions: { actionGroups: [this.actionGroupIds[rule.audience]], customProperties: { runbook: runbook(rule.need) } },
      },
      { parent: this },
    );
  }

  private activityAlert(name: string, rule: ActivityRule, scope: pulumi.Input<string>, args: AlertsArgs): void {
    new monitor.ActivityLogAlert(
      name,
      {
        activityLogAlertName: args.naming.local("alert", rule.key),
        resourceGroupName: args.resourceGroupName,
        location: "global",
        tags: args.tags,
        description: rule.description,
        enabled: true,
        scopes: [scope],
        condition: { allOf: [...rule.conditions] },
        actions: { actionGroups: [{ actionGroupId: this.actionGroupIds[rule.audience] }] },
      },
      { parent: this },
    );
  }
}

/** The receivers by kind, as Azure Monitor lists them; all get the common alert schema, so that one program reads every alert. */
function receiversOf(told: readonly AlertReceiver[]) {
  const useCommonAlertSchema = true;
  return {
    emailReceivers: told.flatMap(({ name, email }) => (email ? [{ name, emailAddress: email, useCommonAlertSchema }] : [])),
    smsReceivers: told.flatMap(({ name, sms }) => (sms ? [{ name, ...sms }] : [])),
    webhookReceivers: told.flatMap(({ name, webhook }) => {
      if (!webhook) return [];
      const { url, ...entra } = webhook;
      return [{ name, serviceUri: url, useAadAuth: true, ...entra, useCommonAlertSchema }];
    }),
    logicAppReceivers: told.flatMap(({ name, logicApp }) =>
      logicApp ? [{ name, resourceId: logicApp.workflowId, callbackUrl: logicApp.callbackUrl, useCommonAlertSchema }] : [],
    ),
  };
}

/** Every metric alert rule with the resource it watches; a rule for Azure OpenAI once for each account, with its region in the key. */
function watched(args: AlertsArgs): { key: string; rule: MetricRule; scope: pulumi.Input<string> }[] {
  const single = {
    apiManagement: args.apiManagementId,
    applicationGateway: args.applicationGatewayId,
    keyVault: args.keyVaultId,
    workspace: args.workspaceId,
  };
  return metricRules(args.apiManagementTier).flatMap((rule) => {
    if (rule.target !== "openAi") return [{ key: rule.key, rule, scope: single[rule.target] }];
    const accounts = Object.entries(args.openAiAccountIds).filter(
      ([location]) => !rule.provisionedOnly || args.provisionedRegions.includes(location),
    );
    return accounts.map(([location, scope]) => ({ key: `${rule.key}-${location}`, rule, scope }));
  });
}

/** What an alert rule compares, as Azure Monitor writes it: with a number, or with what it has learnt of the metric. */
function criteriaOf(rule: MetricRule) {
  const { dimension, threshold } = rule;
  const common = {
    name: rule.metric,
    metricNamespace: metricNamespaces[rule.target],
    metricName: rule.metric,
    timeAggregation: rule.aggregation,
    operator: rule.operator,
    dimensions: dimension ? [{ name: dimension.name, operator: "Include", values: [...dimension.values] }] : [],
  };
  if (threshold !== "learnt")
    return {
      odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria" as const,
      allOf: [{ ...common, criterionType: "StaticThresholdCriterion" as const, threshold }],
    };
  return {
    odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria" as const,
    allOf: [
      {
        ...common,
        criterionType: "DynamicThresholdCriterion" as const,
        alertSensitivity: "Medium",
        failingPeriods: { numberOfEvaluationPeriods: 4, minFailingPeriodsToAlert: 3 },
      },
    ],
  };
}
