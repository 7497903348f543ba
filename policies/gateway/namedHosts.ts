import type { Stack } from "../base/stack";
import { everyElement } from "./document";
import { documentOf, documentTypes } from "./stackDocuments";

/** The named value that is the whole host of an address such as `https://{{name}}/path`; undefined when there is none. */
export const namedHost = (url: string): string | undefined => /^https:\/\/\{\{([^{}]+)\}\}(?:\/[^{}@]*)?$/.exec(url.trim())?.[1];

/** Named values that a document of the stack calls as a host. */
export function calledHosts(stack: Stack): ReadonlySet<string> {
  return stack.once("named values that are called", () => {
    const read = stack.ofType(...documentTypes).map((one) => documentOf(one, stack));
    const urls = read.flatMap((one) =>
      "document" in one ? everyElement(one.document).filter(({ name }) => name === "set-url") : [],
    );
    return new Set(urls.map(({ text }) => namedHost(text)).filter((name) => name !== undefined));
  });
}
