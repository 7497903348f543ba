import { parseArmId } from "../base/armIds";
import { isNamedOutside, resourceOf } from "../azure/outside";
import { parents, Reference, references, valuesAt } from "../azure/references";
import { Finding, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

export default stackRule({
  name: "reference-of-stack",
  severity: "critical",
  types: [...new Set([...Object.keys(references), ...Object.keys(parents)])],
  description:
    "What decides who is let in and what is recorded is in the stack itself: groups, firewall policies, public addresses, identities, destinations of logs, targets of private endpoints, accounts and vaults that something is made in.",
  remediation: "Refer to a resource of the stack, or name the id in the setting outside of the policy environment.",
  check: (resource, stack) => [
    ...inStrangers(resource, stack),
    ...(references[resource.type] ?? []).flatMap((reference) =>
      valuesAt(resource, reference.path).flatMap((value) => judged(resource, value, reference, stack)),
    ),
  ],
});

/** What is made in something that the stack does not make, and that nobody names by its id. */
function inStrangers(resource: StackResource, stack: Stack): Finding[] {
  const [property, type] = parents[resource.type] ?? [];
  if (!property || !type || stack.namedBy(resource, property, type).length > 0) return [];
  const name = resource.at(property);
  const known = stack.once("names outside", () =>
    [...stack.environment.adopted, ...stack.environment.outside].map((id) => id.replace(/\/+$/, "").toLowerCase()),
  );
  const isNamed = known.some((id) => name.isKnown && id.endsWith(`/${name.text()?.toLowerCase()}`));
  return isNamed ? [] : [{ message: unexpected(name, `the name of ${type} of this stack`).message }];
}

function judged(resource: StackResource, value: Value, reference: Reference, stack: Stack): Finding[] {
  if (value.isMissing || value.hidden || isReferredTo(resource, value, reference, stack)) return [];
  const { targets, outside } = reference;
  const expected = `${targets.length > 0 ? targets.join(" or ") : "a resource"} of this stack${outside === true ? " or of its subscription" : ""}`;
  return [{ message: unexpected(value, expected).message }];
}

function isReferredTo(resource: StackResource, value: Value, { targets, outside, first }: Reference, stack: Stack): boolean {
  if (value.isUnknown) return dependsOn(resource, value, targets, stack);
  const id = value.text() ?? "";
  const found = resourceOf(stack, id);
  const ofStack = found && (first ? found.type === targets[0] : targets.length === 0 || targets.includes(found.type));
  const beside = (!found || first) && (isNearby(outside, id, stack) || dependsOnUnnamed(resource, value, targets, stack));
  return ofStack || beside || isNamedOutside(stack, id);
}

/** Something beside the stack is in a resource group of somebody else: what is in the stack's own and not of the stack was made by hand. */
function isNearby(outside: Reference["outside"], id: string, stack: Stack): boolean {
  if (typeof outside === "function") return outside(id, stack);
  const own = stack.once(
    "resource groups",
    () => new Set(stack.ofType("resources:ResourceGroup").map((one) => one.at("resourceGroupName").text()?.toLowerCase())),
  );
  return outside && !own.has(parseArmId(id)?.resourceGroup);
}

/**
 * Whether the engine recorded that the property depends on a resource that it may refer to. One whose id is known elsewhere in the
 * property is not what is unknown.
 */
function dependsOn(resource: StackResource, value: Value, targets: readonly string[], stack: Stack): boolean {
  const property = value.path.split(/[.[]/)[0] ?? "";
  const known = stack.once(`known in ${property} of ${resource.urn}`, () =>
    resource.inputs
      .entry(property)
      .leaves()
      .map((leaf) => resourceOf(stack, leaf.text() ?? "")),
  );
  return stack
    .dependencies(resource, property)
    .some((one) => (targets.length === 0 || targets.includes(one.type)) && !known.includes(one));
}

/** A known id can be that of a resource whose own name is still unknown. */
function dependsOnUnnamed(resource: StackResource, value: Value, targets: readonly string[], stack: Stack): boolean {
  const depended = stack.dependencies(resource, value.path.split(/[.[]/)[0] ?? "");
  return depended.some(
    (one) => targets.includes(one.type) && one.inputs.leaves().some((leaf) => /name$/i.test(leaf.path) && leaf.isUnknown),
  );
}
