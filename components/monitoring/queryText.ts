import { readFileSync } from "node:fs";
import { join } from "node:path";
import { factParts, GatewayFacts } from "./gatewayFacts";
import { knownTexts } from "./knownTexts";
import { library, libraryQueries, LibraryQuery, QueryFacts, QueryParameter, QueryPart } from "./queries";

/** Where a text is used, which says where its range, its team and its other values come from. */
export type Use =
  | { as: "query" }
  | { as: "function" }
  /**
   * `clicked`: about the call that was clicked in a list, not the one that was typed. `accounts: false`: the reader may not read the accounts' own log.
   * `ownTeams`: the reader sees own teams only, and so no share of others.
   */
  | { as: "tile"; clicked?: boolean | undefined; accounts?: boolean | undefined; ownTeams?: boolean | undefined }
  /** In an alert rule, whose run is `now()`; both are moments such as `ago(15m)`. */
  | { as: "alert"; since: string; until: string };

/** Names of the workbooks' parameters, which the workbook puts into the texts in braces. */
export const pickers = {
  range: "TimeRange",
  consumer: "Team",
  model: "Model",
  region: "Region",
  correlationId: "CallId",
  clickedCall: "ClickedCall",
  caller: "Caller",
} as const;

const valueIn = (picker: string, form = ""): string => `{${picker}${form}}`;

/** The first lines of a text: what it is asked with. None in a function, whose parameters they are. */
function head(use: Use, facts: Pick<QueryFacts, "since" | "parameters" | "parts">, needsStep: boolean): string[] {
  const everybody = facts.parts.includes("spending") && !(use.as === "tile" && use.ownTeams);
  const narrower = facts.parts.includes("calls") ? narrowerLines(use, everybody) : [];
  if (use.as === "function") return narrower;
  const own = (facts.parameters ?? []).map(({ name, standard }: QueryParameter) => {
    const call = use.as === "tile" && use.clicked ? pickers.clickedCall : pickers.correlationId;
    const picker = name === "caller" ? pickers.caller : call;
    return `let ${name} = "${use.as === "tile" ? valueIn(picker) : standard}";`;
  });
  if (use.as === "alert")
    return [`let since = ${use.since};`, `let until = ${use.until};`, 'let consumer = "*";', ...narrower, ...own];
  const tile = use.as === "tile" && !facts.since;
  return [
    `let since = ${tile ? valueIn(pickers.range, ":start") : (facts.since ?? "ago(1d)")};`,
    `let until = ${tile ? valueIn(pickers.range, ":end") : "now()"};`,
    `let consumer = "${use.as === "tile" ? valueIn(pickers.consumer) : "*"}";`,
    ...narrower,
    ...(needsStep ? [`let step = ${tile ? valueIn(pickers.range, ":grain") : "1h"};`] : []),
    ...own,
  ];
}

/**
 * Calls of one model, one region and one team only, where the reader has picked them.
 *
 * @param everybody Whether calls of all teams are read and the team is picked after: what teams share is known from all of them.
 */
const narrowerLines = (use: Use, everybody: boolean): string[] => [
  `let whose = ${everybody ? '"*"' : "consumer"};`,
  `let onlyModel = "${use.as === "tile" ? valueIn(pickers.model) : "*"}";`,
  `let onlyRegion = "${use.as === "tile" ? valueIn(pickers.region) : "*"}";`,
];

/** Texts with `step`, the width of a point in time. */
const stepped: readonly string[] = ["tokens-over-time", "throttled-over-time"];

/**
 * Text of a query: what it is asked with, the parts that it needs, then its own file. The text stands for itself; it needs no
 * saved function.
 *
 * @throws Error when a file of the query is missing.
 */
export function queryText(key: LibraryQuery, gateway: GatewayFacts, use: Use = { as: "query" }): string {
  const facts: QueryFacts = libraryQueries[key];
  const accounts = use.as !== "tile" || use.accounts !== false;
  const whole = assemble(head(use, facts, stepped.includes(key)), facts.parts, key, gateway, accounts);
  const cut = facts.newest !== undefined && use.as !== "function";
  return cut ? `${whole}\n| top ${facts.newest} by TimeGenerated desc` : whole;
}

/** Text of a log alert: `queries/alert-<need>.kql` after its parts, over the range of one run. */
export function alertText(
  need: string,
  parts: readonly QueryPart[],
  range: { since: string; until: string },
  gateway: GatewayFacts,
): string {
  return assemble(head({ as: "alert", ...range }, { parts }, false), parts, `alert-${need}`, gateway);
}

function assemble(
  first: readonly string[],
  parts: readonly QueryPart[],
  file: string,
  gateway: GatewayFacts,
  accounts = true,
): string {
  return [...first, ...parts.map((part) => partText(part, gateway, accounts)), readKql(file)].join("\n");
}

/**
 * Text of a part.
 *
 * @param accounts Whether what the accounts' own log says is taken along.
 */
export function partText(part: QueryPart, gateway: GatewayFacts, accounts = true): string {
  if (part === "calls") return [readKql(accounts ? "_accounts" : "_noAccounts"), readKql("_calls")].join("\n");
  if (part === "knownTexts") return knownTexts(figureTexts(gateway), functionsWithoutPrompts());
  return part in factParts ? factParts[part as keyof typeof factParts](gateway) : readKql(`_${part}`);
}

/** Texts of this project that show no prompts, in every form in which somebody runs them. */
function figureTexts(gateway: GatewayFacts): string[] {
  // The readers' own text holds the hashes of the others; it names no other source, and is judged like anybody's.
  const figures = library().filter(({ facts }) => !facts.showsPrompts && !facts.parts.includes("knownTexts"));
  return figures.flatMap(({ key }) => [
    queryText(key, gateway),
    queryText(key, gateway, { as: "tile" }),
    queryText(key, gateway, { as: "tile", accounts: false }),
    queryText(key, gateway, { as: "tile", accounts: false, ownTeams: true }),
  ]);
}

const functionsWithoutPrompts = (): string[] =>
  library().flatMap(({ facts }) => (facts.functionAlias && !facts.showsPrompts ? [facts.functionAlias] : []));

/** Parameters of a saved function, as Log Analytics writes them. */
export function functionParameters({ parameters }: QueryFacts): string {
  const own = (parameters ?? []).map(({ name }) => `${name}:string`);
  return [...own, "since:datetime", "until:datetime", 'consumer:string="*"'].join(", ");
}

/** Text of a file of `queries/`. */
export function readKql(name: string): string {
  return readFileSync(join(__dirname, "queries", `${name}.kql`), "utf8")
    .replaceAll("\r\n", "\n")
    .trimEnd();
}
