import { accountHosts, isNamedHost } from "../azure/hosts";
import { Element, everyElement, isComputed } from "../gateway/document";
import { namedHost } from "../gateway/namedHosts";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";
import type { Stack } from "../base/stack";

export default stackRule({
  name: "apim-calls-backends-only",
  severity: "critical",
  types: documentTypes,
  description: "Policy documents call no host but backends of the stack.",
  remediation: "Use set-backend-service with backend-id, and name other hosts in the setting hosts of the policy environment.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    return everyElement(read.document)
      .flatMap((element) => calls(element, stack))
      .map((message) => ({ message }));
  },
});

/** Resources that the gateway's identity may ask tokens for. */
const audiences = ["https://cognitiveservices.azure.com", "https://cognitiveservices.azure.com/", "https://ai.azure.com"];

function calls(element: Element, stack: Stack): string[] {
  const { name, attributes, children } = element;
  const url = (text: string) =>
    isOwnHost(text, stack) ? [] : [`value calls ${JSON.stringify(text.trim())} with ${name}; expected a backend of the stack`];
  if (name === "send-request" || name === "send-one-way-request") {
    const urls = children.filter((one) => one.name === "set-url");
    return urls.length === 0
      ? [`value has ${name} without set-url; expected a host that is written out`]
      : urls.flatMap((one) => url(one.text));
  }
  if (name === "set-backend-service") {
    const other = Object.keys(attributes).find((one) => one !== "backend-id");
    const id = attributes["backend-id"];
    if (other !== undefined || id === undefined)
      return [`value has set-backend-service with ${other ?? "nothing"}; expected backend-id`];
    if (isComputed(id) && !/\bcontext\s*\./.test(id))
      return ["value has set-backend-service with backend-id put together; expected a backend of the stack"];
    return isComputed(id) ? [] : ofStack(name, id, stack);
  }
  if (name === "llm-content-safety") return ofStack(name, attributes["backend-id"] ?? "", stack);
  if (name === "forward-request" && (attributes["follow-redirects"] ?? "false").toLowerCase() !== "false")
    return ["value has forward-request that follows redirects; expected it to go to a backend of the stack only"];
  if (name === "authentication-managed-identity")
    return audiences.includes(attributes["resource"] ?? "")
      ? []
      : [`value asks for a token for ${JSON.stringify(attributes["resource"] ?? "")}; expected ${audiences[0]}`];
  if (name === "log-to-eventhub")
    return loggers(stack).has(attributes["logger-id"] ?? "") ? [] : ["value logs to an event hub of no logger of the stack"];
  return [];
}

/** A backend that is named stands in the stack; what an expression chooses is one of the service's, and each is judged. */
function ofStack(element: string, id: string, stack: Stack): string[] {
  const backends = stack.ofType("apimanagement:Backend").map((one) => one.at("backendId"));
  const known = backends.some((one) => one.is(id) || one.isUnknown);
  return known ? [] : [`value has ${element} with backend-id ${JSON.stringify(id)}; expected a backend of the stack`];
}

/** Whether an address is that of an account: written out, or with a named value in the place of the whole host. */
function isOwnHost(text: string, stack: Stack): boolean {
  const name = namedHost(text);
  if (name !== undefined) return hostValues(stack).has(name);
  const url = text.trim();
  if (isComputed(url) || !URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  return (
    protocol === "https:" && (accountHosts(stack).has(hostname.toLowerCase()) || isNamedHost(hostname, stack.environment.hosts))
  );
}

/** Named values that hold the host of an account and nothing else. */
function hostValues(stack: Stack): ReadonlySet<string> {
  return stack.once("named values of hosts", () => {
    const hosts = stack.ofType("apimanagement:NamedValue").filter((named) => {
      const value = named.at("value");
      if (value.isUnknown) return stack.dependencies(named, "value", "cognitiveservices:Account").length > 0;
      const host = (value.text() ?? "").toLowerCase();
      return accountHosts(stack).has(host) || isNamedHost(host, stack.environment.hosts);
    });
    return new Set(hosts.map((named) => named.at("displayName").text() ?? ""));
  });
}

function loggers(stack: Stack): ReadonlySet<string> {
  return new Set(stack.ofType("apimanagement:Logger").map((one) => one.at("loggerId").text() ?? ""));
}
