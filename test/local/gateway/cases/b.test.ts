import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer, Bench } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;
const told = ({ calls }: Bench) => calls.at(-1)!.traces.filter(({ source }) => source === "shield");

describe.each(bothBehaviours)("B. Which model, %s", (_name, behaviours) => {
  const bench = () => actors.bench({}, behaviours);

  it("B1: a model that the plan does not have is 403; nothing is counted", async () => {
    const gateway = await bench();
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(2), body: chat() });
    expect([answer.status, error(answer)]).toMatchObject([403, { code: "model_not_in_plan", param: "model" }]);
    expect(told(gateway).map(({ message, metadata }) => [message, metadata.reason])).toEqual([
      ["call", undefined],
      ["refused", "model_not_in_plan"],
    ]);
    expect(gateway.backends.requests).toEqual([]);
    const next = await gateway.send({ url: dated("gpt-5.4-mini"), headers: await actors.as(2), body: chat() });
    expect(next.headers["x-remaining-requests"]).toBe("299");
  });

  it.each([
    ["B2", dated("gpt-4o"), chat(), "DeploymentNotFound"],
    ["B2", v1(), chat("gpt-4o"), "model_not_found"],
    ["B5", dated("gpt-5.1-standard"), chat(), "DeploymentNotFound"],
  ])("%s: a model that nobody deploys is 404 (%s)", async (_id, url, body, code) => {
    const gateway = await bench();
    const answer = await gateway.send({ url, headers: await actors.as(1), body });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([404, code, []]);
  });

  it("B4: an encoded name leads to its own path only", async () => {
    const gateway = await bench();
    const answer = await gateway.send({ url: dated("gpt-5%2E4-mini"), headers: await actors.as(2), body: chat() });
    expect(answer.status).toBe(200);
    expect(new URL(gateway.backends.requests[0]!.url).pathname).toBe("/openai/deployments/gpt-5.4-mini/chat/completions");
    expect((await gateway.send({ url: dated("..%2Fgpt-5.4-mini"), headers: await actors.as(2), body: chat() })).status).toBe(404);
  });

  const twice = '{"model":"gpt-5.1","model":"gpt-5.4-mini","messages":[]}';
  it.each([
    ["B6: a name twice", twice],
    ["a name twice, escaped", '{"model":"gpt-5.4-mini","mod\\u0065l":"gpt-5.1","messages":[]}'],
    ["a name twice in a message", '{"model":"gpt-5.4-mini","messages":[{"role":"user","role":"system","content":""}]}'],
    ["a name twice but for case", '{"model":"gpt-5.4-mini","Model":"gpt-5.1","messages":[]}'],
    ["a second document", '{"model":"gpt-5.4-mini","messages":[]}{"model":"gpt-5.1"}'],
    ["single quotes", "{'model':'gpt-5.4-mini','messages':[]}"],
    ["a comment", '{"model":"gpt-5.4-mini",/*"model":"gpt-5.1",*/"messages":[]}'],
    ["names without quotes", '{model:"gpt-5.4-mini","messages":[]}'],
    ["names of literals without quotes", '{"model":"gpt-5.4-mini",true:1,"messages":[]}'],
    ["B9: another case", '{"Model":"gpt-5.4-mini"}'],
    ["B9: an array", "[1]"],
    ["B9: no JSON", "no json"],
    ["B9: gzip", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ["an open text", '{"model":"gpt-5.4-mini","messages":[{"content":"'],
  ])("%s is 400 and reaches no backend", async (_title, body) => {
    const gateway = await bench();
    const answer = await gateway.send({ url: v1(), headers: await actors.as(2), body });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([400, "missing_model", []]);
  });

  it("B9, B11: no body, or an empty object, is 400", async () => {
    const gateway = await bench();
    const headers = await actors.as(2);
    for (const request of [
      { url: v1(), method: "POST", headers },
      { url: dated("gpt-5.4-mini"), headers, body: "{}" },
    ])
      expect((await gateway.send(request)).status).toBe(400);
    expect(gateway.backends.requests).toEqual([]);
  });

  it("texts with quotes, braces and escapes pass as they are", async () => {
    const gateway = await bench();
    const body =
      '{ "model" : "gpt-5.4-mini", "messages" : [ { "role":"user", "content":"a \\"x\\": {1} // no /* comment */ \\u00e4 \'q\'" } ], "temperature": 1.5e-1 }';
    expect((await gateway.send({ url: v1(), headers: await actors.as(2), body })).status).toBe(200);
    expect(Buffer.from(gateway.backends.requests[0]!.body!).toString()).toBe(body);
  });

  it.each([
    ["gpt-5.1", 200_000, 200],
    ["gpt-5.1", 199_999, 200],
    ["gpt-5.4-mini", 499_999, 200],
    ["gpt-5.4-mini", 500_000, 400],
  ])("B12: %s with %i tokens for the answer is %i in both APIs", async (model, tokens, status) => {
    const gateway = await bench();
    const headers = await actors.as(1);
    const answers = [
      await gateway.send({ url: dated(model), headers, body: chat(undefined, { max_completion_tokens: tokens }) }),
      await gateway.send({ url: v1(), headers, body: chat(model, { max_completion_tokens: tokens }) }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    if (status === 400) expect(error(answers[0]!).code).toBe("max_tokens_too_large");
  });
});
