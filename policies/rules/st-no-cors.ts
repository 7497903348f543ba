import { mustBeEmpty } from "../base/findings";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "st-no-cors",
  severity: "critical",
  types: ["storage:BlobServiceProperties"],
  description: "No page of another origin reads blobs.",
  remediation: "Remove cors.",
  check: (service) => mustBeEmpty(service.at("cors.corsRules"), "none"),
});
