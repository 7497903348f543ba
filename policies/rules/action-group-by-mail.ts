import { mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "action-group-by-mail",
  severity: "critical",
  types: ["monitor:ActionGroup"],
  description: "Alerts go to people: action groups are on and call no program anywhere.",
  remediation: "Remove webhooks, functions, runbooks and event hubs of the action group, and leave it enabled.",
  check: (group) => [
    ...mustNotBe(group.at("enabled"), false),
    ...[
      "webhookReceivers",
      "azureFunctionReceivers",
      "logicAppReceivers",
      "automationRunbookReceivers",
      "eventHubReceivers",
      "itsmReceivers",
      "incidentReceivers",
    ].flatMap((list) => mustBeEmpty(group.at(list), "none")),
  ],
});
