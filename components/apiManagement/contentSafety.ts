import { refusal } from "./refusals";
import { PolicyPiece, Tokens, joined, nothing, renderPiece } from "./renderPolicy";

/** Kinds of harm that the service tells apart (Microsoft Learn, "Harm categories in Azure AI Content Safety"). */
export const harmCategories = ["Hate", "SelfHarm", "Sexual", "Violence"] as const;

/** A kind of harm. */
export type HarmCategory = (typeof harmCategories)[number];

/** What prompts of a plan are looked at for before a model gets them. */
export interface ContentSafety {
  /** Attacks on the model's instructions: by the user, and in what tools answered. */
  promptShield: boolean;
  /** Severity, 1 to 7, from which a prompt is refused. A kind that is not named is not looked for. */
  categories: Readonly<Partial<Record<HarmCategory, number>>>;
  /** Names of blocklists of the account that does the looking. */
  blocklists: readonly string[];
  /** Characters of text in a request; a longer one is refused. */
  longestPrompt: number;
}

/** Id of the named value with the host that looks at prompts. */
export const contentSafetyHostName = "host-content-safety";

const service = {
  /** Generally available for both operations (Azure AI Content Safety REST API). */
  apiVersion: "2024-09-01",
  /** Most characters of a text in one question (Microsoft Learn, "Azure AI Content Safety", input requirements). */
  length: 10_000,
  /** Characters that stand in two questions, so that a text at the end of one is whole in the other. */
  overlap: 500,
  /** Until an answer must be there, in seconds. */
  seconds: 5,
} as const;

/** Most characters that a plan may have looked at: so many questions are asked at the same time, twice. */
export const longestPromptOfAll = 200_000;

/** Seconds after which a call is worth sending again, when the service did not answer. */
const retryAfterSeconds = 10;

/** What prompts of a plan are looked at for, as the policy of an API reads it; no XML for a plan without it. */
export function planSafety(safety: ContentSafety | undefined): PolicyPiece {
  if (!safety) return nothing;
  const { longestPrompt, promptShield, categories, blocklists } = safety;
  const limits = harmCategories.flatMap((name) => (categories[name] === undefined ? [] : [`${name}=${categories[name]}`]));
  const looksFor = [longestPrompt, promptShield ? "attacks" : "", limits.join("|"), blocklists.join("|")].join(";");
  return renderPiece("plan-safety.xml", { looksFor });
}

/** Has prompts looked at where their plan says so, and refuses what was found or could not be looked at. No XML where no plan says so. */
export function contentSafetyPiece(plans: readonly ContentSafety[]): PolicyPiece {
  if (plans.length === 0) return nothing;
  const { apiVersion, length, seconds } = service;
  const common = { apiVersion, length, seconds, host: contentSafetyHostName };
  const noRetry = renderPiece("no-retry.xml");
  const parts = partsOf(Math.max(...plans.map(({ longestPrompt }) => longestPrompt)));
  const questions = (file: string, kind: string, more: Tokens = {}) =>
    parts.map((part, index) => renderPiece(file, { ...common, ...part, variable: `${kind}-${index + 1}`, ...more }));
  return renderPiece("content-safety.xml", {
    questions: joined(
      ...questions("ask-shield.xml", "shield"),
      // Without categories the service looks for all; what it says of them is not read.
      ...questions("ask-categories.xml", "categories", { allCategories: harmCategories.join("|") }),
    ),
    asked: ["shield", "categories"].flatMap((kind) => parts.map(({ after }, index) => `${kind}-${index + 1}=${after}`)).join("|"),
    notCheckable: refusal("promptNotCheckable", noRetry),
    notChecked: refusal(
      "promptNotChecked",
      renderPiece("retry-after.xml", { variable: "safetyRetryAfter", otherwise: retryAfterSeconds }),
    ),
    promptBlocked: refusal("promptBlocked", noRetry, renderPiece("safety-finding.xml")),
  });
}

/** Where each question begins, and the length of text from which on it is asked. */
function partsOf(longest: number): { start: number; after: number }[] {
  const stride = service.length - service.overlap;
  const count = Math.max(1, Math.ceil((longest - service.overlap) / stride));
  return Array.from({ length: count }, (_, index) => ({
    start: index * stride,
    after: index === 0 ? 0 : index * stride + service.overlap,
  }));
}
