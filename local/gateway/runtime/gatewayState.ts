import type { PlanModel } from "../documents/planModel";
import type { Behaviours, Clock, IdentitySource, Random, Subscription, Transport } from "../types";
import type { Observer } from "../records";
import { Pools } from "./backends";
import { Breakers } from "./breakers";
import { Counters } from "./counters";

/** What all calls of a gateway share. */
export interface GatewayState {
  /** What the plan deploys. */
  model: PlanModel;
  /** Time of limits, breakers and logs. */
  clock: Clock;
  /** For ids, jitter and samples. */
  random: Random;
  /** Carries requests to backends. */
  transport: Transport;
  /** Proves tokens, and gives the gateway's own. */
  identity: IdentitySource;
  /** Choices where it is not known how Azure behaves. */
  behaviours: Behaviours;
  /** Is told of calls, traces, metrics and steps. */
  observer: Observer;
  /** Counters of limits and quotas. */
  counters: Counters;
  /** Breakers of the backends. */
  breakers: Breakers;
  /** Where each pool's round robin stands. */
  pools: Pools;
  /** By id. */
  subscriptions: Map<string, Subscription>;
  /** Values of `cache-store-value`. */
  cache: Map<string, { value: unknown; until: number }>;
  /** Calls that run now, by the key of `limit-concurrency`. */
  running: Map<string, number>;
  /** A GUID for a call that brings none. */
  newId(): string;
}
