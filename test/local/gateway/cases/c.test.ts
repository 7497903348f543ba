import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer, Bench } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;
const told = ({ calls }: Bench) => calls.at(-1)!.traces.filter(({ source }) => source === "shield");

const sent = ({ backends }: Bench): string => Buffer.from(backends.requests.at(-1)!.body!).toString();
const stream = {
  "*": {
    events: [
      '{"choices":[{"delta":{"content":"a"}}]}',
      '{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}',
      "[DONE]",
    ],
  },
};

describe.each(bothBehaviours)("C. Chat, %s", (_name, behaviours) => {
  it("C1: one attempt, with the gateway's identity and nothing of the caller's", async () => {
    const gateway = await actors.bench({}, behaviours);
    const body = '{"messages":[{"role":"user","content":"hi"}],   "n":1}';
    const answer = await gateway.send({
      url: `${dated("gpt-5.1")}`,
      headers: { ...(await actors.as(1)), "Ocp-Apim-Subscription-Key": "x" },
      body,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "x-remaining-tokens": "149970",
      "x-consumed-tokens": "30",
      "x-remaining-quota-tokens": "1999999970",
      "x-remaining-requests": "2999",
    });
    const [request, ...others] = gateway.backends.requests;
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      url: "https://oai-contoso-sweden.openai.azure.com/openai/deployments/gpt-5.1/chat/completions?api-version=2024-10-21",
      backendId: "swedencentral-gpt-5-1",
    });
    const headers = Object.fromEntries(request!.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.authorization).toMatch(/^Bearer identity [0-9a-f-]{36} for https:\/\/cognitiveservices.azure.com$/);
    expect(headers).not.toHaveProperty("api-key");
    expect(headers).not.toHaveProperty("ocp-apim-subscription-key");
    expect(headers["x-ms-client-request-id"]).toBe(gateway.calls[0]!.requestId);
    expect(sent(gateway)).toBe(body);
    expect(told(gateway)).toMatchObject([
      {
        message: "call",
        metadata: {
          consumer: "claims-assistant",
          plan: "premium",
          model: "gpt-5.1",
          kind: "stateless",
          group: "bbbbbbbb-0000-4000-8000-000000000001",
          callerObjectId: "o-1",
          callerApplicationId: "a-1",
        },
      },
    ]);
    expect(gateway.metrics.map(({ namespace, name, value }) => [namespace, name, value])).toEqual([
      ["shield", "Total Tokens", 30],
      ["shield", "Prompt Tokens", 10],
      ["shield", "Completion Tokens", 20],
    ]);
    expect(gateway.metrics[0]!.dimensions).toEqual({
      Consumer: "claims-assistant",
      Model: "gpt-5.1",
      "Product ID": "premium",
      "API ID": "openai",
      "Backend ID": "swedencentral-gpt-5-1",
    });
  });

  const text = '"content": "2026-11-25T18:00:00.000+05:30"';
  it.each([
    ["C2: no stream_options", `{"stream": true, "messages": [{${text}}], "seed": 12345678901234567890}`, {}],
    ["C3: include_usage false", `{"stream": true, "stream_options": {"include_usage": false}, "messages": [{${text}}]}`, {}],
    [
      "include_usage false among others",
      `{"stream": true, "messages": [{${text}}], "stream_options": {"include_obfuscation": false, "include_usage": false}}`,
      { include_obfuscation: false },
    ],
    [
      "other options only",
      `{"stream": true, "messages": [{${text}}], "stream_options": {"include_obfuscation": false}}`,
      { include_obfuscation: false },
    ],
    ["no options in it", `{"stream": true, "stream_options": {}, "messages": [{${text}}]}`, {}],
    ["null", `{"stream": true, "stream_options": null, "messages": [{${text}}]}`, {}],
    ["true already", `{"stream": true, "stream_options": {"include_usage": true}, "messages": [{${text}}]}`, {}],
  ])("C5: %s: the backend is asked for the usage, and the rest stays as it came", async (_title, body, others) => {
    const gateway = await actors.bench(stream, behaviours);
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body });
    expect([answer.status, answer.text.includes("total_tokens")]).toEqual([200, true]);
    const asked = JSON.parse(sent(gateway)) as Record<string, unknown>;
    expect(asked.stream_options).toEqual({ include_usage: true, ...others });
    expect(sent(gateway)).toContain(text);
    expect({ ...asked, stream_options: 0 }).toEqual({ ...(JSON.parse(body) as object), stream_options: 0 });
    expect(gateway.calls[0]!.tokens).toMatchObject({ total: 3, estimated: false });
  });

  it("C7: headers that change filter or deployment are taken away, others stay", async () => {
    const gateway = await actors.bench({}, behaviours);
    const own = {
      "x-policy-id": "a",
      "x-ms-spillover-deployment": "b",
      "x-ms-oai-image-generation-deployment": "c",
      "x-ms-client-request-id": "d",
      "x-ms-foo": "e",
    };
    await gateway.send({
      url: dated("gpt-5.1"),
      headers: { ...(await actors.as(1)), ...own },
      body: chat(undefined, { prompt_cache_key: "k" }),
    });
    const headers = Object.fromEntries(gateway.backends.requests[0]!.headers);
    expect(headers).toMatchObject({ "x-ms-foo": "e", "x-ms-client-request-id": gateway.calls[0]!.requestId });
    expect(Object.keys(headers).filter((name) => /policy-id|spillover|image-generation/.test(name))).toEqual([]);
    expect(sent(gateway)).toContain('"prompt_cache_key":"k"');
  });

  it("C8: a chat that is to be kept is refused without stored objects, and goes home with them", async () => {
    const gateway = await actors.bench({}, behaviours);
    const refused = await gateway.send({
      url: dated("gpt-5.4-mini"),
      headers: await actors.as(2),
      body: chat(undefined, { store: true }),
    });
    expect([refused.status, error(refused).code]).toEqual([403, "stored_objects_not_in_plan"]);
    await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat(undefined, { store: true }) });
    expect(gateway.backends.requests.map(({ url, backendId }) => [backendId, new URL(url).pathname])).toEqual([
      ["home", "/openai/deployments/gpt-5.1/chat/completions"],
    ]);
  });

  it("C9: what a caller notes in metadata is no stored object", async () => {
    const gateway = await actors.bench({}, behaviours);
    expect(
      (
        await gateway.send({
          url: v1(),
          headers: await actors.as(2),
          body: chat("gpt-5.4-mini", { metadata: { container: "blue", file_id: "x" } }),
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await gateway.send({
          url: v1("responses"),
          headers: await actors.as(2),
          body: { model: "gpt-5.4-mini", input: "x", tools: [{ type: "code_interpreter", container: "c" }] },
        })
      ).status,
    ).toBe(403);
  });
});
