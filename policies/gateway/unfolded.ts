import type { Fragments } from "./authentication";
import type { Element } from "./document";

/** An element and all in it, fragments in the place of what includes them. */
export function unfolded(element: Element, fragments: Fragments, within: readonly string[] = []): Element[] {
  const id = element.attributes["fragment-id"] ?? "";
  const fragment = element.name === "include-fragment" && !within.includes(id) ? fragments.get(id) : undefined;
  return fragment
    ? fragment.children.flatMap((one) => unfolded(one, fragments, [...within, id]))
    : [element, ...element.children.flatMap((one) => unfolded(one, fragments, within))];
}
