import type { Stack, StackResource } from "../base/stack";
import { Element, parseDocument } from "./document";

/** Resources that are a policy document. */
export const documentTypes = [
  "apimanagement:ApiOperationPolicy",
  "apimanagement:ApiPolicy",
  "apimanagement:Policy",
  "apimanagement:PolicyFragment",
  "apimanagement:ProductPolicy",
] as const;

/** A document that was read, or why it cannot be. */
export type Read = { document: Element } | { problem: string };

/** The document of a resource; read once for all rules. */
export function documentOf(resource: StackResource, stack: Stack): Read {
  return stack.once(`document of ${resource.urn}`, () => readDocument(resource));
}

/** Documents by their text, as long as it is kept: one stack is judged again and again, in tests with another resource changed. */
const known = new Map<string, Read>();
/** Documents that are kept; a stack has one for each API and product. */
const most = 500;

function readText(text: string, kind: string): Read {
  const key = `${kind} ${text}`;
  const read = known.get(key) ?? parsed(text, kind);
  if (known.size >= most) known.clear();
  known.set(key, read);
  return read;
}

function parsed(text: string, kind: string): Read {
  try {
    return { document: parseDocument(text, kind) };
  } catch (error) {
    return { problem: `value is no well-formed document: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readDocument(resource: StackResource): Read {
  const [value, format] = [resource.at("value"), resource.at("format")];
  const kind = format.isMissing ? "xml" : (format.text() ?? "");
  if (value.text() === undefined) return { problem: `value is ${value.show()}; expected a document that is written out` };
  if (kind !== "xml" && kind !== "rawxml")
    return { problem: `format is ${format.show()}; expected "rawxml" or "xml", not a link` };
  return readText(value.text() ?? "", kind);
}

/** The fragments of the stack by their ids. */
export function fragmentsOf(stack: Stack): ReadonlyMap<string, Element> {
  return stack.once("fragments", () => {
    const read = stack
      .ofType("apimanagement:PolicyFragment")
      .map((one) => [one.at("id").text() ?? one.name, documentOf(one, stack)] as const);
    return new Map(read.flatMap(([id, one]) => ("document" in one ? [[id, one.document] as const] : [])));
  });
}
