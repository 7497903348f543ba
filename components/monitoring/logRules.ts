import type { QueryPart } from "./queries";
import type { Audience } from "./audiences";

/** When the result of a query raises an alert: when `measure` of any row is over the threshold. */
export interface LogRule {
  /** What the alert rule tells; also the name of its text, `queries/alert-<need>.kql`, and of its runbook. */
  need: string;
  /** Texts before its own, in order. */
  parts: readonly QueryPart[];
  /** One sentence that the message shows to the people who are told. */
  description: string;
  /** First moment that one run is about, and the one after the last; rows that are late get time before `until`. */
  since: string;
  /** KQL expression of the end of the range; the moment itself is outside. */
  until: string;
  /** Time over which the rows of a run are read, ISO 8601: the calls of the range, and the hour around it in which their rows are. */
  window: string;
  /** How often it runs, ISO 8601. */
  frequency: string;
  /** Column that is compared: over the threshold. */
  measure: string;
  /** The alert fires when `measure` is greater; in the unit of that column. */
  threshold: number;
  /** Columns that split the alert: one alert for each of their values. */
  dimensions: readonly string[];
  /** 0 critical, 1 error, 2 warning, 3 informational. */
  severity: 0 | 1 | 2 | 3;
  /** The action group that gets the message. */
  audience: Audience;
}

const lastQuarter = { since: "ago(15m)", until: "now()", window: "PT15M", frequency: "PT5M" } as const;

/** An hour of calls that ended half an hour ago and earlier. */
const settledHour = { since: "ago(90m)", until: "ago(30m)", window: "PT3H", frequency: "PT15M" } as const;

/** The Activity Log takes up to 20 minutes to arrive (Microsoft Learn, "Log data ingestion time in Azure Monitor"). */
const activity = {
  parts: ["administration"],
  since: "ago(1h)",
  until: "now()",
  window: "PT1H",
  frequency: "PT10M",
  measure: "Times",
  threshold: 0,
  dimensions: ["Caller", "Operation", "Resource"],
  audience: "security",
} as const;

/** Alerts on the logs. */
export const logRules: readonly LogRule[] = [
  {
    need: "no-rows-while-traffic",
    parts: [],
    description:
      "Application Gateway passes requests on, and API Management logs none or hardly any of them: nobody can say who calls.",
    since: "ago(45m)",
    until: "ago(15m)",
    window: "PT1H",
    frequency: "PT15M",
    measure: "Passed",
    threshold: 0,
    dimensions: [],
    severity: 0,
    audience: "security",
  },
  {
    need: "prompts-not-logged",
    parts: ["calls"],
    description:
      "More than 10 percent of a team's answered calls in an hour, or of all teams', left counts and no messages: prompts are being missed.",
    ...settledHour,
    measure: "WithoutMessagesPercent",
    threshold: 10,
    dimensions: ["Consumer"],
    severity: 1,
    audience: "security",
  },
  {
    need: "calls-without-tokens",
    parts: ["countedOperations", "calls"],
    description:
      "More than 10 percent of a team's successful calls in an hour, or of all teams', left no token counts: usage is being missed.",
    ...settledHour,
    measure: "WithoutTokensPercent",
    threshold: 10,
    dimensions: ["Consumer"],
    severity: 2,
    audience: "operations",
  },
  {
    need: "outside-gateway",
    parts: ["calls"],
    description: "An account answered requests that the gateway knows nothing of.",
    ...settledHour,
    measure: "Requests",
    threshold: 0,
    dimensions: ["AccountOperation"],
    severity: 1,
    audience: "security",
  },
  {
    need: "ingestion-lag",
    parts: [],
    description: "The rows of a table that others rest on arrive more than half an hour late.",
    since: "ago(2h)",
    until: "now()",
    window: "PT2H",
    frequency: "PT15M",
    measure: "LagMinutes",
    threshold: 30,
    dimensions: ["Table"],
    severity: 3,
    audience: "operations",
  },
  {
    need: "certificate-near-expiry",
    parts: [],
    description: "A certificate, secret or key in a vault of this environment ends within 30 days, or has ended.",
    since: "ago(1d)",
    until: "now()",
    window: "P1D",
    frequency: "PT1H",
    measure: "Times",
    threshold: 0,
    dimensions: ["Resource", "Object", "Event"],
    severity: 1,
    audience: "operations",
  },
  {
    need: "prompts-read-by-unusual-reader",
    parts: ["knownTexts", "readers"],
    description: "Somebody who had not done so in the two days before ran a query that can show prompts or answers.",
    since: "ago(2d)",
    until: "now()",
    window: "P2D",
    frequency: "PT15M",
    measure: "Reads",
    threshold: 0,
    dimensions: ["Reader"],
    severity: 2,
    audience: "security",
  },
  {
    need: "consumer-throttled",
    parts: ["answers"],
    description: "More than 20 percent of a team's calls in 15 minutes, of at least five, got 429 from its plan or the model.",
    ...lastQuarter,
    measure: "ThrottledPercent",
    threshold: 20,
    dimensions: ["Consumer"],
    severity: 2,
    audience: "operations",
  },
  {
    need: "all-deployments-throttled",
    parts: ["answers"],
    description: "Calls for a model got 429 because none of its deployments was left.",
    ...lastQuarter,
    measure: "Throttled",
    threshold: 0,
    dimensions: ["Model"],
    severity: 1,
    audience: "operations",
  },
  {
    need: "model-failing",
    parts: ["answers"],
    description: "More than ten calls for a model in 15 minutes, and more than one in a thousand, ended with 5xx.",
    ...lastQuarter,
    measure: "Failed",
    threshold: 10,
    dimensions: ["Model"],
    severity: 1,
    audience: "operations",
  },
  {
    need: "failover-happening",
    parts: ["calls"],
    description:
      "More than five calls for a model in half an hour, and more than one in a thousand, were answered only after another deployment had failed or throttled.",
    since: "ago(30m)",
    until: "now()",
    window: "PT2H",
    frequency: "PT5M",
    measure: "FailedOver",
    threshold: 5,
    dimensions: ["Model"],
    severity: 3,
    audience: "operations",
  },
  {
    need: "refused-spike",
    parts: ["answers"],
    description: "More than 50 calls with one team's key, or without any, were refused with 401 or 403 in 15 minutes.",
    ...lastQuarter,
    measure: "Refused",
    threshold: 50,
    dimensions: ["Consumer"],
    severity: 2,
    audience: "security",
  },
  {
    need: "firewall-spike",
    parts: [],
    description: "The firewall blocked more than 50 requests in 15 minutes.",
    ...lastQuarter,
    measure: "Blocked",
    threshold: 50,
    dimensions: [],
    severity: 2,
    audience: "security",
  },
  {
    need: "quota-80",
    parts: ["plans", "calls"],
    description: "A team used 80 percent of a model's monthly tokens, or will have at the rate of the last two days.",
    since: "max_of(startofmonth(now()), ago(47h))",
    until: "now()",
    window: "P2D",
    frequency: "PT1H",
    measure: "UsedPercent",
    threshold: 80,
    dimensions: ["Consumer", "Model"],
    severity: 3,
    audience: "cost",
  },
  {
    need: "quota-100",
    parts: ["answers"],
    description: "A team's monthly tokens of a model are used up: its calls are refused.",
    ...lastQuarter,
    measure: "Refused",
    threshold: 0,
    dimensions: ["Consumer", "Model"],
    severity: 2,
    audience: "cost",
  },
  {
    ...activity,
    need: "keys-listed",
    description: "Somebody listed keys or secrets, or tried to.",
    severity: 1,
  },
  {
    ...activity,
    need: "evidence-changed",
    description:
      "A diagnostic setting, retention, an export rule, the archive's immutability, a lock, an alert or a policy of the gateway was changed or deleted.",
    severity: 1,
  },
  {
    ...activity,
    need: "local-auth-enabled",
    description: "A write turned on keys as a way in (local authentication).",
    severity: 1,
  },
  {
    ...activity,
    need: "public-access-enabled",
    description: "A write opened a resource to public networks.",
    severity: 1,
  },
  {
    ...activity,
    need: "role-granted",
    description: "A role was granted or defined.",
    severity: 2,
  },
];

/** Page of the runbook of an alert, from the root of the repository. */
export const runbook = (need: string): string => `docs/operations/alerts.md#${need}`;
