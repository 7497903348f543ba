import { settingsOf } from "../azure/diagnostics";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "diagnostics-own-tables",
  severity: "high",
  types: ["apimanagement:ApiManagementService", "keyvault:Vault", "network:ApplicationGateway"],
  description:
    "Logs of the gateway, the front end and vaults go to tables of their own, which alerts, queries and the archive read.",
  remediation: 'Set logAnalyticsDestinationType of the diagnostic setting to "Dedicated".',
  check: (resource, stack) => {
    const settings = settingsOf(resource, stack).filter((one) => !one.at("workspaceId").isMissing);
    const own = settings.some((one) => one.at("logAnalyticsDestinationType").is("Dedicated"));
    return settings.length === 0 || own
      ? []
      : [{ message: 'no diagnostic setting of this resource has logAnalyticsDestinationType "Dedicated"; expected it of one' }];
  },
});
