import * as consumption from "@pulumi/azure-native/consumption";
import * as pulumi from "@pulumi/pulumi";
import { Naming } from "../naming";

/** Shares of the budget, in percent, at which its contacts are told. */
const budgetThresholds = [
  { key: "actual50", type: "Actual", percent: 50 },
  { key: "actual80", type: "Actual", percent: 80 },
  { key: "actual100", type: "Actual", percent: 100 },
  { key: "forecast100", type: "Forecasted", percent: 100 },
] as const;

/** The budget of an environment. */
export interface BudgetSettings {
  /** Amount a month, in the currency of the billing account. */
  amount: number;
  /** First day of the first month, as `2026-12-01`. */
  startDate: string;
  /** Who is told. */
  contactEmails: string[];
}

/** The budget and what it watches. */
export interface BudgetArgs {
  /** Gives the budget its name. */
  naming: Naming;
  /** Amount, first month, and who is told. */
  settings: BudgetSettings;
  /** Resource id of the resource group whose cost is watched. */
  resourceGroupId: pulumi.Input<string>;
}

/** The monthly budget of the environment's resource group. It tells people; it stops nothing. */
export function budget(name: string, args: BudgetArgs, opts: pulumi.CustomResourceOptions): consumption.Budget {
  const { amount, startDate, contactEmails } = args.settings;
  const notifications = budgetThresholds.map(({ key, type, percent }) => [
    key,
    { enabled: true, operator: "GreaterThanOrEqualTo", threshold: percent, thresholdType: type, contactEmails },
  ]);
  return new consumption.Budget(
    name,
    {
      budgetName: args.naming.local("budget"),
      scope: args.resourceGroupId,
      category: "Cost",
      timeGrain: "Monthly",
      amount,
      timePeriod: { startDate: `${startDate}T00:00:00Z` },
      notifications: Object.fromEntries(notifications),
    },
    // Azure fixes the first month when the budget is made and refuses another one later.
    { ...opts, ignoreChanges: ["timePeriod.startDate"] },
  );
}
