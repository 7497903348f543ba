import { mayBe, mustBeEmpty, mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

/** What sends calls, prompts or the account itself somewhere, or brings another way in. */
const unused = [
  "amlWorkspace",
  "apiProperties",
  "associatedProjects",
  "defaultProject",
  "locations",
  "migrationToken",
  "networkInjections",
  "raiMonitorConfig",
] as const;

export default resourceRule({
  name: "cog-closed",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description:
    "Accounts have no project endpoints, no injected networks, no storage that prompts are copied to, no other region that they send calls to, no bypass for other services, and are not brought back with the settings of one that was deleted.",
  remediation:
    "Remove allowProjectManagement, associatedProjects, networkInjections, amlWorkspace, raiMonitorConfig, locations, migrationToken, restore and networkAcls.bypass.",
  check: (account) => [
    ...mustNotBe(account.at("properties.allowProjectManagement"), true),
    ...mustNotBe(account.at("properties.restore"), true),
    ...unused.flatMap((property) => mustBeEmpty(account.at("properties").entry(property), "none")),
    ...mayBe(account.at("properties.networkAcls.bypass"), "None"),
  ],
});
