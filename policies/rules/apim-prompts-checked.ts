import { Element, everyElement } from "../gateway/document";
import { tokenProduct } from "../gateway/authentication";
import { documentOf } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "apim-prompts-checked",
  severity: "high",
  types: ["apimanagement:ApiPolicy", "apimanagement:ProductPolicy"],
  description:
    "Prompts of a plan whose settings have contentSafety are sent to Azure AI Content Safety, and refused unless it found nothing.",
  remediation: "Leave the check in the policy of the plan, or take contentSafety out of its settings.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const message = (what: string) => `value ${what}; expected that prompts are looked at, as contentSafety of the settings says`;
    if (resource.type === "apimanagement:ApiPolicy")
      return stack.environment.checkedPlans.length === 0 || isChecked(inboundOf(read.document))
        ? []
        : [{ message: message("lets every prompt pass") }];
    return plansOf(resource, stack)
      .filter((plan) => stack.environment.checkedPlans.includes(plan))
      .filter((plan) => !saysSo(placeOf(read.document, plan)))
      .map((plan) => ({ message: message(`says for the plan ${plan} that nothing is looked for`) }));
  },
});

/** The plans whose rules are in the policy of a product. */
function plansOf(resource: StackResource, stack: Stack): readonly string[] {
  const [product] = stack.dependencies(resource, "productId", "apimanagement:Product");
  const id = resource.at("productId").text() ?? product?.at("productId").text();
  return id === tokenProduct ? stack.environment.tokenPlans : id === undefined ? [] : [id];
}

/** Where the rules of a plan stand: the branch that names it, or all of the inbound section. */
function placeOf(document: Element, plan: string): Element | undefined {
  const inbound = inboundOf(document);
  const named = inbound && everyElement(inbound).find((one) => one.attributes["condition"]?.includes(`"plan"] == "${plan}"`));
  return named ?? inbound;
}

const inboundOf = (document: Element): Element | undefined => document.children.find(({ name }) => name === "inbound");

/** Whether the rules of a plan tell the policy of the API what to look for. */
function saysSo(place: Element | undefined): boolean {
  const told = (place ? everyElement(place) : []).filter(
    ({ name, attributes }) => name === "set-variable" && attributes["name"] === "contentSafety",
  );
  return told.length > 0 && told.every(({ attributes }) => /^\d+;(attacks;|;[^;]+;|;;[^;]+)/.test(attributes["value"] ?? ""));
}

const question = /\/contentsafety\/text:(shieldPrompt|analyze)\?/;

/** Whether the service is asked, and its finding and its failure then end the call. */
function isChecked(place: Element | undefined): boolean {
  const elements = place ? everyElement(place) : [];
  const asked = elements.findIndex(({ name, text }) => name === "set-url" && question.test(text));
  const refusals = elements
    .slice(asked + 1)
    .filter((one) => /Variables\["safety"\]/.test(one.attributes["condition"] ?? ""))
    .filter((one) => one.children.some(({ name }) => name === "return-response"));
  const refuses = (condition: string) => refusals.some((one) => one.attributes["condition"]!.includes(condition));
  return asked >= 0 && refuses('== "failed"') && refuses('!= ""');
}
