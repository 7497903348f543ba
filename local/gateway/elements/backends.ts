import { MessageBody, ResponseValue } from "../csharp/policyContext";
import type { PolicyNode } from "../documents/policyNode";
import { BackendConnectionFailure } from "../types";
import { Body } from "../runtime/body";
import type { Call } from "../runtime/call";
import { PolicyFault, reasonOf } from "../runtime/faults";
import { forward } from "../runtime/forward";
import { Headers } from "../runtime/headers";
import { attribute, boolGetter, childOf, childrenOf, Element, ElementCompiler, numberGetter, plain, textGetter } from "./element";
import { contentGetter } from "./messages";

const setBackendService: Element = {
  simulated: "base-url and backend-id; a backend that came through base can be overridden by either",
  attributes: { "base-url": "optional", "backend-id": "optional" },
  sections: ["inbound", "backend"],
  compile(node, compiler) {
    const [url, id] = [textGetter(attribute(node, "base-url")), textGetter(attribute(node, "backend-id"))];
    if (!url === !id) compiler.fail(node, "<set-backend-service> needs one of base-url and backend-id");
    return (call) => {
      if (url) {
        call.target = { url: url(call) };
        return;
      }
      const name = id!(call);
      const backend = call.gateway.model.backends.get(name);
      if (!backend)
        throw new PolicyFault({
          source: "set-backend-service",
          reason: "BackendNotFound",
          message: `Backend with id '${name}' could not be found.`,
          status: 500,
        });
      call.target = { backend };
    };
  },
};

/** Seconds that `forward-request` waits for the headers unless told otherwise. */
const defaultTimeout = 300;

const forwardRequest: Element = {
  simulated:
    "request bodies are always there to be sent again; buffer-response, http-version and follow-redirects change nothing here",
  attributes: {
    timeout: "optional",
    "timeout-ms": "optional",
    "buffer-request-body": "optional",
    "buffer-response": "optional",
    "fail-on-error-status-code": "optional",
    "http-version": "optional",
    "follow-redirects": "optional",
  },
  sections: ["backend"],
  compile(node) {
    const seconds = numberGetter(attribute(node, "timeout"), defaultTimeout);
    const inMs = attribute(node, "timeout-ms") ? numberGetter(attribute(node, "timeout-ms"), 0) : undefined;
    const buffers = boolGetter(attribute(node, "buffer-request-body"), false);
    const fails = boolGetter(attribute(node, "fail-on-error-status-code"), false);
    return (call) => {
      // Without buffering the body is gone after the first attempt.
      const again = call.attempts.length > 0 && call.request.body !== undefined && !buffers(call);
      if (again)
        throw new PolicyFault({
          source: "forward-request",
          reason: "RequestBodyNotBuffered",
          message: "The body was sent already; set buffer-request-body.",
          status: 500,
        });
      return forward(call, { timeoutSeconds: inMs ? inMs(call) / 1000 : seconds(call), failOnErrorStatus: fails(call) });
    };
  },
};

const authenticationManagedIdentity: Element = {
  simulated: "as documented; with output-token-variable-name the header is not set",
  attributes: {
    resource: "required",
    "client-id": "optional",
    "output-token-variable-name": "optional",
    "ignore-error": "optional",
  },
  sections: ["inbound", "outbound"],
  compile(node, compiler) {
    const resource = textGetter(attribute(node, "resource"))!;
    const client = textGetter(attribute(node, "client-id"));
    const variable = plain(node, "output-token-variable-name", compiler);
    const ignores = boolGetter(attribute(node, "ignore-error"), false);
    return async (call) => {
      const token = await tokenOf(call, resource(call), client?.(call), ignores(call));
      if (variable) call.variables.set(variable, token ?? null);
      else if (token) call.request.headers.set("Authorization", `Bearer ${token}`);
    };
  },
};

async function tokenOf(
  call: Call,
  resource: string,
  clientId: string | undefined,
  ignored: boolean,
): Promise<string | undefined> {
  try {
    return await call.gateway.identity.managedIdentityToken(resource, clientId || undefined);
  } catch (error) {
    if (ignored) return undefined;
    throw new PolicyFault({
      source: "authentication-managed-identity",
      reason: "ManagedIdentityTokenNotAcquired",
      message: `No token for ${resource}: ${(error as Error).message}`,
      status: 500,
    });
  }
}

const part = { text: true } as const;

const sendRequest: Element = {
  simulated: "mode new and copy; no certificates, basic credentials or proxy",
  attributes: { mode: "optional", "response-variable-name": "required", timeout: "optional", "ignore-error": "optional" },
  children: {
    "set-url": part,
    "set-method": part,
    "set-header": { attributes: { name: "required", "exists-action": "optional" }, children: { value: part } },
    "set-body": part,
    "authentication-managed-identity": { attributes: { resource: "required", "client-id": "optional" } },
  },
  compile(node, compiler) {
    const variable = plain(node, "response-variable-name", compiler)!;
    const make = requestMaker(node, compiler);
    const ignores = boolGetter(attribute(node, "ignore-error"), false);
    const seconds = numberGetter(attribute(node, "timeout"), 60);
    return async (call) => {
      const request = await make(call);
      try {
        const response = await call.gateway.transport({ ...request, timeoutSeconds: seconds(call), certificateChecked: true });
        call.variables.set(variable, await responseValue(response));
      } catch (error) {
        if (!(error instanceof BackendConnectionFailure)) throw error;
        call.variables.set(variable, null);
        if (!ignores(call))
          throw new PolicyFault({ source: "send-request", reason: error.reason, message: error.message, status: 500 });
      }
    };
  },
};

interface Outgoing {
  method: string;
  url: string;
  headers: [string, string][];
  body: Uint8Array | undefined;
}

function requestMaker(node: PolicyNode, compiler: ElementCompiler): (call: Call) => Promise<Outgoing> {
  const copies = plain(node, "mode", compiler) === "copy";
  const [urlNode, methodNode, bodyNode, identity] = ["set-url", "set-method", "set-body", "authentication-managed-identity"].map(
    (name) => childOf(node, name),
  );
  const url = urlNode && textGetter(urlNode.content)!;
  const method = methodNode && textGetter(methodNode.content)!;
  const body = bodyNode && contentGetter(bodyNode);
  const headers = childrenOf(node, "set-header").map((header) => ({
    name: textGetter(attribute(header, "name"))!,
    values: childrenOf(header, "value").map((value) => textGetter(value.content)!),
  }));
  const [resource, client] = ["resource", "client-id"].map((name) => identity && textGetter(attribute(identity, name)));
  return async (call) => {
    const own = new Headers(copies ? call.request.headers.list() : []);
    for (const { name, values } of headers) own.set(name(call), ...values.map((value) => value(call).trim()));
    if (resource) own.set("Authorization", `Bearer ${await tokenOf(call, resource(call), client?.(call), false)}`);
    return {
      method: method?.(call).trim() ?? (copies ? call.request.method : "GET"),
      url: url?.(call).trim() ?? "",
      headers: own.list(),
      body: body?.(call) ?? (copies ? call.request.body : undefined),
    };
  };
}

/** The answer as a variable holds it: read to its end, so that expressions can look into it. */
async function responseValue(response: {
  status: number;
  reason?: string;
  headers: [string, string][];
  body: AsyncIterable<Uint8Array>;
}): Promise<ResponseValue> {
  const headers = new Headers(response.headers);
  const body = Body.streaming(response.body);
  const bytes = await body.buffer();
  const reason = response.reason ?? reasonOf(response.status);
  const raw = { status: response.status, reason, headers, body, streamed: false };
  const value = {
    csType: "IResponse" as const,
    statusCode: response.status,
    statusReason: reason,
    headers: headers.asDictionary(),
    body: new MessageBody(() => bytes),
    raw,
  };
  return value;
}

/** Elements that choose a backend and speak to it. */
export const backends: Readonly<Record<string, Element>> = {
  "set-backend-service": setBackendService,
  "forward-request": forwardRequest,
  "authentication-managed-identity": authenticationManagedIdentity,
  "send-request": sendRequest,
};
