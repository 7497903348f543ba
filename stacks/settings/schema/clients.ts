import { z } from "zod";
import { guid, key } from "./primitives";

export const plan = z
  .strictObject({
    name: key.describe("Name of the plan; becomes the API Management product."),
    models: z.array(z.string().min(1)).min(1).describe("Models that the plan may use."),
    tokensPerMinute: z.int().min(1).describe("Tokens per minute for each consumer and model."),
    tokensPerMonth: z
      .int()
      .min(1)
      .optional()
      .describe("Tokens per calendar month for each consumer and model. Default: no quota."),
    requestsPerMinute: z
      .int()
      .min(1)
      .optional()
      .describe(
        "Requests per minute for each consumer. Default: no ceiling, but 60 for what is not counted in tokens (images, audio).",
      ),
    consumersMayReadStoredObjects: z
      .boolean()
      .default(false)
      .describe(
        "Whether files, batches, fine-tuning, stored responses and other stored objects of the shared account may be used.",
      ),
  })
  .describe("A service class.");

export const consumer = z
  .strictObject({
    name: key.describe("Name of the team or application."),
    entraGroup: guid.describe("Object id of the Entra group that the caller's token must show."),
    plan: z.string().min(1).describe("Name of the plan."),
    costCentre: z.string().min(1).max(64).describe("Cost centre to which the usage is charged."),
  })
  .describe("A team or application.");
