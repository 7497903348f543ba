import { mustNotBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "nic-no-ip-forwarding",
  severity: "high",
  types: ["network:NetworkInterface"],
  description: "No network interface forwards the traffic of others.",
  remediation: "Set enableIPForwarding to false.",
  check: (nic) => mustNotBe(nic.at("enableIPForwarding"), true),
});
