import { BackendConnectionFailure, BackendRequest } from "../../../local/gateway/types";
import { RegionState } from "../../../local/openai";
import { TestClock, openAiForTests } from "./support";

const request = (body: object = {}, changes: Partial<BackendRequest> = {}): BackendRequest => ({
  method: "POST",
  url: "https://oai-swedencentral.openai.azure.com/openai/deployments/gpt-5.1/chat/completions?api-version=2024-10-21",
  headers: [
    ["Content-Type", "application/json"],
    ["Authorization", "Bearer token"],
  ],
  body: Buffer.from(JSON.stringify({ messages: [{ role: "user", content: "Hello there, how are you?" }], ...body })),
  timeoutSeconds: 60,
  certificateChecked: true,
  ...changes,
});

/** Status and header of an answer, or the reason why there was none. */
async function outcome(state: RegionState, sent = request()): Promise<unknown> {
  const openAi = openAiForTests();
  openAi.setState("swedencentral", { state, retryAfterSeconds: 7 });
  try {
    const { status, headers, body } = await openAi.transport(sent);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const retry = headers.find(([name]) => name === "Retry-After")?.[1];
    return retry === undefined ? status : [status, retry];
  } catch (error) {
    if (error instanceof BackendConnectionFailure) return error.reason;
    throw error;
  }
}

test.each<[RegionState, unknown]>([
  ["up", 200],
  ["down", "BackendConnectionFailure"],
  ["wrong-certificate", "BackendConnectionFailure"],
  ["silent", "Timeout"],
  ["failing", 500],
  ["throttled", [429, "7"]],
  ["forbidden", 403],
  ["unauthorized", 401],
  ["slow", 200],
  ["breaks-stream", "BackendConnectionFailure"],
])("a region that is %s gives %p", async (state, expected) => expect(await outcome(state)).toEqual(expected));

test("a wrong certificate passes where nobody looks at it", async () =>
  expect(await outcome("wrong-certificate", request({}, { certificateChecked: false }))).toBe(200));

test("silence lasts as long as the caller waits", async () => {
  const clock = new TestClock();
  const openAi = openAiForTests(clock);
  openAi.setState("swedencentral", { state: "silent" });
  const begun = clock.now();
  await expect(openAi.transport(request())).rejects.toThrow("No answer");
  expect(clock.now() - begun).toBe(60_000);
});

test("a stream breaks after two events", async () => {
  const openAi = openAiForTests();
  openAi.setState("swedencentral", { state: "breaks-stream" });
  const { body } = await openAi.transport(request({ stream: true }));
  const events: string[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of body) events.push(Buffer.from(chunk).toString());
  };
  await expect(read()).rejects.toThrow("reset");
  expect(events).toHaveLength(2);
});

test("one deployment can do worse than its region", async () => {
  const openAi = openAiForTests();
  openAi.setState("swedencentral", { state: "failing" }, "gpt-5.1");
  expect((await openAi.transport(request())).status).toBe(500);
  const url = "https://oai-swedencentral.openai.azure.com/openai/deployments/embed/embeddings?api-version=2024-10-21";
  expect((await openAi.transport(request({ input: "a" }, { url }))).status).toBe(200);
});

test("what was received is kept byte for byte, refused calls too", async () => {
  const openAi = openAiForTests();
  const body = Buffer.from('{"messages": [], "x":1.0}');
  await openAi.transport(request({}, { body }));
  expect(openAi.received).toMatchObject([{ account: "oai-swedencentral", deployment: "gpt-5.1", status: 400 }]);
  expect(Buffer.from(openAi.received[0]!.body!).equals(body)).toBe(true);
});

test.each([
  ["no version", "/openai/deployments/gpt-5.1/chat/completions", 404],
  ["a version that never was", "/openai/deployments/gpt-5.1/chat/completions?api-version=2030-01-01", 400],
  ["an unknown path", "/openai/deployments/gpt-5.1/foo?api-version=2024-10-21", 404],
])("%s is refused", async (_what, path, status) => {
  const answer = await openAiForTests().transport(request({}, { url: `https://oai-swedencentral.openai.azure.com${path}` }));
  expect(answer.status).toBe(status);
});
