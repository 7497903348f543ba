import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError, messageOf } from "../engine/errors";
import { regionStates } from "../openai";

const seconds = z.number().min(0);

const traffic = z
  .strictObject({
    /** Consumers that send it, in turn. */
    consumers: z.array(z.string()).min(1).optional(),
    /** Or that many of the environment's, from the first one on. */
    consumerCount: z.int().min(1).optional(),
    /** People of each consumer that send it, in turn, by any names. Default: one, who is nobody of these. */
    users: z.array(z.string()).min(1).optional(),
    model: z.string(),
    /** API that the clients use: only the dated one reaches deployments under another name than the model's. */
    api: z.enum(["dated", "v1"]).default("v1"),
    /** Calls in a minute of all of them together, at random times. */
    callsPerMinute: z.number().positive().optional(),
    /** Or as a share of what all deployments of the model can take. */
    load: z.number().positive().optional(),
    promptTokens: z.int().min(8),
    answerTokens: z.int().min(1),
    /** `max_completion_tokens` of the requests. Default: none. */
    maxTokens: z.int().min(1).optional(),
    from: seconds.default(0),
    to: seconds.optional(),
    /** More calls by day than by night, on average as many as said. */
    daily: z.boolean().default(false),
  })
  .refine((one) => (one.consumers === undefined) !== (one.consumerCount === undefined), "give consumers or consumerCount")
  .refine((one) => (one.callsPerMinute === undefined) !== (one.load === undefined), "give callsPerMinute or load");

const event = z.strictObject({
  at: seconds,
  region: z.string(),
  deployment: z.string().optional(),
  state: z.enum(regionStates),
  retryAfterSeconds: z.int().min(0).optional(),
});

const scenario = z.strictObject({
  what: z.string(),
  seed: z.int().default(1),
  seconds: z.number().positive(),
  /** Until then nothing is measured. */
  warmUpSeconds: seconds.default(0),
  /** Settings of the environment, over those of `scenarios/environment.yaml`, group by group. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Consumers to make beside those of the settings: that many, of one plan. */
  teams: z.strictObject({ count: z.int().min(1), plan: z.string() }).optional(),
  /** How often a client sends a failed call again, as the SDKs do. */
  clientRetries: z.int().min(0).default(0),
  traffic: z.array(traffic).min(1),
  events: z.array(event).default([]),
});

/** A scenario as its file has it, with defaults. */
export type Scenario = z.infer<typeof scenario>;
/** One kind of call, and how often it comes. */
export type Traffic = Scenario["traffic"][number];

/**
 * Reads a scenario, in YAML or JSON.
 * @throws UsageError with everything that is wrong with it.
 */
export function readScenario(file: string): Scenario {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`--scenario ${file}: ${messageOf(error)}`);
  }
  const result = scenario.safeParse(value);
  if (result.success) return result.data;
  throw new UsageError(
    result.error.issues.map(({ path, message }) => `${file}: ${path.join(".") || "file"}: ${message}`).join("\n"),
  );
}
