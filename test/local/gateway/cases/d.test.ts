import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;

describe.each(bothBehaviours)("D. Embeddings and images, %s", (_name, behaviours) => {
  const embedded = { "*": { body: { data: [], usage: { prompt_tokens: 8, total_tokens: 8 } } } };

  it("D1: embeddings are spread evenly, counted and measured, byte for byte", async () => {
    const gateway = await actors.bench(embedded, behaviours);
    const headers = await actors.as(2);
    const body = '{"input": ["a",  "b"]}';
    const answers = [];
    for (let call = 0; call < 200; call += 1)
      answers.push(await gateway.send({ url: dated("text-embedding-3-large", "embeddings"), headers, body }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const france = gateway.backends.requests.filter(
      ({ backendId }) => backendId === "francecentral-text-embedding-3-large",
    ).length;
    expect(Math.abs(france - 100)).toBeLessThanOrEqual(2);
    expect(Buffer.from(gateway.backends.requests[0]!.body!).toString()).toBe(body);
    expect(answers[0]!.headers["x-consumed-tokens"]).toBe("8");
    expect(answers.at(-1)!.headers["x-remaining-tokens"]).toBe(String(30_000 - 200 * 8));
    expect(gateway.metrics.filter(({ name }) => name === "Total Tokens")).toHaveLength(200);
  });

  it.each([
    ["dated", dated("text-embedding-3-large", "embeddings"), { input: [[1, 2, 3]] }],
    ["v1", v1("embeddings"), { model: "text-embedding-3-large", input: [1, 2, 3] }],
  ])("token ids are served and counted in the %s API", async (_api, url, body) => {
    const answer = await (await actors.bench(embedded, behaviours)).send({ url, headers: await actors.as(2), body });
    expect([answer.status, answer.headers["x-consumed-tokens"]]).toEqual([200, "8"]);
  });

  const form = (type: string) => {
    const head =
      '--B\r\nContent-Disposition: form-data; name="model"\r\n\r\ngpt-image-2\r\n--B\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n';
    const pixels = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
    return { type, body: new Uint8Array(Buffer.concat([Buffer.from(head), pixels, Buffer.from("\r\n--B--\r\n")])) };
  };

  it.each([
    "multipart/form-data; boundary=B",
    "multipart/form-data; charset=utf-8; boundary=B",
    "multipart/form-data; boundary=B; charset=utf-8",
  ])("D3: a form (%s) passes byte for byte", async (type) => {
    const gateway = await actors.bench({}, behaviours);
    const { body } = form(type);
    const answer = await gateway.send({
      url: v1("images/edits"),
      headers: { ...(await actors.as(4)), "Content-Type": type },
      body,
    });
    expect([answer.status, gateway.backends.requests[0]?.backendId, answer.headers["x-consumed-tokens"]]).toEqual([
      200,
      "v1-swedencentral-gpt-image-2",
      undefined,
    ]);
    expect(Buffer.from(gateway.backends.requests[0]!.body!).equals(Buffer.from(body))).toBe(true);
  });

  it.each(["/openai/v1/models", "/openai/models?api-version=2024-10-21"])(
    "D7: %s lists the models of the plan and no others",
    async (url) => {
      const gateway = await actors.bench({}, behaviours);
      const answer = await gateway.send({ url, headers: await actors.as(2) });
      const { data } = answer.json as { data: { id: string }[] };
      expect([data.map(({ id }) => id), gateway.backends.requests]).toEqual([["gpt-5.4-mini", "text-embedding-3-large"], []]);
    },
  );

  it("D8: what the model says to a wrong operation is passed on", async () => {
    const gateway = await actors.bench({ "*": { status: 400, body: { error: { code: "OperationNotSupported" } } } }, behaviours);
    const answer = await gateway.send({ url: v1(), headers: await actors.as(4), body: chat("gpt-image-2") });
    expect([answer.status, error(answer).code, gateway.backends.requests.length]).toEqual([400, "OperationNotSupported", 1]);
  });

  it("a plan without a ceiling has one for what is not counted in tokens", async () => {
    const gateway = await actors.bench({}, behaviours);
    const headers = await actors.as(4);
    const statuses = [];
    for (let call = 0; call < 61; call += 1)
      statuses.push(
        (await gateway.send({ url: v1("images/generations"), headers, body: { model: "gpt-image-2", prompt: "x" } })).status,
      );
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });
});
