import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-api-kind",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "APIs are plain HTTP APIs: policies do not see what passes through web sockets, GraphQL subscriptions or gRPC.",
  remediation: 'Set apiType to "http", and leave soapApiType out.',
  check: (api) => ["apiType", "soapApiType", "type"].flatMap((property) => mayBe(api.at(property), "http")),
});
