import type { Random } from "../gateway/types";
import type { Account, Deployment } from "../openai";
import type { Traffic } from "./scenario";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Deployments of a model. */
const deploymentsOf = (accounts: readonly Account[], model: string): Deployment[] =>
  accounts.flatMap(({ deployments }) => [...deployments.values()]).filter((deployment) => deployment.model === model);

/** Calls in a minute: as said, or as a share of what the deployments take. */
export function callsPerMinute(traffic: Traffic, accounts: readonly Account[]): number {
  if (traffic.callsPerMinute !== undefined) return traffic.callsPerMinute;
  const { promptTokens, answerTokens, maxTokens = answerTokens } = traffic;
  const calls = deploymentsOf(accounts, traffic.model).map(
    (one) => one.tokensPerMinute / (promptTokens + one.outputWeight * maxTokens),
  );
  return (traffic.load ?? 0) * calls.reduce((sum, one) => sum + one, 0);
}

/** Times of calls between two moments, in milliseconds: exponential gaps, thinned out at night where the traffic is daily. */
export function* arrivals(traffic: Traffic, rate: number, from: number, to: number, random: Random): Generator<number> {
  const highest = traffic.daily ? 2 * rate : rate;
  for (let time = from; ;) {
    time += (-Math.log(1 - random()) * minute) / highest;
    if (time >= to) return;
    if (!traffic.daily || random() < dayShare(time - from)) yield time;
  }
}

/** Share of the highest rate at a time of the day that begins at midnight: half of it on average, the most at noon. */
const dayShare = (time: number): number => (1 - Math.cos((2 * Math.PI * time) / day)) / 2;
