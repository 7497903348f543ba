import { Element, everyElement } from "./document";

/** A name that policy documents give to a value with `set-variable` or as the output of another element. */
export type Variables = ReadonlySet<string>;

/** Texts of an element that may be expressions: its attributes and its own text. */
export function expressionsOf(element: Element): string[] {
  return [...Object.values(element.attributes), element.text].filter((text) => /^\s*@[({]/.test(text));
}

/** Whether an expression reads one of the variables. */
export function readsVariable(expression: string, variables: Variables): boolean {
  return [...expression.matchAll(/Variables(?:\s*\.\s*GetValueOrDefault(?:<[^>]*>)?\s*\(|\s*\[)\s*"([^"]+)"/g)].some(
    ([, name = ""]) => variables.has(name),
  );
}

/**
 * The variables that hold what `source` finds in an expression, directly or by way of other variables.
 *
 * @param known Variables that hold it from the beginning.
 */
export function variablesFrom(
  document: Element,
  source: (expression: string) => boolean,
  known: Iterable<string> = [],
): Variables {
  const variables = new Set(known);
  const set = everyElement(document).filter((one) => one.name === "set-variable");
  for (let size = -1; size !== variables.size;) {
    size = variables.size;
    for (const { attributes } of set) {
      const value = attributes["value"] ?? "";
      if (source(value) || readsVariable(value, variables)) variables.add(attributes["name"] ?? "");
    }
  }
  return variables;
}
