import { createGateway } from "../../../local/gateway";
import type { Stand } from "../../../local/stand/stand";
import { call, control, rowsOf, startFixture } from "./support";

let stand: Stand;
beforeAll(async () => void (stand = await startFixture("dev", createGateway)));
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

const chat = async (body: object = {}, consumer = "claims-assistant"): ReturnType<typeof call> => {
  const { token } = (await control<{ token: string }>(stand, "POST", "/tokens", { consumer })).body;
  const { subscriptionKey } = stand.addresses.consumers.find(({ name }) => name === consumer)!;
  const headers = { "Content-Type": "application/json", "api-key": subscriptionKey, Authorization: `Bearer ${token}` };
  const asked = { model: "gpt-5.1", messages: [{ role: "user", content: "Hello" }], ...body };
  return call(stand, "POST", "/openai/v1/chat/completions", headers, JSON.stringify(asked));
};

test("regions are listed with their deployments, and change as told", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "throttled", deployment: "gpt-5.1", retryAfterSeconds: 9 });
  const regions = (await control<{ location: string; state: string; deployments: object[] }[]>(stand, "GET", "/regions")).body;
  expect(regions.map(({ location, state }) => [location, state])).toEqual([
    ["swedencentral", "up"],
    ["francecentral", "up"],
  ]);
  expect(regions[0]?.deployments).toContainEqual({ name: "gpt-5.1", model: "gpt-5.1", state: "throttled", retryAfterSeconds: 9 });
});

test.each([
  ["POST", "/tokens", {}, 400, "give consumer, claims or both"],
  ["POST", "/tokens", { consumer: "nobody" }, 400, "consumer: no nobody; allowed: claims-assistant, service-desk"],
  ["PUT", "/regions/mars", { state: "up" }, 404, "no region mars; allowed: swedencentral, francecentral"],
  ["PUT", "/regions/swedencentral", { state: "gone", retryAfterSeconds: -1 }, 400, /state: .*; retryAfterSeconds: /],
  ["PUT", "/regions/swedencentral", { state: "up", deployment: "x" }, 400, "deployment: no x in swedencentral"],
  ["GET", "/logs/Heartbeat", undefined, 404, "the table Heartbeat is not written here; written: ApiManagementGatewayLogs"],
  ["GET", "/reset", undefined, 405, "GET /reset is unknown; allowed: POST /tokens"],
  ["GET", "/x", undefined, 404, "GET /x is unknown"],
])("%s %s %j: %i", async (method, path, body, status, message) => {
  const answer = await control<{ error: string }>(stand, method, path, body);
  expect([answer.status, answer.body.error]).toEqual([
    status,
    message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message),
  ]);
});

test("a served call leaves its rows, joined by one id", async () => {
  expect((await chat()).status).toBe(200);
  const [row] = await rowsOf(stand, "ApiManagementGatewayLogs");
  expect(row).toMatchObject({
    ResponseCode: 200,
    IsRequestSuccess: true,
    ProductId: "standard",
    ApiId: "openai-v1",
    BackendResponseCode: 200,
    Region: "Sweden Central",
  });
  expect(row?.TraceRecords).toContainEqual(
    expect.objectContaining({ source: "shield", message: "call", severity: "Information" }),
  );
  const llm = await rowsOf(stand, "ApiManagementGatewayLlmLog");
  expect(llm.map(({ SequenceNumber, CorrelationId }) => [SequenceNumber, CorrelationId])).toEqual(
    [0, 1, 2].map((number) => [number, row?.CorrelationId]),
  );
  expect(llm[0]).toMatchObject({ DeploymentName: "gpt-5.1", ModelName: "gpt-5.1-2025-11-13", IsStreamCompletion: false });
  expect(llm[1]?.RequestMessages).toEqual([{ role: "user", content: "Hello" }]);
  expect(llm[2]?.ResponseMessages).toEqual([{ role: "assistant", content: "gpt-5.1 answers: Hello" }]);
  const [passage] = await rowsOf(stand, "AGWAccessLogs");
  expect(row?.RequestHeaders).toMatchObject({ "X-Appgw-Trace-Id": passage?.TransactionId });
  const metrics = (await control<{ name: string; value: number }[]>(stand, "GET", "/metrics")).body;
  expect(metrics.find(({ name }) => name === "Total Tokens")?.value).toBe(llm[0]?.TotalTokens);
});

test("keys and tokens are in no row", async () => {
  await chat();
  const { subscriptionKey } = stand.addresses.consumers[0]!;
  const tables = [
    "ApiManagementGatewayLogs",
    "ApiManagementGatewayLlmLog",
    "AGWAccessLogs",
    "AppRequests",
    "AppDependencies",
    "AppTraces",
  ];
  const all = JSON.stringify(await Promise.all(tables.map((table) => rowsOf(stand, table))));
  expect(all).not.toContain(subscriptionKey);
  expect(all).not.toContain("eyJ");
});

test("a long prompt is logged in pieces that give it again", async () => {
  const content = "é long ".repeat(8000);
  expect((await chat({ messages: [{ role: "user", content }] })).status).toBe(200);
  const pieces = (await rowsOf(stand, "ApiManagementGatewayLlmLog")).filter(
    ({ RequestMessages }) => RequestMessages !== undefined,
  );
  expect(pieces.length).toBeGreaterThan(1);
  expect(JSON.parse(pieces.map(({ RequestMessages }) => RequestMessages).join(""))).toEqual([{ role: "user", content }]);
});

test("failed attempts are dependencies of one request, and a failed call is never sampled away", async () => {
  for (const region of ["swedencentral", "francecentral"])
    await control(stand, "PUT", `/regions/${region}`, { state: "failing" });
  expect((await chat()).status).toBeGreaterThanOrEqual(500);
  expect(await rowsOf(stand, "ApiManagementGatewayLogs")).toHaveLength(1);
  expect(await rowsOf(stand, "AppRequests")).toMatchObject([{ Success: false }]);
  expect((await rowsOf(stand, "AppDependencies")).length).toBeGreaterThanOrEqual(2);
});

test("an account takes a token of the gateway's identity, and of nobody else", async () => {
  const [account] = stand.addresses.accounts;
  const ask = async (claims: object): Promise<number> => {
    const { token } = (await control<{ token: string }>(stand, "POST", "/tokens", { claims })).body;
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${account!.endpoint}/openai/v1/models`, { headers })).status;
  };
  const identity = stand.parts.environment.plan.resources.find(({ name }) => name === "identities-apim");
  const aud = "https://cognitiveservices.azure.com";
  expect(await ask({ aud, oid: identity?.outputs.principalId })).toBe(200);
  expect(await ask({ aud })).toBe(401);
  expect(await ask({ oid: identity?.outputs.principalId })).toBe(401);
});

test("reset forgets everything", async () => {
  await chat();
  await control(stand, "PUT", "/subscriptions/claims-assistant", { state: "suspended" });
  expect((await chat()).status).toBe(401);
  await control(stand, "POST", "/reset");
  expect(await rowsOf(stand, "ApiManagementGatewayLogs")).toEqual([]);
  expect((await control(stand, "GET", "/received")).body).toEqual([]);
  expect((await chat()).status).toBe(200);
});
