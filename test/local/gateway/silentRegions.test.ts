import type { Plan } from "../../../local/gateway";

import { bothBehaviours, cast, Cast, chat, dated, v1 } from "./support/actors";
import type { Bench } from "./support/harness";

let actors: Cast;
beforeAll(async () => {
  actors = await cast();
});

/** Host of a region's account, as the plan names it. */
function hostOf(location: string): string {
  const named = (actors.plan as Plan).resources.find(({ inputs }) => inputs.namedValueId === `host-${location}`);
  return String(named!.inputs.value);
}

/** A gateway with regions that take requests and say nothing, whoever asks. */
const silent = (locations: string[], behaviours = {}): Promise<Bench> => {
  const scripts = Object.fromEntries(locations.map((location) => [hostOf(location), { fails: "Timeout" as const }]));
  return actors.bench(scripts, behaviours);
};
const mini = async (gateway: Bench, more: object = {}) =>
  gateway.send({ url: dated("gpt-5.4-mini"), headers: await actors.as(1), body: { ...chat(), ...more } });
const gpt = async (gateway: Bench, more: object = {}) =>
  gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(1), body: { ...chat(), ...more } });
const ids = ({ backends }: Bench) => backends.requests.map(({ backendId }) => backendId);
const asked = (gateway: Bench): string[] => gateway.backends.questions.map(({ url }) => new URL(url).host).sort();

describe.each(bothBehaviours)("a silent region, %s", (_name, behaviours) => {
  it("is not waited for: a call without stream goes to another one, within seconds", async () => {
    const gateway = await silent(["swedencentral"], behaviours);
    const before = gateway.clock.now();
    const answer = await gpt(gateway);
    expect([answer.status, ids(gateway)]).toEqual([200, ["francecentral-gpt-5-1"]]);
    expect(gateway.clock.now() - before).toBeLessThan(10_000);
  });

  it("all deployments of the region are left out, and the others are used in their order", async () => {
    const gateway = await silent(["swedencentral", "francecentral"], behaviours);
    await gpt(gateway);
    expect(ids(gateway)).toEqual(["eastus2-gpt-5-1"]);
  });

  it("is asked once for all calls of the next seconds, those that stream too", async () => {
    const gateway = await silent(["swedencentral"], behaviours);
    for (let call = 0; call < 3; call += 1) await mini(gateway);
    await mini(gateway, { stream: true });
    expect(asked(gateway)).toHaveLength(3);
    expect(new Set(ids(gateway))).toEqual(new Set(["eastus2-gpt-5-4-mini"]));
  });

  it("is used again as soon as it answers", async () => {
    const gateway = await silent(["swedencentral"], behaviours);
    await mini(gateway);
    gateway.backends.scripts = {};
    gateway.clock.pass(31);
    await mini(gateway);
    expect(ids(gateway)).toEqual(["eastus2-gpt-5-4-mini", "swedencentral-gpt-5-4-mini"]);
  });

  it("another member that is throttled does not bring a call back to it", async () => {
    const gateway = await silent(["swedencentral"], behaviours);
    gateway.backends.scripts = {
      ...gateway.backends.scripts,
      "francecentral-gpt-5-1": { status: 429, headers: { "Retry-After": "3" } },
    };
    const answer = await gpt(gateway);
    expect([answer.status, ids(gateway)]).toEqual([200, ["francecentral-gpt-5-1", "eastus2-gpt-5-1"]]);
  });

  it("is tried all the same when no other deploys the model", async () => {
    const gateway = await silent(["francecentral", "eastus2", "swedencentral"], behaviours);
    const answer = await mini(gateway);
    expect([answer.status, ids(gateway)]).toEqual([200, ["swedencentral-gpt-5-4-mini"]]);
  });

  it("responses go to the first region that answers", async () => {
    const gateway = await silent(["swedencentral"], behaviours);
    const respond = async () =>
      gateway.send({
        url: v1("responses"),
        headers: await actors.as(2),
        body: { model: "gpt-5.4-mini", input: "x", store: false },
      });
    expect([(await respond()).status, (await respond()).status]).toEqual([200, 200]);
    expect(ids(gateway)).toEqual(["v1-eastus2-gpt-5-4-mini", "v1-eastus2-gpt-5-4-mini"]);
  });
});

it("the question shows no credentials, and the account's record of it belongs to the call", async () => {
  const gateway = await silent([]);
  await mini(gateway);
  const names = gateway.backends.questions.map(({ headers }) => headers.map(([name]) => name.toLowerCase()));
  expect(names).toEqual([["x-ms-client-request-id"], ["x-ms-client-request-id"], ["x-ms-client-request-id"]]);
  expect(gateway.backends.questions[0]!.headers[0]![1]).toBe(gateway.calls[0]!.requestId);
});

it.each([
  ["a stream", "gpt-5.1", { stream: true }],
  ["a model with one deployment", "gpt-5.4", {}],
] as const)("nothing is asked for %s", async (_what, model, more) => {
  const gateway = await silent(["swedencentral"]);
  await gateway.send({ url: v1(), headers: await actors.as(1), body: chat(model, more) });
  expect(asked(gateway)).toEqual([]);
});

it("nobody asks for a caller who was refused", async () => {
  const gateway = await silent(["swedencentral"]);
  await gateway.send({ url: dated("gpt-5.1"), headers: await actors.as(2), body: chat() });
  expect(asked(gateway)).toEqual([]);
});
