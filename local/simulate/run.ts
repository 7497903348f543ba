import type { Gateway, GatewayRequest, Plan } from "../gateway/types";
import { createIssuer } from "../identity";
import { OpenAi, accountsOf, createOpenAi } from "../openai";
import { Consumer, consumersOf, keyOf, memberOf, subscriptionId } from "../stand/consumers";
import type { Environment } from "../stand/environment";
import type { CreateGateway } from "../stand/parts";
import { send } from "./client";
import { Measure, Result } from "./measure";
import { seeded } from "./random";
import type { Scenario, Traffic } from "./scenario";
import { arrivals, callsPerMinute } from "./traffic";
import { VirtualClock } from "./virtualClock";

/** Midnight at which every simulation begins. */
const start = Date.parse("2026-11-25T00:00:00Z");
/** Time until a model answers: the same for all. */
const pace = { first: 800, between: 0 };
/** After the end nobody calls, and what is under way ends. */
const grace = 600_000;

/** A scenario and what it runs against. */
export interface RunArgs {
  /** Traffic, events and duration. */
  scenario: Scenario;
  /** Settings and plan of the scenario's environment. */
  environment: Environment;
  /** The environment's own, or one with another policy. */
  plan: Plan;
  /** Makes the gateway; loaded late, because it loads the compiler of expressions. */
  createGateway: CreateGateway;
}

/** A result, and how fast it came about. */
export interface Simulated {
  /** What was found in virtual time; the same in every run. */
  result: Result;
  /** Calls for each second of processor time, once everything was loaded: what else this machine does changes nothing. */
  callsPerSecond: number;
}

/** Runs a scenario in virtual time: the handlers of `npm run local`, without servers, logs or signatures of the gateway's own token. */
export async function simulate({ scenario, environment, plan, createGateway }: RunArgs): Promise<Simulated> {
  const clock = new VirtualClock(start);
  // Traffic has a source of its own: the same calls come, whatever policy answers them.
  const [trafficRandom, random] = [seeded(scenario.seed), seeded(scenario.seed + 1)];
  const end = start + scenario.seconds * 1000;
  const measured = start + scenario.warmUpSeconds * 1000;
  const measure = new Measure(measured);
  const openAi = accountsForSimulation(plan, scenario, clock, random);
  const consumers = consumersOf(environment.stack, environment.settings);
  const issuer = await createIssuer({ tenantId: environment.settings.identity.tenantId, clock, managedIdentities: {} });
  const gateway = await createGateway({
    plan,
    transport: openAi.transport,
    clock,
    random,
    identity: { signingKeys: (tenantId) => issuer.signingKeys(tenantId), managedIdentityToken: async () => identityToken },
    secrets: {
      subscriptionKeys: Object.fromEntries(
        consumers.map((one) => [subscriptionId(one), { primary: keyOf(environment.stack, subscriptionId(one)) }]),
      ),
    },
    observer: { onCall: (call) => measure.call(call) },
    bodyBytes: 0,
  });
  const audience = environment.settings.identity.audience;
  // The tokens hold for the whole simulation: how clients renew theirs is not what is looked at.
  const claims = { exp: Math.floor(start / 1000) + 10 * 365 * 24 * 3600 };
  const tokenOf: TokenOf = (consumer, user) => issuer.tokenOf(memberOf(consumer, user), audience, { claims });
  for (const { at, region, deployment, ...fault } of scenario.events)
    clock.at(start + at * 1000, () => openAi.setState(region, fault, deployment));
  const senderLists = await Promise.all(scenario.traffic.map((traffic) => sendersOf(traffic, consumers, tokenOf)));
  await prove(gateway, senderLists.flat());
  measure.all = 0;
  for (const [index, traffic] of scenario.traffic.entries()) {
    const senders = senderLists[index]!;
    const times = arrivals(
      traffic,
      callsPerMinute(traffic, openAi.accounts),
      start + traffic.from * 1000,
      start + (traffic.to ?? scenario.seconds) * 1000,
      trafficRandom,
    );
    const next = (index: number): void => {
      const { value, done } = times.next();
      if (done) return;
      clock.at(value, () => {
        const { name, request } = senders[index % senders.length]!;
        const startedAt = clock.now();
        void send(gateway, request, scenario.clientRetries, clock, random).then((outcome) =>
          measure.outcome(name, startedAt, outcome),
        );
        next(index + 1);
      });
    };
    next(0);
  }
  const before = process.cpuUsage();
  await clock.runUntil(measured);
  const earlier = takenOf(openAi, scenario);
  await clock.runUntil(end);
  const taken = takenOf(openAi, scenario);
  await clock.runUntil(end + grace);
  const { user, system } = process.cpuUsage(before);
  const seconds = scenario.seconds - scenario.warmUpSeconds;
  const deployments = taken.map(({ tokens: now, calls, failed, ...one }, index) => {
    const capacity = (one.tokensPerMinute * seconds) / 60;
    const before = earlier[index]!;
    return {
      ...one,
      capacity,
      share: (now - before.tokens) / capacity,
      calls: calls - before.calls,
      failed: failed - before.failed,
    };
  });
  return { result: measure.result(seconds, deployments), callsPerSecond: Math.round((measure.all * 1e6) / (user + system)) };
}

/**
 * Has each token checked before time begins: signatures are checked outside of virtual time, and the gateway knows those that it checked. The request is
 * refused before anything is counted.
 */
async function prove(gateway: Gateway, senders: readonly Sender[]): Promise<void> {
  const proven = new Set<string>();
  for (const { name, request } of senders) {
    if (proven.has(name)) continue;
    proven.add(name);
    const answer = await gateway.handle({ ...request, body: Buffer.from("{}") });
    for await (const chunk of answer.body) void chunk;
  }
}

/** The gateway's own token: known to the accounts, not signed, because nothing here forges it. */
const identityToken = "simulated";

function accountsForSimulation(plan: Plan, scenario: Scenario, clock: VirtualClock, random: () => number): OpenAi {
  const claims = Promise.resolve({ aud: "https://cognitiveservices.azure.com", oid: "gateway" });
  const access = {
    proven: (token: string) => (token === identityToken ? claims : Promise.resolve(undefined)),
    mayAsk: () => true,
  };
  const length = new Map(scenario.traffic.map((one) => [one.model, one.answerTokens]));
  const answers = { text: (_texts: readonly string[], { model }: { model: string }) => wordsOf(length.get(model) ?? 1) };
  return createOpenAi({ accounts: accountsOf(plan), clock, random, access, answers, pace, keep: 0 });
}

const texts = new Map<number, string>();

/** A text of about so many tokens: one for each word. */
function wordsOf(tokens: number): string {
  const text = texts.get(tokens) ?? "word ".repeat(tokens).trim();
  texts.set(tokens, text);
  return text;
}

type TokenOf = (consumer: Consumer, user: string | undefined) => Promise<string>;

/** Who sends a request: a consumer, or one of its people. */
interface Sender {
  /** `CONSUMER` or `CONSUMER/USER`. */
  name: string;
  request: GatewayRequest;
}

const urls = {
  dated: (model: string) => `/openai/deployments/${model}/chat/completions?api-version=2024-10-21`,
  v1: () => "/openai/v1/chat/completions",
} as const;

async function sendersOf(traffic: Traffic, consumers: Consumer[], tokenOf: TokenOf): Promise<Sender[]> {
  const chosen = traffic.consumers
    ? consumers.filter(({ name }) => traffic.consumers?.includes(name))
    : consumers.slice(0, traffic.consumerCount);
  if (chosen.length === 0)
    throw new Error(
      `no consumer of the traffic is in the environment; there are: ${consumers.map(({ name }) => name).join(", ")}`,
    );
  const body = Buffer.from(
    JSON.stringify({
      model: traffic.model,
      messages: [{ role: "user", content: wordsOf(traffic.promptTokens - 7) }],
      ...(traffic.maxTokens !== undefined && { max_completion_tokens: traffic.maxTokens }),
    }),
  );
  const people = (traffic.users ?? [undefined]).flatMap((user) => chosen.map((consumer) => ({ consumer, user })));
  return Promise.all(
    people.map(async ({ consumer, user }) => ({
      name: user === undefined ? consumer.name : `${consumer.name}/${user}`,
      request: {
        method: "POST",
        url: urls[traffic.api](traffic.model),
        headers: [
          ["Content-Type", "application/json"],
          ["api-key", consumer.subscriptionKey],
          ["Authorization", `Bearer ${await tokenOf(consumer, user)}`],
        ] satisfies [string, string][],
        body,
        clientAddress: "10.0.0.4",
      },
    })),
  );
}

/** What each deployment of the simulated models took so far. */
function takenOf(openAi: OpenAi, scenario: Scenario) {
  const models = new Set(scenario.traffic.map(({ model }) => model));
  return openAi.accounts.flatMap((account) =>
    [...account.deployments.values()]
      .filter(({ model }) => models.has(model))
      .map((deployment) => {
        const { taken, admitted, refused } = openAi.capacity(account.name, deployment.name);
        const { tokensPerMinute } = deployment;
        return {
          region: account.location,
          deployment: deployment.name,
          tokensPerMinute,
          tokens: taken,
          calls: admitted,
          failed: refused,
        };
      }),
  );
}

/** The value in the middle; of an even number, the upper one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
