import { apiManagementTiers } from "../../../components/apiManagement/tiers";
import { isProvisioned, placedDeployments, pools } from "../deployments";
import { check, problemIf } from "./check";

/** Limits of a user need a token that says who it is. */
export const userLimits = check(["plans"], ({ plans }) =>
  plans.flatMap((plan, index) =>
    (["tokensPerMinutePerUser", "requestsPerMinutePerUser"] as const).flatMap((name) =>
      problemIf(
        plan.credentials === "key" && plan[name] !== undefined,
        ["plans", index, name],
        plan[name],
        "no such limit, or credentials: keyAndToken or token",
        "with credentials: key nobody knows which user calls",
      ),
    ),
  ),
);

/** Warnings about limits that cannot work as they are meant: smaller for all than for one, or larger than a deployment takes in one request. */
export const limits = check(["openAi", "plans"], ({ openAi, plans }) => {
  const members = pools(openAi);
  return plans.flatMap((plan, index) => {
    const { tokensPerMinute, tokensPerMinuteOfAllModels: ofAll, tokensPerMinutePerUser: ofUser } = plan;
    const above = (name: string, value: number | undefined, most: number, message: string) =>
      problemIf(value !== undefined && value > most, ["plans", index, name], value, `at most ${most}`, message);
    return [
      ...above(
        "tokensPerMinute",
        tokensPerMinute,
        ofAll ?? Infinity,
        "all models together have fewer (tokensPerMinuteOfAllModels)",
      ),
      ...above("tokensPerMinutePerUser", ofUser, ofAll ?? tokensPerMinute, "the consumer has no more, whoever calls"),
      ...plan.models.flatMap((model) => {
        const small = (members.get(model) ?? [])
          .map(({ deployment }) => deployment)
          .filter((deployment) => !isProvisioned(deployment))
          .map(({ capacity }) => 1000 * capacity);
        const least = Math.min(...small);
        return above(
          "tokensPerMinute",
          tokensPerMinute,
          least,
          `a prompt may be larger than the smallest deployment of ${model} takes in a minute (${least} tokens): Azure says to retry in a day`,
        );
      }),
    ];
  });
});

/** Warnings about requests that Application Gateway lets through and the tier of API Management does not. */
export const tierRequests = check(["apiManagement", "ingress"], ({ apiManagement: { sku }, ingress }) => {
  const { request }: { request?: { seconds: number; bodyKb: number } } = apiManagementTiers[sku];
  if (!request) return [];
  const { requestTimeoutSeconds, firewall } = ingress;
  return [
    ...problemIf(
      requestTimeoutSeconds > request.seconds,
      ["ingress", "requestTimeoutSeconds"],
      requestTimeoutSeconds,
      `at most ${request.seconds}, or apiManagement.sku: Premium`,
      `${sku} ends every request after ${request.seconds} seconds, streams too: no long answers, no slow models`,
    ),
    ...problemIf(
      !firewall.enforceRequestBodyLimit || firewall.maxRequestBodyKb > request.bodyKb,
      ["ingress", "firewall", "enforceRequestBodyLimit"],
      firewall.enforceRequestBodyLimit,
      `a limit of at most ${request.bodyKb} KB`,
      `${sku} takes bodies of ${request.bodyKb} KB at most: larger files and images fail`,
    ),
  ];
});

/** A model for spoken dialogue needs a WebSocket. */
export const realtime = check(["openAi"], ({ openAi }) =>
  placedDeployments(openAi).flatMap(({ deployment: { model }, path }) =>
    problemIf(
      /realtime/.test(model),
      [...path, "model"],
      model,
      "a model that answers over HTTP",
      "the gateway has no route to it: it speaks over a WebSocket, whose tokens no limit of API Management counts",
    ),
  ),
);
