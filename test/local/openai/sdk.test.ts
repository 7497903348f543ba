import OpenAI, { APIError, AzureOpenAI, toFile } from "openai";
import { filteredText } from "../../../local/openai";
import { openAiForTests, served } from "./support";

const apiVersion = "2024-10-21";
const tokenProvider = async () => "token";
const dated = (base: string) =>
  new AzureOpenAI({ endpoint: base, azureADTokenProvider: tokenProvider, apiVersion, maxRetries: 0 });
const v1 = (base: string) => new OpenAI({ baseURL: `${base}/openai/v1`, apiKey: tokenProvider, maxRetries: 0 });
const messages = [{ role: "user" as const, content: "Good morning" }];
const weather = { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } };

/** Runs a test with the SDK's two clients against the first account. */
const withClients = (test: (clients: { dated: AzureOpenAI; v1: OpenAI; other: OpenAI }) => Promise<void>) =>
  served(openAiForTests(), (base) =>
    test({ dated: dated(base("oai-swedencentral")), v1: v1(base("oai-swedencentral")), other: v1(base("oai-francecentral")) }),
  );

/** What a model answered, as the input of the next turn: the SDK's types of the two differ in a status. */
const again = (output: OpenAI.Responses.ResponseOutputItem[]) => output as OpenAI.Responses.ResponseInputItem[];

/** The error that a call ends with. */
async function errorOf(call: Promise<unknown>): Promise<APIError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}

test("chat answers in both APIs, with usage", () =>
  withClients(async ({ dated: client, v1: newer }) => {
    for (const one of [client, newer]) {
      const answer = await one.chat.completions.create({ model: "gpt-5.1", messages });
      expect(answer.choices[0]?.message.content).toBe("gpt-5.1 answers: Good morning");
      expect(answer.usage?.total_tokens).toBe(answer.usage!.prompt_tokens + answer.usage!.completion_tokens);
    }
  }));

test("a streamed chat has the pieces of the answer, and usage when asked for", () =>
  withClients(async ({ v1: client }) => {
    const stream = await client.chat.completions.create({
      model: "gpt-5.1",
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let total = 0;
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? "";
      total += usage?.total_tokens ?? 0;
    }
    expect(text).toBe("gpt-5.1 answers: Good morning");
    expect(total).toBeGreaterThan(10);
  }));

test("tools are called with arguments of their schema, and their results answered", () =>
  withClients(async ({ dated: client }) => {
    const tools = [{ type: "function" as const, function: weather }];
    const first = await client.chat.completions.create({ model: "gpt-5.1", messages, tools });
    const [call] = first.choices[0]!.message.tool_calls!;
    if (call?.type !== "function") throw new Error("no function was called");
    expect(call.function).toEqual({ name: "weather", arguments: '{"city":"example"}' });
    const result = { role: "tool" as const, tool_call_id: call.id, content: "12 degrees" };
    const second = await client.chat.completions.create({
      model: "gpt-5.1",
      messages: [...messages, first.choices[0]!.message, result],
      tools,
    });
    expect(second.choices[0]?.message.content).toBe("gpt-5.1 answers: 12 degrees");
  }));

test("embeddings take texts and token ids, as floats or base64", () =>
  withClients(async ({ v1: client }) => {
    const texts = await client.embeddings.create({ model: "embed", input: ["a", "b"] });
    const ids = await client.embeddings.create({ model: "embed", input: [[1, 2, 3]], encoding_format: "float", dimensions: 8 });
    expect(texts.data.map(({ embedding }) => embedding.length)).toEqual([1536, 1536]);
    expect(ids.data[0]?.embedding).toHaveLength(8);
    expect(ids.usage.prompt_tokens).toBe(3);
  }));

test("a response goes on over several turns with tools, by id and by its items", () =>
  withClients(async ({ v1: client, other }) => {
    const tools = [{ type: "function" as const, ...weather, strict: false }];
    const ask = { model: "gpt-5.1", tools, include: ["reasoning.encrypted_content" as const] };
    const first = await client.responses.create({ ...ask, input: "Weather?" });
    const call = first.output.find((item) => item.type === "function_call")!;
    const result = { type: "function_call_output" as const, call_id: call.call_id, output: "12 degrees" };
    const second = await client.responses.create({ ...ask, input: [result], previous_response_id: first.id });
    expect(second.output_text).toBe("gpt-5.1 answers: 12 degrees");
    const inline = await client.responses.create({
      ...ask,
      store: false,
      input: [{ role: "user", content: "Weather?" }, ...again(first.output), result],
    });
    expect(inline.output_text).toBe("gpt-5.1 answers: 12 degrees");
    const elsewhere = await errorOf(
      other.responses.create({
        ...ask,
        store: false,
        input: [{ role: "user", content: "Weather?" }, ...again(first.output), result],
      }),
    );
    expect([elsewhere.status, elsewhere.code]).toEqual([400, "invalid_encrypted_content"]);
    const unknown = await errorOf(other.responses.create({ ...ask, input: [result], previous_response_id: first.id }));
    expect([unknown.status, unknown.code]).toEqual([400, "previous_response_not_found"]);
  }));

test("reasoning that was not stored cannot be referred to", () =>
  withClients(async ({ v1: client }) => {
    const first = await client.responses.create({ model: "gpt-5.1", input: "Hello", store: false });
    const refused = await errorOf(
      client.responses.create({
        model: "gpt-5.1",
        store: false,
        input: [...again(first.output), { role: "user", content: "And?" }],
      }),
    );
    expect(refused.status).toBe(404);
    expect(refused.message).toMatch(
      /^404 Item with id 'rs_\w+' not found\. Items are not persisted when `store` is set to false\./,
    );
  }));

test("a streamed response has numbered events and ends complete", () =>
  withClients(async ({ v1: client }) => {
    const stream = client.responses.stream({ model: "gpt-5.1", input: "Hello" });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    const response = await stream.finalResponse();
    expect([types[0], types.at(-1)]).toEqual(["response.created", "response.completed"]);
    expect(response.output_text).toBe("gpt-5.1 answers: Hello");
    expect((await client.responses.retrieve(response.id)).id).toBe(response.id);
    expect((await client.responses.inputItems.list(response.id)).data).toHaveLength(1);
    await client.responses.delete(response.id);
    expect((await errorOf(client.responses.retrieve(response.id))).status).toBe(404);
  }));

test("images, audio and files", () =>
  withClients(async ({ v1: client }) => {
    const image = await client.images.generate({ model: "gpt-image-2", prompt: "a house" });
    expect(Buffer.from(image.data![0]!.b64_json!, "base64").subarray(1, 4).toString()).toBe("PNG");
    const picture = await toFile(Buffer.from([0x89, 0x50, 0xff]), "a.png");
    expect((await client.images.edit({ model: "gpt-image-2", prompt: "more", image: picture })).data).toHaveLength(1);
    const text = await client.audio.transcriptions.create({ model: "whisper", file: await toFile(Buffer.from("x"), "a.wav") });
    expect(text.text).toBe("transcription of a.wav (1 bytes)");
    const said = await client.audio.speech.create({ model: "tts", input: "Hello", voice: "alloy" });
    expect(
      Buffer.from(await said.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe("RIFF");
    const line = JSON.stringify({
      custom_id: "1",
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: "gpt-5.1", messages },
    });
    const file = await client.files.create({ purpose: "batch", file: await toFile(Buffer.from(line), "in.jsonl") });
    const batch = await client.batches.create({
      input_file_id: file.id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    const output = await (await client.files.content(batch.output_file_id!)).text();
    expect(JSON.parse(output)).toMatchObject({ custom_id: "1", response: { status_code: 200 } });
  }));

test.each([
  ["an unknown deployment", { model: "gpt-4o", messages }, 404, "DeploymentNotFound"],
  [
    "a prompt that the content filter stops",
    { model: "gpt-5.1", messages: [{ role: "user" as const, content: filteredText }] },
    400,
    "content_filter",
  ],
  ["a model of images", { model: "gpt-image-2", messages }, 400, "OperationNotSupported"],
  ["more tokens than a minute has", { model: "gpt-5.1", messages, max_completion_tokens: 60_000 }, 429, "RateLimitReached"],
])("%s is refused as Azure does", (_what, body, status, code) =>
  withClients(async ({ v1: client }) => {
    const error = await errorOf(client.chat.completions.create(body));
    expect([error.status, error.code]).toEqual([status, code]);
    if (status === 429) expect(error.headers?.get("retry-after")).toBe("86400");
  }),
);

test("what is not simulated says so", () =>
  withClients(async ({ v1: client }) => {
    const error = await errorOf(client.vectorStores.create({ name: "store" }));
    expect([error.status, error.code]).toEqual([501, "not_simulated"]);
  }));
