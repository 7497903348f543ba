import fc from "fast-check";
import { createGateway } from "../../../local/gateway";
import { Consumer, memberOf } from "../../../local/stand/consumers";
import { environmentOf } from "../../../local/stand/environment";
import { Parts, partsOf } from "../../../local/stand/parts";
import { TestClock, seeded } from "../openai/support";

interface World {
  parts: Parts;
  consumers: Consumer[];
  /** A token of each consumer. */
  tokens: string[];
}

async function worldOf(stack: string): Promise<World> {
  const environment = await environmentOf({ stack, config: `test/fixtures/${stack}.yaml` }, () => undefined);
  const parts = await partsOf({ environment, createGateway, clock: new TestClock(Date.now()), random: seeded() });
  const tokens = parts.consumers.map((consumer) =>
    parts.issuer.tokenOf(memberOf(consumer), environment.settings.identity.audience),
  );
  return { parts, consumers: parts.consumers, tokens: await Promise.all(tokens) };
}

/** Every environment of the fixtures whose consumers show other credentials. */
const worlds: Record<string, World> = {};
beforeAll(async () => {
  for (const stack of ["max", "one-credential"]) worlds[stack] = await worldOf(stack);
});

/** Which consumer's credential is sent: its index, none, or something else. */
const credential = fc.oneof(
  { weight: 4, arbitrary: fc.nat(3) },
  { weight: 1, arbitrary: fc.constantFrom("none" as const, "wrong" as const) },
);
const model = fc.constantFrom("gpt-5.1", "gpt-5.4-mini", "text-embedding-3-large", "gpt-image-2", "gpt-9", "", "..", "a/b");
const path = fc.oneof(
  model.map((name) => `/openai/deployments/${encodeURIComponent(name)}/chat/completions?api-version=2024-10-21`),
  model.map((name) => `/openai/deployments/${name}/embeddings?api-version=2024-10-21`),
  fc.constantFrom(
    "/openai/v1/chat/completions",
    "/openai/v1/responses",
    "/openai/v1/embeddings",
    "/openai/v1/images/edits",
    "/openai/v1/models",
    "/openai/v1/files",
    "/openai/models?api-version=2024-10-21",
    "/",
    "/openai",
    "/openai/v1/%00",
    "/openai/v1/%zz",
  ),
  fc.webPath().map((text) => `/openai${text}`),
);
const json = fc.oneof(
  fc
    .record(
      {
        model: fc.oneof(model, fc.jsonValue()),
        messages: fc.oneof(fc.constant([{ role: "user", content: "x" }]), fc.jsonValue()),
        input: fc.oneof(fc.string(), fc.jsonValue()),
        stream: fc.oneof(fc.boolean(), fc.jsonValue()),
        stream_options: fc.jsonValue(),
        store: fc.oneof(fc.boolean(), fc.jsonValue()),
        previous_response_id: fc.jsonValue(),
        max_completion_tokens: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
        tools: fc.jsonValue(),
        metadata: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string(),
);
/** Text that is JSON, but deep, long, of odd characters or with a part of it twice. */
const odd = fc.oneof(
  fc.nat(400).map((depth) => `{"model":"gpt-5.1","messages":${"[".repeat(depth)}${"]".repeat(depth)}}`),
  fc.nat(400).map((depth) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`),
  fc
    .string({ unit: "binary", maxLength: 200 })
    .map((text) => JSON.stringify({ model: "gpt-5.1", messages: [{ role: "user", content: text }] })),
  fc.constantFrom("gpt-5.1", "gpt-5.4-mini", "\\u0067pt-5.1").map((name) => `{"model":"gpt-9","model":"${name}","messages":[]}`),
  fc.constantFrom("\ufeff", "\u0000", "//x\n", ")]}',\n").map((start) => `${start}{"model":"gpt-5.1","messages":[]}`),
  fc.nat(3000).map((count) => JSON.stringify({ model: "gpt-5.1", input: Array.from({ length: count }, (_, index) => index) })),
);
const type = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "",
);

/** Headers that a caller may add: odd names, names of the gateway's own, what smuggles a request into another, and one of his twice. */
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "Transfer-Encoding",
      "Content-Length",
      "Content-Encoding",
      "Host",
      "Connection",
      "X-Forwarded-For",
      "X-Original-URL",
      "X-HTTP-Method-Override",
      "x-policy-id",
      "x-ms-client-request-id",
      "x-ms-spillover-deployment",
      "Ocp-Apim-Trace",
      "Ocp-Apim-Subscription-Key",
      "api-key",
      "Authorization",
      "Cookie",
      "Expect",
      "Range",
      "If-None-Match",
    ),
    fc.oneof(fc.constantFrom("chunked", "0", "gzip", "localhost", "Basic eDp4", "Bearer ", "x".repeat(9000)), fc.string()),
  ),
  fc.tuple(fc.stringMatching(/^[!#$%&'*+.^_`|~0-9a-zA-Z-]{1,20}$/), fc.string({ unit: "binary" })),
);
/** What a caller shows beside the usual headers: a consumer's credential in another place. */
const place = fc.constantFrom("api-key", "Ocp-Apim-Subscription-Key", "Bearer", "query", "both");

interface Sent {
  verb: string;
  url: string;
  key: number | "none" | "wrong";
  keyPlace: string;
  token: number | "none" | "wrong";
  body: string;
  contentType: string;
  more: readonly (readonly [string, string])[];
}

/** The request as a client would write it. */
function requestOf({ consumers, tokens }: World, { verb, url, key, keyPlace, token, body, contentType, more }: Sent) {
  const headers: [string, string][] = [["Content-Type", contentType]];
  const keyText = key === "none" ? undefined : key === "wrong" ? "x" : consumers[key]!.subscriptionKey || "x";
  const query = keyText !== undefined && keyPlace === "query" ? `${url.includes("?") ? "&" : "?"}api-key=${keyText}` : "";
  if (keyText !== undefined && ["api-key", "both"].includes(keyPlace)) headers.push(["api-key", keyText]);
  if (keyText !== undefined && ["Ocp-Apim-Subscription-Key", "both"].includes(keyPlace))
    headers.push(["Ocp-Apim-Subscription-Key", keyText]);
  if (keyText !== undefined && keyPlace === "Bearer") headers.push(["Authorization", `Bearer ${keyText}`]);
  else if (token !== "none") headers.push(["Authorization", `Bearer ${token === "wrong" ? "x" : tokens[token]}`]);
  headers.push(...more.map(([name, value]): [string, string] => [name, value]));
  const bytes = verb === "POST" || verb === "PUT" ? Buffer.from(body) : undefined;
  return { method: verb, url: url + query, headers, body: bytes, clientAddress: "10.0.0.4" };
}

/** Whether what was shown may reach a model: the key and the token of one consumer, or the one of them that its plan asks for. */
function entitled({ consumers }: World, { key, keyPlace, token }: Sent): boolean {
  const byKey = typeof key === "number" && keyPlace !== "query" ? consumers[key] : undefined;
  const keyInItsPlace = keyPlace === "Bearer" && key !== "none";
  const byToken = typeof token === "number" && !keyInItsPlace ? consumers[token] : undefined;
  if (byKey?.credentials === "key" || byToken?.credentials === "token") return true;
  return byKey !== undefined && byKey === byToken;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  verb: fc.constantFrom("POST", "POST", "POST", "GET", "DELETE", "PUT", "OPTIONS", "HEAD"),
  url: path,
  key: credential,
  keyPlace: fc.oneof({ weight: 3, arbitrary: fc.constant("api-key") }, { weight: 2, arbitrary: place }),
  token: credential,
  body: fc.oneof({ weight: 3, arbitrary: json }, { weight: 1, arbitrary: odd }),
  contentType: type,
  more: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(header, { maxLength: 3 }) }),
});

test.each(["max", "one-credential"])(
  "%s: no request is an error of the gateway, none without what its plan asks for reaches a model, each leaves one record",
  async (stack) => {
    const world = worlds[stack]!;
    const { parts } = world;
    await fc.assert(
      fc.asyncProperty(sent, async (one) => {
        const [calls, received] = [parts.workspace.rows("ApiManagementGatewayLogs").length, parts.openAi.received.length];
        const answer = await parts.gateway.handle(requestOf(world, one));
        let text = "";
        for await (const chunk of answer.body) text += Buffer.from(chunk).toString();
        expect({ status: answer.status, text: answer.status === 500 ? text : "" }).not.toMatchObject({ status: 500 });
        if (!entitled(world, one)) expect(parts.openAi.received).toHaveLength(received);
        const reached = parts.openAi.received.slice(received).flatMap(({ headers }) => headers);
        const shown = new Set(
          [...world.tokens, ...world.consumers.map(({ subscriptionKey }) => subscriptionKey)].filter(Boolean),
        );
        expect(reached.filter(([, value]) => [...shown].some((secret) => value.includes(secret)))).toEqual([]);
        expect(parts.workspace.rows("ApiManagementGatewayLogs")).toHaveLength(calls + 1);
        if (answer.status >= 400 && one.verb !== "HEAD") expect(messageOf(text)).toEqual(expect.any(String));
      }),
      { numRuns: 2000 },
    );
  },
);

/** The message of a refusal in OpenAI's shape; an account's own may have no code. */
const messageOf = (text: string): unknown => (JSON.parse(text) as { error?: { message?: unknown } }).error?.message;
