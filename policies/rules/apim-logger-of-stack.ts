import { mustBe, mustBeSet, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-logger-of-stack",
  severity: "critical",
  types: ["apimanagement:Logger"],
  description: "Loggers write to Azure Monitor, or to resources of the stack.",
  remediation: "Set loggerType and resourceId to Application Insights of the stack.",
  check: (logger, stack) => {
    const endpoint = logger.at("credentials.endpointAddress");
    const namespaces = stack.ofType("eventhub:Namespace").map((one) => one.at("namespaceName").text()?.toLowerCase());
    const own =
      endpoint.isMissing ||
      namespaces.includes(
        (endpoint.text() ?? "")
          .replace(/^[a-z]+:\/\//, "")
          .split(".")[0]
          ?.toLowerCase(),
      );
    return [
      ...mustBe(logger.at("loggerType"), "applicationInsights", "azureMonitor", "azureEventHub"),
      ...(own ? [] : [unexpected(endpoint, "a namespace of this stack")]),
      ...(logger.at("loggerType").is("azureMonitor")
        ? []
        : mustBeSet(logger.at("resourceId"), "the id of a resource of this stack")),
    ];
  },
});
