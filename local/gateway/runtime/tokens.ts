import { createRequire } from "node:module";
import type { TokenCounts } from "../records";

/** Tokens that each image of a prompt counts when it is estimated ("azure-openai-token-limit", 2026-04). */
const tokensPerImage = 1200;

/** What a request has in tokens, and what kind it is. */
export interface PromptEstimate {
  /** Tokens of the prompt; 0 where the body has none. */
  tokens: number;
  /** Whether the body asks for a stream. */
  stream: boolean;
  /** The prompt is a list of token ids. */
  tokenIds: boolean;
}

const none: PromptEstimate = { tokens: 0, stream: false, tokenIds: false };

/** Estimates of bodies that are there: a client sends the same one again. */
const estimates = new WeakMap<Uint8Array, PromptEstimate>();

/** Estimates the prompt of a body of the OpenAI APIs; a body that is no JSON has none. */
export function estimatePrompt(body: Uint8Array | undefined): PromptEstimate {
  if (!body) return none;
  const found = estimates.get(body) ?? estimated(body);
  estimates.set(body, found);
  return found;
}

function estimated(body: Uint8Array): PromptEstimate {
  const request = parsed(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  if (!request) return none;
  const prompt = [request.messages, request.input, request.prompt, request.instructions, request.tools];
  return {
    tokens: prompt.reduce<number>((sum, part) => sum + tokensIn(part), 0),
    stream: request.stream === true,
    tokenIds: isIds(request.input) || isIds(request.prompt),
  };
}

type Json = Record<string, unknown>;

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

const isIds = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === "number" || isIds(part));

function tokensIn(value: unknown): number {
  if (typeof value === "string") return textTokens(value);
  if (typeof value === "number") return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + tokensIn(part), 0);
  if (typeof value !== "object" || value === null) return 0;
  if ("type" in value && (value.type === "image_url" || value.type === "input_image")) return tokensPerImage;
  return Object.values(value).reduce<number>((sum, part) => sum + tokensIn(part), 0);
}

const allowAll = { allowedSpecial: "all" as const };

type Encoding = typeof import("gpt-tokenizer/cjs/encoding/o200k_base");
const load = createRequire(__filename);

/** Tokens of a text in the encoding of the current models, whose tables are loaded when there is a text. */
const textTokens = (text: string): number =>
  text === "" ? 0 : (load("gpt-tokenizer/cjs/encoding/o200k_base") as Encoding).countTokens(text, allowAll);

interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
  input_tokens?: number;
  output_tokens?: number;
  total_tokens?: number;
}

function countsOf(usage: Usage | null | undefined): TokenCounts | undefined {
  if (!usage) return undefined;
  const prompt = usage.prompt_tokens ?? usage.input_tokens ?? 0;
  const completion = usage.completion_tokens ?? usage.output_tokens ?? 0;
  return { prompt, completion, total: usage.total_tokens ?? prompt + completion, estimated: false };
}

interface Event {
  usage?: Usage | null;
  response?: { usage?: Usage | null };
  delta?: unknown;
  choices?: { delta?: { content?: unknown }; text?: unknown }[];
}

/**
 * Tokens of an answer: what its usage says, in a stream what its last event says; a stream without usage is estimated.
 *
 * @param prompt Estimate of the prompt, for a stream without usage.
 */
export function tokensOfAnswer(answer: Uint8Array, streamed: boolean, prompt: number): TokenCounts | undefined {
  const text = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength).toString("utf8");
  if (!streamed) return countsOf((parsed(text) as Event | undefined)?.usage);
  let said = "";
  let found: TokenCounts | undefined;
  for (const line of text.split("\n")) {
    const event = line.startsWith("data:") ? (parsed(line.slice(5).trim()) as Event | undefined) : undefined;
    if (!event) continue;
    found = countsOf(event.usage ?? event.response?.usage) ?? found;
    said += eventText(event);
  }
  if (found) return found;
  const completion = textTokens(said);
  return said === "" ? undefined : { prompt, completion, total: prompt + completion, estimated: true };
}

function eventText({ delta, choices }: Event): string {
  if (typeof delta === "string") return delta;
  return (choices ?? [])
    .map((choice) => choice.delta?.content ?? choice.text)
    .filter((part) => typeof part === "string")
    .join("");
}
