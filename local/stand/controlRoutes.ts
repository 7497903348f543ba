import { isTable, tableNames } from "../logs/tables";
import { ControlError, regionChange, subscriptionChange, tokenRequest } from "./controlInput";
import { memberOf, stranger, subscriptionId } from "./consumers";
import type { Parts } from "./parts";

type Handler = (parts: Parts, argument: string, body: unknown) => unknown;

async function token({ consumers, issuer, environment }: Parts, _argument: string, body: unknown): Promise<unknown> {
  const { consumer, claims, signature, version } = tokenRequest(body, consumers);
  const principal = consumer ? memberOf(consumer) : stranger;
  return { token: await issuer.tokenOf(principal, environment.settings.identity.audience, { version, claims, signature }) };
}

const regions: Handler = ({ openAi }) =>
  openAi.accounts.map(({ name, location, deployments }) => ({
    location,
    account: name,
    ...openAi.stateOf(location),
    deployments: [...deployments.values()].map((one) => ({
      name: one.name,
      model: one.model,
      ...openAi.stateOf(location, one.name),
    })),
  }));

const setRegion: Handler = (parts, location, body) => {
  const { deployment, ...fault } = regionChange(location, body, parts.openAi.accounts);
  parts.openAi.setState(location, fault, deployment);
  return { location, ...(deployment !== undefined && { deployment }), ...fault };
};

const setSubscription: Handler = ({ consumers, gateway }, name, body) => {
  const { consumer, state } = subscriptionChange(name, body, consumers);
  const subscription = gateway.subscriptions.get(subscriptionId(consumer));
  if (!subscription) throw new ControlError(404, `the gateway has no subscription of ${name}`);
  subscription.state = state;
  return { name, state };
};

const rows: Handler = ({ workspace }, table) => {
  if (!isTable(table)) throw new ControlError(404, `the table ${table} is not written here; written: ${tableNames.join(", ")}`);
  return workspace.rows(table);
};

/** What the accounts got; bodies as base64. */
const received: Handler = ({ openAi }) =>
  openAi.received.map((one) => ({
    ...one,
    at: new Date(one.at).toISOString(),
    body: Buffer.from(one.body ?? []).toString("base64"),
  }));

const reset: Handler = ({ gateway, openAi, workspace, metrics }) => {
  gateway.reset();
  for (const subscription of gateway.subscriptions.values()) subscription.state = "active";
  openAi.reset();
  workspace.clear();
  metrics.length = 0;
  return { reset: true };
};

/** What can be asked of a running environment, beside calling it. */
export const routes: readonly (readonly [method: string, path: RegExp, handle: Handler])[] = [
  ["POST", /^\/tokens$/, token],
  ["GET", /^\/regions$/, regions],
  ["PUT", /^\/regions\/([^/]+)$/, setRegion],
  ["PUT", /^\/subscriptions\/([^/]+)$/, setSubscription],
  ["GET", /^\/logs\/([^/]+)$/, rows],
  ["GET", /^\/metrics$/, ({ metrics }) => metrics],
  ["GET", /^\/received$/, received],
  ["POST", /^\/reset$/, reset],
];
