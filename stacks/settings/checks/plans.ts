import { uncountedRequestsPerMinute } from "../../../components/apiManagement/planPolicy";
import { isProvisioned, pools } from "../deployments";
import { check, problemIf } from "./check";

/** Models whose operations no token limit of API Management counts (Microsoft Learn, "llm-token-limit": chat, completions, embeddings and responses). */
const uncounted = /image|dall-e|audio|whisper|transcribe|tts|sora/;

/** Warnings about limits that promise more than there is, or that cannot be meant. */
export const plans = check(["openAi", "plans"], ({ openAi, plans }) => {
  const members = pools(openAi);
  return plans.flatMap((plan, index) => [
    ...plan.models.flatMap((model) => {
      const deployments = (members.get(model) ?? []).map(({ deployment }) => deployment);
      const capacity = 1000 * deployments.reduce((sum, deployment) => sum + deployment.capacity, 0);
      return problemIf(
        deployments.length > 0 && !deployments.some(isProvisioned) && plan.tokensPerMinute > capacity,
        ["plans", index, "tokensPerMinute"],
        plan.tokensPerMinute,
        `at most ${capacity}`,
        `one consumer may use more than all deployments of ${model} together`,
      );
    }),
    ...problemIf(
      plan.requestsPerMinute === undefined && plan.models.some((model) => uncounted.test(model)),
      ["plans", index, "requestsPerMinute"],
      undefined,
      "a number of requests",
      `no limit of tokens counts images and audio (${plan.models.filter((model) => uncounted.test(model)).join(", ")}); each consumer has ${uncountedRequestsPerMinute} requests a minute for them until the plan says another number`,
    ),
    ...problemIf(
      plan.tokensPerMonth !== undefined && plan.tokensPerMonth < plan.tokensPerMinute,
      ["plans", index, "tokensPerMonth"],
      plan.tokensPerMonth,
      `at least ${plan.tokensPerMinute} (tokensPerMinute)`,
      "the month is used up within a minute",
    ),
  ]);
});
