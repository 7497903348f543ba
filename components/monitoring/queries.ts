import { FactPart } from "./gatewayFacts";

/** Groups of queries that Log Analytics knows (Azure REST API, "Query Packs", related categories). */
type Category = "audit" | "monitor" | "network" | "security";

/** A text that others begin with: `queries/_<part>.kql`, or made from what is known of the environment. */
export type QueryPart = "calls" | "spending" | "answers" | "messages" | "administration" | "readers" | "knownTexts" | FactPart;

/** A value that a query is asked with, besides its time range and its consumer. */
export interface QueryParameter {
  /** Name of the `let` in the text and of the function's parameter, which is a string. */
  name: string;
  /** Value outside of the function. */
  standard: string;
}

/** What is known of a query: its text is in `queries/<key>.kql`. */
export interface QueryFacts {
  /** Display name in the query pack and on workbook panels. */
  title: string;
  /** The question that the query answers, in one sentence. */
  description: string;
  /** Under which heading Log Analytics lists it. */
  category: Category;
  /** Texts before its own, in order. */
  parts: readonly QueryPart[];
  /**
   * Name under which the query is also saved as a function. None for a query that names consumers, plans or deployments: a changed function is made
   * anew, and a lock on the workspace refuses to take the old one away, so that a consumer could not be added while locks are on.
   */
  functionAlias?: string;
  /** What the query is asked with besides time range and consumer. Default: nothing. */
  parameters?: readonly QueryParameter[];
  /** First moment that the query is about where nobody chooses a range. Default: a day ago. */
  since?: string;
  /** The query shows prompts or answers. */
  showsPrompts?: true;
  /** Newest calls that are shown to a reader. A saved function, whose rows are added up by others, gives all. Default: all. */
  newest?: number;
}

/** Id that no call has; the reader puts another in its place. */
export const noCorrelationId = "00000000-0000-0000-0000-000000000000";

/** What stands for a caller until the reader puts an object id in its place. */
export const noCaller = "object-id";

/** The queries that people use; each goes into the query pack. */
export const libraryQueries = {
  usage: {
    title: "Tokens and calls by team, model, region and deployment",
    description: "Who used how many tokens of which model, and where it was answered.",
    category: "monitor",
    parts: ["calls"],
    functionAlias: "ShieldUsage",
  },
  totals: {
    title: "Totals",
    description: "Calls by what became of them, and tokens, of everything together.",
    category: "monitor",
    parts: ["calls"],
  },
  "tokens-by-consumer": {
    title: "Tokens by team and model",
    description: "How many tokens of which model each team used.",
    category: "monitor",
    parts: ["calls"],
    functionAlias: "ShieldTokensByConsumer",
  },
  "tokens-by-caller": {
    title: "Tokens by caller and model",
    description: "Who used how many tokens of which model.",
    category: "monitor",
    parts: ["calls"],
    functionAlias: "ShieldTokensByCaller",
  },
  "tokens-over-time": {
    title: "Tokens over time",
    description: "Tokens and calls of each team, step by step; a step without any call is there as well.",
    category: "monitor",
    parts: ["calls"],
  },
  "throttled-over-time": {
    title: "Throttled calls over time",
    description: "Percent of each team's calls that got 429, step by step.",
    category: "monitor",
    parts: ["calls"],
  },
  "call-details": {
    title: "One call, without what was said",
    description: "Everything but prompt and answer about the call with a correlation id.",
    category: "monitor",
    parts: ["calls"],
    parameters: [{ name: "correlationId", standard: noCorrelationId }],
    since: "ago(90d)",
  },
  calls: {
    title: "The newest calls",
    description: "One row a call, whatever became of it, without prompts.",
    category: "monitor",
    newest: 1000,
    parts: ["calls"],
    functionAlias: "ShieldCalls",
  },
  cost: {
    title: "Cost by team, cost centre and model",
    description: "Tokens in US dollars by the price of the day, and provisioned capacity shared by use.",
    category: "monitor",
    parts: ["consumers", "deployments", "prices", "calls", "spending"],
  },
  "cost-by-month": {
    title: "Cost of the month and forecast",
    description:
      "What each team's tokens and its share of provisioned capacity cost this month, and what the month comes to at this rate.",
    category: "monitor",
    parts: ["consumers", "deployments", "prices", "calls", "spending"],
    since: "startofmonth(now())",
  },
  "prompts-and-answers": {
    title: "Prompts and answers",
    description: "What was asked by whom, and what the model answered, as plain text; the newest thousand calls.",
    category: "audit",
    newest: 1000,
    parts: ["calls", "messages"],
    functionAlias: "ShieldPromptsAndAnswers",
    showsPrompts: true,
  },
  "caller-history": {
    title: "One caller's history",
    description: "Every call of a person or an application, with prompts and answers.",
    category: "audit",
    newest: 1000,
    parts: ["calls", "messages"],
    parameters: [{ name: "caller", standard: noCaller }],
    since: "ago(30d)",
    showsPrompts: true,
  },
  "one-call": {
    title: "One call",
    description: "Everything about the call with a correlation id, from end to end.",
    category: "audit",
    parts: ["calls", "messages"],
    functionAlias: "ShieldOneCall",
    parameters: [{ name: "correlationId", standard: noCorrelationId }],
    since: "ago(90d)",
    showsPrompts: true,
  },
  throttling: {
    title: "Throttling",
    description: "Calls that a plan's limit or a model's capacity turned away, by team and model.",
    category: "monitor",
    parts: ["calls"],
  },
  limits: {
    title: "Limits and headroom",
    description: "The busiest minute and the tokens of each team against the limits of its plan.",
    category: "monitor",
    parts: ["plans", "calls"],
  },
  failover: {
    title: "Failover and attempts",
    description: "Every attempt at every deployment, also those that the caller did not notice.",
    category: "monitor",
    parts: ["calls"],
  },
  deployments: {
    title: "Use of the model deployments",
    description: "Which deployment answered how many calls, and how often another had failed before.",
    category: "monitor",
    parts: ["calls"],
  },
  latency: {
    title: "Latency",
    description: "Percentiles of the time of a call, of the model and of the gateway itself.",
    category: "monitor",
    parts: ["calls"],
  },
  "first-token": {
    title: "Time to the first token",
    description: "How long streamed answers take to begin, by account.",
    category: "monitor",
    parts: [],
  },
  errors: {
    title: "Calls that were not answered",
    description: "Refused, throttled, failed and cancelled calls by cause and team.",
    category: "monitor",
    parts: ["calls"],
  },
  "refused-calls": {
    title: "Refused calls",
    description: "Calls refused with 401, 403 or 429, by reason and team.",
    category: "security",
    parts: ["calls"],
  },
  "client-addresses": {
    title: "Addresses of clients",
    description: "Where calls came from, those with most refusals first.",
    category: "security",
    parts: ["calls"],
  },
  coverage: {
    title: "Coverage of tokens and prompts",
    description: "Share of the answered calls whose tokens were counted and whose messages were logged.",
    category: "audit",
    parts: ["countedOperations", "calls"],
  },
  "outside-gateway": {
    title: "Requests that reached an account without the gateway",
    description: "Rows of the accounts' own logs that no call of the gateway belongs to.",
    category: "security",
    parts: ["calls"],
  },
  "firewall-blocks": {
    title: "Firewall matches",
    description: "Rules of the web application firewall that matched, the fields, and the words of an exclusion for each.",
    category: "security",
    parts: [],
  },
  "prompt-readers": {
    title: "Who read prompts",
    description: "Queries that can show prompts and answers, and who ran them.",
    category: "audit",
    parts: ["knownTexts", "readers"],
  },
  "archived-rows": {
    title: "Rows to hold against the archive",
    description: "Rows of each exported table by the hour; the archive's blobs must hold no fewer.",
    category: "audit",
    parts: [],
  },
  "admin-changes": {
    title: "Keys, roles, network, logging: changes by administrators",
    description: "Who listed keys, granted roles, opened access, changed the evidence or anything else; the gravest first.",
    category: "audit",
    parts: ["administration"],
  },
} as const satisfies Record<string, QueryFacts>;

/** Key of a query, which is also the name of its file. */
export type LibraryQuery = keyof typeof libraryQueries;

/** The facts of every query of the library, with their keys. */
export function library(): { key: LibraryQuery; facts: QueryFacts }[] {
  return Object.entries(libraryQueries).map(([key, facts]) => ({ key: key as LibraryQuery, facts }));
}
