import type { JsonObject } from "./answer";
import { Refusal } from "./refusal";
import { filteredText } from "./words";

const category = (filtered: boolean) => ({ filtered, severity: filtered ? "high" : "safe" });

/** What the content filter says of a text that passes. */
export const passedFilter = (): JsonObject => ({
  hate: category(false),
  self_harm: category(false),
  sexual: category(false),
  violence: category(false),
});

/** @throws Refusal as Azure's when a text of the prompt is one that the filter stops. */
export function filterPrompt(texts: readonly string[]): void {
  if (!texts.some((text) => text.includes(filteredText))) return;
  throw new Refusal(400, {
    error: {
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
      type: null,
      param: "prompt",
      code: "content_filter",
      status: 400,
      innererror: {
        code: "ResponsibleAIPolicyViolation",
        content_filter_result: { ...passedFilter(), violence: category(true) },
      },
    },
  });
}
