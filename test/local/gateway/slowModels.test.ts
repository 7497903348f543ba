import { chat, v1 } from "./support/actors";
import { ShieldBench, shieldBench } from "./support/shieldBench";

let shield: ShieldBench;
beforeAll(async () => {
  shield = await shieldBench({ "openAi.slowModels": ["gpt-5.1"] });
});

it.each([
  ["a slow model", "gpt-5.1", true, 240],
  ["another model", "gpt-5.4-mini", true, 30],
  ["another model that does not stream", "gpt-5.4-mini", false, 240],
])("for the answer of %s the gateway waits", async (_what, model, stream, seconds) => {
  const gateway = await shield.start();
  await gateway.send({ url: v1(), headers: await shield.as(1), body: chat(model, { stream }) });
  expect(gateway.backends.requests.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([seconds]);
});

it("a slow model that begins after a minute is not taken for a lost region", async () => {
  const gateway = await shield.start({ scripts: { "*": { afterSeconds: 60, events: ['{"choices":[]}', "[DONE]"] } } });
  const answer = await gateway.send({ url: v1(), headers: await shield.as(1), body: chat("gpt-5.1", { stream: true }) });
  expect([answer.status, gateway.backends.requests.length]).toEqual([200, 1]);
});
