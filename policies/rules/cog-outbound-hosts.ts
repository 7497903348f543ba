import { isNamedHost } from "../azure/hosts";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "cog-outbound-hosts",
  severity: "critical",
  types: ["cognitiveservices:Account"],
  description: "Accounts call out to storage of the stack and to hosts that the settings name.",
  remediation: "Name the host in the setting hosts of the policy environment.",
  check: (account, stack) => {
    const storage = new Set(
      stack
        .ofType("storage:StorageAccount")
        .flatMap((one) =>
          ["blob", "dfs"].map((part) => `${one.at("accountName").text()}.${part}.core.windows.net`.toLowerCase()),
        ),
    );
    return account
      .at("properties.allowedFqdnList")
      .items()
      .filter((host) => {
        const name = host.text()?.toLowerCase() ?? "";
        return !host.isUnknown && !storage.has(name) && !isNamedHost(name, stack.environment.hosts);
      })
      .map((host) => unexpected(host, "storage of this stack, or a host of the setting hosts"));
  },
});
