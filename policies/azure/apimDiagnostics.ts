import { Finding, mustBe, unexpected } from "../base/findings";
import type { Value } from "../base/value";

const sides = ["frontend.request", "frontend.response", "backend.request", "backend.response"] as const;

/** Headers that hold a caller's credentials. */
const credentials = [
  "api-key",
  "authorization",
  "cookie",
  "ocp-apim-subscription-key",
  "proxy-authorization",
  "set-cookie",
] as const;

/** What API Management logs of requests beyond the log of prompts: no bodies, no credentials. */
export function maskedDiagnostic(diagnostic: Value): Finding[] {
  return sides.flatMap((side) => {
    const place = diagnostic.at(side);
    return [...mustBe(place.at("body.bytes"), 0), ...unmasked(place)];
  });
}

/** Headers that are logged must not be those of credentials, unless they are masked. */
function unmasked(side: Value): Finding[] {
  const masked = side
    .at("dataMasking.headers")
    .items()
    .filter((one) => one.at("mode").is("Hide"))
    .map((one) => one.at("value").text()?.toLowerCase());
  return side
    .at("headers")
    .items()
    .filter((header) => header.isUnknown || (header.is(...credentials) && !masked.includes(header.text()?.toLowerCase())))
    .map((header) => unexpected(header, "no header with credentials, or one that is masked"));
}

/** Parameters of the address in which the gateway takes a key. */
const keyParameters = ["api-key"] as const;

/** Keys in the address of a call are hidden, on both sides. */
export function maskedQuery(diagnostic: Value): Finding[] {
  return ["frontend.request", "backend.request"].flatMap((side) => {
    const list = diagnostic.at(side).at("dataMasking.queryParams");
    const hidden = list.items().filter((one) => one.at("mode").is("Hide"));
    return keyParameters
      .filter((name) => !hidden.some((one) => one.at("value").is(name)))
      .map((name) => unexpected(list, `${name} with mode "Hide"`));
  });
}

/** The log in Azure Monitor goes by the logger of that name: another one writes to no table that queries read. */
export function toAzureMonitor(logger: Value): Finding[] {
  const id = logger.text();
  return id === undefined || /\/loggers\/azuremonitor$/i.test(id) ? [] : [unexpected(logger, "the logger azuremonitor")];
}
