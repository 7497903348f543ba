import { Finding, mustBe, mustBeEmpty, mustNotBe, unexpected } from "../base/findings";
import type { Environment } from "../base/environment";
import { resourceRule } from "../base/rule";
import type { Value } from "../base/value";

export default resourceRule({
  name: "action-group-by-mail",
  severity: "critical",
  types: ["monitor:ActionGroup"],
  description:
    "Alerts go to people, and to programs that the settings name: with a token of Entra ID, or a Logic App. Action groups are on.",
  remediation:
    "Name the program in monitoring.alertReceivers (webhook or logicApp); remove functions, runbooks and event hubs of the action group, and leave it enabled.",
  check: (group, _config, environment) => [
    ...mustNotBe(group.at("enabled"), false),
    ...each(group.at("webhookReceivers"), (one) => webhook(one, environment)),
    ...each(group.at("logicAppReceivers"), (one) => logicApp(one, environment)),
    ...[
      "azureFunctionReceivers",
      "automationRunbookReceivers",
      "eventHubReceivers",
      "itsmReceivers",
      "incidentReceivers",
    ].flatMap((list) => mustBeEmpty(group.at(list), "none")),
  ],
});

/** What is wrong with each entry; a list that is not known cannot be judged. */
const each = (list: Value, check: (one: Value) => Finding[]): Finding[] =>
  list.isUnknown || list.text() !== undefined ? mustBeEmpty(list, "receivers that are known") : list.items().flatMap(check);

function webhook(receiver: Value, { webhooks }: Environment): Finding[] {
  const address = receiver.at("serviceUri");
  const isNamed = webhooks.includes(address.text() ?? "") && address.text()?.startsWith("https://");
  return [
    ...(isNamed ? [] : [unexpected(address, "an https address that monitoring.alertReceivers names")]),
    ...mustBe(receiver.at("useAadAuth"), true),
  ];
}

/** Azure calls the address, whatever workflow the id names. */
function logicApp(receiver: Value, { adopted }: Environment): Finding[] {
  const [id, address] = [receiver.at("resourceId"), receiver.at("callbackUrl")];
  const isNamed = adopted.some((one) => one.toLowerCase() === id.text()?.toLowerCase());
  const text = address.text();
  const isWorkflow = text !== undefined && URL.canParse(text) && /^https:\/\/[a-z0-9.-]+\.logic\.azure\.com(:443)?\//i.test(text);
  return [
    ...(isNamed ? [] : [unexpected(id, "a workflow that monitoring.alertReceivers names")]),
    ...(isWorkflow ? [] : [{ message: `${address.path} is another host; expected an address at logic.azure.com` }]),
  ];
}
