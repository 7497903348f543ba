import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Groups of queries that Log Analytics knows (Azure REST API, "Query Packs", related categories). */
type Category = "audit" | "monitor" | "network" | "security";

/** What is known of a query: its text is in `queries/<key>.kql`. */
export interface QueryFacts {
  title: string;
  description: string;
  category: Category;
  /** Tabular expressions that the text begins with: `queries/_<part>.kql`. */
  parts: readonly QueryPart[];
  /** Name under which the query is also saved as a function. */
  functionAlias?: string;
  /** Names that the text leaves open, each with the value that it has outside of the function. */
  parameters?: Readonly<Record<string, string>>;
}

export type QueryPart = "calls" | "counted" | "usage" | "messages";

/** The queries that people use; each goes into the query pack. */
export const libraryQueries = {
  "tokens-by-consumer": {
    title: "Tokens by team and model",
    description: "How many tokens of which model each team used.",
    category: "monitor",
    parts: ["calls", "usage"],
    functionAlias: "ShieldTokensByConsumer",
  },
  "tokens-by-caller": {
    title: "Tokens by caller and model",
    description: "Who used how many tokens of which model.",
    category: "monitor",
    parts: ["calls", "usage"],
    functionAlias: "ShieldTokensByCaller",
  },
  "tokens-over-time": {
    title: "Tokens over time",
    description: "Tokens of each team by the hour.",
    category: "monitor",
    parts: ["calls", "usage"],
  },
  "prompts-and-answers": {
    title: "Prompts and answers",
    description: "What was asked by whom, and what the model answered; long and streamed messages in one piece.",
    category: "audit",
    parts: ["calls", "usage", "messages"],
    functionAlias: "ShieldPromptsAndAnswers",
  },
  "one-call": {
    title: "One call",
    description: "Everything about the call with a correlation id.",
    category: "audit",
    parts: ["calls", "usage", "messages"],
    functionAlias: "ShieldOneCall",
    parameters: { correlationId: "00000000-0000-0000-0000-000000000000" },
  },
  "refused-calls": {
    title: "Refused calls",
    description: "Calls refused with 401, 403 or 429, by reason and team.",
    category: "security",
    parts: ["calls"],
  },
  "token-coverage": {
    title: "Calls without token counts",
    description: "Share of the successful calls whose tokens were counted, streamed and not.",
    category: "monitor",
    parts: ["calls", "counted", "usage"],
  },
  "backend-distribution": {
    title: "Use of the model deployments",
    description: "Which deployment answered how many calls, and how often it failed or throttled.",
    category: "monitor",
    parts: ["calls"],
  },
  latency: {
    title: "Latency",
    description: "Percentiles of the time of a call, of the model and of the gateway itself.",
    category: "monitor",
    parts: ["calls"],
  },
  throttling: {
    title: "Throttling",
    description: "Calls that a plan's limit or a model's capacity turned away, over time.",
    category: "monitor",
    parts: ["calls"],
  },
  "firewall-blocks": {
    title: "Firewall matches",
    description: "Rules of the web application firewall that matched, and the fields in which they did.",
    category: "security",
    parts: [],
  },
  "prompt-readers": {
    title: "Who read prompts",
    description: "Queries that can show prompts and answers, and who ran them.",
    category: "audit",
    parts: [],
  },
  "admin-changes": {
    title: "Changes by administrators",
    description: "Who changed which Azure resource.",
    category: "audit",
    parts: [],
  },
} as const satisfies Record<string, QueryFacts>;

/** The queries of the log alerts. */
export const alertQueries = {
  "alert-throttled-share": { parts: ["calls"] },
  "alert-refused": { parts: ["calls"] },
  "alert-calls-without-tokens": { parts: ["calls", "counted", "usage"] },
  "alert-prompts-read": { parts: [] },
} as const satisfies Record<string, Pick<QueryFacts, "parts">>;

export type LibraryQuery = keyof typeof libraryQueries;
export type AlertQuery = keyof typeof alertQueries;

/** The facts of every query of the library, with their keys. */
export function library(): { key: LibraryQuery; facts: QueryFacts }[] {
  return Object.entries(libraryQueries).map(([key, facts]) => ({ key: key as LibraryQuery, facts }));
}

/**
 * Text of a query: the parts that it needs, then its own file. The text stands for itself; it needs no saved function.
 *
 * @param as `function`: parameters stay open, because the function declares them. `query`: they have a value.
 * @throws Error when a file of the query is missing.
 */
export function queryText(key: LibraryQuery | AlertQuery, as: "query" | "function" = "query"): string {
  const facts: Pick<QueryFacts, "parts" | "parameters"> = { ...libraryQueries, ...alertQueries }[key];
  const values = as === "query" ? Object.entries(facts.parameters ?? {}).map(([name, value]) => `let ${name} = "${value}";`) : [];
  return [...values, ...facts.parts.map((part) => readKql(`_${part}`)), readKql(key)].join("\n");
}

/** Parameters of a saved function, as Log Analytics writes them; undefined when it has none. */
export function functionParameters({ parameters }: QueryFacts): string | undefined {
  if (!parameters) return undefined;
  return Object.keys(parameters)
    .map((name) => `${name}:string`)
    .join(", ");
}

function readKql(name: string): string {
  return readFileSync(join(__dirname, "queries", `${name}.kql`), "utf8")
    .replaceAll("\r\n", "\n")
    .trimEnd();
}
