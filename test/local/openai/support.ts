import type { Server } from "node:http";
import type { Clock } from "../../../local/gateway/types";
import { close, listen } from "../../../local/http/listen";
import { Account, OpenAi, createOpenAi } from "../../../local/openai";
import { openAiServer } from "../../../local/openai/server";

/** A clock that moves when somebody sleeps, or when a test says so. */
export class TestClock implements Clock {
  constructor(public time = Date.parse("2026-11-25T10:00:00Z")) {}
  now = (): number => this.time;
  sleep = (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
    return Promise.resolve();
  };
}

const deployment = (name: string, model: string, version: string, capacity = 50) => ({
  name,
  model,
  version,
  sku: "DataZoneStandard",
  capacity,
  provisioned: false,
  tokensPerMinute: capacity * 1000,
  requestsPerMinute: capacity * 6,
  outputWeight: 1,
});

/** Two accounts with the same deployments. */
export const accounts: Account[] = ["swedencentral", "francecentral"].map((location) => ({
  name: `oai-${location}`,
  location,
  host: `oai-${location}.openai.azure.com`,
  deployments: new Map(
    [
      deployment("gpt-5.1", "gpt-5.1", "2025-11-13"),
      deployment("embed", "text-embedding-3-small", "1"),
      deployment("gpt-image-2", "gpt-image-2", "2026-04-21"),
      deployment("whisper", "whisper", "001"),
      deployment("tts", "gpt-4o-mini-tts", "2025-12-15"),
    ].map((one) => [one.name, one]),
  ),
}));

/** Numbers that look random and are the same in each run. */
export function seeded(seed = 1): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Accounts that take any token. */
export function openAiForTests(clock: Clock = new TestClock()): OpenAi {
  const access = { proven: async () => ({ aud: "https://cognitiveservices.azure.com", oid: "gateway" }), mayAsk: () => true };
  return createOpenAi({ accounts, clock, random: seeded(), access, pace: { first: 0, between: 0 } });
}

/** Serves accounts while `use` runs. @param use Gets the base of an account's URL. */
export async function served<T>(openAi: OpenAi, use: (base: (account: string) => string) => Promise<T>): Promise<T> {
  const server: Server = openAiServer(openAi);
  const port = await listen(server);
  try {
    return await use((account) => `http://127.0.0.1:${port}/${account}`);
  } finally {
    await close(server);
  }
}
