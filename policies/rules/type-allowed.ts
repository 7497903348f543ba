import { Resource, ResourceRule, resourceRule } from "../base/rule";
import { packageOf } from "../base/typeTokens";
import { AllowedTypes } from "../types/allowedTypes";
import { harmless, ofPulumi } from "../types/harmless";
import { judgedTypes } from "../types/judged";

/** @param entries Content of the project's `allowed-types.json`. */
export function typeAllowed(entries: readonly unknown[]): ResourceRule {
  const allowed = new AllowedTypes(entries);
  const problems = allowed.problems.length > 0 ? ` (${allowed.problems.join("; ")})` : "";
  return resourceRule({
    name: "type-allowed",
    severity: "critical",
    types: ["*"],
    description: "Every resource is of a type that the pack knows or the project allows: what nobody judges is refused.",
    remediation:
      "Do without the resource, or have its type allowed in policies/allowed-types.json with reason and owner, where a reviewer sees it.",
    check: (resource, _config, { denyUnknownTypes }) => {
      if (isKnown(resource) || !denyUnknownTypes) return [];
      const own = allowed.find(resource.type) ?? allowed.find(resource.token);
      if (own)
        return [{ message: `${resource.token} is allowed by the project: ${own.reason}; owner ${own.owner}`, advice: true }];
      return [{ message: `no rule judges ${resource.token}; expected a type of the pack${problems}` }];
    },
  });
}

/** Without a list: `pack.ts` gives that of the project. */
export default typeAllowed([]);

/** A component makes nothing itself: it has no provider, and what is in it is judged. */
function isKnown({ type, token, provider }: Resource): boolean {
  if (judgedTypes.has(type) || type in harmless || ofPulumi.has(token) || token.startsWith("pulumi:providers:")) return true;
  return provider === undefined && !/^(azapi|azure|aws|gcp|kubernetes|command|random|pulumi)/.test(packageOf(token));
}
