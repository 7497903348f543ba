import { expressionsOf, readsVariable, Variables, variablesFrom } from "../gateway/dataFlow";
import { Element, everyElement, isComputed } from "../gateway/document";
import { documentOf, documentTypes } from "../gateway/stackDocuments";
import type { Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import { hasSecretForm, looksSecret } from "../azure/secrets";

/** What shows a credential: headers that hold one, headers by a name that is computed or all of them, and keys of a subscription. */
const credential =
  /Headers\s*(\.\s*GetValueOrDefault\s*\(|\.\s*TryGetValue\s*\(|\[)\s*"(authorization|api-key|ocp-apim-subscription-key|cookie)"|\bRequest\s*\??\.\s*Headers(?!\s*(\.\s*(GetValueOrDefault|ContainsKey|TryGetValue)\s*\(|\[)\s*"[\w-]+"\s*[,)\]])|Subscription\??\.(Primary|Secondary)?Key\b/i;

/** What a caller asks or a model answers, and elements that write it into logs other than that of prompts. */
const body = /\.\s*Body\b/;
const written: ReadonlySet<string> = new Set([
  "cache-store-value",
  "dimension",
  "emit-metric",
  "log-to-eventhub",
  "message",
  "metadata",
  "trace",
]);
/** The call's own, not the answer of a service that looked at it. */
const ofCall = /context\.(Request|Response)\s*\??\.\s*Body\b/;
/** One field of a request that was read, other than those that hold what was asked. */
const field = /\(\(JObject\)\s*context\.Variables\["\w+"\]\)\["(?!messages|input|prompt|instructions|tools|metadata)\w+"\]/g;

/** Fields that hold what was asked. */
const prompts = /\["(messages|input|prompt|instructions)"\]/;

/** Headers and parameters whose value is a credential. */
const secretHeader = /(^|[-_])(authorization|(api|subscription|functions|access|shared)-?key|secret|password|token)$/i;

/** Elements whose values are stored, sent or shown. */
const telling: ReadonlySet<string> = new Set([...written, "set-body", "set-query-parameter", "set-url", "value"]);

export default stackRule({
  name: "apim-credentials-kept",
  severity: "critical",
  types: documentTypes,
  description:
    "No document writes a caller's key or token, or the gateway's own token, into a log, a metric, a call or an answer, none a prompt or answer into a trace, metric, cache or event hub, and no key stands in a document.",
  remediation: "Leave the credential out; the gateway's token goes to a backend in the header Authorization only.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const callers = variablesFrom(read.document, (text) => credential.test(text));
    const own = variablesFrom(read.document, () => false, ownTokens(read.document));
    const told = [...toldBy(read.document, callers, true), ...toldBy(withoutBackendHeader(read.document), own, false)];
    const bodies = variablesOfBodies(read.document);
    const bodiesTold = everyElement(read.document)
      .filter((one) => written.has(one.name) && expressionsOf(one).some((text) => tellsBody(text, bodies)))
      .map(({ name }) => ({ message: `value has ${name} with a body; expected prompts and answers in their own log only` }));
    return [
      ...[...new Set(told)].map((name) => ({ message: `value has ${name} with a credential; expected none in it` })),
      ...bodiesTold,
      ...writtenOut(read.document),
    ];
  },
});

/** The variables that hold the call's body, or what was read of it. */
function variablesOfBodies(document: Element): Variables {
  const set = everyElement(document).filter(({ name }) => name === "set-variable");
  const namesOf = (elements: readonly Element[]) => new Set(elements.map(({ attributes }) => attributes["name"] ?? ""));
  const read = namesOf(set.filter(({ attributes }) => ofCall.test(attributes["value"] ?? "")));
  const asked = set.filter(
    ({ attributes }) => prompts.test(attributes["value"] ?? "") && readsVariable(attributes["value"] ?? "", read),
  );
  return new Set([...read, ...namesOf(asked)]);
}

const tellsBody = (expression: string, bodies: Variables) =>
  body.test(expression) || readsVariable(expression.replace(field, ""), bodies);

/** Headers and parameters with a key that stands in the document. */
function writtenOut(document: Element): Finding[] {
  const variables = everyElement(document)
    .filter(({ name, attributes }) => name === "set-variable" && hasSecretForm(attributes["value"] ?? ""))
    .map(({ attributes }) => ({
      message: `value sets the variable ${attributes["name"]} to a key; expected none in a document`,
    }));
  return everyElement(document)
    .filter(({ name }) => name === "set-header" || name === "set-query-parameter" || name === "check-header")
    .filter(({ attributes, children }) => {
      const values = children.filter(({ name, text }) => name === "value" && text.trim() !== "" && !isComputed(text));
      const isNamed = secretHeader.test(attributes["name"] ?? "");
      return values.some(({ text }) => isNamed || looksSecret(text.trim()));
    })
    .map(({ name, attributes }) => ({
      message: `value has ${name} ${attributes["name"]} with a key that is written out; expected none in a document`,
    }))
    .concat(variables);
}

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
