import type { Element } from "./document";

/** The word false, or texts and numbers that are compared with each other: no call decides such a part of a condition. */
const constant =
  /(?:^\s*@\(|&&|\()\s*(?:false|!\s*true|(?:"[^"]*"|\d+)\s*(?:[=!]=|[<>]=?)\s*(?:"[^"]*"|\d+))\s*(?=\)|&&|$)|&&\s*!\s*true\b/;

/** Whether a condition has a part, joined to the rest by `&&`, that no call decides: what it guards is not run, or always. */
export const isDecidedBefore = (condition: string): boolean => constant.test(condition);

/** An element and all in it but for branches whose condition no call decides. */
export function reachable(element: Element): Element[] {
  if (element.name === "when" && isDecidedBefore(element.attributes["condition"] ?? "")) return [];
  return [element, ...element.children.flatMap(reachable)];
}
