import { mayBe, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

const security = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";

/** Protocols before TLS 1.2, towards clients and backends. */
const older = ["Protocols.", "Backend.Protocols."].flatMap((side) => ["Ssl30", "Tls10", "Tls11"].map((name) => `${side}${name}`));

/** The keys in small letters: Azure asks for no case. */
const keys: ReadonlySet<string> = new Set(older.map((name) => `${security}${name}`.toLowerCase()));

export default resourceRule({
  name: "apim-tls-min",
  severity: "high",
  types: ["apimanagement:ApiManagementService"],
  description: "API Management speaks TLS 1.2 or later to clients and backends.",
  remediation: 'Set the custom properties of older protocols to "False".',
  safe: Object.fromEntries(older.map((name) => [`customProperties/${security}${name}`, "False"])),
  check: (service) => {
    const properties = service.at("customProperties");
    if (properties.isUnknown) return [unexpected(properties, "properties that are known")];
    return properties
      .keys()
      .filter((key) => keys.has(key.toLowerCase()))
      .flatMap((key) => mayBe(properties.entry(key), "False", false));
  },
});
