import { mustBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-api-https-only",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "APIs take HTTPS only: no plain HTTP, no web sockets.",
  remediation: 'Set protocols to ["https"].',
  check: (api) => {
    const protocols = api.at("protocols");
    return [
      ...(protocols.items().length === 0
        ? [unexpected(protocols, '["https"]')]
        : protocols.items().flatMap((one) => mustBe(one, "https"))),
    ];
  },
});
