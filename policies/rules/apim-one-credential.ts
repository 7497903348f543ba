import { everyElement } from "../gateway/document";
import { keyBranch, tokenProduct } from "../gateway/authentication";
import { documentOf } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "apim-one-credential",
  severity: "low",
  types: ["apimanagement:ApiPolicy", "apimanagement:Product"],
  description: "Callers show a key and a token; a plan for which one of them is enough is told.",
  remediation: "Leave credentials out of the plan's settings where the tools of its teams can send a key and a token.",
  check: (resource, stack) => {
    if (resource.type === "apimanagement:Product")
      return resource.at("productId").is(tokenProduct)
        ? [{ message: `a token is enough for the plans ${stack.environment.tokenPlans.join(", ")}; expected a key with it` }]
        : [];
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const plans = everyElement(read.document).map((one) => keyBranch.exec(one.attributes["condition"] ?? "")?.[1]);
    return plans
      .filter((one) => one !== undefined)
      .map((one) => ({ message: `a key is enough for the plans ${one.replaceAll("|", ", ")}; expected a token with it` }));
  },
});
