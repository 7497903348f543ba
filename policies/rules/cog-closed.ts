import { mayBe, mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "cog-closed",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description:
    "Accounts have no project endpoints, no injected networks, no storage that prompts are copied to, and no bypass for other services.",
  remediation: "Remove allowProjectManagement, networkInjections, amlWorkspace, raiMonitorConfig and networkAcls.bypass.",
  check: (account) => [
    ...mustNotBe(account.at("properties.allowProjectManagement"), true),
    ...mustBeEmpty(account.at("properties.networkInjections"), "none"),
    ...mustBeEmpty(account.at("properties.amlWorkspace"), "none"),
    ...mustBeEmpty(account.at("properties.apiProperties"), "none"),
    ...mustBeEmpty(account.at("properties.raiMonitorConfig"), "none"),
    ...mayBe(account.at("properties.networkAcls.bypass"), "None"),
  ],
});
