import { isNamedHost } from "../azure/hosts";
import { everyElement } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";
import type { Stack } from "../base/stack";

export default stackRule({
  name: "apim-cors-no-wildcard",
  severity: "high",
  types: documentTypes,
  description: "No page of another origin may call the gateway but those that the settings name.",
  remediation: "Remove cors, or list the origin's host in the setting hosts and methods and headers one by one.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    return everyElement(read.document)
      .filter(({ name }) => name === "cors")
      .flatMap(everyElement)
      .filter(
        ({ name, text }) =>
          (name === "origin" && !isNamedOrigin(text.trim(), stack)) ||
          (["method", "header"].includes(name) && text.trim() === "*"),
      )
      .map(({ name, text }) => ({
        message: `value allows ${name} ${JSON.stringify(text.trim())} in cors; expected what is named one by one`,
      }));
  },
});

/** The developer portal of a service of the stack, and hosts of the settings. */
function isNamedOrigin(origin: string, stack: Stack): boolean {
  if (!URL.canParse(origin) || !origin.startsWith("https://")) return false;
  const { hostname } = new URL(origin);
  const portals = stack
    .ofType("apimanagement:ApiManagementService")
    .map((one) => `${one.at("serviceName").text()}.developer.azure-api.net`.toLowerCase());
  return portals.includes(hostname) || isNamedHost(hostname, stack.environment.hosts);
}
