import { chat, dated, v1 } from "./support/actors";
import type { Bench, Reply, Scripts } from "./support/harness";
import { ShieldBench, shieldBench } from "./support/shieldBench";

let bench: ShieldBench;
let gateway: Bench;
beforeAll(async () => {
  bench = await shieldBench({
    "plans[0].models": ["gpt-5.1", "text-embedding-3-large"],
    "plans[0].usesProvisioned": false,
  });
});

const throttled: Reply = { status: 429, headers: { "Retry-After": "5" }, body: {} };
const bought = ["swedencentral-gpt-5-1", "v1-swedencentral-gpt-5-1"];
const start = async (scripts: Scripts = {}) => (gateway = await bench.start({ scripts }));
const ask = async (consumer: number, url: string, body: object) => gateway.send({ url, headers: await bench.as(consumer), body });
const asked = () => gateway.backends.requests.map(({ backendId }) => backendId!);
const calls: [string, string, object][] = [
  ["chat, dated", dated("gpt-5.1"), chat()],
  ["chat, v1", v1(), chat("gpt-5.1")],
  ["a stream", v1(), chat("gpt-5.1", { stream: true })],
  ["a response", v1("responses"), { model: "gpt-5.1", store: false, input: "x" }],
];

describe.each(calls)("%s", (_what, url, body) => {
  it("of a plan with provisioned throughput takes it", async () => {
    await start();
    expect((await ask(1, url, body)).status).toBe(200);
    expect(bought).toContain(asked()[0]);
  });

  it("of a plan without it does not, also when all else is throttled", async () => {
    await start({ "*": throttled, [bought[0]!]: { status: 200, body: {} }, [bought[1]!]: { status: 200, body: {} } });
    expect((await ask(2, url, body)).status).toBe(429);
    for (let count = 0; count < 20; count += 1) {
      gateway.clock.pass(1);
      await ask(2, url, body);
    }
    expect(asked().length).toBeGreaterThan(5);
    expect(asked().filter((id) => bought.includes(id))).toEqual([]);
    expect((await ask(1, url, body)).status).toBe(200);
  });

  it("of a plan without it goes on to other members", async () => {
    let count = 0;
    await start({ "*": () => (count++ === 0 ? throttled : { status: 200, body: {} }) });
    expect((await ask(2, url, body)).status).toBe(200);
    expect([asked().length, asked().filter((id) => bought.includes(id))]).toEqual([2, []]);
  });
});

it("a silent region is left out for such a plan too", async () => {
  await start({ "oai-contoso-francecentral.openai.azure.com": { fails: "Timeout" } });
  expect((await ask(2, v1(), chat("gpt-5.1"))).status).toBe(200);
  expect(asked()).toEqual(["v1-eastus2-gpt-5-1"]);
});

it("a model without provisioned throughput is the same for every plan", async () => {
  await start();
  expect((await ask(2, v1("embeddings"), { model: "text-embedding-3-large", input: "x" })).status).toBe(200);
});
