import { Finding, mustBe, mustBeSet, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "apim-logger-of-stack",
  severity: "critical",
  types: ["apimanagement:Logger"],
  description: "Loggers write to Azure Monitor, or to resources of the stack.",
  remediation: "Set loggerType, resourceId and the connection string to Application Insights of the stack.",
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
      ...(logger.at("loggerType").is("azureEventHub") ? [] : collector(logger, stack)),
      ...(logger.at("loggerType").is("azureMonitor")
        ? []
        : mustBeSet(logger.at("resourceId"), "the id of a resource of this stack")),
    ];
  },
});

/** Traces go where the connection string says, whatever resource the logger names. It may be a named value. */
function collector(logger: StackResource, stack: Stack): Finding[] {
  const key = logger.at("credentials.instrumentationKey");
  const text = logger.at("credentials.connectionString");
  const name = /^\{\{(.+)\}\}$/.exec(text.text() ?? "")?.[1];
  const named = stack.ofType("apimanagement:NamedValue").find((one) => one.at("displayName").is(name ?? ""));
  return [
    ...(key.isMissing || isOf(logger, key, "instrumentationKey", stack) ? [] : [otherThan(key)]),
    ...(text.isMissing || named || isOf(logger, text, "connectionString", stack) ? [] : [otherThan(text)]),
    ...(!named || named.at("value").isMissing || isOf(named, named.at("value"), "connectionString", stack)
      ? []
      : [{ message: `the named value ${name} is not that of Application Insights of this stack; expected it` }]),
  ];
}

const otherThan = (value: Value): Finding => ({
  message: `${value.path} is not that of Application Insights of this stack; expected it`,
});

/** Whether a value is an answer of a component of the stack. One that is not known yet is no text that is. */
function isOf(resource: StackResource, value: Value, answer: string, stack: Stack): boolean {
  if (value.hidden) return true;
  const components = stack.ofType("applicationinsights:Component");
  if (value.isUnknown) {
    const from = ["applicationinsights:Component", "apimanagement:NamedValue"];
    return stack.dependencies(resource, value.path.split(".")[0] ?? "").some((one) => from.includes(one.type));
  }
  return components.some(({ outputs }) => outputs.at(answer).is(value.text() ?? ""));
}
