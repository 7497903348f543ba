import { changed, dev, messages, parsed, Raw, stackFile } from "../support";

const warned = (raw: Raw) => parsed(raw).warnings.map(({ path, message }) => `${path}: ${message}`);

test("a limit above the smallest deployment of a model is warned about", () => {
  expect(warned(dev({ "plans[0].tokensPerMinute": 50_000 }))).toEqual([]);
  expect(warned(dev({ "plans[0].tokensPerMinute": 50_001 }))).toEqual([
    "plans[0].tokensPerMinute: a prompt may be larger than the smallest deployment of gpt-5.1 takes in a minute (50000 tokens): Azure says to retry in a day",
    "plans[0].tokensPerMinute: a prompt may be larger than the smallest deployment of text-embedding-3-small takes in a minute (50000 tokens): Azure says to retry in a day",
  ]);
});

test("a limit for a part above the one for the whole is warned about", () => {
  expect(warned(dev({ "plans[0].tokensPerMinuteOfAllModels": 10_000, "plans[0].tokensPerMinutePerUser": 15_000 }))).toEqual([
    "plans[0].tokensPerMinute: all models together have fewer (tokensPerMinuteOfAllModels)",
    "plans[0].tokensPerMinutePerUser: the consumer has no more, whoever calls",
  ]);
});

test("a plan for images or audio that does not say how many requests is warned about, with the number that it gets", () => {
  const images = { name: "images", models: ["gpt-5.1", "gpt-image-2"], tokensPerMinute: 6000 };
  const of = (plan: Raw) => warned(dev({ "plans[1]": plan })).filter((text) => text.includes("images and audio"));
  expect(of(images)).toEqual([
    "plans[1].requestsPerMinute: no limit of tokens counts images and audio (gpt-image-2); each consumer has 60 requests a minute for them until the plan says another number",
  ]);
  expect(of({ ...images, requestsPerMinute: 5 })).toEqual([]);
  expect(of({ ...images, models: ["gpt-5.1"] })).toEqual([]);
});

test("limits of a user need a token", () => {
  const perUser = { "plans[0].tokensPerMinutePerUser": 1000, "plans[0].requestsPerMinutePerUser": 10 };
  expect(messages(dev(perUser))).toEqual([]);
  expect(messages(dev({ ...perUser, "plans[0].credentials": "key" }))).toEqual([
    "plans[0].tokensPerMinutePerUser: with credentials: key nobody knows which user calls",
    "plans[0].requestsPerMinutePerUser: with credentials: key nobody knows which user calls",
  ]);
});

test("a realtime model is refused with the reason", () => {
  const deployment = { model: "gpt-realtime-2", version: "2026-05-06", sku: "GlobalStandard", capacity: 10 };
  expect(messages(dev({ "openAi.regions[0].deployments[1]": deployment })).filter((text) => text.includes("WebSocket"))).toEqual([
    "openAi.regions[0].deployments[1].model: the gateway has no route to it: it speaks over a WebSocket, whose tokens no limit of API Management counts",
  ]);
});

test("what StandardV2 does not let through is warned about", () => {
  const standard = (changes: Raw = {}) =>
    warned(changed(stackFile("test/fixtures/standard-v2.yaml"), changes)).filter((text) => text.includes("StandardV2 "));
  const slow =
    "ingress.requestTimeoutSeconds: StandardV2 ends every request after 30 seconds, streams too: no long answers, no slow models";
  const large =
    "ingress.firewall.enforceRequestBodyLimit: StandardV2 takes bodies of 2048 KB at most: larger files and images fail";
  expect(standard()).toEqual([slow, large]);
  expect(standard({ "ingress.requestTimeoutSeconds": 30 })).toEqual([large]);
  expect(standard({ "ingress.requestTimeoutSeconds": 30, "ingress.firewall.enforceRequestBodyLimit": true })).toEqual([]);
});
