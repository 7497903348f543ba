import OpenAI, { AzureOpenAI } from "openai";
import { queryText } from "../../../components/monitoring/queryText";
import { createGateway } from "../../../local/gateway";
import { Consumer, memberOf } from "../../../local/stand/consumers";
import type { Stand } from "../../../local/stand/stand";
import { facts } from "../../components/monitoring/sample";
import { ask, engineOf } from "../../query/world";
import { clientsOf, errorOf, trusting } from "./clients";
import { Answered, call, control, forCallers, rowsOf, startFixture } from "./support";

let stand: Stand;
const consumers: Record<string, Consumer> = {};
beforeAll(async () => {
  stand = await startFixture("one-credential", createGateway);
  for (const consumer of stand.addresses.consumers) consumers[consumer.name] = consumer;
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

const tokenOf = (consumer: string): Promise<string> =>
  stand.parts.issuer.tokenOf(memberOf(consumers[consumer]!), stand.parts.environment.settings.identity.audience);
const keyOf = (consumer: string): string => consumers[consumer]!.subscriptionKey;
const common = () => ({ fetch: trusting(stand.addresses.ca), maxRetries: 0 });
const v1 = (apiKey: string, more = {}) =>
  new OpenAI({ ...common(), baseURL: `${stand.addresses.gateway}/openai/v1`, apiKey, ...more });
const dated = (credential: object) =>
  new AzureOpenAI({ ...common(), endpoint: stand.addresses.gateway, apiVersion: "2024-10-21", ...credential });
const messages = [{ role: "user" as const, content: "Hello" }];
const chat = { model: "gpt-5.1", messages };
const answer = "gpt-5.1 answers: Hello";
const lastCall = async (): Promise<string> =>
  JSON.stringify((await rowsOf(stand, "ApiManagementGatewayLogs")).at(-1)?.TraceRecords);

test("the control door tells what each consumer shows", () => {
  expect(
    stand.addresses.consumers.map(({ name, credentials, subscriptionKey }) => [name, credentials, subscriptionKey.length]),
  ).toEqual([
    ["claims-assistant", "keyAndToken", 32],
    ["developers", "token", 0],
    ["testers", "token", 0],
    ["editor", "key", 32],
  ]);
});

describe("with one credential only the endpoint changes", () => {
  it.each<[string, () => Promise<OpenAI>]>([
    ["v1 with a token", async () => v1(await tokenOf("developers"))],
    ["AzureOpenAI with a token", async () => dated({ azureADTokenProvider: () => tokenOf("developers") })],
    ["v1 with a key", async () => v1(keyOf("editor"))],
    ["AzureOpenAI with a key", async () => dated({ apiKey: keyOf("editor") })],
  ])("%s", async (_client, make) => {
    const client = await make();
    expect((await client.chat.completions.create(chat)).choices[0]?.message.content).toBe(answer);
    expect(forCallers(stand)).toHaveLength(1);
    const names = forCallers(stand)[0]!.headers.map(([name]) => name.toLowerCase());
    expect(names.filter((name) => /^(api-key|ocp-apim-subscription-key)$/.test(name))).toEqual([]);
  });

  it("streams and lists its models under an alias too", async () => {
    const client = v1(await tokenOf("developers"));
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["gpt-5.1", "gpt-latest"]);
    expect((await client.models.retrieve("gpt-latest")).object).toBe("model");
    let text = "";
    for await (const { choices } of await client.chat.completions.create({ ...chat, model: "gpt-latest", stream: true }))
      text += choices[0]?.delta.content ?? "";
    expect(text).toBe(answer);
    expect((await client.responses.create({ model: "gpt-latest", input: "Hello" })).output_text).toBe(answer);
  });

  it.each([
    ["Ocp-Apim-Subscription-Key", (key: string) => ({ "Ocp-Apim-Subscription-Key": key })],
    ["api-key", (key: string) => ({ "api-key": key })],
    ["Authorization", (key: string) => ({ Authorization: `Bearer ${key}` })],
  ])("curl with a key in %s, and the call is marked", async (_header, headers) => {
    expect((await post(headers(keyOf("editor")))).status).toBe(200);
    expect(await lastCall()).toContain('"credentials":"key"');
    expect(await lastCall()).toContain('"consumer":"editor"');
  });
});

test("a conversation is counted and compacted", async () => {
  const client = v1(await tokenOf("developers"));
  const counted = await client.post<{ input_tokens: number }>("/responses/input_tokens", {
    body: { model: "gpt-5.1", input: "Hello" },
  });
  expect(counted.input_tokens).toBeGreaterThan(0);
  const compacted = await client.post<{ output: { type: string }[] }>("/responses/compact", {
    body: { model: "gpt-5.1", input: "Hello" },
  });
  expect(compacted.output.map(({ type }) => type)).toEqual(["compaction"]);
});

const post = (headers: Record<string, string>, path = "/openai/v1/chat/completions"): Promise<Answered> =>
  call(stand, "POST", path, { "Content-Type": "application/json", ...headers }, JSON.stringify(chat));

/** Refused with 401 or 403, without a call of a model, in OpenAI's shape. */
function expectRefused({ status, text }: Answered): void {
  expect([401, 403]).toContain(status);
  expect(JSON.parse(text)).toMatchObject({ error: { code: expect.any(String) as string } });
  expect(stand.parts.openAi.received).toEqual([]);
}

describe("no way in is reached with the credential of another", () => {
  it.each<[string, () => Promise<Record<string, string>>]>([
    ["nothing", async () => ({})],
    ["the key of a plan with both", async () => ({ "api-key": keyOf("claims-assistant") })],
    ["the key of a plan with both as Bearer", async () => ({ Authorization: `Bearer ${keyOf("claims-assistant")}` })],
    ["the key of a plan with both in the other header", async () => ({ "Ocp-Apim-Subscription-Key": keyOf("claims-assistant") })],
    ["a token of a plan with both", async () => ({ Authorization: `Bearer ${await tokenOf("claims-assistant")}` })],
    ["a token of a plan with a key", async () => ({ Authorization: `Bearer ${await tokenOf("editor")}` })],
    [
      "the key of a plan with both and the token of another consumer",
      async () => ({ "api-key": keyOf("claims-assistant"), Authorization: `Bearer ${await tokenOf("developers")}` }),
    ],
    ["a wrong key", async () => ({ "api-key": "0".repeat(32) })],
    ["a wrong key as Bearer", async () => ({ Authorization: `Bearer ${"0".repeat(32)}` })],
    ["an unsigned token", async () => ({ Authorization: `Bearer ${await forged("none")}` })],
    ["a token signed with the public key", async () => ({ Authorization: `Bearer ${await forged("HS256")}` })],
    ["a token of another issuer", async () => ({ Authorization: `Bearer ${await forged("foreign")}` })],
    ["a token in another scheme", async () => ({ Authorization: `Basic ${await tokenOf("developers")}` })],
  ])("%s", async (_what, headers) => expectRefused(await post(await headers())));

  const forged = (signature: "none" | "HS256" | "foreign") =>
    stand.parts.issuer.tokenOf(memberOf(consumers.developers!), stand.parts.environment.settings.identity.audience, {
      signature,
    });

  it.each(["api-key", "subscription-key", "Ocp-Apim-Subscription-Key"])("a key in the query as %s", async (name) => {
    expectRefused(await post({}, `/openai/v1/chat/completions?${name}=${keyOf("editor")}`));
    if (name !== "Ocp-Apim-Subscription-Key")
      expectRefused(
        await post(
          { Authorization: `Bearer ${await tokenOf("developers")}` },
          `/openai/v1/chat/completions?${name}=${keyOf("editor")}`,
        ),
      );
  });

  it("a suspended key, and models of another plan", async () => {
    const refused = await errorOf(v1(keyOf("editor")).embeddings.create({ model: "text-embedding-3-small", input: "x" }));
    expect([refused.status, refused.code]).toEqual([403, "model_not_in_plan"]);
    await control(stand, "PUT", "/subscriptions/editor", { state: "suspended" });
    expectRefused(await post({ Authorization: `Bearer ${keyOf("editor")}` }));
  });
});

test("the queries say with which credentials each consumer came", async () => {
  const { v1: both } = await clientsOf(stand, "claims-assistant");
  for (const client of [both, v1(await tokenOf("developers")), v1(keyOf("editor"))]) await client.chat.completions.create(chat);
  const engine = await engineOf({
    ApiManagementGatewayLogs: await rowsOf(stand, "ApiManagementGatewayLogs"),
    ApiManagementGatewayLlmLog: await rowsOf(stand, "ApiManagementGatewayLlmLog"),
  });
  const now = new Date(Date.now() + 1000).toISOString();
  const rows = await ask(engine, queryText("usage", facts), now, ["Consumer", "Credentials", "Answered"]);
  engine.close();
  expect(rows.map((row) => Object.values(row)).sort()).toEqual([
    ["claims-assistant", "keyAndToken", 1],
    ["developers", "token", 1],
    ["editor", "key", 1],
  ]);
});
