import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-api-kind",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "APIs are plain HTTP APIs: policies do not see what passes through web sockets, GraphQL subscriptions or gRPC.",
  remediation: 'Set apiType to "http".',
  check: (api) => [...mayBe(api.at("apiType"), "http"), ...mayBe(api.at("type"), "http")],
});
