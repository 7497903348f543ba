import { chat, v1 } from "./support/actors";
import { ShieldBench, shieldBench } from "./support/shieldBench";

const page = "https://chat.contoso.com";
let shield: ShieldBench;
beforeAll(async () => {
  shield = await shieldBench({ "ingress.browserOrigins": [page] });
});

const preflight = (origin: string, method = "POST", url = v1()) => ({
  method: "OPTIONS",
  url,
  headers: {
    Origin: origin,
    "Access-Control-Request-Method": method,
    "Access-Control-Request-Headers": "authorization,content-type,x-stainless-lang",
  },
});

it("a browser is told that the page may call, before anybody shows a credential", async () => {
  const gateway = await shield.start();
  const answer = await gateway.send(preflight(page));
  expect([answer.status, answer.text, answer.headers["access-control-allow-origin"]]).toEqual([200, "", page]);
  const allowed = answer.headers["access-control-allow-headers"]!.split(",");
  expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "x-stainless-lang"]));
  expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
  expect(gateway.backends.requests).toEqual([]);
});

it("the page reads answers and refusals, with what tells it when to come back", async () => {
  const gateway = await shield.start();
  const as = async (consumer: number) => ({ ...(await shield.as(consumer)), Origin: page });
  const answers = [
    await gateway.send({ url: v1(), headers: await as(1), body: chat("gpt-5.1") }),
    await gateway.send({ url: v1(), headers: await as(2), body: chat("gpt-5.1") }),
  ];
  expect(answers.map(({ status, headers }) => [status, headers["access-control-allow-origin"]])).toEqual([
    [200, page],
    [403, page],
  ]);
  expect(answers[0]!.headers["access-control-expose-headers"]).toContain("retry-after");
});

it.each([
  ["another origin", preflight("https://evil.example")],
  ["one that only begins alike", preflight("https://chat.contoso.com.evil.example")],
  ["no origin", { method: "OPTIONS", url: v1(), headers: {} }],
  ["a path that no operation answers", preflight(page, "POST", "/openai/v1/nothing")],
  ["a method that no operation answers", preflight(page, "PUT")],
])("%s gets no such answer", async (_what, request) => {
  const gateway = await shield.start();
  const answer = await gateway.send(request);
  expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([404, undefined]);
});

it("a page of another origin is served like any client, without leave to read", async () => {
  const gateway = await shield.start();
  const headers = { ...(await shield.as(1)), Origin: "https://evil.example" };
  const answer = await gateway.send({ url: v1(), headers, body: chat("gpt-5.1") });
  expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
});

it("without the setting there is no word of it", async () => {
  const closed = await shieldBench({ "ingress.browserOrigins": [] });
  const gateway = await closed.start();
  expect((await gateway.send(preflight(page))).status).toBe(404);
});
