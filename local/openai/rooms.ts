import type { BackendResponse } from "../gateway/types";
import type { Account } from "./account";
import type { ModelCall, Work } from "./call";
import { Capacity } from "./capacity";
import { Store } from "./store";

/** What one account has. */
export interface Room {
  /** The account. */
  account: Account;
  /** What it keeps. */
  store: Store;
  /** Capacity of each deployment, by name. */
  capacities: Map<string, Capacity>;
}

/** Accounts by host, with nothing used and nothing kept. */
export function roomsOf(accounts: readonly Account[]): Map<string, Room> {
  return new Map(
    accounts.map((account) => {
      const capacities = [...account.deployments.values()].map(
        (deployment) => [deployment.name, new Capacity(deployment)] as const,
      );
      return [account.host, { account, store: new Store(), capacities: new Map(capacities) }];
    }),
  );
}

/** The answer with what is left of the deployment's capacity in its headers. */
export function served(work: Work, capacity: Capacity, call: ModelCall, now: number): BackendResponse {
  const { completionTokens, response } = work.answer();
  capacity.settle(work.demand, completionTokens);
  const { tokens, requests } = capacity.remaining(now);
  const { tokensPerMinute, requestsPerMinute, provisioned } = call.deployment;
  const limits: [string, string][] = provisioned
    ? [["azure-openai-deployment-utilization", `${(100 * (1 - tokens / tokensPerMinute)).toFixed(1)}%`]]
    : [
        ["x-ratelimit-limit-tokens", String(tokensPerMinute)],
        ["x-ratelimit-remaining-tokens", String(tokens)],
        ["x-ratelimit-limit-requests", String(requestsPerMinute)],
        ["x-ratelimit-remaining-requests", String(requests)],
      ];
  return { ...response, headers: [...response.headers, ...limits] };
}
