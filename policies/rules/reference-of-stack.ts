import { isNamedOutside, resourceOf } from "../azure/outside";
import { Reference, references, valuesAt } from "../azure/references";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "reference-of-stack",
  severity: "critical",
  types: Object.keys(references),
  description:
    "What decides who is let in and what is recorded is in the stack itself: groups, firewall policies, public addresses, identities, destinations of logs, targets of private endpoints.",
  remediation: "Refer to a resource of the stack, or name the id in the setting outside of the policy environment.",
  check: (resource, stack) =>
    (references[resource.type] ?? []).flatMap((reference) =>
      valuesAt(resource, reference.path).flatMap((value) => judged(resource, value, reference, stack)),
    ),
});

function judged(resource: StackResource, value: Value, { targets, outside }: Reference, stack: Stack): Finding[] {
  const expected = `${targets.length > 0 ? targets.join(" or ") : "a resource"} of this stack${outside === true ? " or of its subscription" : ""}`;
  if (value.isMissing || value.hidden) return [];
  if (value.isUnknown)
    return dependsOn(resource, value, targets, stack) ? [] : [{ message: unexpected(value, expected).message }];
  const id = value.text() ?? "";
  const found = resourceOf(stack, id);
  const known = found
    ? targets.length === 0 || targets.includes(found.type)
    : isNearby(outside, id, stack) || dependsOnUnnamed(resource, value, targets, stack);
  return known || isNamedOutside(stack, id) ? [] : [{ message: unexpected(value, expected).message }];
}

function isNearby(outside: Reference["outside"], id: string, stack: Stack): boolean {
  return typeof outside === "function" ? outside(id, stack) : outside;
}

/** Whether the engine recorded that the property depends on a resource that it may refer to. */
function dependsOn(resource: StackResource, value: Value, targets: readonly string[], stack: Stack): boolean {
  const depended = stack.dependencies(resource, value.path.split(/[.[]/)[0] ?? "");
  return depended.some((one) => targets.length === 0 || targets.includes(one.type));
}

/** A known id can be that of a resource whose own name is still unknown. */
function dependsOnUnnamed(resource: StackResource, value: Value, targets: readonly string[], stack: Stack): boolean {
  const depended = stack.dependencies(resource, value.path.split(/[.[]/)[0] ?? "");
  return depended.some(
    (one) => targets.includes(one.type) && one.inputs.leaves().some((leaf) => /name$/i.test(leaf.path) && leaf.isUnknown),
  );
}
