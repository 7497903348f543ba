import { MessageBody, PolicyContext, ResponseValue, UrlValue, Jwt } from "../../local/gateway/csharp/policyContext";
import { readJson } from "../../local/gateway/csharp/jsonReader";
import { Dictionary, Value } from "../../local/gateway/csharp/values";

type Lists = Record<string, string[]>;
interface Described {
  type: "string" | "int" | "bool" | "json" | "jwt";
  value: string | number | boolean | Lists;
}

/** A policy context as data, from which both runtimes make theirs. */
export interface ContextData {
  api: { Id: string; Name: string; Path: string } | null;
  operation: { Id: string; Name: string; Method: string; UrlTemplate: string } | null;
  product: { Id: string; Name: string } | null;
  subscription: { Id: string; Name: string } | null;
  requestId: string;
  elapsed: number;
  lastError: Record<"Source" | "Reason" | "Message" | "Scope" | "Section" | "Path" | "PolicyId", string> | null;
  request: {
    method: string;
    url: { host: string; path: string; queryString: string; query: Lists };
    headers: Lists;
    matched: Record<string, string>;
    body: string | null;
  };
  response: { status: number; headers: Lists; body: string } | null;
  variables: Record<string, Described>;
}

const lists = (values: Lists): Dictionary => new Dictionary(Object.entries(values), true);
const bodyOf = (text: string): MessageBody => new MessageBody(() => new Uint8Array(Buffer.from(text)));

function variable({ type, value }: Described): Value {
  if (type === "json") return readJson(String(value), { whole: true });
  return type === "jwt" ? new Jwt({}, value as Lists) : value;
}

/** The context of the stand-in. */
export function contextOf(data: ContextData, now: number): PolicyContext {
  const url: UrlValue = { scheme: "https", port: 443, ...data.request.url, query: lists(data.request.url.query) };
  const named = (value: { Id: string; Name: string } | null) => value && { id: value.Id, name: value.Name };
  const response: ResponseValue | null = data.response && {
    csType: "IResponse",
    statusCode: data.response.status,
    statusReason: "",
    headers: lists(data.response.headers),
    body: bodyOf(data.response.body),
  };
  const error = data.lastError;
  return {
    api: data.api && { id: data.api.Id, name: data.api.Name, path: data.api.Path, revision: "1", version: "", serviceUrl: null },
    operation: data.operation && {
      id: data.operation.Id,
      name: data.operation.Name,
      method: data.operation.Method,
      urlTemplate: data.operation.UrlTemplate,
    },
    product: data.product && { ...named(data.product)!, subscriptionRequired: true },
    subscription: data.subscription && { ...named(data.subscription)!, key: "", primaryKey: "", secondaryKey: "" },
    deployment: { gatewayId: "", region: "", serviceId: "", serviceName: "" },
    request: {
      method: data.request.method,
      url,
      originalUrl: url,
      headers: lists(data.request.headers),
      ipAddress: "10.0.0.4",
      matchedParameters: new Dictionary(Object.entries(data.request.matched)),
      body: data.request.body === null ? null : bodyOf(data.request.body),
    },
    response,
    lastError: error && {
      source: error.Source,
      reason: error.Reason,
      message: error.Message,
      scope: error.Scope,
      section: error.Section,
      path: error.Path,
      policyId: error.PolicyId,
    },
    requestId: data.requestId,
    startedAt: now - data.elapsed,
    now: () => now,
    variables: new Dictionary(Object.entries(data.variables).map(([name, described]) => [name, variable(described)])),
    trace: () => undefined,
  };
}

const chatBody =
  '{"model":"gpt-5.1","messages":[{"role":"user","content":"2026-11-25T18:00:00+05:30 \\"x\\""}],"stream":true,"stream_options":{"include_usage":false},"max_tokens":300000,"metadata":{"container":"blue"}}';
const variables = (request: string, more: Record<string, Described> = {}): Record<string, Described> => ({
  request: { type: "json", value: request },
  model: { type: "string", value: "gpt-5.1" },
  kind: { type: "string", value: "stateless" },
  counted: { type: "bool", value: true },
  readsBody: { type: "bool", value: true },
  sendsUsage: { type: "bool", value: true },
  group: { type: "string", value: "bbbbbbbb-0000-4000-8000-000000000001" },
  consumer: { type: "string", value: "claims-assistant" },
  token: { type: "jwt", value: { groups: ["bbbbbbbb-0000-4000-8000-000000000001"], oid: ["o-1"], appid: ["a-1"] } },
  outages: { type: "string", value: "P1795608007000 T1795608060000 F1795607000000" },
  members: { type: "int", value: 5 },
  provisioned: { type: "int", value: 1 },
  attempts: { type: "int", value: 1 },
  route: { type: "string", value: "5,1,1,200000" },
  pool: { type: "string", value: "model-gpt-5-1" },
  accounts: { type: "string", value: "a,b,c" },
  ...more,
});

const base: ContextData = {
  api: { Id: "openai", Name: "Azure OpenAI", Path: "openai" },
  operation: {
    Id: "ChatCompletions_Create",
    Name: "Chat",
    Method: "POST",
    UrlTemplate: "/deployments/{deployment-id}/chat/completions",
  },
  product: { Id: "premium", Name: "premium" },
  subscription: { Id: "claims-assistant--bbbbbbbb-0000-4000-8000-000000000001", Name: "claims-assistant" },
  requestId: "35aecabb-62cd-4d28-a5d4-770161b41079",
  elapsed: 1500,
  lastError: null,
  request: {
    method: "POST",
    url: {
      host: "ai.contoso.com",
      path: "/openai/deployments/gpt-5.1/chat/completions",
      queryString: "?api-version=2024-10-21",
      query: { "api-version": ["2024-10-21"] },
    },
    headers: { "Content-Type": ["application/json"], "X-Forwarded-For": ["10.1.1.1", "10.1.1.2"] },
    matched: { "deployment-id": "gpt-5.1" },
    body: chatBody,
  },
  response: null,
  variables: variables(chatBody),
};

const form =
  '--B\r\nContent-Disposition: form-data; name="model"\r\n\r\ngpt-image-2\r\n--B\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na b\r\n--B--\r\n';
const responsesBody =
  '{"model":"gpt-5.1","input":[{"type":"reasoning","id":"rs_1"},{"type":"message","content":[]}],"store":null,"stream_options":null,"x":1.50,"y":[1,2,{"file_id":"f"}]}';

/** Contexts that lead the expressions into their different branches. */
export const contexts: ContextData[] = [
  base,
  {
    ...base,
    response: { status: 429, headers: { "Retry-After": ["7"] }, body: '{"error":{"code":"429"}}' },
    variables: variables("{}", { attempts: { type: "int", value: 2 }, throttledFor: { type: "string", value: "86400" } }),
    request: {
      ...base.request,
      body: '{"model":"a","model":"b"}',
      matched: {},
      url: { ...base.request.url, query: {}, queryString: "" },
    },
  },
  {
    ...base,
    operation: { Id: "createResponse", Name: "Responses", Method: "POST", UrlTemplate: "/responses" },
    lastError: {
      Source: "llm-token-limit",
      Reason: "TokenLimitExceeded",
      Message: "Token limit",
      Scope: "product",
      Section: "inbound",
      Path: "choose[2]",
      PolicyId: "",
    },
    response: { status: 503, headers: {}, body: "not json" },
    variables: variables(responsesBody, {
      kind: { type: "string", value: "response" },
      minuteRetryAfter: { type: "int", value: 12 },
      remainingTokens: { type: "int", value: 30000 },
      tokensPerMinute: { type: "int", value: 30000 },
    }),
    request: { ...base.request, body: responsesBody, matched: {} },
  },
  {
    ...base,
    operation: { Id: "createImageEdit", Name: "Edits", Method: "POST", UrlTemplate: "/images/edits" },
    product: null,
    subscription: null,
    variables: {},
    request: { ...base.request, headers: { "Content-Type": ["multipart/form-data; boundary=B"] }, body: form },
  },
];
