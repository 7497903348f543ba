import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "appgw-https-only-or-redirect",
  severity: "high",
  types: ["network:ApplicationGateway"],
  description: "Every listener of Application Gateway takes HTTPS, or sends the caller to one that does.",
  remediation: "Give the rule of the HTTP listener a redirectConfiguration and no backend.",
  check: (gateway) => {
    const rules = gateway.at("requestRoutingRules").items();
    return gateway
      .at("httpListeners")
      .items()
      .flatMap((listener) => {
        const protocol = listener.at("protocol");
        if (protocol.is("Https")) return [];
        if (protocol.isUnknown) return [unexpected(protocol, "a protocol that is known")];
        const name = listener.at("name").text() ?? "";
        const used = rules.filter(
          (rule) => lastSegment(rule.at("httpListener.id").text()) === name.toLowerCase() || !rule.at("httpListener.id").isKnown,
        );
        const own = used.filter((rule) => rule.at("httpListener.id").isKnown || rule.at("name").is(name));
        const redirected =
          own.length > 0 &&
          own.every(
            (rule) => rule.at("redirectConfiguration.id").text() !== undefined || rule.at("redirectConfiguration.id").isUnknown,
          );
        return redirected
          ? []
          : [unexpected(protocol, `"Https", or a rule that only redirects, for listener ${JSON.stringify(name)}`)];
      });
  },
});

function lastSegment(id: string | undefined): string | undefined {
  return id?.split("/").at(-1)?.toLowerCase();
}
