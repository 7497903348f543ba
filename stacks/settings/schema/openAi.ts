import { z } from "zod";
import { accountKinds, deploymentSkus, modelFormats, tiers } from "../../../components/openAi/deployments";
import { region } from "./primitives";

const deployment = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/, "must be a model name such as gpt-5")
      .describe("Model; clients name it as the deployment (dated API) or model (v1)."),
    name: z
      .string()
      .min(2)
      .max(64)
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "must be letters, digits, '.', '_' and '-'")
      .optional()
      .describe("Name of the deployment. Default: the model. A second deployment of a model in a region needs one."),
    version: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'must be a version, in quotes, such as "2025-11-13"')
      .describe("Pinned version of the model; in quotes, because YAML takes a bare date for a point in time."),
    format: z
      .enum(modelFormats)
      .default("OpenAI")
      .describe(
        "Who made the model, as Azure names it. Models of others need `kind: AIServices`, are reached on the v1 API only, and are named in `accepted.models`, because the package's tables are of OpenAI's.",
      ),
    sku: z.enum(deploymentSkus).describe("Deployment type."),
    capacity: z
      .int()
      .min(1)
      .max(100000)
      .describe("Capacity: thousands of tokens per minute (standard types) or provisioned throughput units."),
    tier: z
      .enum(tiers)
      .default("payAsYouGo")
      .describe(
        "Order of use: `provisioned` first, then `payAsYouGo`, then `spillOver`. A `spillOver` beside a `provisioned` deployment of the account also takes Azure's own spill-over.",
      ),
  })
  .describe("A model deployment.");

const account = z
  .strictObject({
    location: region.describe("Azure region of the account; one account a region."),
    deployments: z.array(deployment).min(1).describe("Model deployments of the account."),
    sameZone: z
      .boolean()
      .default(true)
      .describe("Whether data may be processed there by choice: regions with `false` are used last."),
  })
  .describe("An Azure OpenAI account.");

const storedObjectAccount = z
  .strictObject({
    consumer: z.string().min(1).describe("Name of the consumer; its plan has `consumersMayReadStoredObjects`."),
    location: region.describe("Azure region of the account; one of `openAi.regions`."),
    deployments: z
      .array(
        deployment
          .omit({ tier: true })
          .describe("A model deployment. The account has one for each name, so none comes before another.")
          .transform((own) => ({ ...own, tier: "payAsYouGo" as const })),
      )
      .min(1)
      .describe(
        "Model deployments for what the consumer stores: responses, conversations and fine-tuning. They take from the same quota of the region, and none is provisioned.",
      ),
    restore: z.boolean().default(false).describe("Bring back the soft-deleted account of the same name."),
  })
  .describe("An account for the stored objects of one consumer.");

/** The setting `openAi`; which deployment type a tier takes is checked in `checks/`. */
export const openAi = z
  .strictObject({
    regions: z.array(account).min(1).describe("Azure OpenAI accounts, by region."),
    kind: z
      .enum(accountKinds)
      .default("AIServices")
      .describe(
        "Kind of the accounts: `AIServices` (Microsoft Foundry, without project management) or `OpenAI`, for accounts that were made as such. Azure changes one into the other in place and may do so by itself, so an environment names the kind that its accounts have.",
      ),
    dataBoundary: z
      .enum(["EU", "US", "none"])
      .default("none")
      .describe(
        "Where prompts may be processed: deployments in another data zone, and global ones, are refused. `none`: anywhere.",
      ),
    statefulRegion: region
      .optional()
      .describe(
        "Region whose account keeps files, fine-tuning and stored responses of consumers without an account of their own. Default: `location`, or the only region; must be given when neither says it.",
      ),
    contentSafetyRegion: region
      .optional()
      .describe(
        "Region whose account looks at the prompts of plans with `contentSafety`: texts of those prompts are sent there too. Default: `statefulRegion`.",
      ),
    slowModels: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Models that may think for more than 30 seconds before a stream begins: the gateway waits up to 240 seconds for them, the longest that Azure keeps a silent connection, instead of trying another region.",
      ),
    sharedStoredObjects: z
      .boolean()
      .default(false)
      .describe(
        "Whether several consumers may use stored objects in the account of `statefulRegion`. Nothing there says whose an object is: each of them can read, list and delete what the others stored.",
      ),
    storedObjectAccounts: z
      .array(storedObjectAccount)
      .default([])
      .describe(
        "Accounts of their own for the stored objects of consumers, so that several may have some: what another consumer stored does not exist there (404), and lists show one's own. Calls that store nothing go to `regions` as everybody's.",
      ),
    contentFilter: z
      .string()
      .min(1)
      .default("Microsoft.DefaultV2")
      .describe("Name of the content filter (RAI policy) of every deployment."),
    allowedFqdns: z
      .array(z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/i, "must be a host name such as files.contoso.com"))
      .default([])
      .describe("Hosts that the accounts may call out to, besides the training storage account."),
    customerManagedKey: z
      .boolean()
      .default(false)
      .describe(
        "Encrypt the accounts with keys of one's own, in a vault for each region, because Azure takes a key only from the account's region.",
      ),
    customerManagedKeySize: z
      .union([z.literal(2048), z.literal(3072), z.literal(4096)])
      .default(2048)
      .describe("Bits of the customer-managed keys; fixed for a key, so another size needs another generation."),
    customerManagedKeyHsm: z
      .boolean()
      .default(false)
      .describe("Keep the customer-managed keys in hardware (RSA-HSM), in vaults of the tier premium."),
    customerManagedKeyGeneration: z
      .int()
      .min(1)
      .default(1)
      .describe("Raise by one to encrypt the accounts with new keys; the ones before stay in the vaults."),
    restore: z.array(region).default([]).describe("Regions whose soft-deleted account of the same name is brought back."),
  })
  .describe("Azure OpenAI accounts and model deployments.");
