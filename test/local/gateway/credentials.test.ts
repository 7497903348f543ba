import { chat, v1 } from "./support/actors";
import type { Answer, Bench } from "./support/harness";
import { code, group, recorded, ShieldBench, shieldBench } from "./support/shieldBench";

const otherGroup = "dddddddd-0000-4000-8000-000000000001";
const application = "cccccccc-0000-4000-8000-000000000001";
const guest = "99999999-0000-4000-8000-000000000001";

/** Plan standard takes a token, plan images a key, plan premium both. */
const modes = {
  "plans[0].credentials": "token",
  "plans[2].credentials": "key",
  "consumers[0].moreEntraGroups": [otherGroup],
  "consumers[0].appRoles": ["Assistant.Call"],
  "consumers[1].appRoles": ["Desk.Call"],
  "consumers[1].applicationIds": [application],
};

let shield: ShieldBench;
let gateway: Bench;
beforeAll(async () => {
  shield = await shieldBench(modes);
});
beforeEach(async () => {
  gateway = await shield.start();
});

interface Call {
  key?: string;
  claims?: Record<string, unknown>;
  headers?: Record<string, string>;
  model?: string;
  url?: string;
}

async function send({ key, claims, headers, model = "gpt-5.4-mini", url }: Call): Promise<Answer> {
  const token = claims && (await shield.issuer.token({ oid: "o-1", appid: guest, ...claims }));
  return gateway.send({
    url: url ?? (model === "gpt-image-2" ? v1("images/generations") : v1()),
    headers: { ...(key && { "api-key": key }), ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    body: model === "gpt-image-2" ? { model, prompt: "a cat" } : chat(model),
  });
}

test("a consumer whose token is enough has no key", () => {
  const made = shield.plan.resources.filter(({ type }) => type.endsWith(":Subscription"));
  const withKey = [1, 4, 5].map((consumer) => expect.stringMatching(new RegExp(`--${group(consumer)}$`)));
  expect(made.map(({ inputs }) => inputs.sid)).toEqual(withKey);
});

describe("token", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["a group", { groups: [group(2)], scp: "access" }, "service-desk"],
    ["the group of another consumer", { groups: [group(3)] }, "contract-search"],
    ["an app role", { roles: ["Desk.Call"] }, "service-desk"],
    ["an application, version 1", { appid: application }, "service-desk"],
    ["an application, version 2", { appid: undefined, azp: application }, "service-desk"],
    ["200 groups", { groups: [...Array.from({ length: 199 }, (_, index) => `other-${index}`), group(2)] }, "service-desk"],
  ])("the consumer follows from %s", async (_what, claims, consumer) => {
    expect((await send({ claims })).status).toBe(200);
    expect(recorded(gateway)).toMatchObject({ consumer, plan: "standard", credentials: "token", callerObjectId: "o-1" });
  });

  it("has the plan's models and limits, for each consumer on its own", async () => {
    const answer = await send({ claims: { groups: [group(2)] } });
    expect(answer.headers).toMatchObject({ "x-remaining-tokens": "29970", "x-remaining-requests": "299" });
    expect((await send({ claims: { groups: [group(3)] } })).headers["x-remaining-requests"]).toBe("299");
    expect((await send({ claims: { roles: ["Desk.Call"] } })).headers["x-remaining-requests"]).toBe("298");
    expect(code(await send({ claims: { groups: [group(2)] }, model: "gpt-5.1" }))).toBe("model_not_in_plan");
  });

  it("with several consumers, the header x-consumer says which, and only of those the token shows", async () => {
    const claims = { groups: [group(2), group(3)] };
    const unclear = await send({ claims });
    expect([unclear.status, code(unclear)]).toEqual([403, "several_consumers"]);
    expect((await send({ claims, headers: { "x-consumer": "contract-search" } })).status).toBe(200);
    expect(recorded(gateway)?.consumer).toBe("contract-search");
    const other = await send({ claims: { groups: [group(2)] }, headers: { "x-consumer": "contract-search" } });
    expect([other.status, code(other)]).toEqual([401, "no_consumer"]);
  });

  it.each<[string, Call]>([
    ["of a consumer whose plan asks for a key too", { claims: { groups: [group(1)] }, model: "gpt-5.1" }],
    ["of a consumer whose plan asks for a key", { claims: { groups: [group(4)] }, model: "gpt-image-2" }],
    ["without groups", { claims: { groups: undefined, _claim_names: { groups: "src1" } } }],
    ["for a user of a client that is a consumer's application", { claims: { appid: application, scp: "access" } }],
    ["with a group that only begins like it", { claims: { groups: [group(2).slice(0, -1)] } }],
    ["with a group in another claim", { claims: { wids: [group(2)] } }],
    ["with a role that says it is a group", { claims: { roles: [`x|groups:${group(2)}|`] } }],
    ["of another audience", { claims: { groups: [group(2)], aud: "https://cognitiveservices.azure.com" } }],
    ["that has expired", { claims: { groups: [group(2)], exp: 1 } }],
  ])("a token %s is 401 and reaches no model", async (_what, call) => {
    expect((await send(call)).status).toBe(401);
    expect(gateway.backends.requests).toEqual([]);
  });
});

describe("key", () => {
  it("is enough, and the call is marked", async () => {
    expect((await send({ key: "key-4", model: "gpt-image-2" })).status).toBe(200);
    expect(recorded(gateway)).toMatchObject({
      consumer: "marketing-images",
      plan: "images",
      credentials: "key",
      callerObjectId: "",
      callerApplicationId: "",
    });
    expect(gateway.backends.requests[0]!.headers.filter(([name]) => /^(api-key|ocp-apim-subscription-key)$/i.test(name))).toEqual(
      [],
    );
  });

  it.each<[string, Call]>([
    ["of a plan that asks for a token too", { key: "key-1", model: "gpt-5.1" }],
    ["that is wrong", { key: "wrong", model: "gpt-image-2" }],
    ["of all APIs", { key: "key-master", model: "gpt-image-2" }],
    ["of all APIs, with a token", { key: "key-master", claims: { groups: [group(2)] } }],
    ["in the query", { url: `${v1("images/generations")}?api-key=key-4`, model: "gpt-image-2" }],
    ["in the query, with a token", { url: `${v1()}?subscription-key=key-4`, claims: { groups: [group(2)] } }],
  ])("a key %s is 401 and reaches no model", async (_what, call) => {
    expect((await send(call)).status).toBe(401);
    expect(gateway.backends.requests).toEqual([]);
  });

  it("opens no model of another plan", async () => {
    const answer = await send({ key: "key-4" });
    expect([answer.status, code(answer)]).toEqual([403, "model_not_in_plan"]);
  });

  it("that is suspended is 401", async () => {
    for (const subscription of gateway.gateway.subscriptions.values()) subscription.state = "suspended";
    expect((await send({ key: "key-4", model: "gpt-image-2" })).status).toBe(401);
  });
});

describe("key and token", () => {
  it.each<[string, Record<string, unknown>]>([
    ["the group", { groups: [group(1)] }],
    ["another group of the consumer", { groups: [otherGroup] }],
    ["an app role", { roles: ["Assistant.Call"] }],
  ])("of %s pass", async (_what, claims) => {
    expect((await send({ key: "key-1", claims, model: "gpt-5.1" })).status).toBe(200);
    expect(recorded(gateway)).toMatchObject({ consumer: "claims-assistant", credentials: "keyAndToken" });
  });

  it.each<[string, Record<string, unknown>]>([
    ["the group of a consumer whose token is enough", { groups: [group(2)] }],
    ["the role of another consumer", { roles: ["Desk.Call"] }],
    ["the application of another consumer", { appid: application }],
    ["nothing", {}],
  ])("with a token that shows %s are 403", async (_what, claims) => {
    const answer = await send({ key: "key-1", claims, model: "gpt-5.1" });
    expect([answer.status, code(answer), gateway.backends.requests]).toEqual([403, "not_in_group", []]);
  });
});
