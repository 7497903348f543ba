import { createGateway } from "../../../local/gateway";
import type { Claims, Signature } from "../../../local/identity";
import { Consumer, allAccess, keyOf, memberOf, stranger } from "../../../local/stand/consumers";
import type { Stand } from "../../../local/stand/stand";
import { Answered, call, control, forCallers, rowsOf, startFixture } from "./support";

let stand: Stand;
/** Of the plans premium (one) and standard (two). */
let one: Consumer;
let two: Consumer;

beforeAll(async () => {
  stand = await startFixture("max", createGateway);
  [one, two] = stand.addresses.consumers as [Consumer, Consumer];
});
afterAll(() => stand.close());
beforeEach(() => control(stand, "POST", "/reset"));

/** A token of a member of a consumer's group, changed as an attacker would. */
const tokenOf = (consumer: Consumer, claims: Claims = {}, signature?: Signature): Promise<string> =>
  stand.parts.issuer.tokenOf(memberOf(consumer), stand.parts.environment.settings.identity.audience, { claims, signature });

const chat = (model = "gpt-5.4-mini"): string => JSON.stringify({ model, messages: [{ role: "user", content: "Hello" }] });
const v1 = "/openai/v1/chat/completions";

interface Attack {
  path?: string;
  method?: string;
  key?: string | string[];
  token?: string | string[];
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** Sends a call with the credentials of consumer two unless told otherwise. */
async function attack({
  path = v1,
  method = "POST",
  key = two.subscriptionKey,
  token,
  headers,
  body = chat(),
}: Attack): Promise<Answered> {
  const bearer = token ?? `Bearer ${await tokenOf(two)}`;
  const given = {
    "Content-Type": "application/json",
    ...(key !== "" && { "api-key": key }),
    ...(bearer !== "" && { Authorization: bearer }),
    ...headers,
  };
  return call(stand, method, path, given, method === "GET" ? undefined : body);
}

/** What no answer may show: hosts of the models, the audience, groups, how the gateway is made. */
function expectNothingLeaks({ text, headers }: Answered): void {
  const { identity } = stand.parts.environment.settings;
  const said = `${text} ${JSON.stringify(headers)}`;
  for (const secret of [
    "openai.azure.com",
    identity.audience,
    one.entraGroup,
    two.entraGroup,
    one.subscriptionKey,
    two.subscriptionKey,
    "   at ",
    "Exception",
  ])
    expect(said).not.toContain(secret);
}

/** The call is refused, reaches no model, says nothing, and leaves one row. */
async function expectRefused(answer: Answered, ...statuses: number[]): Promise<void> {
  expect(statuses).toContain(answer.status);
  expect(stand.parts.openAi.received).toHaveLength(0);
  expectNothingLeaks(answer);
  expect(JSON.parse(answer.text)).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String), type: expect.any(String) },
  });
  expect(await rowsOf(stand, "ApiManagementGatewayLogs")).toHaveLength(1);
}

test("the calls that are changed below pass as they are", async () => {
  const answer = await attack({});
  expect([answer.status, forCallers(stand).length]).toEqual([200, 1]);
});

describe("credentials", () => {
  test.each<[string, () => Promise<Attack>]>([
    ["no key", async () => ({ key: "" })],
    ["a wrong key", async () => ({ key: "0".repeat(32) })],
    ["the key as token", async () => ({ key: "", token: `Bearer ${two.subscriptionKey}` })],
    ["no token", async () => ({ token: "" })],
    ["another scheme", async () => ({ token: `Basic ${await tokenOf(two)}` })],
    ["a token that is none", async () => ({ token: "Bearer x.y.z" })],
    ["another tenant", async () => ({ token: `Bearer ${await tokenOf(two, { tid: "t", iss: "https://sts.windows.net/t/" })}` })],
    ["an expired token", async () => ({ token: `Bearer ${await tokenOf(two, { exp: Math.floor(Date.now() / 1000) - 10 })}` })],
    [
      "a token that does not hold yet",
      async () => ({ token: `Bearer ${await tokenOf(two, { nbf: Math.floor(Date.now() / 1000) + 600 })}` }),
    ],
    ["a token without end", async () => ({ token: `Bearer ${await tokenOf(two, { exp: null })}` })],
    ["no signature", async () => ({ token: `Bearer ${await tokenOf(two, {}, "none")}` })],
    ["the public key as a secret", async () => ({ token: `Bearer ${await tokenOf(two, {}, "HS256")}` })],
    ["another issuer's signature", async () => ({ token: `Bearer ${await tokenOf(two, {}, "foreign")}` })],
  ])("%s: 401", async (_what, change) => expectRefused(await attack(await change()), 401));

  test.each<[string, () => Promise<Attack>]>([
    ["another team's key", async () => ({ key: one.subscriptionKey })],
    ["another team's token", async () => ({ token: `Bearer ${await tokenOf(one)}` })],
    [
      "a token of somebody without a group",
      async () => ({
        token: `Bearer ${await stand.parts.issuer.tokenOf(stranger, stand.parts.environment.settings.identity.audience)}`,
      }),
    ],
    [
      "too many groups to list",
      async () => ({ token: `Bearer ${await tokenOf(two, { groups: null, _claim_names: { groups: "src1" } })}` }),
    ],
    [
      "200 other groups",
      async () => ({
        token: `Bearer ${await tokenOf(two, { groups: Array.from({ length: 200 }, (_, index) => `group-${index}`) })}`,
      }),
    ],
    [
      "a group that only begins like it",
      async () => ({ token: `Bearer ${await tokenOf(two, { groups: [two.entraGroup.slice(0, -1)] })}` }),
    ],
    [
      "the group in another claim",
      async () => ({ token: `Bearer ${await tokenOf(two, { groups: null, wids: [two.entraGroup] })}` }),
    ],
  ])("%s: 403", async (_what, change) => expectRefused(await attack(await change()), 403));

  test("another audience: 401, and the answer does not name the right one", async () => {
    const token = `Bearer ${await tokenOf(two, { aud: "https://cognitiveservices.azure.com" })}`;
    await expectRefused(await attack({ token }), 401);
  });

  test("a suspended consumer: 401", async () => {
    await control(stand, "PUT", `/subscriptions/${two.name}`, { state: "suspended" });
    await expectRefused(await attack({}), 401);
  });

  test("the built-in key of all APIs: 401", async () => {
    await expectRefused(await attack({ key: keyOf("max", allAccess) }), 401);
  });
});

describe("headers", () => {
  test.each<[string, () => Promise<Attack>]>([
    ["two keys", async () => ({ key: [two.subscriptionKey, one.subscriptionKey] })],
    ["two keys, the other's first", async () => ({ key: [one.subscriptionKey, two.subscriptionKey] })],
    ["two tokens", async () => ({ token: [`Bearer ${await tokenOf(two)}`, `Bearer ${await tokenOf(one)}`] })],
    [
      "the other's key in the default header",
      async () => ({ key: "", headers: { "Ocp-Apim-Subscription-Key": one.subscriptionKey } }),
    ],
  ])("%s: refused", async (_what, change) => expectRefused(await attack(await change()), 400, 401, 403));

  test("the caller's credentials and steering headers never reach a model", async () => {
    const steering = {
      "x-policy-id": "p",
      "x-ms-spillover-deployment": "d",
      "x-ms-oai-image-generation-deployment": "d",
      "Ocp-Apim-Subscription-Key": one.subscriptionKey,
    };
    expect((await attack({ headers: steering })).status).toBe(200);
    const names = forCallers(stand)[0]!.headers.map(([name]) => name.toLowerCase());
    for (const name of [
      "api-key",
      "ocp-apim-subscription-key",
      "x-policy-id",
      "x-ms-spillover-deployment",
      "x-ms-oai-image-generation-deployment",
    ])
      expect(names).not.toContain(name);
    expect(names.filter((name) => name === "authorization")).toHaveLength(1);
    expect(JSON.stringify(forCallers(stand)[0]!.headers)).not.toContain(await tokenOf(two));
  });
});

describe("paths", () => {
  const dated = "?api-version=2024-10-21";
  test.each([
    ["a model of another plan", `/openai/deployments/gpt-5.1/chat/completions${dated}`],
    ["the same, encoded", `/openai/deployments/gpt-5%2E1/chat/completions${dated}`],
    ["a step up, encoded", `/openai/deployments/gpt-5.4-mini%2F..%2Fgpt-5.1/chat/completions${dated}`],
    ["a step up", `/openai/deployments/gpt-5.4-mini/../gpt-5.1/chat/completions${dated}`],
    ["another operation", `/openai/deployments/gpt-5.4-mini/extensions/chat/completions${dated}`],
    ["a query in the path", `/openai/deployments/gpt-5.1%3Fx/chat/completions${dated}`],
    ["the management of the account", "/accounts/keys"],
    ["an assistant", `/openai/assistants${dated}`],
  ])("%s reaches no model", async (_what, path) => expectRefused(await attack({ path }), 400, 403, 404));

  test.each(["HEAD", "OPTIONS", "PUT", "PATCH", "TRACE"])("%s of a known path reaches no model", async (method) => {
    const answer = await attack({ method, body: "" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(stand.parts.openAi.received).toHaveLength(0);
  });
});

describe("what one consumer made", () => {
  test("is not read by another", async () => {
    const made = await attack({
      path: "/openai/v1/responses",
      key: one.subscriptionKey,
      token: `Bearer ${await tokenOf(one)}`,
      body: JSON.stringify({ model: "gpt-5.1", input: "secret" }),
    });
    expect(made.status).toBe(200);
    const { id } = JSON.parse(made.text) as { id: string };
    const before = stand.parts.openAi.received.length;
    for (const change of [
      { path: `/openai/v1/responses/${id}`, method: "GET" },
      { path: "/openai/v1/responses", body: JSON.stringify({ model: "gpt-5.4-mini", input: "go on", previous_response_id: id }) },
    ]) {
      const answer = await attack(change);
      expect([403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain("secret");
    }
    expect(stand.parts.openAi.received).toHaveLength(before);
  });
});

test("H7: a body of 3,000 KB passes Application Gateway, and what is said of it is JSON", async () => {
  const content = "word ".repeat(600_000);
  const answer = await attack({ body: JSON.stringify({ model: "gpt-5.4-mini", messages: [{ role: "user", content }] }) });
  expect([answer.status, answer.headers["content-type"], JSON.parse(answer.text)]).toMatchObject([
    400,
    "application/json",
    { error: { code: "prompt_too_large", type: "invalid_request_error" } },
  ]);
});

describe("bodies that can be read in two ways", () => {
  const messages = '"messages":[{"role":"user","content":"x"}]';
  /** The call is refused, or the model gets one reading of it. */
  const expectOneReading = async (body: string): Promise<void> => {
    const answer = await attack({ body });
    if (answer.status >= 400) await expectRefused(answer, 400, 403);
    else {
      const sent = Buffer.from(forCallers(stand)[0]!.body!).toString();
      expect(JSON.parse(sent)).toMatchObject({ model: "gpt-5.4-mini" });
      expect(sent.match(/"mod(e|\\u0065)l"/g)).toHaveLength(1);
    }
  };

  test.each([
    ["a name twice", `{"model":"gpt-5.1","model":"gpt-5.4-mini",${messages}}`],
    ["a second document", `{"model":"gpt-5.4-mini",${messages}}{"model":"gpt-5.1",${messages}}`],
    ["single quotes", `{'model':'gpt-5.4-mini',${messages}}`],
    ["a comment", `{/*"model":"gpt-5.1",*/"model":"gpt-5.4-mini",${messages}}`],
    ["names without quotes", `{model:"gpt-5.4-mini",${messages}}`],
    ["a name twice, the other way", `{"model":"gpt-5.4-mini",${messages},"model":"gpt-5.1"}`],
    ["a name twice, once escaped", `{"model":"gpt-5.4-mini",${messages},"mod\\u0065l":"gpt-5.1"}`],
    // Newtonsoft.Json, as API Management has it, reads past a comma at the end; the model's parser refuses it.
    ["a comma at the end", `{"model":"gpt-5.4-mini",${messages},}`],
    ["a comma at the end of a list", `{"model":"gpt-5.4-mini","stop":["a",],${messages}}`],
  ])("%s: refused, or one reading is all that the model gets", (_what, body) => expectOneReading(body));
});
