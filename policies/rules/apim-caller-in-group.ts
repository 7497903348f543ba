import { readsVariable, variablesFrom } from "../gateway/dataFlow";
import { Element, section } from "../gateway/document";
import { Fragments, refuses } from "../gateway/authentication";
import { documentOf, fragmentsOf } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

const claims = /\.Claims\b/;
/** What the caller says of itself, but for the token, which was checked. */
const said = /context\.Request\b(?!\.Headers(\.GetValueOrDefault\(|\[)\s*"Authorization")/;
/** A condition that is never met. */
const never = /\bfalse\s*&&|&&\s*false\b/;

export default stackRule({
  name: "apim-caller-in-group",
  severity: "critical",
  types: ["apimanagement:ApiPolicy"],
  description: "The policy of each API refuses callers whose token shows no group, role or application that may call it.",
  remediation:
    "After the token, refuse in a condition over its claims, or name required-claims or client-application-ids in the element that checks it.",
  check: (policy, stack) => {
    const read = documentOf(policy, stack);
    if ("problem" in read) return [];
    const inbound = section(read.document, "inbound").flatMap((one) => unfolded(one, fragmentsOf(stack), []));
    const tokens = inbound.filter(({ name }) => name === "validate-azure-ad-token" || name === "validate-jwt");
    if (tokens.length === 0 || tokens.every(namesCallers)) return [];
    const shown = variablesFrom({ name: "", attributes: {}, text: "", children: inbound }, (text) => claims.test(text));
    // A name that the caller gives may choose among those that its token shows.
    const heard = variablesFrom({ name: "", attributes: {}, text: "", children: inbound }, (text) => said.test(text));
    const decided = new Set([...heard].filter((name) => !shown.has(name)));
    const refused = inbound.some(
      (one) =>
        one.name === "when" &&
        asksFor(one.attributes["condition"] ?? "", shown) &&
        !evades(one.attributes["condition"] ?? "", decided) &&
        one.children.some((child) => child.name === "return-response" && refuses(child)),
    );
    return refused
      ? []
      : [{ message: "value lets every caller of the tenant pass; expected a refusal over the claims of the token" }];
  },
});

/** Whether the caller decides what the condition finds, or nobody. */
const evades = (condition: string, decided: ReadonlySet<string>) =>
  said.test(condition) || never.test(condition) || readsVariable(condition, decided);
const asksFor = (condition: string, shown: ReadonlySet<string>) => claims.test(condition) || readsVariable(condition, shown);

/** A check that itself names who may call. */
function namesCallers(token: Element): boolean {
  return token.children.some((one) => /^(required-claims|client-application-ids)$/.test(one.name) && one.children.length > 0);
}

/** An element and all in it, fragments in the place of what includes them. */
function unfolded(element: Element, fragments: Fragments, within: readonly string[]): Element[] {
  const id = element.attributes["fragment-id"] ?? "";
  const fragment = element.name === "include-fragment" && !within.includes(id) ? fragments.get(id) : undefined;
  return fragment
    ? fragment.children.flatMap((one) => unfolded(one, fragments, [...within, id]))
    : ofElement(element, fragments, within);
}

function ofElement(element: Element, fragments: Fragments, within: readonly string[]): Element[] {
  return [element, ...element.children.flatMap((one) => unfolded(one, fragments, within))];
}
