/** One test of an event; `anyOf`: one of several. */
type Condition = { field: string; equals: string } | { anyOf: { field: string; equals: string }[] };

/** When an event of the Activity Log raises an alert. */
export interface ActivityRule {
  /** Last part of the alert rule's name. */
  key: string;
  /** One sentence that the message shows to the people who are told. */
  description: string;
  /** Whether events of the whole subscription count, or of the environment's resource group only. */
  scope: "subscription" | "resourceGroup";
  /** Who is told. */
  audience: "operations" | "security";
  /** All of them hold (Azure REST API, "Activity Log Alerts"). */
  conditions: readonly Condition[];
}

/** What Azure says of itself, and what must not depend on the logs (Microsoft Learn, "Azure Activity Log event schema", categories ServiceHealth, ResourceHealth and Administrative). */
export const activityRules: readonly ActivityRule[] = [
  {
    key: "service-health",
    description: "Azure reports an incident, maintenance or a retirement that concerns the subscription.",
    scope: "subscription",
    audience: "operations",
    conditions: [{ field: "category", equals: "ServiceHealth" }],
  },
  {
    key: "resource-health",
    description: "Azure itself made a resource of the environment degraded or unavailable.",
    scope: "resourceGroup",
    audience: "operations",
    conditions: [
      { field: "category", equals: "ResourceHealth" },
      {
        anyOf: ["Degraded", "Unavailable"].map((equals) => ({ field: "properties.currentHealthStatus", equals })),
      },
      { field: "properties.cause", equals: "PlatformInitiated" },
    ],
  },
  {
    // Azure judges it where the event is made: the rows of a log that was stopped would not be there to be queried.
    key: "log-stopped",
    description:
      "A diagnostic setting of the subscription was deleted: the logs that it sent, its Activity Log perhaps, are sent no more.",
    scope: "subscription",
    audience: "security",
    conditions: [
      { field: "category", equals: "Administrative" },
      { field: "operationName", equals: "Microsoft.Insights/diagnosticSettings/delete" },
    ],
  },
];
