import { SaxesParser } from "saxes";
import { escapedExpressions } from "./expressions";

/** An element of a policy document. */
export interface Element {
  /** Name of the element, such as `set-header`. */
  name: string;
  /** Name → value, entities resolved. */
  attributes: Readonly<Record<string, string>>;
  /** Elements in it, without comments. */
  children: Element[];
  /** Text directly in it, without that of its children. */
  text: string;
}

/**
 * Reads a policy document of API Management.
 *
 * @param format API Management's: `rawxml`, or `xml` in which expressions are escaped.
 * @throws Error when the document is not well-formed.
 */
export function parseDocument(value: string, format: string): Element {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("a document type is no part of a policy");
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const add = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(format === "rawxml" ? escapedExpressions(value) : value).close();
  const [document] = root.children;
  if (!document) throw new Error("there is no element");
  return document;
}

/** The children of a section such as `inbound`. */
export function section(document: Element, name: string): Element[] {
  return document.children.filter((one) => one.name === name).flatMap((one) => one.children);
}

/** An element and all in it. Many rules look at every element of the same documents. */
export function everyElement(element: Element): readonly Element[] {
  const known = elements.get(element);
  if (known) return known;
  const found: Element[] = [];
  gather(element, found);
  elements.set(element, found);
  return found;
}

const elements = new WeakMap<Element, readonly Element[]>();

function gather(element: Element, found: Element[]): void {
  found.push(element);
  for (const child of element.children) gather(child, found);
}

/** Whether a value is an expression or holds a named value: nobody can read here what it will be. */
export function isComputed(value: string): boolean {
  return /^\s*@[({]/.test(value) || value.includes("{{");
}
