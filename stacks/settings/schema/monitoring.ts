import { z } from "zod";
import { audiences } from "../../../components/monitoring/audiences";
import { armId, audience, email, guid, key, secretText } from "./primitives";

const auditArchive = z
  .strictObject({
    immutable: z
      .boolean()
      .default(true)
      .describe(
        "Keep audit records from being changed or deleted. It is fixed when the storage account is made. Azure deletes neither container nor account while they hold a record, locked or not, so `destroy` fails: with profile `dev` it is off.",
      ),
    retentionDays: z
      .int()
      .min(1)
      .max(146000)
      .default(365)
      .describe("Days that an audit record cannot be changed or deleted, with `immutable`."),
    deleteAfterDays: z
      .int()
      .min(1)
      .max(146000)
      .optional()
      .describe("Days after which a record is deleted from the archive; at least `retentionDays`. Default: `retentionDays`."),
    geoRedundant: z
      .boolean()
      .default(false)
      .describe("Keep a copy of the archive in the paired region; records then leave the region, as the pair lies."),
    locked: z
      .boolean()
      .default(false)
      .describe(
        "Lock the immutability policy: it can then only be prolonged, never removed, and the account stays until the last record's time is over. The deployment that makes the archive leaves it unlocked, as Azure demands; each later one locks it.",
      ),
  })
  .describe("Copy of the audit tables in Storage.");

const eventHub = z
  .strictObject({
    enabled: z.boolean().default(false).describe("Stream logs to an Event Hub."),
    capacity: z.int().min(1).max(40).default(1).describe("Throughput units of the namespace."),
    retentionDays: z.int().min(1).max(7).default(1).describe("Days that events are kept."),
  })
  .describe("Event Hub for a SIEM.");

const alertReceiver = z
  .strictObject({
    name: key.describe("Name."),
    email: email.optional().describe("Address that gets mails."),
    sms: z
      .strictObject({
        countryCode: z
          .string()
          .regex(/^\d{1,3}$/, "must be one to three digits")
          .describe("Country calling code without plus sign, in quotes."),
        phoneNumber: z
          .string()
          .regex(/^\d{4,14}$/, "must be four to fourteen digits")
          .describe("Number without country code, in quotes."),
      })
      .optional()
      .describe("A telephone that gets a text message."),
    webhook: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^https:\/\/[a-z0-9.-]+\.[a-z]+(:\d+)?(\/[^\s?#]*)?$/i,
            "must be an address over https without user, query and fragment, such as https://alerts.contoso.com/azure; Entra ID says who calls, no key",
          )
          .describe("Address."),
        identifierUri: audience.describe(
          "Application ID URI or client id of the program's app registration: the audience of the token.",
        ),
        objectId: guid.describe("Object id of the app's service principal."),
        tenantId: guid.optional().describe("Entra tenant of the app. Default: that of the subscription."),
      })
      .optional()
      .describe(
        "A program that gets the alert, with a token of Entra ID. Names of teams and callers leave the environment with it: the preview shows the address, and the rules know no other.",
      ),
    logicApp: z
      .strictObject({
        workflowId: armId("Microsoft.Logic/workflows").describe("Resource id of the workflow."),
        callbackUrl: secretText.describe(
          "Address of its HTTP trigger, which is signed; set it with `pulumi config set --secret --path monitoring.alertReceivers[0].logicApp.callbackUrl`.",
        ),
      })
      .optional()
      .describe("A Logic App that the alert starts."),
    audiences: z
      .array(z.enum(audiences))
      .min(1)
      .default([...audiences])
      .describe("Of which alerts: `operations` (on-call), `security`, `cost` (plans and quotas)."),
  })
  .describe("A receiver of alerts: at least one of `email`, `sms`, `webhook`, `logicApp`.");

/** The setting `monitoring`; retention is in days. */
export const monitoring = z
  .strictObject({
    workspaceId: armId("Microsoft.OperationalInsights/workspaces")
      .optional()
      .describe("An existing workspace, instead of a new one."),
    retentionDays: z.int().min(30).max(730).default(90).describe("Days that logs can be queried interactively (30 to 730)."),
    archiveDays: z
      .int()
      .min(30)
      .max(4383)
      .default(365)
      .describe(
        "Days that the prompt and gateway tables are kept in total: 30 to 730, or 3 to 12 years (1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383).",
      ),
    privateLinkScope: z
      .boolean()
      .default(true)
      .describe(
        "Reach the workspace over an Azure Monitor private link scope. A network can be in one scope only: switch off when it already is.",
      ),
    auditArchive: auditArchive.prefault({}),
    activityLog: z.boolean().default(true).describe("Send the subscription's Activity Log to the workspace."),
    eventHub: eventHub.prefault({}),
    alertReceivers: z.array(alertReceiver).default([]).describe("Who gets alerts."),
  })
  .describe("Logs, audit and alerts.");

/** The setting `budget`; the environment has none without it. */
export const budget = z
  .strictObject({
    amount: z.number().positive().describe("Amount a month, in the currency of the billing account."),
    startDate: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])-01$/, 'must be the first day of a month, in quotes, such as "2026-12-01"')
      .describe(
        "First month: this one or a later one when the budget is made; Azure keeps it, so a change has no effect afterwards.",
      ),
    contactEmails: z.array(email).min(1).describe("Who is told at 50, 80 and 100 percent (actual) and 100 percent (forecast)."),
  })
  .describe("Monthly budget of the resource group.");

/** The setting `protection`: what Pulumi and Azure refuse to delete. */
export const protection = z
  .strictObject({
    protectStateful: z.boolean().default(false).describe("Pulumi refuses to delete or replace stateful resources."),
    locks: z
      .boolean()
      .default(false)
      .describe(
        "Azure delete locks on stateful resources. While they are on, nothing below these resources can be taken away either, no consumer and no region: switch them off in the same change.",
      ),
  })
  .describe("Protection against deletion.");
