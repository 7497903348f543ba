import { accountHosts, isNamedHost } from "../azure/hosts";
import { resourceOf } from "../azure/outside";
import { Finding, mayBe, mustBeEmpty, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "apim-backend-of-stack",
  severity: "critical",
  types: ["apimanagement:Api", "apimanagement:Backend"],
  description: "Backends are accounts of the stack, without keys, proxies or clusters; an API has no address of its own.",
  remediation: "Take the host of an account of the stack as url, and let the policy choose the backend.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:Api")
      return mustBeEmpty(resource.at("serviceUrl"), "none: the policy chooses the backend");
    return [
      ...["credentials", "proxy", "resourceId"].flatMap((one) =>
        mustBeEmpty(resource.at(one), "none: the gateway's identity is used"),
      ),
      ...mustBeEmpty(resource.at("properties.serviceFabricCluster"), "none"),
      ...mayBe(resource.at("protocol"), "http"),
      ...(resource.at("url").isMissing ? pool(resource, stack) : host(resource, stack)),
    ];
  },
});

function host(backend: StackResource, stack: Stack): Finding[] {
  const url = backend.at("url");
  const ofAccount = stack.dependencies(backend, "url").some((one) => one.type === "cognitiveservices:Account");
  if (url.isUnknown) return ofAccount ? [] : [{ message: unexpected(url, "an account of this stack").message }];
  const name = URL.canParse(url.text() ?? "") ? new URL(url.text() ?? "").hostname.toLowerCase() : "";
  return accountHosts(stack).has(name) || isNamedHost(name, stack.environment.hosts)
    ? []
    : [unexpected(url, "the host of an account of this stack")];
}

function pool(backend: StackResource, stack: Stack): Finding[] {
  const services = backend.at("pool.services");
  if (services.items().length === 0) return [{ message: unexpected(services, "backends of this stack, or a url").message }];
  const ofBackend = stack.dependencies(backend, "pool").some((one) => one.type === "apimanagement:Backend");
  return services
    .items()
    .map((one) => one.at("id"))
    .filter((id) => (id.isUnknown ? !ofBackend : resourceOf(stack, id.text() ?? "")?.type !== "apimanagement:Backend"))
    .map((id) => ({ message: unexpected(id, "a backend of this stack").message }));
}
