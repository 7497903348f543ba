import { bothBehaviours, cast, Cast, chat, dated, v1 } from "../support/actors";
import type { Answer, Bench } from "../support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});
const error = ({ json }: Answer) =>
  (json as { error: { code: string; message: string; type: string; param: string | null } }).error;
const told = ({ calls }: Bench) => calls.at(-1)!.traces.filter(({ source }) => source === "shield");

describe.each(bothBehaviours)("A. Who calls, %s", (_name, behaviours) => {
  const bench = () => actors.bench({}, behaviours);

  it.each([
    ["A1: no key", undefined, "SubscriptionKeyNotFound"],
    ["A2: wrong key", "wrong", "SubscriptionKeyInvalid"],
  ])("%s is 401 in OpenAI's shape, with WWW-Authenticate and no trace", async (_title, key, code) => {
    const gateway = await bench();
    const { Authorization } = await actors.as(1);
    const answer = await gateway.send({
      url: dated("gpt-5.1"),
      headers: { Authorization: Authorization!, ...(key && { "api-key": key }) },
      body: chat(),
    });
    expect(answer.status).toBe(401);
    expect(error(answer)).toMatchObject({ code, type: "invalid_request_error", param: null });
    expect(answer.headers).toMatchObject({
      "content-type": "application/json",
      "www-authenticate": expect.stringContaining(
        'AzureApiManagementKey realm="https://ai.contoso.com/openai",name="api-key",type="header"',
      ) as string,
    });
    expect([gateway.backends.requests, told(gateway)]).toEqual([[], []]);
    if (!key)
      expect(error(answer).message).toBe(
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.",
      );
  });

  it("A3: a suspended subscription is 401", async () => {
    const gateway = await bench();
    for (const subscription of gateway.gateway.subscriptions.values()) subscription.state = "suspended";
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat() });
    expect([answer.status, error(answer).code]).toEqual([401, "SubscriptionKeyInvalid"]);
  });

  it("A4: the key as bearer token is 401", async () => {
    const answer = await (await bench()).send({ url: v1(), headers: { Authorization: "Bearer key-1" }, body: chat("gpt-5.1") });
    expect([answer.status, error(answer).code]).toEqual([401, "SubscriptionKeyNotFound"]);
  });

  it.each([
    ["A5: no token", undefined, "TokenNotPresent"],
    ["A7: wrong audience", { aud: "https://cognitiveservices.azure.com" }, "TokenAudienceNotAllowed"],
    ["expired", { exp: 1 }, "TokenExpired"],
    ["another issuer", { iss: "https://sts.windows.net/22222222-2222-4222-8222-222222222222/" }, "TokenIssuerNotAllowed"],
  ])("%s is 401, says nothing of the audience and reaches no backend", async (_title, claims, code) => {
    const gateway = await bench();
    const { Authorization, ...key } = await actors.as(1, claims);
    const answer = await gateway.send({
      url: dated("gpt-5.1"),
      headers: { ...key, ...(claims && { Authorization: Authorization! }) },
      body: chat(),
    });
    expect([answer.status, error(answer).code, answer.text.includes("api://")]).toEqual([401, code, false]);
    expect([gateway.backends.requests, told(gateway)]).toEqual([[], []]);
  });

  it("A8: a token without groups is 403, and the trace says who it was", async () => {
    const gateway = await bench();
    const answer = await gateway.send({
      url: dated("gpt-5.1"),
      headers: await actors.as(1, { groups: undefined, _claim_names: { groups: "src1" } }),
      body: chat(),
    });
    expect([answer.status, error(answer).code]).toEqual([403, "not_in_group"]);
    expect(told(gateway)).toMatchObject([
      {
        message: "not in group",
        metadata: {
          reason: "not_in_group",
          group: "bbbbbbbb-0000-4000-8000-000000000001",
          callerObjectId: "o-1",
          callerApplicationId: "a-1",
        },
      },
    ]);
  });

  it.each(["appid", "azp"])("A10: an application shows its id as %s", async (claim) => {
    const gateway = await bench();
    const answer = await gateway.send({
      url: dated("gpt-5.1"),
      headers: await actors.as(1, { appid: undefined, [claim]: "app-9" }),
      body: chat(),
    });
    expect(answer.status).toBe(200);
    expect(told(gateway)[0]!.metadata.callerApplicationId).toBe("app-9");
  });

  it("A11: an application with a role and no group is 403", async () => {
    const gateway = await bench();
    const headers = await actors.as(1, { groups: undefined, roles: ["Models.Read"], idtyp: "app" });
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers, body: chat() });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([403, "not_in_group", []]);
  });

  it("A12: a key for all APIs is 401", async () => {
    const headers = { ...(await actors.as(1)), "api-key": "key-master" };
    const answer = await (await bench()).send({ url: dated("gpt-5.1"), headers, body: chat() });
    expect([answer.status, error(answer).code]).toEqual([401, "subscription_required"]);
  });

  it.each(["api-key", "API-KEY", "subscription-key"])(
    "A13: a key in the query (%s) is 401, with or without one in the header",
    async (name) => {
      const gateway = await bench();
      const { "api-key": key, ...token } = await actors.as(2);
      for (const headers of [token, { ...token, "api-key": key! }])
        expect((await gateway.send({ url: `${v1()}?${name}=key-2`, headers, body: chat("gpt-5.4-mini") })).status).toBe(401);
      expect(gateway.backends.requests).toEqual([]);
    },
  );

  it("A16: an API without a policy of its own is 403", async () => {
    const plan = {
      ...actors.plan,
      resources: actors.plan.resources.filter(({ type, inputs }) => !(type.endsWith("ApiPolicy") && inputs.apiId === "openai")),
    };
    const gateway = await actors.bench({}, behaviours, {}, plan);
    const answer = await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat() });
    expect([answer.status, error(answer).code, gateway.backends.requests]).toEqual([403, "forbidden", []]);
  });
});
