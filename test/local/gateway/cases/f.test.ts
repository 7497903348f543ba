import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;

const used = (total: number) => ({
  "*": { body: { choices: [], usage: { prompt_tokens: total, completion_tokens: 0, total_tokens: total } } },
});

describe.each(bothBehaviours)("F. Limits, %s", (_name, behaviours) => {
  it("F1: the minute is used up: 429 with the time until there is room; the month is not charged", async () => {
    const gateway = await actors.bench(used(20_000), behaviours);
    const headers = await actors.as(2);
    const call = () => gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    await call();
    const second = await call();
    gateway.clock.pass(1);
    const third = await call();
    expect([third.status, error(third).code, error(third).type]).toEqual([429, "rate_limit_exceeded", "rate_limit_error"]);
    expect(Number(third.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect(Number(third.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect(third.headers["x-remaining-tokens"]).toBe("0");
    expect(gateway.backends.requests).toHaveLength(2);
    gateway.clock.pass(Number(third.headers["retry-after"]));
    const fourth = await call();
    expect(fourth.status).toBe(200);
    expect(Number(second.headers["x-remaining-quota-tokens"]) - Number(fourth.headers["x-remaining-quota-tokens"])).toBe(20_000);
    expect(gateway.calls[2]!.traces.at(-1)).toMatchObject({ source: "shield", metadata: { reason: "rate_limit_exceeded" } });
  });

  it("F2: the month is used up: 403 that is not to be tried again", async () => {
    const gateway = await actors.bench(used(100_000_000), behaviours);
    const headers = await actors.as(2);
    await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    gateway.clock.pass(120);
    const answer = await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    expect([answer.status, error(answer).code, answer.headers["x-should-retry"], gateway.backends.requests.length]).toEqual([
      403,
      "insufficient_quota",
      "false",
      1,
    ]);
    expect(Number(answer.headers["retry-after"])).toBe(Math.ceil((Date.UTC(2026, 11, 1) - gateway.clock.now()) / 1000));
  });

  it("F3: too many calls: 429, and no tokens are counted", async () => {
    const gateway = await actors.bench({}, behaviours);
    const headers = await actors.as(2);
    for (let call = 0; call < 300; call += 1) await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    const answer = await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    expect([answer.status, error(answer).code, answer.headers["retry-after"], gateway.backends.requests.length]).toEqual([
      429,
      "rate_limit_exceeded",
      "60",
      300,
    ]);
  });

  it("F6: what is refused before it is counted leaves every counter as it was", async () => {
    const gateway = await actors.bench(used(30), behaviours);
    const headers = await actors.as(2);
    const refused = [
      await gateway.send({ url: dated("gpt-5.1"), headers, body: chat() }),
      await gateway.send({ url: v1(), headers, body: chat("gpt-4o") }),
      await gateway.send({ url: v1(), headers, body: "[1]" }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 404, 400]);
    const { headers: told } = await gateway.send({ url: v1(), headers, body: chat("gpt-5.4-mini") });
    expect([told["x-remaining-requests"], told["x-remaining-tokens"], told["x-remaining-quota-tokens"]]).toEqual([
      "299",
      "29970",
      "99999970",
    ]);
  });

  it("F4: a prompt that no minute has room for is 400, not to be tried again", async () => {
    const gateway = await actors.bench({}, behaviours);
    const answer = await gateway.send({
      url: v1(),
      headers: await actors.as(2),
      body: { model: "gpt-5.4-mini", messages: [{ role: "user", content: "word ".repeat(40_000) }] },
    });
    expect([answer.status, error(answer).code, answer.headers["x-should-retry"], gateway.backends.requests]).toEqual([
      400,
      "prompt_too_large",
      "false",
      [],
    ]);
  });
});
