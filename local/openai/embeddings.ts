import { createHash } from "node:crypto";
import { Json, jsonAnswer } from "./answer";
import { ModelCall, Work, bodyOf } from "./call";
import { positive, refuseModel } from "./chat";
import { requestError } from "./refusal";
import { countTokens } from "./tokens";

/** Numbers of a vector, by model, when the request does not say otherwise. */
const dimensions: Readonly<Record<string, number>> = {
  "text-embedding-3-large": 3072,
  "text-embedding-3-small": 1536,
  "text-embedding-ada-002": 1536,
};
const mostInputs = 2048;

/** `POST …/embeddings`: a text, several, token ids, or several lists of them. */
export function embedding(call: ModelCall): Work {
  const body = bodyOf(call);
  const { model } = call.deployment;
  refuseModel("embeddings", model, model in dimensions);
  const inputs = inputsOf(body.input);
  const promptTokens = inputs.reduce<number>((sum, one) => sum + (typeof one === "string" ? countTokens(one) : one.length), 0);
  const length = positive(body, "dimensions") ?? dimensions[model] ?? 1536;
  return {
    demand: { promptTokens, maxTokens: 0 },
    answer: () => ({
      completionTokens: 0,
      response: jsonAnswer(200, {
        object: "list",
        model,
        data: inputs.map((input, index) => ({
          object: "embedding",
          index,
          embedding: written(vectorOf(JSON.stringify(input), length), body.encoding_format),
        })),
        usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
      }),
    }),
  };
}

function inputsOf(input: Json | undefined): (string | number[])[] {
  const isTokens = (value: Json | undefined): value is number[] =>
    Array.isArray(value) && value.length > 0 && value.every(Number.isInteger);
  if (typeof input === "string") return [input];
  if (isTokens(input)) return [input];
  if (
    Array.isArray(input) &&
    input.length > 0 &&
    input.length <= mostInputs &&
    input.every((one) => typeof one === "string" || isTokens(one))
  )
    return input as (string | number[])[];
  throw requestError(
    400,
    null,
    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
    "input",
  );
}

/** A vector of length 1 that depends on the text only. */
function vectorOf(text: string, length: number): Float32Array {
  const seed = createHash("sha256").update(text).digest();
  const raw = Float32Array.from({ length }, (_, index) => ((seed[index % seed.length] ?? 0) + ((index * 31) % 97)) / 352 - 0.5);
  const norm = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  return raw.map((value) => value / norm);
}

const written = (vector: Float32Array, format: Json | undefined): number[] | string =>
  format === "base64" ? Buffer.from(vector.buffer).toString("base64") : [...vector];
