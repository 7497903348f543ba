import { isDecidedBefore } from "../gateway/conditions";
import { readsVariable, variablesFrom } from "../gateway/dataFlow";
import { Element, everyElement, section } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

/** What the caller writes into a call, or what is another with every call. */
const said = /context\.Request\s*\??\.\s*(Headers|OriginalUrl|Url|Body)\b/;
const changing =
  /\b(Guid|Random|DateTime\w*|RequestId|Timestamp|Elapsed)\b|context\.Request\s*\??\.\s*(Headers|OriginalUrl|Body)\b/;

/** What the caller says beside the body, which documents look through, its type and the token, which is checked. */
const saidBeside =
  /context\.Request\s*\??\.\s*(Headers(?!\s*(\.\s*GetValueOrDefault\s*\(|\[)\s*"(Content-Type|Authorization)")|OriginalUrl|Url)\b/;
const claims = /\.Claims\b/;

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
    const { document } = read;
    const shown = variablesFrom(document, (text) => claims.test(text));
    // A name that the caller gives may choose among what its token shows.
    const heard = [...variablesFrom(document, (text) => saidBeside.test(text))].filter((name) => !shown.has(name));
    const says: Says = (text) => saidBeside.test(text) || readsVariable(text, new Set(heard));
    const ofPlan = resource.type === "apimanagement:ProductPolicy";
    return [
      ...everyElement(document).flatMap((element) => changes(element, says, ofPlan)),
      ...replaced(document),
      ...(ofPlan ? ofOtherKind(document) : []),
    ].map((message) => ({ message }));
  },
});

/** Whether the caller says what an expression gives. */
type Says = (expression: string) => boolean;

function changes(element: Element, says: Says, ofPlan: boolean): string[] {
  const { name, attributes, text } = element;
  const variable = attributes["name"] ?? "";
  const by = (value: string) => said.test(value) || says(value);
  if (name === "rewrite-uri" && (by(attributes["template"] ?? "") || attributes["template"]?.includes("..")))
    return ["value has rewrite-uri with what the caller says, or a path that climbs; expected a path that is written out"];
  if (name === "set-method" && by(text))
    return ["value has set-method with what the caller says; expected a method that is written out"];
  if (name === "set-backend-service" && by(attributes["backend-id"] ?? ""))
    return ["value has set-backend-service with what the caller says; expected the backend of the model that was checked"];
  if (name === "set-variable" && found.has(variable) && (ofPlan || says(attributes["value"] ?? "")))
    return [
      `value sets the variable ${variable} ${ofPlan ? "in a plan" : "to what the caller says"}; expected it as the API's document found it`,
    ];
  return counted(element, says);
}

/** Whether a limit counts every call of the one who calls. */
function counted({ name, attributes }: Element, says: Says): string[] {
  const key = attributes["counter-key"] ?? "";
  return [
    ...(changing.test(key) || says(key)
      ? [`value has ${name} with a counter-key that is another with each call or that the caller says; expected who calls`]
      : []),
    ...(isDecidedBefore(attributes["increment-condition"] ?? "") || Number(attributes["increment-count"] ?? 1) <= 0
      ? [`value has ${name} that counts nothing; expected it to count calls`]
      : []),
  ];
}

/** On its way to the model a body is read by what checks it, and then stays. */
function replaced(document: Element): string[] {
  return ["inbound", "backend"].some((name) =>
    section(document, name)
      .flatMap(everyElement)
      .some((one) => one.name === "find-and-replace"),
  )
    ? ["value has find-and-replace in a call; expected the body that was checked"]
    : [];
}

/** A plan makes another kind of a call only where it asks which kind it is. */
function ofOtherKind(document: Element): string[] {
  const set = (one: Element) => one.name === "set-variable" && one.attributes["name"] === "kind";
  const asked = (one: Element) => one.name === "when" && /Variables\["kind"\]/.test(one.attributes["condition"] ?? "");
  const unasked = everyElement(document).some((one) => !asked(one) && one.children.some(set));
  return unasked
    ? ["value sets the variable kind in a plan without asking for it; expected it as the API's document found it"]
    : [];
}
