import { z } from "zod";
import { apiManagementTierNames, usableTiers } from "../../../components/apiManagement/tiers";
import { audience, email, guid, zone } from "./primitives";

export const apiManagement = z
  .strictObject({
    sku: z
      .enum(apiManagementTierNames)
      .meta({ refused: apiManagementTierNames.filter((tier) => !usableTiers.includes(tier)) })
      .describe(
        "Tier. `Developer` and `Premium` run inside the network, `StandardV2` behind a private endpoint; the others are refused, with the reason.",
      ),
    units: z.int().min(1).max(31).default(1).describe("Number of scale units; with zones at least one a zone."),
    zones: z.array(zone).default([]).describe("Availability zones; `Premium` only."),
    publisherName: z.string().min(1).max(100).describe("Name of the organisation, shown in mails of API Management."),
    publisherEmail: email.max(100).describe("Address from which API Management writes."),
    publicNetworkAccess: z
      .enum(["Enabled", "Disabled"])
      .default("Disabled")
      .describe(
        "Only `StandardV2`: Azure creates it open, so the first deployment says `Enabled`; once the private endpoint is approved say `Disabled`. The rules count `Enabled` as a violation.",
      ),
    restore: z.boolean().default(false).describe("Bring back a soft-deleted service of the same name."),
  })
  .describe("API Management.");

const groups = z
  .strictObject({
    administrators: guid
      .optional()
      .describe("Object id of the group that administers the environment (reads all, manages API Management's content)."),
    auditors: guid.optional().describe("Object id of the group that reads prompts, answers and the audit archive."),
    operators: guid
      .optional()
      .describe("Object id of the group that reads metrics and alerts of the gateway and the accounts, not prompts."),
  })
  .describe("Entra groups that get roles here.");

export const identity = z
  .strictObject({
    tenantId: guid.describe("Entra tenant whose tokens are accepted."),
    audience: audience.describe(
      "Audience that the caller's token must carry: an app registration of this tenant that lists groups in its tokens. The application ID URI for tokens of version 1.0 (Entra's default), the client id for 2.0.",
    ),
    groups: groups.prefault({}),
  })
  .describe("Entra ID.");
