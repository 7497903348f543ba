import { everyElement } from "../gateway/document";
import { judgedElements, quietElements } from "../gateway/elements";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-policy-readable",
  severity: "critical",
  types: documentTypes,
  description: "Policy documents of API Management are written out, well-formed, and of elements that rules know.",
  remediation: "Write the document in the program, in format rawxml, without the element.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [{ message: read.problem }];
    const strange = everyElement(read.document).filter((one) => !quietElements.has(one.name) && !judgedElements.has(one.name));
    return [...new Set(strange.map(({ name }) => name))].map((name) => ({
      message: `value has an element ${name}; expected only elements that the rules know`,
    }));
  },
});
