import { Element, everyElement } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

/** What the caller writes into a call, or what is another with every call. */
const said = /context\.Request\s*\??\.\s*(Headers|OriginalUrl|Url|Body)\b/;
const changing =
  /\b(Guid|Random|DateTime\w*|RequestId|Timestamp|Elapsed)\b|context\.Request\s*\??\.\s*(Headers|OriginalUrl|Body)\b/;

/** What the API's document found out about a call, by which a plan is asked. */
const found: ReadonlySet<string> = new Set(["account", "consumer", "model", "plan", "token"]);

export default stackRule({
  name: "apim-call-as-checked",
  severity: "high",
  types: documentTypes,
  description:
    "A call goes to the model as it was checked: its path and method are not the caller's to say afterwards, a plan asks about the model that was found, and limits count by who calls.",
  remediation:
    "Write path and method out, count by the subscription or the claims of the token, and leave variables of the API's document as they are.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const ofPlan = resource.type === "apimanagement:ProductPolicy";
    return everyElement(read.document)
      .flatMap((element) => changes(element, ofPlan))
      .map((message) => ({ message }));
  },
});

function changes({ name, attributes, text }: Element, ofPlan: boolean): string[] {
  const variable = attributes["name"] ?? "";
  if (name === "rewrite-uri" && said.test(attributes["template"] ?? ""))
    return ["value has rewrite-uri with what the caller says; expected a path that is written out"];
  if (name === "set-method" && said.test(text))
    return ["value has set-method with what the caller says; expected a method that is written out"];
  if (changing.test(attributes["counter-key"] ?? ""))
    return [`value has ${name} with a counter-key that is another with each call or that the caller says; expected who calls`];
  if (ofPlan && name === "set-variable" && found.has(variable))
    return [`value sets the variable ${variable} in a plan; expected it as the API's document found it`];
  return [];
}
