import { mustBe } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "pip-standard-sku",
  severity: "low",
  types: ["network:PublicIPAddress"],
  description: "Public addresses are of sku Standard, which lets nobody in by default.",
  remediation: 'Set sku.name to "Standard".',
  check: (address) => mustBe(address.at("sku.name"), "Standard"),
});
