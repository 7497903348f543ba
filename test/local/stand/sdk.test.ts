import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  toFile,
} from "openai";
import { createGateway } from "../../../local/gateway";
import { filteredText } from "../../../local/openai";
import type { Stand } from "../../../local/stand/stand";
import { Clients, clientsOf, errorOf } from "./clients";
import { control, rowsOf, startFixture } from "./support";

let stand: Stand;
let premium: Clients;
let standard: Clients;
let images: Clients;

beforeAll(async () => {
  stand = await startFixture("max", createGateway);
  premium = await clientsOf(stand, "claims-assistant");
  standard = await clientsOf(stand, "service-desk");
  images = await clientsOf(stand, "marketing-images");
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

const messages = [{ role: "user" as const, content: "Good morning" }];
const weather = { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } };
const tools = [{ type: "function" as const, ...weather, strict: false }];
/** What a model answered, as the input of the next turn: the SDK's types of the two differ in a status. */
const again = (output: OpenAI.Responses.ResponseOutputItem[]) => output as OpenAI.Responses.ResponseInputItem[];

test.each(["v1", "dated"] as const)("chat, %s", async (api) => {
  const answer = await premium[api].chat.completions.create({ model: "gpt-5.1", messages });
  expect(answer.choices[0]?.message.content).toBe("gpt-5.1 answers: Good morning");
});

test.each(["v1", "dated"] as const)("a streamed chat is counted although nobody asked for usage, %s", async (api) => {
  const stream = await premium[api].chat.completions.create({ model: "gpt-5.1", messages, stream: true });
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  expect(text).toBe("gpt-5.1 answers: Good morning");
  const [counts] = await rowsOf(stand, "ApiManagementGatewayLlmLog");
  expect(counts).toMatchObject({ IsStreamCompletion: true, DeploymentName: "gpt-5.1" });
  expect(counts?.TotalTokens).toBeGreaterThan(10);
});

test("embeddings of texts and of token ids", async () => {
  const { data } = await standard.v1.embeddings.create({ model: "text-embedding-3-large", input: ["a", "b"] });
  expect(data.map(({ embedding }) => embedding.length)).toEqual([3072, 3072]);
  const ids = await standard.dated.embeddings.create({ model: "text-embedding-3-large", input: [1, 2, 3] });
  expect(ids.usage.total_tokens).toBe(3);
});

test("a kept response with tools goes on over several turns, also when its region was throttled meanwhile", async () => {
  const first = await premium.v1.responses.create({ model: "gpt-5.1", tools, input: "Weather?" });
  const call = first.output.find((item) => item.type === "function_call")!;
  const input = [{ type: "function_call_output" as const, call_id: call.call_id, output: "12 degrees" }];
  const second = await premium.v1.responses.create({ model: "gpt-5.1", tools, input, previous_response_id: first.id });
  expect(second.output_text).toBe("gpt-5.1 answers: 12 degrees");
  const third = await premium.v1.responses.create({ model: "gpt-5.1", input: "Thanks", previous_response_id: second.id });
  expect(third.output_text).toBe("gpt-5.1 answers: Thanks");
  expect((await premium.v1.responses.retrieve(third.id)).id).toBe(third.id);
});

test("a response that is not kept goes on over several turns in two regions", async () => {
  const turn = (input: OpenAI.Responses.ResponseInputItem[]) =>
    standard.v1.responses.create({ model: "gpt-5.4-mini", tools, store: false, include: ["reasoning.encrypted_content"], input });
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: "user", content: "Weather?" }];
  for (let number = 0; number < 4; number++) {
    const { output } = await turn(input);
    input.push(...again(output));
    const call = output.find((item) => item.type === "function_call");
    if (call) input.push({ type: "function_call_output", call_id: call.call_id, output: "12 degrees" });
    else input.push({ role: "user", content: "And tomorrow?" });
  }
  expect(input.length).toBeGreaterThan(8);
});

test("a streamed response", async () => {
  const stream = premium.v1.responses.stream({ model: "gpt-5.1", input: "Hello" });
  expect((await stream.finalResponse()).output_text).toBe("gpt-5.1 answers: Hello");
});

test("images are made and edited, byte for byte", async () => {
  const made = await images.v1.images.generate({ model: "gpt-image-2", prompt: "a house" });
  expect(made.data).toHaveLength(1);
  const picture = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  await images.v1.images.edit({ model: "gpt-image-2", prompt: "more", image: await toFile(picture, "a.png") });
  const edit = stand.parts.openAi.received.at(-1)!;
  expect(Buffer.from(edit.body!).includes(picture)).toBe(true);
});

test("files go to the account of the stored objects and come back", async () => {
  const file = await premium.v1.files.create({ purpose: "user_data", file: await toFile(Buffer.from("text"), "a.txt") });
  expect(await (await premium.v1.files.content(file.id)).text()).toBe("text");
  await premium.v1.files.delete(file.id);
});

test("refusals are the SDK's typed errors", async () => {
  const { v1 } = standard;
  const ask = (client: OpenAI, model: string, content = "Hi") =>
    errorOf(client.chat.completions.create({ model, messages: [{ role: "user", content }] }));
  expect(await ask(v1, "gpt-5.1")).toBeInstanceOf(PermissionDeniedError);
  expect(await ask(v1, "gpt-4o")).toBeInstanceOf(NotFoundError);
  expect(await ask(v1.withOptions({ defaultHeaders: { "api-key": "wrong" } }), "gpt-5.4-mini")).toBeInstanceOf(
    AuthenticationError,
  );
  expect(await ask(v1, "gpt-5.4-mini", filteredText)).toMatchObject({ status: 400, code: "content_filter" });
});

test("a plan's limit of tokens is a rate limit that the SDK understands", async () => {
  const long = "word ".repeat(14_000);
  const ask = () => standard.v1.chat.completions.create({ model: "gpt-5.4-mini", messages: [{ role: "user", content: long }] });
  await ask();
  await ask();
  const error = await errorOf(ask());
  expect(error).toBeInstanceOf(RateLimitError);
  expect(Number(error.headers?.get("retry-after"))).toBeGreaterThan(0);
});

test("a stream that breaks ends with an error, not with half an answer", async () => {
  for (const { location } of stand.parts.openAi.accounts)
    await control(stand, "PUT", `/regions/${location}`, { state: "breaks-stream" });
  const stream = await premium.v1.chat.completions.create({ model: "gpt-5.1", messages, stream: true });
  const read = async (): Promise<void> => {
    for await (const chunk of stream) void chunk;
  };
  await expect(read()).rejects.toThrow();
});

test("a lost region is not noticed by any client", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "down" });
  for (let index = 0; index < 5; index++) await premium.dated.chat.completions.create({ model: "gpt-5.1", messages });
});

test("the SDK itself sends again what was throttled, and is served", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "throttled", deployment: "gpt-image-2", retryAfterSeconds: 1 });
  const patient = await clientsOf(stand, "marketing-images", 3);
  const call = patient.v1.images.generate({ model: "gpt-image-2", prompt: "a house" });
  setTimeout(() => stand.parts.openAi.setState("swedencentral", { state: "up" }, "gpt-image-2"), 200);
  expect((await call).data).toHaveLength(1);
});

test("a caller who gives up is no server error", async () => {
  await control(stand, "PUT", "/regions/swedencentral", { state: "slow" });
  const stopped = new AbortController();
  setTimeout(() => stopped.abort(), 300);
  const call = premium.v1.chat.completions.create({ model: "gpt-5.1", messages }, { signal: stopped.signal });
  await expect(call)
    .rejects.toBeInstanceOf(APIConnectionError)
    .catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const rows = await rowsOf(stand, "ApiManagementGatewayLogs");
  expect(rows).toHaveLength(1);
});
