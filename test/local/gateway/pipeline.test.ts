import { PolicyDocumentError, createGateway, GatewayArgs } from "../../../local/gateway";
import { elements } from "../../../local/gateway/elements";
import { extractExpressions } from "../../../local/gateway/documents/expressionText";
import { cast, Cast, chat, dated } from "./support/actors";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});

/** The plan with another policy of all APIs. */
const withGlobal = (value: string): GatewayArgs["plan"] => ({
  ...actors.plan,
  resources: actors.plan.resources.map((resource) =>
    resource.type === "azure-native:apimanagement:Policy" ? { ...resource, inputs: { ...resource.inputs, value } } : resource,
  ),
});

const unused: Omit<GatewayArgs, "plan"> = {
  transport: () => Promise.reject(new Error("no call is expected")),
  clock: { now: () => 0, sleep: () => Promise.resolve() },
  random: () => 0,
  identity: {
    signingKeys: () => Promise.reject(new Error("none")),
    managedIdentityToken: () => Promise.reject(new Error("none")),
  },
  secrets: { subscriptionKeys: {} },
};

/** What is told about a policy when it is loaded. */
async function findings(inbound: string): Promise<string[]> {
  const document = `<policies>\n  <inbound>\n    ${inbound}\n  </inbound>\n</policies>`;
  const error = await createGateway({ ...unused, plan: withGlobal(document) }).catch((reason: unknown) => reason);
  if (!(error instanceof PolicyDocumentError)) return [];
  return error.findings.map(({ document: name, line, message }) => `${name}:${line}: ${message}`);
}

describe("what is not simulated is an error when the plan is loaded", () => {
  it.each([
    ["<xsl-transform />", "global:3: <xsl-transform> is outside of what is simulated"],
    ['<rewrite-uri template="/" foo="1" />', "global:3: the attribute foo of <rewrite-uri> is outside of what is simulated"],
    ["<rewrite-uri />", "global:3: <rewrite-uri> needs the attribute template"],
    ["<forward-request />", "global:3: <forward-request> cannot stand in <inbound>"],
    ['<set-variable name="a" value="@(System.IO.File.ReadAllText("x"))" />', "global:3: "],
    [
      '<set-variable name="a"\n value="@(context.Request.Nothing)" />',
      "global:4: IRequest.Nothing is outside of what is simulated: context.Request.Nothing",
    ],
    ['<set-variable name="a" value="@(from x in context.Variables select x)" />', "global:3: "],
    ['<set-variable name="a" value="@(1 +)" />', "global:3: no C#"],
    [
      '<set-variable name="a" value="@(context.Request.Body.As<XElement>())" />',
      "global:3: the type XElement is outside of what is simulated",
    ],
    ['<set-variable name="a" value="{{no-such-value}}" />', "global:3: there is no named value {{no-such-value}}"],
    ['<include-fragment fragment-id="none" />', "global:3: there is no fragment none"],
  ])("%s", async (element, expected) => {
    const [found] = await findings(element);
    expect(found).toMatch(expected.replaceAll("\n", "").slice(0, 60));
    expect(found!.startsWith(expected)).toBe(true);
  });

  it("tells everything at once", async () => {
    expect(await findings('<xslt />\n<set-variable name="a" value="@(b)" />')).toHaveLength(2);
  });
});

it("the table of elements says of each how it is simulated", () => {
  for (const [name, { simulated }] of Object.entries(elements)) expect([name, simulated.length > 5]).toEqual([name, true]);
});

it("the documents of the plan use elements of the table only", () => {
  const documents = actors.plan.resources.filter(({ type, inputs }) => /Policy$/.test(type) && typeof inputs.value === "string");
  const names = documents.flatMap(({ inputs }) =>
    [...extractExpressions(inputs.value as string).xml.matchAll(/<([a-z][\w-]*)[\s/>]/g)].map(([, name]) => name!),
  );
  const parts =
    "policies inbound backend outbound on-error when otherwise value message metadata dimension audiences audience set-url allowed-origins origin allowed-methods method allowed-headers header expose-headers".split(
      " ",
    );
  expect([...new Set(names)].filter((name) => !(name in elements) && !parts.includes(name))).toEqual([]);
});

it("an answer that streams reaches the caller before the backend ends it", async () => {
  const seen: string[] = [];
  let sent = 0;
  const { gateway } = await actors.bench();
  expect(gateway.breakers().length).toBeGreaterThan(0);
  const bench = await actors.bench({
    "*": { events: ['{"choices":[{"delta":{"content":"Hello"}}]}', '{"choices":[{"delta":{"content":" world"}}]}', "[DONE]"] },
  });
  const headers = await actors.as(1);
  const response = await bench.gateway.handle({
    method: "POST",
    url: dated("gpt-5.1"),
    headers: [...Object.entries(headers), ["Content-Type", "application/json"]],
    body: new Uint8Array(Buffer.from(JSON.stringify(chat(undefined, { stream: true })))),
    clientAddress: "10.0.0.4",
  });
  for await (const chunk of response.body) {
    sent += 1;
    seen.push(Buffer.from(chunk).toString());
    if (sent === 1) expect(bench.calls).toHaveLength(0);
  }
  expect(seen).toHaveLength(3);
  expect(bench.calls).toHaveLength(1);
  expect(bench.calls[0]!.tokens).toMatchObject({ completion: 2, estimated: true });
});

it("each call leaves one record, whatever became of it", async () => {
  const { send, calls } = await actors.bench({
    "*": [{ status: 429, headers: { "Retry-After": "1" } }, { fails: "Timeout" }, { breaks: true, events: ["{}"] }],
  });
  await send({ url: dated("gpt-5.1"), body: chat() });
  await send({ url: "/nowhere" });
  await send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: chat() });
  expect(calls.map(({ status, lastError }) => [status, lastError?.reason])).toEqual([
    [401, "SubscriptionKeyNotFound"],
    [404, "OperationNotFound"],
    [429, undefined],
  ]);
});
