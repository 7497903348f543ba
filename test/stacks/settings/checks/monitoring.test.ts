import { Raw, accepted, dev, messages } from "../support";

describe("retention", () => {
  it.each<[string, number, number, string]>([
    [
      "an archive shorter than the interactive time",
      90,
      60,
      "is the total, so it cannot be shorter than the interactive retention",
    ],
    ["an archive between two lengths", 90, 1000, "Azure keeps tables for whole years beyond two"],
  ])("%s: refused", (_, retentionDays, archiveDays, message) => {
    expect(messages(dev({ monitoring: { retentionDays, archiveDays } }))).toEqual([`monitoring.archiveDays: ${message}`]);
  });

  it.each([30, 730, 1095, 4383])("of %i days in total is accepted", (archiveDays) => {
    expect(accepted(dev({ monitoring: { retentionDays: 30, archiveDays } })).monitoring.archiveDays).toBe(archiveDays);
  });
});

describe("the budget", () => {
  const starting = (startDate: string): Raw => dev({ budget: { amount: 100, startDate, contactEmails: ["a@contoso.com"] } });

  it.each(["2017-05-01", "2027-12-01"])("does not start on %s", (startDate) => {
    expect(messages(starting(startDate))).toEqual([
      "budget.startDate: Azure takes no budget that starts before 2017-06-01 or more than 12 months ahead",
    ]);
  });

  it.each(["2017-06-01", "2026-11-01", "2027-11-01"])("may start on %s", (startDate) => {
    expect(accepted(starting(startDate)).budget?.startDate).toBe(startDate);
  });

  it("that is empty is none", () => {
    expect(accepted(dev({ budget: {} })).budget).toBeUndefined();
  });
});
