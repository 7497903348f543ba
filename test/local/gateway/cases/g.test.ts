import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer, Reply } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;

const busy = (seconds?: number): Reply => ({
  status: 429,
  body: { error: { code: "429" } },
  headers: seconds === undefined ? {} : { "Retry-After": String(seconds) },
});
const ok = { body: { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } } };
const [p1, p2a, p2b, p3a, p3b] = [
  "swedencentral-gpt-5-1",
  "francecentral-gpt-5-1",
  "swedencentral-gpt-5-1-standard",
  "eastus2-gpt-5-1",
  "swedencentral-gpt-5-1-spill-over",
] as const;

describe.each(bothBehaviours)("G. Failure of models, %s", (_name, behaviours) => {
  const gpt = async (gateway: Awaited<ReturnType<Cast["bench"]>>, more: object = {}) =>
    gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat(undefined, more) });
  const embed = async (gateway: Awaited<ReturnType<Cast["bench"]>>) =>
    gateway.send({ url: dated("text-embedding-3-large", "embeddings"), headers: await actors.as(2), body: { input: "a" } });
  const ids = (gateway: Awaited<ReturnType<Cast["bench"]>>) => gateway.backends.requests.map(({ backendId }) => backendId);

  it("G1: a throttled member is left for as long as it says, and the next one answers at once", async () => {
    const gateway = await actors.bench({ [p1]: [busy(7), ok] }, behaviours);
    const answer = await gpt(gateway);
    const [first, second] = gateway.backends.requests;
    expect([answer.status, ids(gateway).length, gateway.clock.sleeps.filter((time) => time > 0)]).toEqual([200, 2, []]);
    expect([p2a, p2b]).toContain(second!.backendId);
    expect([second!.body, second!.headers.slice(1)]).toEqual([first!.body, first!.headers.slice(1)]);
    gateway.clock.pass(6);
    await gpt(gateway);
    gateway.clock.pass(2);
    await gpt(gateway);
    expect([ids(gateway)[2] === p1, ids(gateway)[3]]).toEqual([false, p1]);
  });

  it("G2: three attempts, then the time until the first member is back", async () => {
    const gateway = await actors.bench({ [p1]: busy(7), [p2a]: busy(3), [p2b]: busy(5) }, behaviours);
    const answer = await gpt(gateway);
    expect([
      answer.status,
      ids(gateway)[0],
      new Set(ids(gateway).slice(1)),
      gateway.clock.sleeps.filter((time) => time > 0),
    ]).toEqual([429, p1, new Set([p2a, p2b]), [1000]]);
    // A second has passed: 6 s until the provisioned member is back, 2 and 5 until the others are.
    expect(answer.headers["retry-after"]).toBe("2");
  });

  it("G3, G4, G5: the first caller and those after it are told when there is room again", async () => {
    const gateway = await actors.bench({ "*": busy(3) }, behaviours);
    const first = await embed(gateway);
    expect([first.status, first.headers["retry-after"], ids(gateway).length]).toEqual([429, "3", 2]);
    gateway.clock.pass(1);
    const next = await embed(gateway);
    expect([next.status, error(next).code, next.headers["retry-after"], ids(gateway).length]).toEqual([
      429,
      "rate_limit_exceeded",
      "2",
      2,
    ]);
    gateway.clock.pass(1);
    gateway.backends.scripts = { "*": ok };
    expect((await embed(gateway)).status).toBe(200);
  });

  it.each([500, 408, 503, 502])("G6: the only member stays reachable after one %i", async (status) => {
    const gateway = await actors.bench({ "*": [{ status, body: { error: { code: "theirs" } } }, ok] }, behaviours);
    const draw = async () =>
      gateway.send({ url: v1("images/generations"), headers: await actors.as(4), body: { model: "gpt-image-2", prompt: "x" } });
    const first = await draw();
    expect(first.status).toBe(status === 502 ? 503 : status);
    if (status === 500) expect(error(first).code).toBe("theirs");
    gateway.clock.pass(1);
    expect([(await draw()).status, ids(gateway).length]).toEqual([200, 2]);
  });

  it.each([408, 429, 500, 504])("%i of the only member that says nothing of time gets a Retry-After", async (status) => {
    const gateway = await actors.bench({ "*": { status, body: { error: { code: "theirs" } } } }, behaviours);
    const answer = await gateway.send({
      url: v1("images/generations"),
      headers: await actors.as(4),
      body: { model: "gpt-image-2", prompt: "x" },
    });
    expect([answer.status, error(answer).code, answer.headers["retry-after"]]).toEqual([status, "theirs", "10"]);
  });

  it.each(["BackendConnectionFailure", "Timeout"] as const)(
    "G8: a region that gives no answer (%s) is left, by this call where it is quick enough and by those after it",
    async (fails) => {
      const gateway = await actors.bench({ [p1]: { fails }, "*": ok }, behaviours);
      const answer = await gpt(gateway, { stream: fails === "Timeout" });
      expect([answer.status, ids(gateway)[0], ids(gateway).length]).toEqual([200, p1, 2]);
      await gpt(gateway);
      expect(ids(gateway)[2]).not.toBe(p1);
    },
  );

  it("nobody gives an answer: one 503 with a true Retry-After, for the first and all after", async () => {
    const gateway = await actors.bench({ "*": { fails: "BackendConnectionFailure" } }, behaviours);
    const answers = [await embed(gateway), await embed(gateway)];
    expect(answers.map((answer) => [answer.status, error(answer).code, answer.headers["retry-after"]])).toEqual([
      [503, "service_unavailable", "2"],
      [503, "service_unavailable", "2"],
    ]);
    expect(ids(gateway)).toHaveLength(2);
  });

  it("a call without stream that is silent for four minutes is 504, once", async () => {
    const gateway = await actors.bench({ [p1]: { fails: "Timeout" } }, behaviours);
    const answer = await gpt(gateway);
    expect([answer.status, error(answer).type, answer.headers["x-should-retry"], ids(gateway).length]).toEqual([
      504,
      "server_error",
      "false",
      1,
    ]);
    await gpt(gateway);
    expect(ids(gateway)[1]).not.toBe(p1);
  });

  it("G10: a request for which there is no room in any minute is not tried again", async () => {
    const gateway = await actors.bench({ "*": busy(86_400) }, behaviours);
    const mini = async () => gateway.send({ url: dated("gpt-5.4-mini"), headers: await actors.as(1), body: chat() });
    const answer = await mini();
    expect([answer.status, answer.headers["retry-after"], answer.headers["x-should-retry"], ids(gateway).length]).toEqual([
      429,
      "86400",
      "false",
      1,
    ]);
    gateway.backends.scripts = { "*": ok };
    gateway.clock.pass(2);
    await mini();
    expect(ids(gateway)[1]).toBe(ids(gateway)[0]);
  });

  it.each([401, 403])("G11: %i of one account is answered by another", async (status) => {
    const gateway = await actors.bench(
      { [p1]: { status, body: { error: { code: String(status), message: "Public access is disabled" } } }, "*": ok },
      behaviours,
    );
    expect([(await gpt(gateway)).status, ids(gateway).length]).toEqual([200, 2]);
  });

  it.each([401, 403, 404])("%i of every account is not told as if it were about the caller", async (status) => {
    const gateway = await actors.bench({ "*": { status, body: { error: { code: "DeploymentNotFound" } } } }, behaviours);
    const answer = await gpt(gateway);
    expect([answer.status, error(answer).code, answer.headers["retry-after"]]).toEqual([503, "service_unavailable", "10"]);
  });

  it("G12: a blocked prompt is tried once", async () => {
    const gateway = await actors.bench({ "*": { status: 400, body: { error: { code: "content_filter" } } } }, behaviours);
    const answer = await gpt(gateway);
    expect([
      answer.status,
      error(answer).code,
      ids(gateway).length,
      gateway.gateway.breakers().every(({ state }) => state === "closed"),
    ]).toEqual([400, "content_filter", 1, true]);
  });

  it("G13: the caller sees a stream break; nothing is tried again", async () => {
    const gateway = await actors.bench({ "*": { events: ["{}", "{}"], breaks: true } }, behaviours);
    const answer = await gpt(gateway, { stream: true });
    expect([
      answer.broken,
      ids(gateway).length,
      gateway.calls[0]!.broken,
      gateway.gateway.breakers().every(({ state }) => state === "closed"),
    ]).toEqual([true, 1, true, true]);
  });

  it("G17: what took more than a minute is not tried again", async () => {
    const gateway = await actors.bench({ "*": { status: 500, body: {}, afterSeconds: 61 } }, behaviours);
    expect([(await gpt(gateway)).status, ids(gateway).length]).toEqual([500, 1]);
  });

  it("a request that always fails takes the model from nobody", async () => {
    const gateway = await actors.bench({ "*": { status: 500, body: {} } }, behaviours);
    for (let call = 0; call < 5; call += 1) await gpt(gateway);
    expect(gateway.gateway.breakers().filter(({ state }) => state !== "closed")).toEqual([]);
    gateway.backends.scripts = { "*": ok };
    expect((await gpt(gateway)).status).toBe(200);
  });

  it.each([p1, p2a, p2b, p3a, p3b])("one region lost (%s fails with 500): no caller sees it", async (lost) => {
    const gateway = await actors.bench({ [lost]: { status: 500, body: {} }, "*": ok }, behaviours);
    for (let call = 0; call < 20; call += 1) expect((await gpt(gateway)).status).toBe(200);
  });

  describe.each([400, 401, 403, 404, 408, 429, 499, 500, 502, 503, 504])("status %i of the first member", (status) => {
    it.each([
      ["dated chat", dated("gpt-5.1"), chat()],
      ["dated stream", dated("gpt-5.1"), chat(undefined, { stream: true })],
      ["v1 chat", v1(), chat("gpt-5.1")],
      ["v1 responses", v1("responses"), { model: "gpt-5.1", input: "x", store: false }],
    ])("%s", async (_api, url, body) => {
      const first = url.startsWith("/openai/v1") ? "v1-swedencentral-gpt-5-1" : p1;
      const gateway = await actors.bench({ [first]: { status, body: { error: { code: "theirs" } } }, "*": ok }, behaviours);
      const answer = await gateway.send({ url, headers: await actors.as(1), body });
      expect([answer.status, ids(gateway).length]).toEqual(status === 400 ? [400, 1] : [200, 2]);
    });
  });
});
