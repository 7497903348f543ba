import { isNamedHost } from "../azure/hosts";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack } from "../base/stack";

export default stackRule({
  name: "cog-outbound-hosts",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description: "Accounts call out to storage of the stack and to hosts that the settings of the pack or of the stack name.",
  remediation: "Name the host in the stack's setting openAi.allowedFqdns, or in the setting hosts of the policy environment.",
  check: (account, stack) => {
    const named = stack.once("hosts of accounts and storage", () => namedHosts(stack));
    const ofStorage = stack.dependencies(account, "properties").some((one) => one.type === "storage:StorageAccount");
    return account
      .at("properties.allowedFqdnList")
      .items()
      .filter((host) => {
        const name = host.text()?.toLowerCase() ?? "";
        return host.isUnknown ? !ofStorage : !named.has(name) && !isNamedHost(name, stack.environment.hosts);
      })
      .map((host) => unexpected(host, "storage of this stack, or a host of the setting hosts"));
  },
});

function namedHosts(stack: Stack): ReadonlySet<string> {
  const ofStorage = stack
    .ofType("storage:StorageAccount")
    .flatMap((one) => ["blob", "dfs"].map((part) => `${one.at("accountName").text()}.${part}.core.windows.net`.toLowerCase()));
  return new Set([...stack.environment.accountHosts.map((host) => host.toLowerCase()), ...ofStorage]);
}
