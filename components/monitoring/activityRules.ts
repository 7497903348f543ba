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
  /** All of them hold (Azure REST API, "Activity Log Alerts"). */
  conditions: readonly Condition[];
}

/** What Azure says of itself (Microsoft Learn, "Azure Activity Log event schema", categories ServiceHealth and ResourceHealth). */
export const activityRules: readonly ActivityRule[] = [
  {
    key: "service-health",
    description: "Azure reports an incident, maintenance or a retirement that concerns the subscription.",
    scope: "subscription",
    conditions: [{ field: "category", equals: "ServiceHealth" }],
  },
  {
    key: "resource-health",
    description: "Azure itself made a resource of the environment degraded or unavailable.",
    scope: "resourceGroup",
    conditions: [
      { field: "category", equals: "ResourceHealth" },
      {
        anyOf: ["Degraded", "Unavailable"].map((equals) => ({ field: "properties.currentHealthStatus", equals })),
      },
      { field: "properties.cause", equals: "PlatformInitiated" },
    ],
  },
];
