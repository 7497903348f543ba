import { Finding, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-api-description-here",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "The description of an API is in the program, names no server, and names each path.",
  remediation: "Set format to openapi+json and value to the description without servers.",
  check: (api) => {
    const [format, value] = [api.at("format"), api.at("value")];
    const here = format.isMissing || format.is("openapi", "openapi+json", "swagger-json");
    return [
      ...(here ? [] : [unexpected(format, "an OpenAPI description in the program, not a link")]),
      ...(value.isUnknown ? [unexpected(value, "a description in the program")] : []),
      ...servers(value.text()),
      ...(/"\/[^"\s]*\*[^"\s]*"\s*:/.test(value.text() ?? "")
        ? [{ message: "value has a path with *; expected paths that are named" }]
        : []),
    ];
  },
});

/** API Management takes the first server of a description for the backend. */
function servers(value: string | undefined): Finding[] {
  if (value === undefined || !/"(servers|host|x-forward-to)"\s*:|(^|[{,])\s*['"]?(servers|host)['"]?\s*:/m.test(value)) return [];
  return [{ message: "value names a server; expected none, the policy chooses the backend" }];
}
