import { unknownSecret } from "../../../../stacks/settings/secrets";
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

describe("receivers of alerts", () => {
  const webhook = {
    url: "https://alerts.contoso.com/azure",
    identifierUri: "api://contoso.com/alerts",
    objectId: "cccccccc-0000-4000-8000-00000000000a",
  };
  const workflowId = "/subscriptions/s/resourceGroups/ops/providers/Microsoft.Logic/workflows/tickets";
  const callbackUrl = "https://prod-1.swedencentral.logic.azure.com:443/workflows/w/triggers/manual/paths/invoke?sig=x";
  const told = (receiver: Raw): Raw => dev({ monitoring: { alertReceivers: [{ name: "siem", ...receiver }] } });

  it.each<[string, Raw]>([
    ["a webhook alone", { webhook }],
    ["a Logic App alone", { logicApp: { workflowId, callbackUrl } }],
    ["a Logic App whose address is not known here", { logicApp: { workflowId, callbackUrl: unknownSecret } }],
    ["a telephone alone", { sms: { countryCode: "46", phoneNumber: "701234567" } }],
  ])("may be %s", (_, receiver) => {
    expect(accepted(told(receiver)).monitoring.alertReceivers).toMatchObject([{ name: "siem", ...receiver }]);
  });

  it.each<[string, Raw, string]>([
    ["nothing", {}, "monitoring.alertReceivers[0]: nothing says how this receiver is told"],
    [
      "a webhook over http",
      { webhook: { ...webhook, url: "http://alerts.contoso.com/azure" } },
      "monitoring.alertReceivers[0].webhook.url: must be an address over https without user, query and fragment",
    ],
    [
      "a webhook with a key in its address",
      { webhook: { ...webhook, url: "https://alerts.contoso.com/azure?code=1" } },
      "monitoring.alertReceivers[0].webhook.url: must be an address over https without user, query and fragment",
    ],
    ["a webhook that anybody may call", { webhook: { url: webhook.url } }, "monitoring.alertReceivers[0].webhook.identifierUri"],
    [
      "a Logic App elsewhere",
      { logicApp: { workflowId, callbackUrl: "https://logic.azure.com.evil.example/x" } },
      "monitoring.alertReceivers[0].logicApp.callbackUrl: is no address of a Logic App",
    ],
  ])("may not be %s", (_, receiver, message) => {
    expect(messages(told(receiver))).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
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
