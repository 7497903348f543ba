import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "action-group-by-mail",
  severity: "critical",
  types: ["monitor:ActionGroup"],
  description: "Alerts go to people: action groups call no program anywhere.",
  remediation: "Remove webhooks, functions, runbooks and event hubs of the action group.",
  check: (group) =>
    [
      "webhookReceivers",
      "azureFunctionReceivers",
      "logicAppReceivers",
      "automationRunbookReceivers",
      "eventHubReceivers",
      "itsmReceivers",
    ].flatMap((list) => mustBeEmpty(group.at(list), "none")),
});
