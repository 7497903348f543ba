import type { Reply } from "../local/gateway/support/harness";

const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
const failed = (status: number, headers: Record<string, string> = {}, code = "x"): Reply => ({
  status,
  headers,
  body: { error: { message: "no", type: "x", code, param: null } },
});

/** What backends answer, one after another; the last stays. */
export const replies: readonly (readonly Reply[])[] = [
  [{ body: { id: "x", model: "m", choices: [], usage } }],
  [{ body: "no JSON", headers: { "Content-Type": "text/plain" } }],
  [{ events: [JSON.stringify({ choices: [{ delta: { content: "hi" } }] }), JSON.stringify({ choices: [], usage }), "[DONE]"] }],
  [{ events: ["{}"], breaks: true }],
  [{ body: "{", breaks: true }],
  ...[400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504].flatMap((status): Reply[][] => [
    [failed(status)],
    [failed(status), {}],
    [failed(status, { "Retry-After": "7" }), failed(status)],
  ]),
  [failed(404, {}, "DeploymentNotFound")],
  [failed(404, {}, "DeploymentNotFound"), {}],
  [failed(429, { "Retry-After": "86400" })],
  [failed(429, { "retry-after-ms": "1500" })],
  [failed(429, { "Retry-After": "soon" }), {}],
  [failed(429), failed(500), {}],
  [failed(503, {}, "no_healthy"), { fails: "BackendConnectionFailure" }, {}],
  [failed(400, {}, "invalid_encrypted_content"), {}],
  [failed(400, {}, "invalid_encrypted_content")],
  [failed(400, {}, "content_filter")],
  [{ status: 400, body: "<html>" }],
  [{ fails: "BackendConnectionFailure" }],
  [{ fails: "BackendConnectionFailure" }, {}],
  [{ fails: "Timeout" }],
  [{ fails: "Timeout" }, {}],
  [{ fails: "ClientConnectionFailure" }],
  [{ afterSeconds: 70, status: 503 }, {}],
];

const message = { messages: [{ role: "user", content: "hi" }] };
const input = { input: "hi" };
const reasoning = (encrypted?: string) => ({
  input: [{ type: "reasoning", id: "rs_1", ...(encrypted && { encrypted_content: encrypted }) }],
});

/** Bodies of calls to a model. */
export const bodies = (model: string, other: string): unknown[] => [
  undefined,
  "",
  "{}",
  "[]",
  "not json",
  '{"model": "' + model + '", "model": "' + other + '"}',
  '{"model": "' + model + '", "Model": "' + other + '"}',
  "{'model': '" + model + "'}",
  '{"model": "' + model + '",}',
  { model },
  { model: other, ...message },
  { model: "gpt-9", ...message },
  { model: "", ...message },
  { model: 7, ...message },
  { model: null, ...message },
  ...[message, input, { prompt: "hi" }, { input: [[1, 2]] }, { input: "x".repeat(9000) }].flatMap((more) => [
    { model, ...more },
    { model, ...more, stream: true },
    { model, ...more, stream: true, stream_options: { include_usage: true } },
    { model, ...more, stream: true, stream_options: { include_usage: false } },
    { model, ...more, stream: true, stream_options: null },
    { model, ...more, stream: true, stream_options: "usage" },
    { model, ...more, store: true },
    { model, ...more, store: null },
    { model, ...more, store: false },
    { model, ...more, background: true },
    { model, ...more, previous_response_id: "resp_1" },
    { model, ...more, conversation: "conv_1" },
  ]),
  ...["max_tokens", "max_completion_tokens", "max_output_tokens"].flatMap((name) =>
    [10, 10_000_000, 1e30, 10.5, -1, 0, "10", null].map((value) => ({ model, ...message, ...input, [name]: value })),
  ),
  { model, ...message, best_of: 5, n: 3 },
  { model, store: false, ...reasoning() },
  { model, store: false, ...reasoning("abc") },
  { model, store: false, include: ["reasoning.encrypted_content"], ...input },
  { model, store: false, input: [{ type: "item_reference", id: "x" }] },
  { model, store: false, input: [{ role: "user", content: [{ type: "input_file", file_id: "f" }] }] },
  { model, ...message, metadata: { file_id: "x" } },
  { model, store: false, ...input, metadata: { file_id: "x", store: true } },
  ...[
    { type: "function", name: "f", parameters: { properties: { file_id: { type: "string" } } } },
    { type: "mcp", server_url: "https://evil.example", server_label: "x" },
    { type: "mcp", connector_id: "x", server_label: "x" },
    { type: "mcp", server_url: "https://mcp.contoso.com/", server_label: "x" },
    { type: "web_search" },
    { type: "web_search_preview" },
    { type: "file_search", vector_store_ids: ["vs"] },
    { type: "code_interpreter", container: { type: "auto" } },
    { type: "code_interpreter", container: "cntr_1" },
    { type: "image_generation" },
    { type: "custom", name: "x" },
    { type: 7 },
    {},
    "x",
  ].map((tool) => ({ model, store: false, ...input, ...message, tools: [tool] })),
  { model, ...input, tools: "x" },
  { model, ...input, tools: {} },
  { model, store: false, ...input, prompt: { id: "pmpt_1" } },
  { model, ...message, data_sources: [{ type: "azure_search", parameters: {} }] },
  { model, ...message, data_sources: [] },
  { model, ...message, web_search_options: {} },
  { model, ...message, functions: [{ name: "x" }] },
  {
    model,
    messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://files.contoso.com/a.png" } }] }],
  },
  { model, messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "http://169.254.169.254/" } }] }] },
  { model, messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] }] },
  ...[7, {}, { url: 7 }, null].map((url) => ({
    model,
    messages: [{ role: "user", content: [{ type: "image_url", image_url: url }] }],
  })),
  { model, store: false, input: [{ role: "user", content: [{ type: "input_image", image_url: "https://evil.example/a.png" }] }] },
];

const boundary = "b";
const field = (name: string, value: string, more = ""): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;

/** Forms: images and audio. */
export const forms = (model: string, other: string): { type: string; body: string }[] =>
  [
    field("model", model) + field("prompt", "x"),
    field("model", other),
    field("model", model) + field("model", other),
    field("prompt", "x"),
    field("file", "abc", '; filename="a.mp3"') + field("model", model),
    field("file", "abc", "; filename*=UTF-8''a") + field("MODEL", model),
    `preamble\r\n${field("model", model)}`,
  ].flatMap((text) => [
    { type: `multipart/form-data; boundary=${boundary}`, body: `${text}--${boundary}--\r\n` },
    { type: `multipart/form-data; boundary="${boundary}"; charset=utf-8`, body: `${text}--${boundary}--` },
    { type: "multipart/form-data", body: `${text}--${boundary}--` },
  ]);
