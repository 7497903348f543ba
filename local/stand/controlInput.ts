import { z } from "zod";
import { Account, Fault, contentSafetyName, regionStates } from "../openai";
import type { Consumer } from "./consumers";

/** What the control door refuses. */
export class ControlError extends Error {
  constructor(
    /** HTTP status of the answer. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const tokenBody = z.strictObject({
  consumer: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).optional(),
  signature: z.enum(["RS256", "none", "HS256", "foreign"]).optional(),
  version: z.union([z.literal(1), z.literal(2)]).optional(),
});

const regionBody = z.strictObject({
  state: z.enum(regionStates),
  deployment: z.string().optional(),
  retryAfterSeconds: z.int().min(0).optional(),
});

const subscriptionBody = z.strictObject({ state: z.enum(["active", "suspended", "cancelled", "expired"]) });

/** The body in its shape. @throws ControlError with everything that is wrong with it. */
function shaped<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ControlError(
    400,
    result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`).join("; "),
  );
}

function consumerNamed(name: string, consumers: readonly Consumer[], status: number): Consumer {
  const consumer = consumers.find((one) => one.name === name);
  if (!consumer) throw new ControlError(status, `consumer: no ${name}; allowed: ${consumers.map((one) => one.name).join(", ")}`);
  return consumer;
}

/** A request for a token: of a consumer, of somebody with other claims, or both. */
export function tokenRequest(body: unknown, consumers: readonly Consumer[]) {
  const { consumer, ...rest } = shaped(tokenBody, body);
  if (consumer === undefined && rest.claims === undefined) throw new ControlError(400, "give consumer, claims or both");
  return { ...rest, consumer: consumer === undefined ? undefined : consumerNamed(consumer, consumers, 400) };
}

/** A new state of a region, of one deployment in it, or of what looks at texts there. */
export function regionChange(location: string, body: unknown, accounts: readonly Account[]): Fault & { deployment?: string } {
  const own = accounts.filter((account) => account.location === location);
  if (own.length === 0)
    throw new ControlError(
      404,
      `no region ${location}; allowed: ${[...new Set(accounts.map((one) => one.location))].join(", ")}`,
    );
  const change = shaped(regionBody, body);
  const names = own.flatMap(({ deployments, contentSafetyHost }) => [
    ...deployments.keys(),
    ...(contentSafetyHost ? [contentSafetyName] : []),
  ]);
  if (change.deployment !== undefined && !names.includes(change.deployment))
    throw new ControlError(400, `deployment: no ${change.deployment} in ${location}; allowed: ${names.join(", ")}`);
  return change;
}

/** A new state of a consumer's subscription. */
export function subscriptionChange(name: string, body: unknown, consumers: readonly Consumer[]) {
  return { consumer: consumerNamed(name, consumers, 404), ...shaped(subscriptionBody, body) };
}
