import { chat, dated, v1 } from "./support/actors";
import type { Bench } from "./support/harness";
import { code, refused, ShieldBench, shieldBench } from "./support/shieldBench";

const server = "https://mcp.contoso.com/sse";

let shield: ShieldBench;
let gateway: Bench;
beforeAll(async () => {
  shield = await shieldBench({ "plans[1].tools": ["web_search", "remote_urls"], "plans[1].mcpServers": [`${server}/`] });
});
beforeEach(async () => {
  gateway = await shield.start();
});

const send = async (consumer: number, body: object, url = v1("responses")) =>
  gateway.send({ url, headers: await shield.as(consumer), body });
const respond = (more: object) => ({ model: "gpt-5.4-mini", input: "x", store: false, ...more });
const image = (url: string) =>
  chat("gpt-5.4-mini", { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }] });
const file = { input: [{ role: "user", content: [{ type: "input_file", file_url: "https://files.example/a.pdf" }] }] };

describe("a plan without tools of its own", () => {
  it.each<[string, string, object, string?]>([
    ["an MCP server", "mcp", respond({ tools: [{ type: "mcp", server_label: "x", server_url: "https://evil.example" }] })],
    ["a connector", "mcp", respond({ tools: [{ type: "mcp", server_label: "x", connector_id: "connector_gmail" }] })],
    ["an MCP server after a function", "mcp", respond({ tools: [{ type: "function", name: "f" }, { type: "mcp" }] })],
    ["web search", "web_search", respond({ tools: [{ type: "web_search" }] })],
    ["web search of a date", "web_search_preview_2025_03_11", respond({ tools: [{ type: "web_search_preview_2025_03_11" }] })],
    ["web search of chat", "web_search_options", chat("gpt-5.4-mini", { web_search_options: {} }), v1()],
    ["image generation", "image_generation", respond({ tools: [{ type: "image_generation", model: "gpt-image-2" }] })],
    ["a tool that nobody knows", "namespace", respond({ tools: [{ type: "namespace", tools: [{ type: "mcp" }] }] })],
    ["tools that are no list", "tools", respond({ tools: { type: "mcp" } })],
    ["a tool that is no object", "tools", respond({ tools: ["mcp"] })],
    ["a stored prompt", "prompt", respond({ prompt: { id: "pmpt_1" } })],
    [
      "data of Azure's own search",
      "data_sources",
      chat(undefined, { data_sources: [{ type: "azure_search" }] }),
      dated("gpt-5.4-mini"),
    ],
    ["a remote image", "image_url", image("https://images.example/a.png"), v1()],
    ["a remote image in capitals", "image_url", image("HTTPS://images.example/a.png"), v1()],
    ["a remote file", "file_url", respond(file)],
  ])("refuses %s", async (_what, tool, body, url = v1("responses")) => {
    const answer = await send(2, body, url);
    expect([answer.status, code(answer), refused(gateway)?.tool, gateway.backends.requests]).toEqual([
      403,
      "tool_not_in_plan",
      tool,
      [],
    ]);
  });

  it.each<[string, object, string?]>([
    [
      "functions, whatever their parameters are called",
      respond({ tools: [{ type: "function", name: "f", parameters: { properties: { image_url: { type: "string" } } } }] }),
    ],
    ["custom tools", respond({ tools: [{ type: "custom", name: "f" }] })],
    ["tools that are null", respond({ tools: null })],
    ["an image that the request carries", image("data:image/png;base64,iVBORw0KGgo="), v1()],
  ])("has %s", async (_what, body, url = v1("responses")) => {
    expect((await send(2, body, url)).status).toBe(200);
  });

  it("counts nothing of what it refuses", async () => {
    await send(2, respond({ tools: [{ type: "mcp" }] }));
    expect((await send(2, respond({}))).headers["x-remaining-requests"]).toBe("299");
  });
});

describe("a plan with tools", () => {
  it.each<[string, object]>([
    ["web search", respond({ tools: [{ type: "web_search_preview" }] })],
    ["its MCP server", respond({ tools: [{ type: "mcp", server_label: "x", server_url: server }] })],
    ["remote files", respond(file)],
  ])("has %s", async (_what, body) => {
    expect((await send(1, body)).status).toBe(200);
  });

  it.each<[string, object]>([
    ["another server that begins like it", respond({ tools: [{ type: "mcp", server_url: `${server}.evil.example` }] })],
    ["a connector beside its server", respond({ tools: [{ type: "mcp", server_url: server, connector_id: "connector_gmail" }] })],
    ["what it does not name", respond({ tools: [{ type: "image_generation" }] })],
  ])("has not %s", async (_what, body) => {
    expect(code(await send(1, body))).toBe("tool_not_in_plan");
  });
});
