import { expressionsOf, readsVariable, Variables, variablesFrom } from "../gateway/dataFlow";
import { Element, everyElement } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import { stackRule } from "../base/rule";

/** What shows a credential: headers that hold one, headers by a name that is computed or all of them, and keys of a subscription. */
const credential =
  /Headers\s*(\.\s*GetValueOrDefault\s*\(|\.\s*TryGetValue\s*\(|\[)\s*"(authorization|api-key|ocp-apim-subscription-key|cookie)"|\bRequest\s*\??\.\s*Headers(?!\s*(\.\s*(GetValueOrDefault|ContainsKey|TryGetValue)\s*\(|\[)\s*"[\w-]+"\s*[,)\]])|Subscription\??\.(Primary|Secondary)?Key\b/i;

/** What a caller asks or a model answers, and elements that write it into logs other than that of prompts. */
const body = /\.\s*Body\b/;
const written: ReadonlySet<string> = new Set(["dimension", "emit-metric", "message", "metadata", "trace"]);

/** Elements whose values are stored, sent or shown. */
const telling: ReadonlySet<string> = new Set([
  "cache-store-value",
  "dimension",
  "emit-metric",
  "log-to-eventhub",
  "message",
  "metadata",
  "set-body",
  "set-query-parameter",
  "set-url",
  "trace",
  "value",
]);

export default stackRule({
  name: "apim-credentials-kept",
  severity: "critical",
  types: documentTypes,
  description:
    "No document writes a caller's key or token, or the gateway's own token, into a log, a metric, a call or an answer, and none a prompt or answer into a trace or metric.",
  remediation: "Leave the credential out; the gateway's token goes to a backend in the header Authorization only.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const callers = variablesFrom(read.document, (text) => credential.test(text));
    const own = variablesFrom(read.document, () => false, ownTokens(read.document));
    const told = [...toldBy(read.document, callers, true), ...toldBy(withoutBackendHeader(read.document), own, false)];
    const prompts = everyElement(read.document)
      .filter((one) => written.has(one.name) && expressionsOf(one).some((text) => body.test(text)))
      .map(({ name }) => ({ message: `value has ${name} with a body; expected prompts and answers in their own log only` }));
    return [
      ...[...new Set(told)].map((name) => ({ message: `value has ${name} with a credential; expected none in it` })),
      ...prompts,
    ];
  },
});

function toldBy(document: Element, variables: Variables, directly: boolean): string[] {
  return everyElement(document)
    .filter(({ name }) => telling.has(name))
    .filter((one) => expressionsOf(one).some((text) => (directly && credential.test(text)) || readsVariable(text, variables)))
    .map(({ name }) => name);
}

/** Variables in which the gateway keeps a token of its own identity. */
function ownTokens(document: Element): string[] {
  return everyElement(document)
    .filter(({ name }) => name === "authentication-managed-identity")
    .flatMap(({ attributes }) => attributes["output-token-variable-name"] ?? []);
}

/** The document without the one place where the gateway's token belongs: the header Authorization on the way to a backend. */
function withoutBackendHeader(document: Element): Element {
  const kept = (element: Element): Element => ({
    ...element,
    children: element.children
      .filter((one) => one.name !== "set-header" || one.attributes["name"]?.toLowerCase() !== "authorization")
      .map(kept),
  });
  return {
    ...document,
    children: document.children.map((one) => (one.name === "inbound" || one.name === "backend" ? kept(one) : one)),
  };
}
