import type { PlanModel } from "../documents/planModel";
import type { Behaviours, Clock, IdentitySource, Observer, Random, Subscription, Transport } from "../types";
import { Pools } from "./backends";
import { Breakers } from "./breakers";
import { Counters } from "./counters";

/** What all calls of a gateway share. */
export interface GatewayState {
  model: PlanModel;
  clock: Clock;
  random: Random;
  transport: Transport;
  identity: IdentitySource;
  behaviours: Behaviours;
  observer: Observer;
  counters: Counters;
  breakers: Breakers;
  pools: Pools;
  subscriptions: Map<string, Subscription>;
  /** Values of `cache-store-value`. */
  cache: Map<string, { value: unknown; until: number }>;
  /** Calls that run now, by the key of `limit-concurrency`. */
  running: Map<string, number>;
  newId(): string;
}
