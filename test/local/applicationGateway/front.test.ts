import { readFileSync } from "node:fs";
import { connect } from "node:tls";
import { frontSettingsOf } from "../../../local/applicationGateway";
import type { GatewayRequest } from "../../../local/gateway/types";
import type { Stand } from "../../../local/stand/stand";
import { passOn, scriptedGateway } from "../stand/scriptedGateway";
import { call, control, rowsOf, startFixture } from "../stand/support";

let stand: Stand;
const asked: GatewayRequest[] = [];

beforeAll(async () => {
  stand = await startFixture(
    "dev",
    scriptedGateway((request, args) => {
      asked.push(request);
      return passOn(request, args);
    }),
    ({ resources }) => {
      const firewall = resources.find(({ type }) => type === "azure-native:network:WebApplicationFirewallPolicy")!;
      Object.assign(firewall.inputs["policySettings"] as object, { requestBodyEnforcement: true });
    },
  );
});
afterAll(() => stand.close());
beforeEach(async () => {
  asked.length = 0;
  await control(stand, "POST", "/reset");
});

const chat = (content = "Hello", more: object = {}) =>
  JSON.stringify({ model: "gpt-5.1", messages: [{ role: "user", content }], ...more });
const json = { "Content-Type": "application/json" };

/** Sends bytes that no client library would and returns what comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const port = Number(new URL(stand.addresses.gateway).port);
    const socket = connect({ port, host: "127.0.0.1", ca: readFileSync(stand.addresses.ca) }, () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

test("a call passes with the headers that Application Gateway adds, and leaves one row", async () => {
  const answer = await call(stand, "POST", "/openai/v1/chat/completions", { ...json, "X-Forwarded-For": "198.51.100.7" }, chat());
  expect([answer.status, JSON.parse(answer.text).choices[0].message.content]).toEqual([200, "gpt-5.1 answers: Hello"]);
  const headers = Object.fromEntries(asked[0]!.headers);
  expect(headers.Host).toMatch(/\.azure-api\.net$/);
  expect(headers["X-Forwarded-For"]).toMatch(/^198\.51\.100\.7, 127\.0\.0\.1:\d+$/);
  const rows = await rowsOf(stand, "AGWAccessLogs");
  expect(rows).toMatchObject([
    {
      HttpStatus: 200,
      ServerStatus: 200,
      RequestUri: "/openai/v1/chat/completions",
      TransactionId: headers["X-Appgw-Trace-Id"],
      SslEnabled: "on",
    },
  ]);
});

test("events reach the client one by one", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "slow" });
  const begun = Date.now();
  const answer = await call(stand, "POST", "/openai/v1/chat/completions", json, chat("one two three", { stream: true }));
  expect(answer.text.split("\n\n").filter(Boolean).at(-1)).toBe("data: [DONE]");
  expect(Date.now() - begun).toBeGreaterThan(3000);
});

test("a stream that breaks is seen as broken", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "breaks-stream" });
  await expect(call(stand, "POST", "/openai/v1/chat/completions", json, chat("one two three", { stream: true }))).rejects.toThrow(
    "aborted",
  );
  expect(await rowsOf(stand, "ApiManagementGatewayLogs")).toHaveLength(1);
});

test.each([
  ["two lengths", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  ["a length and chunks", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
  ["a space before the colon", "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"],
  ["an unknown coding", "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n"],
  ["no path", "GET http://other/x HTTP/1.1\r\nHost: a\r\n\r\n"],
  ["no host", "GET /x HTTP/1.1\r\n\r\n"],
  ["no HTTP", "hello\r\n\r\n"],
])("a request with %s is refused before API Management", async (_what, text) => {
  expect(await raw(text)).toMatch(/^HTTP\/1\.1 400 /);
  expect(asked).toHaveLength(0);
});

test.each([
  ["headers", 400, "/x", { "x-long": "a".repeat(33 * 1024) }],
  ["a URL", 414, `/x?${"a".repeat(33 * 1024)}`, {}],
])("%s of more than 32 KB are refused", async (_what, status, path, headers) => {
  const answer = await call(stand, "GET", path, headers);
  expect([answer.status, answer.headers["content-type"]]).toEqual([status, "text/html"]);
  expect(await rowsOf(stand, "AGWAccessLogs")).toMatchObject([{ HttpStatus: status, ServerStatus: null, ServerRouted: "" }]);
});

test("a body beyond the firewall's limit is refused, announced or not", async () => {
  const { maxBodyBytes } = frontSettingsOf(stand.parts.environment.plan).firewall;
  const large = Buffer.alloc(maxBodyBytes! + 1, " ");
  const sizes = await Promise.all([
    call(stand, "POST", "/openai/v1/responses", json, large),
    call(stand, "POST", "/openai/v1/responses", { ...json, "Transfer-Encoding": "chunked" }, large),
  ]);
  expect(sizes.map(({ status }) => status)).toEqual([413, 413]);
  expect(asked).toHaveLength(0);
  expect(await rowsOf(stand, "AGWFirewallLogs")).toMatchObject([{ Action: "Blocked" }, { Action: "Blocked" }]);
});

test("a WebSocket handshake reaches API Management as what it is", async () => {
  const text = await raw(
    "GET /openai/v1/models HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
  );
  expect(text).toMatch(/^HTTP\/1\.1 200 /);
  expect(asked[0]?.webSocket).toBe(true);
});

test("a client that hangs up ends the call at the gateway", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "silent" });
  const port = Number(new URL(stand.addresses.gateway).port);
  const socket = connect({ port, host: "127.0.0.1", ca: readFileSync(stand.addresses.ca) }, () => {
    socket.write("GET /openai/v1/models HTTP/1.1\r\nHost: a\r\n\r\n", () => setTimeout(() => socket.destroy(), 100));
  });
  await new Promise((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(asked[0]?.signal?.aborted).toBe(true);
});
