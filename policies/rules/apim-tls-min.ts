import { mayBe } from "../base/findings";
import { resourceRule } from "../base/rule";

const security = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";

/** Protocols before TLS 1.2, towards clients and backends. */
const older = ["Protocols.", "Backend.Protocols."].flatMap((side) => ["Ssl30", "Tls10", "Tls11"].map((name) => `${side}${name}`));

export default resourceRule({
  name: "apim-tls-min",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management speaks TLS 1.2 or later to clients and backends.",
  remediation: 'Set the custom properties of older protocols to "False".',
  safe: Object.fromEntries(older.map((name) => [`customProperties/${security}${name}`, "False"])),
  check: (service) => older.flatMap((name) => mayBe(service.at("customProperties").entry(`${security}${name}`), "False", false)),
});
