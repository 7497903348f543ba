import { logRules } from "./logRules";
import { LibraryQuery } from "./queries";

/** A query of a workbook and how its result is drawn. */
export interface Panel {
  /** The query that fills the panel. */
  query: LibraryQuery;
  /** How the workbook draws the result, in the portal's own terms. */
  visualization: "table" | "barchart" | "timechart";
  /** A line across a chart: from here on somebody should look. Default: none. */
  threshold?: number;
  /** About the call that was clicked in a list of the same tab. */
  clicked?: true;
}

/** What one kind of reader opens: tabs with panels, in order. */
export interface ReaderBook {
  /** Who opens it, as the workbook's name shows. */
  title: string;
  /** May read prompts; the others' books hold no text that shows any. */
  prompts: boolean;
  /** May read the accounts' own log, which names no team; without it no attempt but the last one is known. */
  accounts: boolean;
  /** Sees the calls of own teams only, so that the rows themselves say which teams there are to pick from. */
  ownTeams?: true;
  /** Heading of each tab with its panels; a heading is also the value of the parameter `Tab`. */
  tabs: readonly { heading: string; panels: readonly Panel[] }[];
}

const table = (query: LibraryQuery): Panel => ({ query, visualization: "table" });

/** Share of throttled calls at which the alert on them comes. */
export const throttledPercent = logRules.find(({ need }) => need === "consumer-throttled")!.threshold;

const throttled = {
  query: "throttled-over-time",
  visualization: "timechart",
  threshold: throttledPercent,
} as const satisfies Panel;

const details = { ...table("call-details"), clicked: true } as const satisfies Panel;

const tokens = [
  table("totals"),
  { query: "tokens-over-time", visualization: "timechart" },
  table("tokens-by-consumer"),
  table("tokens-by-caller"),
  table("usage"),
] as const satisfies readonly Panel[];

/** The readers, each with what it opens. */
export const readers = {
  "team-lead": {
    title: "Team lead",
    prompts: false,
    accounts: false,
    ownTeams: true,
    tabs: [
      { heading: "Tokens", panels: tokens },
      { heading: "Cost", panels: [table("cost-by-month"), table("cost")] },
      { heading: "Limits", panels: [table("limits"), throttled, table("throttling")] },
      { heading: "Calls", panels: [table("errors"), table("latency"), table("calls"), details] },
    ],
  },
  "cost-owner": {
    title: "Cost owner",
    prompts: false,
    accounts: false,
    tabs: [
      { heading: "Cost", panels: [table("cost-by-month"), table("cost")] },
      { heading: "Tokens", panels: tokens },
      { heading: "Limits", panels: [table("limits"), throttled] },
      { heading: "Calls", panels: [table("calls"), details] },
    ],
  },
  "on-call": {
    title: "On-call",
    prompts: false,
    accounts: true,
    tabs: [
      {
        heading: "Now",
        panels: [table("totals"), table("errors"), throttled, table("throttling"), table("failover"), table("deployments")],
      },
      { heading: "Latency", panels: [table("latency"), table("first-token")] },
      { heading: "Refused", panels: [table("refused-calls"), table("client-addresses"), table("firewall-blocks")] },
      { heading: "Evidence", panels: [table("outside-gateway")] },
      {
        heading: "Calls",
        panels: [{ query: "tokens-over-time", visualization: "timechart" }, table("calls"), details],
      },
    ],
  },
  auditor: {
    title: "Auditor",
    prompts: true,
    accounts: true,
    tabs: [
      { heading: "Prompts and answers", panels: [table("prompts-and-answers"), { ...table("one-call"), clicked: true }] },
      { heading: "One call", panels: [table("one-call")] },
      { heading: "One caller", panels: [table("caller-history")] },
      { heading: "Who used what", panels: tokens },
      { heading: "Who looked and who changed", panels: [table("prompt-readers"), table("admin-changes")] },
      {
        heading: "Evidence",
        panels: [
          table("coverage"),
          table("archived-rows"),
          table("outside-gateway"),
          table("refused-calls"),
          table("firewall-blocks"),
        ],
      },
    ],
  },
} as const satisfies Record<string, ReaderBook>;

/** A kind of reader with a workbook of its own. */
export type Reader = keyof typeof readers;

/** A reader who may not read prompts. */
export type FigureReader = { [Name in Reader]: (typeof readers)[Name]["prompts"] extends false ? Name : never }[Reader];
