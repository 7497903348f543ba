import { bothBehaviours, cast, Cast, chat, dated, v1 } from "./support/actors";
import type { Answer, Bench, Reply } from "./support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});

/** Operations of both APIs on models of several members, with the first member of each. */
const operations: readonly (readonly [string, string, string, (stream: boolean) => object])[] = [
  ["dated chat", dated("gpt-5.1"), "swedencentral-gpt-5-1", (stream) => chat(undefined, { stream })],
  ["dated completions", dated("gpt-5.1", "completions"), "swedencentral-gpt-5-1", (stream) => ({ prompt: "hi", stream })],
  ["v1 chat", v1(), "v1-swedencentral-gpt-5-1", (stream) => chat("gpt-5.1", { stream })],
  ["v1 completions", v1("completions"), "v1-swedencentral-gpt-5-1", (stream) => ({ model: "gpt-5.1", prompt: "hi", stream })],
  [
    "v1 responses",
    v1("responses"),
    "v1-swedencentral-gpt-5-1",
    (stream) => ({ model: "gpt-5.1", input: "hi", store: false, stream }),
  ],
];
const cases = operations.flatMap(([name, url, first, body]) =>
  [false, true].map((stream) => [`${name}${stream ? ", streamed" : ""}`, { url, first, body: body(stream), stream }] as const),
);

/** How a member fails, and what the caller gets when one does and when all do. */
interface Failure {
  reply: Reply;
  /** Status when only the first member fails; 200 when another one answers. */
  one: number;
  /** Status and code when every member fails; without a code the account's own answer is passed on. */
  all: readonly [status: number, code?: string];
  /** Attempts of one call when every member fails. */
  attempts: number;
}
const theirs = (status: number, code = "theirs", headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { error: { message: "no", type: "x", code, param: null } },
});
const failures: Readonly<Record<string, Failure>> = {
  "400": { reply: theirs(400), one: 400, all: [400], attempts: 1 },
  "400 of the content filter": { reply: theirs(400, "content_filter"), one: 400, all: [400, "content_filter"], attempts: 1 },
  "401": { reply: theirs(401), one: 200, all: [503, "service_unavailable"], attempts: 3 },
  "403": { reply: theirs(403), one: 200, all: [503, "service_unavailable"], attempts: 3 },
  "404 of a deployment that is not there": {
    reply: theirs(404, "DeploymentNotFound"),
    one: 200,
    all: [503, "service_unavailable"],
    attempts: 3,
  },
  "404 of something else": { reply: theirs(404), one: 200, all: [404], attempts: 3 },
  "408": { reply: theirs(408), one: 200, all: [408], attempts: 3 },
  "409": { reply: theirs(409), one: 409, all: [409], attempts: 1 },
  "422": { reply: theirs(422), one: 422, all: [422], attempts: 1 },
  "429": { reply: theirs(429), one: 200, all: [429], attempts: 3 },
  "429 for seconds": { reply: theirs(429, "429", { "Retry-After": "7" }), one: 200, all: [429], attempts: 3 },
  "429 for a day": { reply: theirs(429, "429", { "Retry-After": "86400" }), one: 429, all: [429], attempts: 1 },
  "500": { reply: theirs(500), one: 200, all: [500], attempts: 3 },
  "502": { reply: theirs(502), one: 200, all: [503, "service_unavailable"], attempts: 3 },
  "503": { reply: theirs(503), one: 200, all: [503, "service_unavailable"], attempts: 3 },
  "504": { reply: theirs(504), one: 200, all: [504], attempts: 3 },
  "503 without a body": { reply: { status: 503 }, one: 200, all: [503, "service_unavailable"], attempts: 3 },
  "500 in HTML": {
    reply: { status: 500, body: "<html>", headers: { "Content-Type": "text/html" } },
    one: 200,
    all: [500],
    attempts: 3,
  },
  "a refused connection": {
    reply: { fails: "BackendConnectionFailure" },
    one: 200,
    all: [503, "service_unavailable"],
    attempts: 3,
  },
};

const errorOf = ({ json }: Answer) => (json as { error?: { code?: string; message?: string; type?: string } } | undefined)?.error;

/** One record of the call, with who called and for what. */
function expectRecorded({ calls }: Bench): void {
  const [{ traces }] = calls.slice(-1) as [Bench["calls"][number]];
  expect(traces.filter(({ message }) => message === "call").map(({ metadata }) => [metadata.consumer, metadata.model])).toEqual([
    ["claims-assistant", "gpt-5.1"],
  ]);
}

describe.each(bothBehaviours)("failures, %s", (_name, behaviours) => {
  describe.each(cases)("%s", (_operation, { url, first, body }) => {
    const send = async (gateway: Bench) => gateway.send({ url, headers: await actors.as(1), body });

    it.each(Object.entries(failures))("%s of the first member", async (_what, { reply, one }) => {
      const gateway = await actors.bench({ [first]: reply }, behaviours);
      const answer = await send(gateway);
      const ids = gateway.backends.requests.map(({ backendId }) => backendId);
      expect([answer.status, ids[0], ids.length]).toEqual([one, first, one === 200 ? 2 : 1]);
      expectRecorded(gateway);
    });

    it.each(Object.entries(failures))("%s of every member", async (_what, { reply, all: [status, code], attempts }) => {
      const gateway = await actors.bench({ "*": reply }, behaviours);
      const answers = [await send(gateway)];
      expect(gateway.backends.requests).toHaveLength(attempts);
      expectRecorded(gateway);
      answers.push(await send(gateway));
      for (const answer of answers) {
        // Who comes second meets breakers that the first one tripped, and is told the same.
        expect(answer.status).toBe(status);
        if (code) expect(errorOf(answer)).toMatchObject({ code, message: expect.any(String) as string });
        if (status === 429 || status >= 500)
          expect(Number(answer.headers["retry-after"] ?? "NaN") > 0 || answer.headers["x-should-retry"] === "false").toBe(true);
      }
      expect(gateway.calls).toHaveLength(2);
    });

    it("another caller is served at once when the members are well again", async () => {
      const gateway = await actors.bench({ "*": theirs(500) }, behaviours);
      await send(gateway);
      gateway.backends.scripts = {};
      expect((await send(gateway)).status).toBe(200);
    });

    it("an answer that breaks off is the caller's to see, and is not asked for again", async () => {
      const gateway = await actors.bench({ "*": { events: ["{}", "{}"], breaks: true } }, behaviours);
      expect([(await send(gateway)).broken, gateway.backends.requests.length]).toEqual([true, 1]);
      expectRecorded(gateway);
    });
  });

  it.each(cases.filter(([, { stream }]) => stream))(
    "silence of the first member: %s goes on to another",
    async (_what, { url, first, body }) => {
      const gateway = await actors.bench({ [first]: { fails: "Timeout" } }, behaviours);
      const answer = await gateway.send({ url, headers: await actors.as(1), body });
      expect([answer.status, gateway.backends.requests.length]).toEqual([200, 2]);
    },
  );

  it.each(cases.filter(([, { stream }]) => !stream))(
    "silence on a model of a region that answers: %s is 504, once",
    async (_what, { url, first, body }) => {
      const gateway = await actors.bench({ [first]: { fails: "Timeout" } }, behaviours);
      const answer = await gateway.send({ url, headers: await actors.as(1), body });
      expect([answer.status, answer.headers["x-should-retry"], gateway.backends.requests.length]).toEqual([504, "false", 1]);
    },
  );
});
