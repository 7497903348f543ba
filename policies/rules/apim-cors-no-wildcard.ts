import { isNamedHost } from "../azure/hosts";
import { everyElement, isComputed } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";
import type { Stack } from "../base/stack";

export default stackRule({
  name: "apim-cors-no-wildcard",
  severity: "high",
  types: documentTypes,
  description: "No page of another origin may call the gateway but those that the settings name.",
  remediation:
    "Name the origin in ingress.browserOrigins, or its host in the setting hosts, and methods and headers one by one; else remove cors.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const all = everyElement(read.document);
    const byHand = all
      .filter(
        ({ name, attributes }) =>
          name === "set-header" && (/^access-control-/i.test(attributes["name"] ?? "") || isComputed(attributes["name"] ?? "")),
      )
      .map(({ attributes }) => ({ message: `value sets the header ${attributes["name"]} itself; expected the element cors` }));
    return all
      .filter(({ name }) => name === "cors")
      .flatMap(everyElement)
      .filter(
        ({ name, text }) =>
          (name === "origin" && !isNamedOrigin(text.trim(), stack)) ||
          (["method", "header"].includes(name) && text.trim() === "*"),
      )
      .map(({ name, text }) => ({
        message: `value allows ${name} ${JSON.stringify(text.trim())} in cors; expected what is named one by one`,
      }))
      .concat(byHand);
  },
});

/** Origins of the stack's settings, the developer portal of a service of the stack, and hosts of the pack's settings. */
function isNamedOrigin(origin: string, stack: Stack): boolean {
  if (stack.environment.browserOrigins.includes(origin)) return true;
  if (!URL.canParse(origin) || !origin.startsWith("https://")) return false;
  const { hostname } = new URL(origin);
  const portals = stack
    .ofType("apimanagement:ApiManagementService")
    .map((one) => `${one.at("serviceName").text()}.developer.azure-api.net`.toLowerCase());
  return portals.includes(hostname) || isNamedHost(hostname, stack.environment.hosts);
}
