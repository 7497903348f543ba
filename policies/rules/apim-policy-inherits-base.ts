import { section } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-policy-inherits-base",
  severity: "medium",
  types: documentTypes,
  description: "Policy documents below the global one keep what that one does, in every section.",
  remediation: "Add <base /> to inbound, backend, outbound and on-error.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read || resource.type === "apimanagement:Policy" || resource.type === "apimanagement:PolicyFragment")
      return [];
    return ["inbound", "backend", "outbound", "on-error"]
      .filter((name) => !section(read.document, name).some((one) => one.name === "base"))
      .map((name) => ({ message: `value has no <base /> in ${name}; expected it` }));
  },
});
