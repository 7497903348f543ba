import { check, problemIf } from "./check";

/** First start date and longest wait (Azure REST API reference, "Budgets - Create Or Update"). */
const earliest = "2017-06-01";
const monthsAhead = 12;

/** The first month of the budget is one that Azure takes. A month that has passed stays valid for a budget that exists. */
export const budget = check(["budget"], ({ budget }, { today }) => {
  if (!budget) return [];
  const latest = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  latest.setUTCMonth(latest.getUTCMonth() + monthsAhead);
  const last = latest.toISOString().slice(0, 10);
  return problemIf(
    budget.startDate < earliest || budget.startDate > last,
    ["budget", "startDate"],
    budget.startDate,
    `${earliest} to ${last}`,
    `Azure takes no budget that starts before ${earliest} or more than ${monthsAhead} months ahead`,
  );
});

/** Warning about a first month that has passed: Azure takes it only where the budget is there already. */
export const budgetStart = check(["budget"], ({ budget }, { today }) => {
  const thisMonth = `${today.slice(0, 7)}-01`;
  return problemIf(
    budget !== undefined && budget.startDate < thisMonth,
    ["budget", "startDate"],
    budget?.startDate,
    `${thisMonth} or later for a budget that is not there yet`,
    "Azure makes no budget whose first month has passed; one that is there keeps its first month",
  );
});
