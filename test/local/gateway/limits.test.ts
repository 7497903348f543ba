import { chat, v1 } from "./support/actors";
import type { Bench } from "./support/harness";
import { code, ShieldBench, shieldBench } from "./support/shieldBench";

let shield: ShieldBench;
let gateway: Bench;
const used = (total: number) => ({
  "*": {
    body: { data: [], choices: [], usage: { prompt_tokens: total, completion_tokens: 0, total_tokens: total } },
    headers: { "x-ratelimit-remaining-tokens": "499000", "x-ratelimit-limit-tokens": "500000", "x-ratelimit-reset-tokens": "1" },
  },
});
beforeAll(async () => {
  shield = await shieldBench({
    "plans[0].tokensPerMinutePerUser": 5_000,
    "plans[0].requestsPerMinutePerUser": 4,
    "plans[0].tokensPerMinuteOfAllModels": 40_000,
    "plans[0].tokensPerMonthOfAllModels": 120_000,
  });
});
const chats = async (user: string, consumer = 2) =>
  gateway.send({ url: v1(), headers: await shield.as(consumer, { oid: user }), body: chat("gpt-5.4-mini") });
const embeds = async (user: string) =>
  gateway.send({
    url: v1("embeddings"),
    headers: await shield.as(2, { oid: user }),
    body: { model: "text-embedding-3-large", input: ["x"] },
  });

test("a user has a limit of tokens beside the consumer's", async () => {
  gateway = await shield.start({ scripts: used(5_000) });
  expect((await chats("anna")).status).toBe(200);
  const refused = await chats("anna");
  expect([refused.status, code(refused), refused.headers["retry-after"]]).toEqual([
    429,
    "rate_limit_exceeded",
    expect.any(String),
  ]);
  expect((await chats("bert")).status).toBe(200);
  gateway.clock.pass(61);
  expect((await chats("anna")).status).toBe(200);
});

test("a user's limit holds over all models, and a user of another consumer has none of it", async () => {
  gateway = await shield.start({ scripts: used(5_000) });
  expect((await embeds("anna")).status).toBe(200);
  expect((await chats("anna")).status).toBe(429);
  expect((await chats("anna", 3)).status).toBe(200);
});

test("a user has a limit of requests", async () => {
  gateway = await shield.start();
  const statuses = [];
  for (let call = 0; call < 5; call += 1) statuses.push((await chats("anna")).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  expect((await chats("bert")).status).toBe(200);
});

test("a consumer has a limit over all models", async () => {
  gateway = await shield.start({ scripts: used(20_000) });
  expect((await chats("a")).status).toBe(200);
  expect((await embeds("b")).status).toBe(200);
  expect([(await chats("c")).status, (await embeds("d")).status]).toEqual([429, 429]);
  gateway.clock.pass(61);
  expect((await chats("e")).status).toBe(200);
});

test("a consumer has a quota of the month over all models", async () => {
  gateway = await shield.start({ scripts: used(40_000) });
  for (const user of ["a", "b", "c"]) {
    await (user === "b" ? embeds(user) : chats(user));
    gateway.clock.pass(90);
  }
  const refused = await chats("d");
  expect([refused.status, code(refused)]).toEqual([403, "insufficient_quota"]);
});

test("the headers by which clients pace themselves tell what the plan has left, not the deployment", async () => {
  gateway = await shield.start({ scripts: used(100) });
  expect((await chats("anna")).headers).toMatchObject({
    "x-ratelimit-limit-tokens": "30000",
    "x-ratelimit-remaining-tokens": expect.stringMatching(/^29\d\d\d$/) as string,
    "x-ratelimit-limit-requests": "300",
    "x-ratelimit-remaining-requests": "299",
  });
  expect((await chats("anna")).headers).not.toHaveProperty("x-ratelimit-reset-tokens");
});
