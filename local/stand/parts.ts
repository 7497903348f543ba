import type { Clock, Gateway, GatewayArgs, Random } from "../gateway/types";
import type { MetricRecord, Observer } from "../gateway/records";
import { Issuer, createIssuer } from "../identity";
import { LogSettings, logSettingsOf } from "../logs/settings";
import { Workspace } from "../logs/tables";
import { OpenAi, accountsOf, createOpenAi } from "../openai";
import { Consumer, allAccess, consumersOf, keyOf, subscriptionId } from "./consumers";
import type { Environment } from "./environment";
import { logging } from "./logs";
import { managedIdentitiesOf, rolesOf } from "./roles";

/** Makes the gateway: an argument, so that tests can put something simpler in its place. */
export type CreateGateway = (args: GatewayArgs) => Gateway | Promise<Gateway>;

/** An environment that runs on this machine, without a server. */
export interface Parts {
  /** Settings and plan. */
  environment: Environment;
  /** Consumers with their keys. */
  consumers: Consumer[];
  /** Signs tokens for callers. */
  issuer: Issuer;
  /** The accounts. */
  openAi: OpenAi;
  /** API Management. */
  gateway: Gateway;
  /** Rows of the logs. */
  workspace: Workspace;
  /** Values of metrics, oldest first. */
  metrics: MetricRecord[];
}

/** What an environment is put together from. */
export interface PartsArgs {
  /** Settings and plan. */
  environment: Environment;
  /** Makes the gateway. */
  createGateway: CreateGateway;
  /** Time of everything in it. */
  clock: Clock;
  /** For ids, jitter and samples. */
  random: Random;
  /** Told what happens beside the logs. */
  observer?: Observer;
}

/** Puts an environment together: issuer, accounts, gateway and logs. */
export async function partsOf({ environment, createGateway, clock, random, observer = {} }: PartsArgs): Promise<Parts> {
  const { plan, settings, stack } = environment;
  const issuer = await createIssuer({
    tenantId: settings.identity.tenantId,
    clock,
    managedIdentities: managedIdentitiesOf(plan),
  });
  const access = { proven: (token: string) => issuer.proven(token), mayAsk: rolesOf(plan) };
  const openAi = createOpenAi({ accounts: accountsOf(plan), clock, random, access });
  const workspace = new Workspace();
  const metrics: MetricRecord[] = [];
  const logs: LogSettings = logSettingsOf(plan);
  const written = logging(workspace, metrics, logs, `https://${settings.ingress.hostName}`, random);
  const consumers = consumersOf(stack, settings);
  const gateway = await createGateway({
    plan,
    transport: openAi.transport,
    clock,
    random,
    identity: issuer,
    secrets: { subscriptionKeys: keysOf(stack, consumers) },
    observer: both(written, observer),
  });
  return { environment, consumers, issuer, openAi, gateway, workspace, metrics };
}

const keysOf = (stack: string, consumers: Consumer[]) =>
  Object.fromEntries(
    [...consumers.map(subscriptionId), allAccess].map((id) => [
      id,
      { primary: keyOf(stack, id), secondary: keyOf(stack, id, "secondary") },
    ]),
  );

function both(first: Observer, second: Observer): Observer {
  return {
    onTrace: second.onTrace,
    onStep: second.onStep,
    onMetric: (metric) => {
      first.onMetric?.(metric);
      second.onMetric?.(metric);
    },
    onCall: (call) => {
      first.onCall?.(call);
      second.onCall?.(call);
    },
  };
}
