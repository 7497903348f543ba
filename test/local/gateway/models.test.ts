import { chat, dated, v1 } from "./support/actors";
import type { Bench } from "./support/harness";
import { code, recorded, sent, ShieldBench, shieldBench } from "./support/shieldBench";

let shield: ShieldBench;
let gateway: Bench;
beforeAll(async () => {
  shield = await shieldBench({ "plans[0].aliases": { "gpt-latest": "gpt-5.4-mini" } });
});
beforeEach(async () => {
  gateway = await shield.start();
});

const get = async (url: string, consumer = 2) => gateway.send({ url, headers: await shield.as(consumer) });
const post = async (url: string, body: unknown, consumer = 2) => gateway.send({ url, headers: await shield.as(consumer), body });
const models = "/openai/models?api-version=2024-10-21";

describe("the catalogue", () => {
  it.each([v1("models"), models])("%s lists what the plan has, aliases too, and asks no account", async (url) => {
    const answer = await get(url);
    const { object, data } = answer.json as { object: string; data: { id: string; object: string }[] };
    expect([answer.status, object, data.map(({ id }) => id)]).toEqual([
      200,
      "list",
      ["gpt-5.4-mini", "gpt-latest", "text-embedding-3-large"],
    ]);
    expect(data[0]).toEqual({ id: "gpt-5.4-mini", object: "model", created: 0, owned_by: "azure-openai" });
    expect(gateway.backends.requests).toEqual([]);
  });

  it.each([
    [v1("models/gpt-5.4-mini"), 200],
    [v1("models/gpt-latest"), 200],
    ["/openai/models/text-embedding-3-large?api-version=2024-10-21", 200],
    [v1("models/gpt-5.1"), 404],
    [v1("models/gpt-5.4"), 404],
    ["/openai/models/gpt-5.1?api-version=2024-10-21", 404],
  ])("%s is %i", async (url, status) => {
    const answer = await get(url);
    expect([answer.status, gateway.backends.requests]).toEqual([status, []]);
    if (status === 200) expect(answer.json).toMatchObject({ id: /models\/([^?]+)/.exec(url)![1], object: "model" });
    else expect(code(answer)).toBe("model_not_found");
  });
});

describe("an alias", () => {
  it.each([
    ["v1", v1(), chat("gpt-latest")],
    ["dated", dated("gpt-latest"), chat()],
  ])("of the plan is the model, in the log too (%s)", async (_api, url, body) => {
    expect((await post(url, body)).status).toBe(200);
    expect(recorded(gateway)?.model).toBe("gpt-5.4-mini");
    expect(gateway.backends.requests[0]!.backendId).toMatch(/gpt-5-4-mini$/);
    expect(gateway.backends.requests[0]!.url).not.toContain("latest");
    expect(gateway.metrics[0]?.dimensions.Model).toBe("gpt-5.4-mini");
  });

  it("changes nothing else of a body", async () => {
    await post(
      v1(),
      '{ "messages": [{"role":"user","content":"\\"model\\":\\"gpt-latest\\" 2026-11-25T18:00:00+05:30"}],  "model" : "gpt-latest" }',
    );
    expect(sent(gateway)).toEqual([
      '{ "messages": [{"role":"user","content":"\\"model\\":\\"gpt-latest\\" 2026-11-25T18:00:00+05:30"}],  "model":"gpt-5.4-mini" }',
    ]);
  });

  it("is resolved in a response that is not kept", async () => {
    await post(v1("responses"), { model: "gpt-latest", input: "x" });
    expect(sent(gateway)).toEqual(['{"store":false,"model":"gpt-5.4-mini","input":"x"}']);
  });

  it.each<[string, unknown]>([
    ["that stands twice", chat("gpt-latest", { metadata: { model: "gpt-latest" } })],
    ["whose field is spelt with an escape", '{"mod\\u0065l":"gpt-latest","messages":[]}'],
  ])("%s is 400", async (_what, body) => {
    const answer = await post(v1(), body);
    expect([answer.status, code(answer), gateway.backends.requests]).toEqual([400, "alias_not_resolved", []]);
  });

  it("of another plan is unknown", async () => {
    const answer = await post(v1(), chat("gpt-latest"), 1);
    expect([answer.status, code(answer)]).toEqual([404, "model_not_found"]);
  });
});
