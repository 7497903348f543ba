import type { PlanModel } from "../documents/planModel";
import type { GatewaySecrets, Subscription } from "../types";
import type { Call } from "./call";
import { PolicyFault } from "./faults";
import { decode } from "./url";

/** Id of the built-in subscription for all APIs. */
const master = "master";

/** Subscriptions of the plan with the keys that are given for them. */
export function subscriptionsOf(model: PlanModel, { subscriptionKeys }: GatewaySecrets): Map<string, Subscription> {
  const own = model.subscriptions.map(({ id, name, productId, state }): Subscription => {
    const keys = subscriptionKeys[id];
    return {
      id,
      name,
      productId,
      state: state as Subscription["state"],
      primaryKey: keys?.primary ?? "",
      secondaryKey: keys?.secondary,
    };
  });
  const keys = subscriptionKeys[master];
  if (keys)
    own.push({
      id: master,
      name: "Built-in all-access subscription",
      productId: undefined,
      state: "active",
      primaryKey: keys.primary,
      secondaryKey: keys.secondary,
    });
  return new Map(own.map((subscription) => [subscription.id, subscription]));
}

/** Finds the caller's subscription and product; refuses a call without one where the API asks for it. */
export function authorize(call: Call): void {
  const api = call.api!;
  const key = keyOf(call);
  if (key !== undefined) {
    const found = byKey(call, key);
    if (found) {
      call.subscription = found;
      call.product = found.productId === undefined ? undefined : call.gateway.model.products.get(found.productId);
      return;
    }
  }
  const open = api.products
    .map((id) => call.gateway.model.products.get(id))
    .find((product) => product && !product.subscriptionRequired);
  if (open) call.product = open;
  else if (api.subscriptionRequired) throw refusal(call, key === undefined);
}

/** The header comes first; the query counts only without it. */
function keyOf(call: Call): string | undefined {
  const { keyHeader, keyQuery } = call.api!;
  const header = call.request.headers.get(keyHeader);
  if (header !== undefined) return header;
  const query = call.request.url.query.find(([name]) => decode(name).toLowerCase() === keyQuery.toLowerCase());
  return query && decode(query[1]);
}

function byKey(call: Call, key: string): Subscription | undefined {
  const { products } = call.api!;
  return [...call.gateway.subscriptions.values()].find(
    ({ primaryKey, secondaryKey, state, productId }) =>
      key !== "" &&
      (key === primaryKey || key === secondaryKey) &&
      state === "active" &&
      (productId === undefined || products.includes(productId)),
  );
}

function refusal(call: Call, missing: boolean): PolicyFault {
  const { keyHeader, path } = call.api!;
  const realm = `https://${call.original.host}/${path}`;
  return new PolicyFault({
    source: "authorization",
    reason: missing ? "SubscriptionKeyNotFound" : "SubscriptionKeyInvalid",
    message: missing
      ? "Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API."
      : "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    answer: missing
      ? "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."
      : "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    status: 401,
    headers: [["WWW-Authenticate", `AzureApiManagementKey realm="${realm}",name="${keyHeader}",type="header"`]],
  });
}
