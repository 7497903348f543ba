import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;

describe.each(bothBehaviours)("H. Routes and errors, %s", (_name, behaviours) => {
  it.each([
    ["POST", "/openai/deployments/gpt-5.1/foo"],
    ["GET", "/foo"],
    ["HEAD", "/openai/v1/models"],
    ["OPTIONS", "/openai/v1/chat/completions"],
    ["GET", "/openai/realtime"],
  ])("H1, H2: %s %s is 404 in OpenAI's shape", async (method, url) => {
    const gateway = await actors.bench({}, behaviours);
    const answer = await gateway.send({ method, url, headers: await actors.as(1) });
    expect([answer.status, answer.headers["content-type"], gateway.backends.requests]).toEqual([404, "application/json", []]);
    expect(error(answer).code).toBe("OperationNotFound");
  });

  it("H5: an expression that throws is 500 and says nothing of it", async () => {
    const thrower = '<base /><set-variable name="x" value="@(int.Parse("secret word"))" />';
    const plan = actors.planWith(({ productId }) => productId === "premium", "<base />", thrower);
    const gateway = await actors.bench({}, behaviours, {}, plan);
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat() });
    expect([answer.status, error(answer).type, error(answer).message]).toEqual([
      500,
      "server_error",
      `The gateway could not answer; request ${gateway.calls[0]!.requestId}`,
    ]);
    expect(answer.text).not.toMatch(/format|secret/i);
  });

  it("every refusal has the id of the call", async () => {
    const gateway = await actors.bench({}, behaviours);
    const answers = [
      await gateway.send({ url: v1(), body: chat("gpt-5.1") }),
      await gateway.send({ url: "/x" }),
      await gateway.send({ url: v1(), headers: await actors.as(2), body: chat("gpt-5.1") }),
    ];
    expect(answers.map(({ headers }) => headers["x-request-id"])).toEqual(gateway.calls.map(({ requestId }) => requestId));
  });
});
