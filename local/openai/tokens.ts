import { createRequire } from "node:module";

type Encoding = typeof import("gpt-tokenizer/cjs/encoding/o200k_base");
const load = createRequire(__filename);

/** The tables of the encoding are large: they are loaded when a text is counted. */
export const encoding = (): Encoding => load("gpt-tokenizer/cjs/encoding/o200k_base") as Encoding;

/** Texts that come again and again, such as those of a simulation. */
const known = new Map<string, number>();
const mostKnown = 2000;

/** Tokens of a text, with the encoding of the gpt-5 family. */
export function countTokens(text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  const tokens = encoding().countTokens(text, { allowedSpecial: "all" });
  if (known.size >= mostKnown) known.clear();
  known.set(text, tokens);
  return tokens;
}

/** Tokens of each message beside its text, and of the beginning of the answer (OpenAI Cookbook, "How to count tokens with tiktoken"). */
const perMessage = 3;
const perAnswer = 3;

/** Tokens of a conversation whose messages have these texts. */
export const countConversation = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + perMessage + countTokens(text), perAnswer);
