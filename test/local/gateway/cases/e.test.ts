import { bothBehaviours, cast, Cast, chat, v1 } from "../support/actors";
import type { Answer } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;

const respond = (model: string, more: object = {}) => ({ model, input: "hi", ...more });

describe.each(bothBehaviours)("E. Responses and stored objects, %s", (_name, behaviours) => {
  it("E1: without stored objects nothing is kept, and the rest of the body stays as it came", async () => {
    const gateway = await actors.bench({}, behaviours);
    const body = '{"model": "gpt-5.4-mini",  "input": "2026-11-25T18:00:00+05:30"}';
    expect((await gateway.send({ url: v1("responses"), headers: await actors.as(2), body })).status).toBe(200);
    const [request] = gateway.backends.requests;
    expect(request!.backendId).toBe("v1-swedencentral-gpt-5-4-mini");
    expect(Buffer.from(request!.body!).toString()).toBe(
      '{"store":false,"model": "gpt-5.4-mini",  "input": "2026-11-25T18:00:00+05:30"}',
    );
    expect(gateway.calls[0]!.traces[0]!.metadata.kind).toBe("response");
  });

  it.each([
    [2, {}],
    [1, { store: false }],
  ] as const)("E2: a reasoning item without its content is 400 and names store (caller %i)", async (actor, more) => {
    const gateway = await actors.bench({}, behaviours);
    const input = [
      { type: "message", role: "user", content: "x" },
      { type: "reasoning", id: "rs_1", summary: [] },
    ];
    const answer = await gateway.send({
      url: v1("responses"),
      headers: await actors.as(actor),
      body: respond("gpt-5.4-mini", { input, ...more }),
    });
    expect([answer.status, error(answer).message.includes("store"), gateway.backends.requests]).toEqual([400, true, []]);
  });

  it("with its encrypted content the item goes to the account that can read it, wherever that is", async () => {
    const foreign = { status: 400, body: { error: { code: "invalid_encrypted_content" } } };
    const gateway = await actors.bench({ "v1-swedencentral-gpt-5-1": foreign, "v1-francecentral-gpt-5-1": foreign }, behaviours);
    const input = [{ type: "reasoning", id: "rs_1", encrypted_content: "gAAA", summary: [] }];
    const answer = await gateway.send({
      url: v1("responses"),
      headers: await actors.as(1),
      body: respond("gpt-5.1", { store: false, input }),
    });
    expect([answer.status, gateway.backends.requests.map(({ backendId }) => backendId)]).toEqual([
      200,
      ["v1-swedencentral-gpt-5-1", "v1-francecentral-gpt-5-1", "v1-eastus2-gpt-5-1"],
    ]);
  });

  it("turns of a conversation go to the same account while it is well", async () => {
    const gateway = await actors.bench({}, behaviours);
    const headers = await actors.as(2);
    for (let turn = 0; turn < 6; turn += 1) await gateway.send({ url: v1("responses"), headers, body: respond("gpt-5.4-mini") });
    expect(new Set(gateway.backends.requests.map(({ backendId }) => backendId)).size).toBe(1);
  });

  it.each([
    ["store", { store: true }],
    ["previous_response_id", { previous_response_id: "resp_1" }],
    ["conversation", { conversation: "conv_1" }],
    ["background", { background: true }],
    ["a file", { input: [{ role: "user", content: [{ type: "input_file", file_id: "file-1" }] }] }],
    ["code_interpreter", { tools: [{ type: "code_interpreter", container: { type: "auto" } }] }],
    ["file_search", { tools: [{ type: "file_search", vector_store_ids: ["vs_1"] }] }],
    ["item_reference", { input: [{ type: "item_reference", id: "rs_1" }] }],
  ])("E4: %s is 403 without stored objects; nothing is counted", async (_what, more) => {
    const gateway = await actors.bench({}, behaviours);
    const headers = await actors.as(2);
    const answer = await gateway.send({ url: v1("responses"), headers, body: respond("gpt-5.4-mini", more) });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([403, "stored_objects_not_in_plan", []]);
    expect((await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") })).headers["x-remaining-requests"]).toBe("299");
  });

  it.each([429, 500])("E5: a response that is kept goes home, once, also when the answer is %i", async (status) => {
    const gateway = await actors.bench(
      { "home-v1": { status, body: { error: { code: "x" } }, headers: { "Retry-After": "5" } } },
      behaviours,
    );
    const body = JSON.stringify(respond("gpt-5.1"));
    const answer = await gateway.send({ url: v1("responses"), headers: await actors.as(1), body });
    expect([
      answer.status,
      gateway.backends.requests.map(({ backendId, body: sent }) => [backendId, Buffer.from(sent!).toString()]),
    ]).toEqual([status, [["home-v1", body]]]);
  });

  it("a response of the dated API is tried once", async () => {
    const gateway = await actors.bench({ home: { status: 500, body: {} } }, behaviours);
    await gateway.send({
      url: "/openai/responses?api-version=2025-04-01-preview",
      headers: await actors.as(2),
      body: respond("gpt-5.4-mini"),
    });
    expect(gateway.backends.requests).toHaveLength(1);
  });

  it("E6: in the background is 403", async () => {
    const answer = await (
      await actors.bench({}, behaviours)
    ).send({ url: v1("responses"), headers: await actors.as(1), body: respond("gpt-5.1", { background: true }) });
    expect([answer.status, error(answer).code]).toEqual([403, "background_not_offered"]);
  });

  it.each(["mcp", "web_search_preview"])("E8: the tool %s is 403 unless the plan has it", async (type) => {
    const gateway = await actors.bench({}, behaviours);
    const body = respond("gpt-5.4-mini", { tools: [{ type, server_url: "https://evil.example" }] });
    const answer = await gateway.send({ url: v1("responses"), headers: await actors.as(2), body });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([403, "tool_not_in_plan", []]);
  });

  it("E10: an upload is tried once, and its failure is one answer with Retry-After", async () => {
    const gateway = await actors.bench({ "home-v1": { status: 503, body: "<html>" } }, behaviours);
    const headers = { ...(await actors.as(1)), "Content-Type": "multipart/form-data; boundary=B" };
    const answer = await gateway.send({ url: v1("files"), headers, body: new Uint8Array(40_000) });
    expect([answer.status, error(answer).code, answer.headers["retry-after"], gateway.backends.requests.length]).toEqual([
      503,
      "service_unavailable",
      "10",
      1,
    ]);
  });

  it("E12: a model that the account of the stored objects does not deploy is 404 there", async () => {
    const plan = actors.planWith(({ apiId }) => apiId === "openai-v1", "|=home-v1=gpt-5.1,", "|=home-v1=");
    const gateway = await actors.bench({}, behaviours, {}, plan);
    const answer = await gateway.send({ url: v1("responses"), headers: await actors.as(1), body: respond("gpt-5.1") });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([404, "model_not_found", []]);
    expect(
      (await gateway.send({ url: v1("responses"), headers: await actors.as(1), body: respond("gpt-5.1", { store: false }) }))
        .status,
    ).toBe(200);
  });
});
