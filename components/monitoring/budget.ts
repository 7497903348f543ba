import * as consumption from "@pulumi/azure-native/consumption";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../stacks/settings/schema";
import { Naming } from "../naming";
import { budgetThresholds } from "./alertRules";

export interface BudgetArgs {
  naming: Naming;
  settings: NonNullable<Settings["budget"]>;
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
    opts,
  );
}
