import { v1 } from "./support/actors";
import { code, shieldBench } from "./support/shieldBench";

const own = { v1: "v1-francecentral-stored-legal-review", dated: "francecentral-stored-legal-review" };
const response = { model: "gpt-5.1", input: "Hi" };
const dated = "/openai/responses?api-version=2025-04-01-preview";

/** What each mode of credentials has a caller show. */
const shown = {
  keyAndToken: (headers: Record<string, string>) => headers,
  token: ({ Authorization = "" }: Record<string, string>): Record<string, string> => ({ Authorization }),
  key: ({ "api-key": key = "" }: Record<string, string>): Record<string, string> => ({ "api-key": key }),
};

describe.each(["keyAndToken", "token", "key"] as const)("with credentials: %s", (mode) => {
  it.each([
    ["v1", v1("responses"), own.v1],
    ["dated", dated, own.dated],
  ])("what a consumer stores is in its own account, and nobody else's is (%s)", async (api, url, backendId) => {
    const shield = await shieldBench({
      "plans[1].credentials": mode,
      "plans[3].credentials": mode,
    });
    const gateway = await shield.start();
    const answers = [];
    for (const consumer of [5, 1]) {
      const headers = shown[mode](await shield.as(consumer));
      // A caller cannot name another consumer than the one that he shows.
      answers.push(await gateway.send({ url, headers: { ...headers, "x-consumer": "legal-review" }, body: response }));
      answers.push(await gateway.send({ url, headers, body: response }));
    }
    const home = api === "v1" ? "home-v1" : "home";
    const found = gateway.backends.requests.map((request) => request.backendId);
    // With a token alone the header chooses among what the token shows: here nothing.
    const others = mode === "token" ? [home] : [home, home];
    expect(found).toEqual([backendId, backendId, ...others]);
    expect(answers.map(({ status }) => status)).toEqual(mode === "token" ? [200, 200, 401, 200] : [200, 200, 200, 200]);
  });
});

it("a model that the consumer's account lacks is refused when it would be stored, and answered when not", async () => {
  const shield = await shieldBench({ "plans[3].models": ["gpt-5.1", "gpt-5.4"] });
  const gateway = await shield.start();
  const headers = await shield.as(5);
  const stored = await gateway.send({ url: v1("responses"), headers, body: { ...response, model: "gpt-5.4" } });
  expect([stored.status, code(stored), gateway.backends.requests]).toEqual([404, "model_not_found", []]);
  const passing = await gateway.send({ url: v1("responses"), headers, body: { ...response, model: "gpt-5.4", store: false } });
  expect([passing.status, gateway.backends.requests[0]?.backendId]).toEqual([200, "v1-swedencentral-gpt-5-4"]);
});

it.each(["GET", "DELETE"])("an id reaches the account of the one who asks only (%s)", async (method) => {
  const shield = await shieldBench({});
  const gateway = await shield.start();
  for (const path of ["responses/resp_1", "files/file-1", "conversations/conv_1", "vector_stores/vs_1", "containers/cntr_1"])
    for (const consumer of [5, 1]) await gateway.send({ method, url: v1(path), headers: await shield.as(consumer) });
  const found = gateway.backends.requests.map(({ backendId }) => backendId);
  expect(found).toEqual(Array.from({ length: 5 }, () => [own.v1, "home-v1"]).flat());
});
