import { z } from "zod";
import { apiManagementTierNames, usableTiers } from "../../../components/apiManagement/tiers";
import { audience, email, guid, zone } from "./primitives";

/** The setting `apiManagement`; which tiers take which units and zones is checked in `checks/`. */
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
      .enum(["UntilApproved", "Enabled", "Disabled"])
      .optional()
      .describe(
        "Only `StandardV2`, which must say it: Azure creates it open and closes it only behind an approved private endpoint. `UntilApproved`: open, refusing every call, in the first deployment; closed by the first one after the endpoint's approval. `Enabled`: open, refusing every call, until this is changed by hand, where the program may not read the service. `Disabled`: it is there and approved; anything else is refused before anything is made. The rules count an open one as a violation.",
      ),
    restore: z.boolean().default(false).describe("Bring back a soft-deleted service of the same name."),
  })
  .describe("API Management.");

const groups = z
  .strictObject({
    administrators: guid
      .optional()
      .describe(
        "Object id of the group that administers the environment (manages API Management's content; reads figures of all calls, not prompts).",
      ),
    auditors: guid.optional().describe("Object id of the group that reads prompts, answers and the audit archive."),
    operators: guid
      .optional()
      .describe(
        "Object id of the group that is on call: reads metrics and alerts of the gateway and the accounts and figures of all calls, not prompts.",
      ),
    costOwners: guid
      .optional()
      .describe("Object id of the group that answers for the cost: reads tokens and cost of all teams, not prompts."),
  })
  .describe("Entra groups that get roles here.");

/** The setting `identity`: whose tokens the gateway accepts, and which groups get roles. */
export const identity = z
  .strictObject({
    tenantId: guid.describe("Entra tenant whose tokens are accepted."),
    audience: audience.describe(
      "Audience that the caller's token must carry: an app registration of this tenant that lists groups in its tokens. The application ID URI for tokens of version 1.0 (Entra's default), the client id for 2.0.",
    ),
    groups: groups.prefault({}),
  })
  .describe("Entra ID.");
