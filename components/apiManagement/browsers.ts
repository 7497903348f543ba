import { PolicyPiece, joined, nothing, renderPiece } from "./renderPolicy";

/** Headers that the OpenAI SDK for JavaScript sends from a browser (openai-node 6, `client.ts` and `internal/detect-platform.ts`), and credentials. */
const requestHeaders = [
  "accept",
  "api-key",
  "authorization",
  "content-type",
  "ocp-apim-subscription-key",
  "openai-beta",
  "openai-organization",
  "openai-project",
  "x-stainless-arch",
  "x-stainless-async",
  "x-stainless-custom-poll-interval",
  "x-stainless-helper-method",
  "x-stainless-lang",
  "x-stainless-os",
  "x-stainless-package-version",
  "x-stainless-poll-helper",
  "x-stainless-retry-count",
  "x-stainless-runtime",
  "x-stainless-runtime-version",
  "x-stainless-timeout",
] as const;

/** Headers of answers that clients read: when to come back, what is left, and the id to ask about. */
const answerHeaders = [
  "retry-after",
  "x-consumed-tokens",
  "x-ratelimit-limit-requests",
  "x-ratelimit-limit-tokens",
  "x-ratelimit-remaining-requests",
  "x-ratelimit-remaining-tokens",
  "x-remaining-tokens",
  "x-request-id",
  "x-should-retry",
] as const;

/** Lets pages of some origins read answers in a browser; nothing when there are none. */
export function browserOrigins(origins: readonly string[]): PolicyPiece {
  if (origins.length === 0) return nothing;
  const headers = (names: readonly string[]) => joined(...names.map((header) => renderPiece("browser-header.xml", { header })));
  return renderPiece("browser-origins.xml", {
    origins: joined(...[...origins].sort().map((origin) => renderPiece("browser-origin.xml", { origin }))),
    requestHeaders: headers(requestHeaders),
    answerHeaders: headers(answerHeaders),
  });
}
