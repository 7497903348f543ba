import { AzureError } from "../base/azureError";
import { failIf } from "../base/inputRule";
import { CheckFailure, isUnknown, objectAt, Props, textAt } from "../base/provider";
import { ResourceTypes } from "../base/resourceType";
import { azurerm } from "../base/sources";
import { find, Refusal } from "../base/world";

/** A budget without an end runs for ten years (Azure REST, "Budgets - Create Or Update"). */
function period(inputs: Props): Props {
  const given = objectAt(inputs, "timePeriod");
  const start = textAt(given, "startDate");
  return given.endDate === undefined && start
    ? { timePeriod: { endDate: `${Number(start.slice(0, 4)) + 10}${start.slice(4)}` } }
    : {};
}

/** A budget starts on the first day of a month and has at most five notifications (Azure REST, Budgets). */
function budget(inputs: Props): CheckFailure[] {
  const start = textAt(objectAt(inputs, "timePeriod"), "startDate");
  const notifications = Object.keys(objectAt(inputs, "notifications")).length;
  return [
    ...failIf(
      start !== "" && !isUnknown(start) && !/^\d{4}-\d{2}-01/.test(start),
      "timePeriod.startDate",
      `must be the first day of a month, got ${start}`,
    ),
    ...failIf(notifications > 5, "notifications", `a budget has at most 5 notifications, got ${notifications}`),
  ];
}

/**
 * A new budget begins in the current month or within the twelve months that follow, and never changes its beginning (Azure/CanadaPubSecALZ issue
 * 317, Azure/azure-quickstart-templates issue 7095, hashicorp/terraform-provider-azurerm pull request 12121).
 */
const startDate: Refusal = ({ id, kind, inputs }, world) => {
  const start = startOf(inputs);
  const before = kind === "update" ? startOf(find(world, id)?.inputs ?? {}) : start;
  if (start !== before)
    return new AzureError(400, "400", "Start date of budgets cannot be updated. Please delete and create a new budget.");
  const now = new Date(world.now);
  const [earliest, latest] = [0, 12].map((months) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  const given = Date.parse(start);
  return kind === "create" && (given < (earliest ?? 0) || given > (latest ?? 0))
    ? new AzureError(400, "400", `Start date ${start} must be in the current month or in one of the twelve that follow.`)
    : undefined;
};

const startOf = (inputs: Props): string => textAt(objectAt(inputs, "timePeriod"), "startDate");

/** Types of Microsoft.Consumption. */
export const consumptionTypes: ResourceTypes = {
  "consumption:Budget": {
    arm: "Microsoft.Consumption/budgets",
    apiVersion: "2024-08-01",
    path: ["scope", "budgetName"],
    adds: ({ inputs }) => ({
      currentSpend: { amount: 0, unit: "EUR" },
      ...(inputs.eTag === undefined && { eTag: `"1"` }),
      ...period(inputs),
    }),
    immutable: {
      timeGrain: azurerm("consumption_budget_subscription", "time_grain"),
      "timePeriod.startDate": azurerm("consumption_budget_subscription", "start_date"),
    },
    name: { min: 1, max: 63, pattern: /^[A-Za-z0-9_-]+$/ },
    check: budget,
    refuse: startDate,
  },
};
