import { failIf } from "../base/inputRule";
import { CheckFailure, isUnknown, objectAt, Props, textAt } from "../base/provider";
import { ResourceTypes } from "../base/resourceType";

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
    immutable: { timeGrain: "Azure REST, Budgets: the time grain cannot change [own knowledge]" },
    name: { min: 1, max: 63, pattern: /^[A-Za-z0-9_-]+$/ },
    check: budget,
  },
};
