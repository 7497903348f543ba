import { z } from "zod";
import type { Plan } from "../../components/apiManagement/planPolicy";
import type { TokenRules } from "../../components/apiManagement/policies";
import type { Consumer } from "../../components/apiManagement/credentials";
import type { GatewaySettings } from "../../components/applicationGateway/applicationGateway";
import type { CertificateSettings } from "../../components/certificate";
import type { WorkspaceSettings } from "../../components/monitoring/workspace";
import type { VirtualNetworkSettings } from "../../components/network/virtualNetwork";
import type { FleetSettings } from "../../components/openAi";
import { apiManagement, identity } from "./schema/apiManagement";
import { consumer, plan } from "./schema/clients";
import { ingress } from "./schema/ingress";
import { budget, monitoring, protection } from "./schema/monitoring";
import { network } from "./schema/network";
import { openAi } from "./schema/openAi";
import { region } from "./schema/primitives";

const namePrefix = z
  .string()
  .min(2)
  .max(15)
  .regex(/^[a-z](-?[a-z0-9])*$/, "must be lower-case letters, digits and single hyphens, beginning with a letter")
  .describe("Beginning of every resource name, unique for the environment; at most 15 characters.");

const uniqueSuffix = z
  .string()
  .regex(/^([a-z0-9]{2,5}|random)$/, "must be 2 to 5 lower-case letters or digits, or random")
  .describe(
    "End of the globally unique names. `random`: five random characters that the stack's state keeps. Default with profile `prod`: five characters made from tenant and prefix, so that the names are known before the first deployment; deleted vaults and accounts keep their names for a while, so deploying again after a destroy needs another suffix.",
  );

/**
 * Tag names may not hold `<>%&\?/` (Microsoft Learn, "Use tags to organize your Azure resources") nor begin with a reserved word
 * (microsoft/vscode-azureresourcegroups issue 1164).
 */
const tagName = z
  .string()
  .max(512)
  .regex(
    /^(?!azure|microsoft|windows)[^<>%&\\?/]+$/i,
    "must be a tag name without < > % & \\ ? / that does not begin with azure, microsoft or windows",
  );

const accepted = z
  .strictObject({
    regions: z
      .array(region)
      .default([])
      .describe("Regions of Azure's public cloud that have opened since the package's list was written."),
    models: z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*$/,
            'must be a model with its version, such as "gpt-5.1@2025-11-13"',
          ),
      )
      .default([])
      .describe("Models, each with its version, that the package's tables do not have or call retired."),
  })
  .describe("What the package's tables of regions and models would refuse, accepted by name.");

/**
 * The settings of one environment: every key that `Pulumi.<stack>.yaml` may hold, with its shape, unit, default and meaning, in
 * the order of the documentation. `docs/settings.md` and the `config` section of `Pulumi.yaml` are generated from the
 * descriptions here.
 *
 * The schema says what one value may be. What must hold between values is checked in `checks/`.
 */
export const settingsSchema = z.strictObject({
  profile: z
    .enum(["dev", "prod"])
    .describe("Set of defaults: `dev` (small, no zones) or `prod` (zones, protection, longer retention)."),
  location: region.describe("Azure region of everything but the Azure OpenAI accounts."),
  namePrefix,
  uniqueSuffix: uniqueSuffix.optional(),
  names: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe("Names that resources already have, to adopt them: kind (such as `workspace`) or kind/key → name."),
  tags: z.record(tagName, z.string().max(256)).default({}).describe("Tags of every resource, at most 15."),
  network: network.prefault({}),
  ingress,
  apiManagement,
  identity,
  openAi,
  plans: z.array(plan).min(1).describe("Service classes; each becomes an API Management product."),
  consumers: z.array(consumer).default([]).describe("Teams and applications; each becomes a subscription of its plan's product."),
  monitoring: monitoring.prefault({}),
  budget: budget.optional(),
  protection: protection.prefault({}),
  accepted: accepted.prefault({}),
  prices: z
    .record(z.string(), z.number().min(0))
    .default({})
    .describe(
      "Own prices for the cost estimate of the preview, in US dollars: name in `local/report/tables/prices.ts`, or `<model>.input` and `<model>.output` for a million tokens, → price. Nothing deployed depends on them.",
    ),
});

/** The settings as the checks see them: with the defaults of the schema. */
export type SoundSettings = z.infer<typeof settingsSchema>;
/** The settings as the rest of the program sees them: checked, with the region of stored objects by name. */
export type Settings = SoundSettings & { openAi: { statefulRegion: string } };
/** A top-level key of the settings. */
export type Section = keyof Settings;

/** Settings that a component takes as they are: where the schema no longer fits its args, this does not compile. */
type Fits<Args, Given extends Args> = Given;

/** The setting `network`. */
export type NetworkSettings = Fits<VirtualNetworkSettings, Settings["network"]>;
/** The setting `ingress`; the PFX and its password are secret outputs once the settings are loaded. */
export type IngressSettings = Fits<GatewaySettings & { certificate: CertificateSettings }, Settings["ingress"]>;
/** The setting `identity`, with the groups that get roles. */
export type IdentitySettings = Fits<TokenRules, Settings["identity"]>;
/** The setting `openAi`, with `statefulRegion` filled in. */
export type OpenAiSettings = Fits<FleetSettings, Settings["openAi"]>;
/** An entry of `openAi.regions`. */
export type RegionSettings = OpenAiSettings["regions"][number];
/** An entry of `openAi.regions[].deployments`. */
export type DeploymentSettings = RegionSettings["deployments"][number];
/** An entry of `plans`. */
export type PlanSettings = Fits<Plan, Settings["plans"][number]>;
/** An entry of `consumers`. */
export type ConsumerSettings = Fits<Consumer, Settings["consumers"][number]>;
/** The setting `monitoring`. */
export type MonitoringSettings = Fits<WorkspaceSettings, Settings["monitoring"]>;
