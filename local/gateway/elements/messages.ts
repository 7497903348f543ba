import { textOf } from "../csharp/text";
import { bodyText } from "../csharp/bodies";
import type { PolicyNode } from "../documents/policyNode";
import { Body } from "../runtime/body";
import type { Call, CallResponse } from "../runtime/call";
import { PolicyFault, reasonOf } from "../runtime/faults";
import { Headers } from "../runtime/headers";
import {
  attribute,
  boolGetter,
  childrenOf,
  Element,
  Flow,
  evaluate,
  Getter,
  numberGetter,
  plain,
  Shape,
  Step,
  textGetter,
} from "./element";

/** Inbound and backend change the request, the other sections the answer. */
const changesRequest = (call: Call): boolean => call.position.section === "inbound" || call.position.section === "backend";

/** The answer that is being made: an empty one when there is none yet. */
function answerOf(call: Call): CallResponse {
  call.response ??= { status: 200, reason: "OK", headers: new Headers(), body: Body.of(undefined), streamed: false };
  return call.response;
}

const headersOf = (call: Call): Headers => (changesRequest(call) ? call.request.headers : answerOf(call).headers);

interface Values {
  name: Getter<string>;
  action: Getter<string>;
  values: Getter<string>[];
}

function valuesOf(node: PolicyNode): Values {
  return {
    name: textGetter(attribute(node, "name"))!,
    action: textGetter(attribute(node, "exists-action")) ?? (() => "override"),
    values: childrenOf(node, "value").map((value) => textGetter(value.content)!),
  };
}

function setHeader(node: PolicyNode, pick: (call: Call) => Headers): (call: Call) => void {
  const { name, action, values } = valuesOf(node);
  return (call) => {
    const headers = pick(call);
    const own = name(call);
    const how = action(call);
    if (how === "delete") headers.delete(own);
    else if (how === "append") headers.append(own, ...values.map((value) => value(call).trim()));
    else if (how !== "skip" || !headers.has(own)) headers.set(own, ...values.map((value) => value(call).trim()));
  };
}

const headerShape: Shape = { attributes: { name: "required", "exists-action": "optional" }, children: { value: { text: true } } };
const bodyShape: Shape = { text: true };
const statusShape: Shape = { attributes: { code: "required", reason: "optional" } };

/** Text or bytes that an element's content gives. */
export function contentGetter(node: PolicyNode): Getter<Uint8Array | undefined> {
  const { expression, text } = node.content;
  if (!expression) {
    const bytes = new Uint8Array(Buffer.from(text.trim()));
    return () => bytes;
  }
  return (call) => {
    const value = evaluate(expression, call);
    if (value === null) return undefined;
    return value instanceof Uint8Array ? value : new Uint8Array(Buffer.from(bodyText(value) ?? textOf(value)));
  };
}

function setBody(node: PolicyNode): Step {
  const content = contentGetter(node);
  return (call) => {
    const bytes = content(call);
    if (call.position.section === "on-error" && call.gateway.behaviours.setBodyInOnError === "ignored") return;
    if (changesRequest(call)) {
      call.request.body = bytes;
      call.request.headers.delete("Content-Length");
      return;
    }
    const answer = answerOf(call);
    const before = answer.body;
    answer.body = Body.of(bytes);
    answer.headers.delete("Content-Length");
    return before.cancel();
  };
}

function setStatus(node: PolicyNode): (call: Call, answer: CallResponse) => void {
  const code = numberGetter(attribute(node, "code"), 200);
  const reason = textGetter(attribute(node, "reason"));
  return (call, answer) => {
    answer.status = code(call);
    answer.reason = reason?.(call) ?? reasonOf(answer.status);
  };
}

/** Steps of `set-status`, `set-header` and `set-body` on an answer of their own. */
function answerSteps(node: PolicyNode): (call: Call, answer: CallResponse) => void {
  const steps = node.children.map((child): ((call: Call, answer: CallResponse) => void) => {
    if (child.name === "set-status") return setStatus(child);
    if (child.name === "set-body") {
      const content = contentGetter(child);
      return (call, answer) => void (answer.body = Body.of(content(call)));
    }
    let target: CallResponse | undefined;
    const set = setHeader(child, () => target!.headers);
    return (call, answer) => {
      target = answer;
      set(call);
    };
  });
  return (call, answer) => steps.forEach((step) => step(call, answer));
}

const returnResponse: Element = {
  simulated: "as documented; on-error does not run after it",
  attributes: { "response-variable-name": "optional" },
  children: { "set-status": statusShape, "set-header": headerShape, "set-body": bodyShape },
  compile(node, compiler) {
    const variable = plain(node, "response-variable-name", compiler);
    const fill = answerSteps(node);
    return async (call): Promise<Flow> => {
      const answer = fromVariable(call, variable);
      fill(call, answer);
      await call.response?.body.cancel();
      call.response = answer;
      call.responseVisible = true;
      return "finished";
    };
  },
};

/** The answer of a `send-request`, or an empty one. */
function fromVariable(call: Call, variable: string | undefined): CallResponse {
  const stored =
    variable === undefined
      ? undefined
      : (call.variables.get(variable)?.value as { statusCode: number; statusReason: string; raw: CallResponse } | undefined);
  if (!stored) return { status: 200, reason: "OK", headers: new Headers(), body: Body.of(undefined), streamed: false };
  return {
    status: stored.statusCode,
    reason: stored.statusReason,
    headers: new Headers(stored.raw.headers.list()),
    body: stored.raw.body,
    streamed: false,
  };
}

const mockStatus: Element = {
  simulated: "as documented",
  ...statusShape,
  compile(node) {
    const set = setStatus(node);
    return (call) => {
      set(call, answerOf(call));
      call.responseVisible = true;
    };
  },
};

const setQueryParameter: Element = {
  simulated: "as documented",
  ...headerShape,
  sections: ["inbound", "backend"],
  compile(node) {
    const { name, action, values } = valuesOf(node);
    return (call) => {
      const own = name(call);
      const { url } = call.request;
      const there = url.query.some(([key]) => sameName(key, own));
      const how = action(call);
      if (how === "skip" && there) return;
      if (how === "override" || how === "delete") url.query = url.query.filter(([key]) => !sameName(key, own));
      if (how !== "delete")
        url.query.push(
          ...values.map((value): [string, string] => [encodeURIComponent(own), encodeURIComponent(value(call).trim())]),
        );
    };
  },
};

/** Names of query parameters do not depend on case or encoding. */
const sameName = (encoded: string, name: string): boolean => decoded(encoded).toLowerCase() === name.toLowerCase();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const rewriteUri: Element = {
  simulated: "as documented",
  attributes: { template: "required", "copy-unmatched-params": "optional" },
  sections: ["inbound"],
  compile(node) {
    const template = textGetter(attribute(node, "template"))!;
    const copies = boolGetter(attribute(node, "copy-unmatched-params"), true);
    return (call) => {
      const filled = template(call).replace(/\{([^}]+)\}/g, (_, name: string) =>
        encodeURIComponent(String(call.request.matched.get(name)?.value ?? "")),
      );
      const [path = "", query] = filled.split("?") as [string, string?];
      call.request.backendPath = path.startsWith("/") ? path : `/${path}`;
      const { url } = call.request;
      const own = (query ?? "")
        .split("&")
        .filter(Boolean)
        .map((part): [string, string] => [part.split("=")[0]!, part.split("=").slice(1).join("=")]);
      url.query = [...own, ...(copies(call) ? url.query : [])];
      url.path = `/${call.api?.path ?? ""}${call.request.backendPath}`.replace(/^\/\//, "/");
    };
  },
};

const findAndReplace: Element = {
  simulated: "as documented",
  attributes: { from: "required", to: "required" },
  compile(node) {
    const [from, to] = [textGetter(attribute(node, "from"))!, textGetter(attribute(node, "to"))!];
    const change = (call: Call, bytes: Uint8Array): Uint8Array =>
      new Uint8Array(Buffer.from(Buffer.from(bytes).toString("utf8").replaceAll(from(call), to(call))));
    return async (call) => {
      if (changesRequest(call)) call.request.body = call.request.body && change(call, call.request.body);
      else if (call.response) call.response.body = Body.of(change(call, await call.response.body.buffer()));
    };
  },
};

const setMethod: Element = {
  simulated: "as documented",
  text: true,
  compile(node) {
    const method = textGetter(node.content)!;
    return (call) => void (call.request.method = method(call).trim().toUpperCase());
  },
};

const checkHeader: Element = {
  simulated: "as documented",
  attributes: {
    name: "required",
    "failed-check-httpcode": "required",
    "failed-check-error-message": "required",
    "ignore-case": "required",
  },
  children: { value: { text: true } },
  sections: ["inbound"],
  compile(node) {
    const [name, message] = [textGetter(attribute(node, "name"))!, textGetter(attribute(node, "failed-check-error-message"))!];
    const status = numberGetter(attribute(node, "failed-check-httpcode"), 401);
    const ignoresCase = boolGetter(attribute(node, "ignore-case"), true);
    const values = childrenOf(node, "value").map((value) => textGetter(value.content)!);
    return (call) => {
      const fold = (text: string): string => (ignoresCase(call) ? text.toLowerCase() : text);
      const given = call.request.headers.get(name(call));
      const fault = (reason: string): PolicyFault =>
        new PolicyFault({ source: "check-header", reason, message: message(call), status: status(call) });
      if (given === undefined) throw fault("HeaderNotFound");
      if (values.length > 0 && !values.some((value) => fold(value(call)) === fold(given))) throw fault("HeaderValueNotAllowed");
    };
  },
};

/** Elements that change requests and answers. */
export const messages: Readonly<Record<string, Element>> = {
  "set-header": {
    simulated: "as documented; several values stand in one header each",
    ...headerShape,
    compile: (node) => {
      const set = setHeader(node, headersOf);
      return (call) => set(call);
    },
  },
  "set-body": { simulated: "without liquid templates; bytes go as they are", ...bodyShape, compile: setBody },
  "set-status": mockStatus,
  "return-response": returnResponse,
  "set-query-parameter": setQueryParameter,
  "rewrite-uri": rewriteUri,
  "find-and-replace": findAndReplace,
  "set-method": setMethod,
  "check-header": checkHeader,
};
