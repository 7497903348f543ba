import { unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "apim-backend-https",
  severity: "high",
  types: ["apimanagement:Api", "apimanagement:Backend"],
  description: "Backends are called over HTTPS.",
  remediation: "Begin url of the backend, or serviceUrl of the API, with https://.",
  check: (resource) => {
    const url = resource.at(resource.type === "apimanagement:Api" ? "serviceUrl" : "url");
    const pool = resource.at("type").is("Pool") || resource.at("pool").isStructure;
    if (resource.type === "apimanagement:Api" ? url.isMissing : pool && url.isMissing) return [];
    if (url.isUnknown) return [];
    return /^https:\/\//i.test(url.text() ?? "") ? [] : [unexpected(url, "an address that begins with https://")];
  },
});
