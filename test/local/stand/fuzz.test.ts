import fc from "fast-check";
import { createGateway } from "../../../local/gateway";
import { Consumer, memberOf } from "../../../local/stand/consumers";
import { environmentOf } from "../../../local/stand/environment";
import { Parts, partsOf } from "../../../local/stand/parts";
import { TestClock, seeded } from "../openai/support";

let parts: Parts;
let tokens: string[];
let consumers: Consumer[];

beforeAll(async () => {
  const environment = await environmentOf({ stack: "max", config: "test/fixtures/max.yaml" }, () => undefined);
  parts = await partsOf({ environment, createGateway, clock: new TestClock(Date.now()), random: seeded() });
  ({ consumers } = parts);
  tokens = await Promise.all(
    consumers.map((consumer) => parts.issuer.tokenOf(memberOf(consumer), environment.settings.identity.audience)),
  );
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
const type = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "",
);

test("no request is an error of the gateway, none without both checks reaches a model, each leaves one record", async () => {
  const method = fc.constantFrom("POST", "POST", "POST", "GET", "DELETE", "PUT", "OPTIONS", "HEAD");
  await fc.assert(
    fc.asyncProperty(method, path, credential, credential, json, type, async (verb, url, key, token, body, contentType) => {
      const [calls, sent] = [parts.workspace.rows("ApiManagementGatewayLogs").length, parts.openAi.received.length];
      const headers: [string, string][] = [["Content-Type", contentType]];
      if (key !== "none") headers.push(["api-key", key === "wrong" ? "x" : consumers[key]!.subscriptionKey]);
      if (token !== "none") headers.push(["Authorization", `Bearer ${token === "wrong" ? "x" : tokens[token]}`]);
      const bytes = verb === "POST" || verb === "PUT" ? Buffer.from(body) : undefined;
      const answer = await parts.gateway.handle({ method: verb, url, headers, body: bytes, clientAddress: "10.0.0.4" });
      let text = "";
      for await (const chunk of answer.body) text += Buffer.from(chunk).toString();
      expect({ status: answer.status, text: answer.status === 500 ? text : "" }).not.toMatchObject({ status: 500 });
      if (key !== token || typeof key !== "number") expect(parts.openAi.received).toHaveLength(sent);
      expect(parts.workspace.rows("ApiManagementGatewayLogs")).toHaveLength(calls + 1);
    }),
    { numRuns: 300 },
  );
});
