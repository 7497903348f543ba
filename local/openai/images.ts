import { jsonAnswer } from "./answer";
import { ModelCall, Work, bodyOf, formOf, seconds } from "./call";
import { positive, refuseModel } from "./chat";
import { filterPrompt } from "./contentFilter";
import { requestError } from "./refusal";
import { countTokens } from "./tokens";

/** A PNG of one transparent point: what every prompt gives. */
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
/** Tokens of one image of medium quality, 1024 × 1024 (OpenAI, "Image generation"). */
const tokensPerImage = 1056;

const isImageModel = (model: string): boolean => /image|dall-e/.test(model);

/** `POST …/images/generations`. */
export function imageGeneration(call: ModelCall): Work {
  const body = bodyOf(call);
  if (typeof body.prompt !== "string")
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'prompt'.", "prompt");
  return images(call, "imageGeneration", body.prompt, positive(body, "n") ?? 1, 0);
}

/** `POST …/images/edits`: a form with one image or several. */
export async function imageEdit(call: ModelCall): Promise<Work> {
  const form = await formOf(call);
  const prompt = form.get("prompt");
  const given = [...form.getAll("image"), ...form.getAll("image[]")].filter((part) => typeof part !== "string");
  if (typeof prompt !== "string")
    throw requestError(400, "missing_required_parameter", "Missing required parameter: 'prompt'.", "prompt");
  if (given.length === 0) throw requestError(400, "missing_required_parameter", "Missing required parameter: 'image'.", "image");
  return images(call, "imageEdit", prompt, Number(form.get("n") ?? 1), given.length);
}

function images(call: ModelCall, operation: string, prompt: string, count: number, inputs: number): Work {
  refuseModel(operation, call.deployment.model, isImageModel(call.deployment.model));
  filterPrompt([prompt]);
  const text = countTokens(prompt);
  const [input, output] = [text + inputs * tokensPerImage, count * tokensPerImage];
  return {
    // Limits of image models are requests; their tokens are only reported.
    demand: { promptTokens: 0, maxTokens: 0 },
    answer: () => ({
      completionTokens: 0,
      response: jsonAnswer(200, {
        created: seconds(call.clock),
        data: Array.from({ length: count }, () => ({ b64_json: png })),
        output_format: "png",
        quality: "medium",
        size: "1024x1024",
        usage: {
          input_tokens: input,
          input_tokens_details: { text_tokens: text, image_tokens: inputs * tokensPerImage },
          output_tokens: output,
          total_tokens: input + output,
        },
      }),
    }),
  };
}
