import { z } from "zod";
import { harmCategories, longestPromptOfAll } from "../../../components/apiManagement/contentSafety";
import { credentialModes } from "../../../components/apiManagement/credentials";
import { hostedTools } from "../../../components/apiManagement/tools";
import { guid, key } from "./primitives";

const contentSafety = z
  .strictObject({
    promptShield: z
      .boolean()
      .default(true)
      .describe("Whether attacks on the model's instructions are looked for: by the user, and in what tools answered."),
    categories: z
      .partialRecord(z.enum(harmCategories), z.int().min(1).max(7))
      .default({})
      .describe(
        "Kinds of harm that are looked for (`Hate`, `SelfHarm`, `Sexual`, `Violence`), each with the severity from which a prompt is refused, 1 (strictest) to 7.",
      ),
    blocklists: z
      .array(
        z.string().regex(/^[A-Za-z0-9._~-]{1,64}$/, "must be the name of a blocklist: letters, digits, '.', '_', '~' and '-'"),
      )
      .default([])
      .describe(
        "Names of blocklists of the account, which somebody has made there: a prompt with one of their words is refused.",
      ),
    longestPrompt: z
      .int()
      .min(1000)
      .max(longestPromptOfAll)
      .default(50_000)
      .describe(
        "Most characters of text in a request, the conversation so far and all tools included. A longer one is refused, because it is looked at in pieces of 10,000.",
      ),
  })
  .describe("What prompts are looked at for before a model gets them, by Azure AI Content Safety in one of the accounts.");

/** An entry of the setting `plans`; limits without a value are not set. */
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
    tokensPerMinutePerUser: z
      .int()
      .min(1)
      .optional()
      .describe("Tokens per minute for each person or application of a consumer, over all models. Default: no limit of its own."),
    requestsPerMinutePerUser: z
      .int()
      .min(1)
      .optional()
      .describe("Requests per minute for each person or application of a consumer. Default: no limit of its own."),
    tokensPerMinuteOfAllModels: z
      .int()
      .min(1)
      .optional()
      .describe("Tokens per minute for each consumer over all models together. Default: only the limit for each model."),
    tokensPerMonthOfAllModels: z
      .int()
      .min(1)
      .optional()
      .describe("Tokens per calendar month for each consumer over all models together. Default: no quota."),
    consumersMayReadStoredObjects: z
      .boolean()
      .default(false)
      .describe(
        "Whether files, fine-tuning, stored responses and other stored objects may be used: in the account of the consumer (`openAi.storedObjectAccounts`), else in that of `openAi.statefulRegion`.",
      ),
    credentials: z
      .enum(credentialModes)
      .default("keyAndToken")
      .describe(
        "What a caller shows. `keyAndToken`: the key of the consumer's subscription and a token of its Entra group. `token`: a token alone; the consumer follows from the groups, app roles or application in it, and has no key. `key`: the key alone, in `api-key`, `Ocp-Apim-Subscription-Key` or as Bearer; nobody knows who calls, only which consumer. For tools that send one credential.",
      ),
    aliases: z
      .record(
        z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/, "must be a model name such as gpt-latest"),
        z.string().min(1),
      )
      .default({})
      .describe("Further names of the plan's models, such as `gpt-latest`: alias → model. Logs show the model."),
    tools: z
      .array(z.enum(hostedTools))
      .default([])
      .describe(
        "What requests may ask for beside functions and the data that they carry: `web_search`, `code_interpreter`, `file_search`, `image_generation`, `data_sources` (searches of Azure's own), `remote_urls` (images and files that the model fetches). Each of them sends data out of the model, or brings data in.",
      ),
    mcpServers: z
      .array(
        z
          .string()
          .regex(
            /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~/-]*)?$/,
            "must be an https address such as https://mcp.contoso.com/sse",
          ),
      )
      .default([])
      .describe("Addresses of MCP servers that requests may name; every other one is refused."),
    usesProvisioned: z
      .boolean()
      .optional()
      .describe(
        "Whether calls of the plan may take provisioned throughput. With `false` they begin at the pay-as-you-go deployments, so what was bought in advance is for the other plans. Default: true.",
      ),
    contentSafety: contentSafety
      .optional()
      .describe(
        "Have prompts looked at before a model gets them. Default: not; the content filter of each deployment looks at them anyway. Needs `openAi.kind: AIServices`, and a plan without stored objects.",
      ),
  })
  .describe("A service class.");

/** An entry of the setting `consumers`. */
export const consumer = z
  .strictObject({
    name: key.describe("Name of the team or application."),
    entraGroup: guid.describe("Object id of the Entra group that the caller's token must show."),
    moreEntraGroups: z
      .array(guid)
      .default([])
      .describe("Object ids of further Entra groups; a token that shows one of them will do as well."),
    appRoles: z
      .array(z.string().regex(/^[A-Za-z0-9._-]{1,120}$/, "must be the value of an app role: letters, digits, '.', '_' and '-'"))
      .default([])
      .describe(
        "Values of app roles of the gateway's application in Entra; a token that shows one of them will do as well. For applications, whose tokens need not list groups.",
      ),
    applicationIds: z
      .array(guid)
      .default([])
      .describe(
        "Application ids (client ids) whose own tokens will do as well: those that an application gets for itself, not for a user.",
      ),
    plan: z.string().min(1).describe("Name of the plan."),
    leadGroup: guid
      .optional()
      .describe(
        "Object id of the Entra group of those who answer for the team: they read the calls, tokens and cost of their own teams, not prompts. One group may lead several. Not with a plan of `credentials: token`, whose calls the log gives to no team in a way that a role can tell.",
      ),
    costCentre: z.string().min(1).max(64).describe("Cost centre to which the usage is charged."),
  })
  .describe("A team or application.");
