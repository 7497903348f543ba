import OpenAI, { BadRequestError, InternalServerError } from "openai";
import { createGateway } from "../../../local/gateway";
import { contentSafetyName, plantedText } from "../../../local/openai";
import { memberOf } from "../../../local/stand/consumers";
import type { Stand } from "../../../local/stand/stand";
import { errorOf, trusting } from "./clients";
import { control, forCallers, rowsOf, startFixture } from "./support";

let stand: Stand;
beforeAll(async () => {
  stand = await startFixture("one-credential", createGateway);
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

/** The SDK as each kind of consumer uses it: key and token, a token alone, a key alone. */
async function clientOf(name: string): Promise<OpenAI> {
  const consumer = stand.addresses.consumers.find((one) => one.name === name)!;
  const token = () => stand.parts.issuer.tokenOf(memberOf(consumer), stand.parts.environment.settings.identity.audience);
  return new OpenAI({
    baseURL: `${stand.addresses.gateway}/openai/v1`,
    apiKey: consumer.credentials === "key" ? consumer.subscriptionKey : await token(),
    ...(consumer.credentials === "keyAndToken" && { defaultHeaders: { "api-key": consumer.subscriptionKey } }),
    fetch: trusting(stand.addresses.ca),
    maxRetries: 0,
  });
}
const model = "gpt-5.1";
const chat = (content: string) => ({ model, messages: [{ role: "user" as const, content }] });
const harm = plantedText.harm("Violence", 4);
const lastReason = async () => JSON.stringify((await rowsOf(stand, "ApiManagementGatewayLogs")).at(-1)?.TraceRecords);

describe.each([
  ["keyAndToken", "claims-assistant", harm],
  ["token", "developers", plantedText.attack],
  ["token, another consumer", "testers", plantedText.listed("contoso-secrets")],
  ["key", "editor", plantedText.attack],
])("with credentials: %s", (_mode, consumer, planted) => {
  it("a prompt is looked at, and answered when nothing was found", async () => {
    const client = await clientOf(consumer);
    const answer = await client.chat.completions.create(chat("Good morning"));
    expect(answer.choices[0]?.message.content).toBe("gpt-5.1 answers: Good morning");
    const asked = stand.parts.openAi.received.filter(({ url }) => url.includes("/contentsafety/"));
    expect([asked.length > 0, new Set(asked.map(({ location }) => location))]).toEqual([true, new Set(["swedencentral"])]);
  });

  it("no client, call or stream gets past it", async () => {
    const client = await clientOf(consumer);
    const calls: (() => Promise<unknown>)[] = [
      () => client.chat.completions.create(chat(planted)),
      () => client.chat.completions.create({ ...chat(planted), stream: true }),
      () => client.responses.create({ model, store: false, input: planted }),
      () => client.responses.create({ model, store: false, stream: true, input: planted }),
      () =>
        client.responses.create({
          model,
          store: false,
          input: [{ type: "function_call_output", call_id: "1", output: planted }],
        }),
      () => client.completions.create({ model, prompt: planted }),
    ];
    for (const call of calls) {
      const error = await errorOf(call());
      expect([error instanceof BadRequestError, error.code, error.headers?.get("x-should-retry")]).toEqual([
        true,
        "content_filter",
        "false",
      ]);
    }
    expect(forCallers(stand)).toEqual([]);
    expect(await lastReason()).toContain("content_filter");
  });
});

test("a service that does not answer lets nothing pass, and the SDK may try again", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "failing", deployment: contentSafetyName });
  const error = await errorOf((await clientOf("editor")).chat.completions.create(chat("Good morning")));
  expect([error instanceof InternalServerError, error.status, error.code]).toEqual([true, 503, "content_safety_unavailable"]);
  expect([error.headers?.get("retry-after"), error.headers?.get("x-should-retry"), forCallers(stand)]).toEqual(["10", null, []]);
  expect(await lastReason()).toContain("content_safety_unavailable");
});

test("embeddings do not wait for it", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "down", deployment: contentSafetyName });
  const { data } = await (await clientOf("claims-assistant")).embeddings.create({ model: "text-embedding-3-small", input: "a" });
  expect(data).toHaveLength(1);
});
