import * as pulumi from "@pulumi/pulumi";
import { GatewayFacts } from "./gatewayFacts";
import { libraryQueries, LibraryQuery, noCaller, noCorrelationId, QueryFacts } from "./queries";
import { pickers, queryText, readKql } from "./queryText";
import { Panel, ReaderBook, throttledPercent } from "./readers";

const day = 24 * 60 * 60 * 1000;

/** Most rows that a grid shows. */
const rowLimit = 1000;

/** Kinds of workbook items. */
const itemType = { text: 1, query: 3, parameters: 9, links: 11 } as const;

/**
 * Content of a reader's workbook, in the format that the portal reads (`Notebook/1.0`): what is picked, tabs, and the queries of
 * each tab. A text takes its range and its team from the pickers itself, so the portal's own range is not put on its tables: the
 * rows of a call may lie outside of the range.
 *
 * @param workspaceId Resource id of the workspace that is queried.
 */
export function workbookContent(book: ReaderBook, workspaceId: pulumi.Input<string>, facts: GatewayFacts) {
  const from = { accounts: book.accounts, ownTeams: book.ownTeams, workspaceId, facts };
  const panels = book.tabs.flatMap(({ heading, panels }) => panels.map((panel) => queryItem(panel, heading, from)));
  return {
    version: "Notebook/1.0",
    items: [parameters(book, workspaceId, facts), tabs(book), ...panels],
    fallbackResourceIds: [workspaceId],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  };
}

const parameter = (name: string, label: string, more: object) => ({
  version: "KqlParameterItem/1.0",
  id: name,
  name,
  label,
  ...more,
});

/** A list to pick one from, or all. */
function choice(name: string, label: string, all: string, values: readonly string[]) {
  const options = values.map((value) => ({ value, label: value }));
  return parameter(name, label, {
    type: 2,
    isRequired: true,
    value: "*",
    typeSettings: { additionalResourceOptions: [], showDefault: false },
    jsonData: JSON.stringify([{ value: "*", label: all, selected: true }, ...options]),
  });
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

const workspaces = "microsoft.operationalinsights/workspaces";

/** The teams whose calls the reader's role opens: the first one is picked, since calls of others that lack a row have no team. */
function ownTeams(workspaceId: pulumi.Input<string>) {
  return parameter(pickers.consumer, "Team", {
    type: 2,
    isRequired: true,
    query: readKql("_ownTeams"),
    crossComponentResources: [workspaceId],
    queryType: 0,
    resourceType: workspaces,
    value: "value::1",
    typeSettings: { additionalResourceOptions: ["value::1"], selectAllValue: "*", showDefault: false },
  });
}

function parameters(book: ReaderBook, workspaceId: pulumi.Input<string>, { consumers, deployments }: GatewayFacts) {
  const range = parameter(pickers.range, "Time range", {
    type: 4,
    isRequired: true,
    value: { durationMs: day },
    typeSettings: {
      selectableValues: [day / 24, day / 6, day, 7 * day, 30 * day].map((durationMs) => ({ durationMs })),
      allowCustom: true,
    },
  });
  const narrower = [
    book.ownTeams
      ? ownTeams(workspaceId)
      : choice(
          pickers.consumer,
          "Team",
          "All teams",
          consumers.map(({ name }) => name),
        ),
    choice(pickers.model, "Model", "All models", distinct(deployments.map(({ model }) => model))),
    choice(pickers.region, "Region", "All regions", distinct(deployments.map(({ location }) => location))),
  ];
  const text = (name: string, label: string, value: string) => parameter(name, label, { type: 1, value });
  const own = [
    // Before anybody clicked, it is no call; a parameter of its own, so that a click and what is typed do not undo each other.
    { ...text(pickers.clickedCall, "Clicked call", noCorrelationId), isHiddenWhenLocked: true },
    ...(book.prompts
      ? [
          text(pickers.correlationId, "Correlation id", noCorrelationId),
          text(pickers.caller, "Caller (object id of a person or an application)", noCaller),
        ]
      : []),
  ];
  return {
    type: itemType.parameters,
    name: "pickers",
    content: { version: "KqlParameterItem/1.0", style: "pills", parameters: [range, ...narrower, ...own] },
  };
}

/** The tab that is open is the value of the parameter `Tab`; the tab strip sets it. */
function tabs({ tabs: all }: ReaderBook) {
  const links = all.map(({ heading }) => ({
    id: heading,
    cellValue: "Tab",
    linkTarget: "parameter",
    linkLabel: heading,
    subTarget: heading,
    style: "link",
  }));
  return { type: itemType.links, name: "tabs", content: { version: "LinkItem/1.0", style: "tabs", links } };
}

/** A percentage is coloured from these on; the first one that a value reaches counts. */
interface Threshold {
  from: number;
  colour: "redBright" | "orange";
}

/** Columns that a grid colours. Of coverage less is worse, so it has no colour here: the query sorts the worst to the top. */
const thresholds: Readonly<Record<string, readonly Threshold[]>> = {
  ThrottledPercent: [{ from: throttledPercent, colour: "redBright" }],
  FailedPercent: [
    { from: 10, colour: "redBright" },
    { from: 1, colour: "orange" },
  ],
  PeakPercent: [
    { from: 100, colour: "redBright" },
    { from: 80, colour: "orange" },
  ],
  MonthPercent: [
    { from: 100, colour: "redBright" },
    { from: 80, colour: "orange" },
  ],
};

const formatters = Object.entries(thresholds).map(([columnMatch, steps]) => ({
  columnMatch,
  formatter: 18,
  formatOptions: {
    thresholdsOptions: "colors",
    thresholdsGrid: [
      ...steps.map(({ from, colour }) => ({ operator: ">=", thresholdValue: `${from}`, representation: colour, text: "{0}{1}" })),
      { operator: "Default", representation: "green", text: "{0}{1}" },
    ],
  },
}));

/** A click on a row picks its call. */
const exported = {
  exportFieldName: "CorrelationId",
  exportParameterName: pickers.clickedCall,
  exportDefaultValue: noCorrelationId,
};
const lists: readonly string[] = ["calls", "prompts-and-answers", "caller-history"] satisfies LibraryQuery[];

function drawn({ query, visualization, threshold }: Panel) {
  if (visualization !== "table")
    return threshold === undefined
      ? {}
      : { chartSettings: { customThresholdLine: `${threshold}`, customThresholdLineStyle: 1, ySettings: { min: 0 } } };
  return {
    showExportToExcel: true,
    gridSettings: { rowLimit, filter: true, formatters },
    ...(lists.includes(query) ? exported : {}),
  };
}

/** Where the tiles of a workbook take their rows from. */
interface Source {
  accounts: boolean;
  ownTeams: boolean | undefined;
  workspaceId: pulumi.Input<string>;
  facts: GatewayFacts;
}

function queryItem(panel: Panel, tab: string, { accounts, ownTeams, workspaceId, facts }: Source) {
  const { query, visualization, clicked } = panel;
  const { title, description }: QueryFacts = libraryQueries[query];
  return {
    type: itemType.query,
    name: `${tab}: ${query}`,
    conditionalVisibility: { parameterName: "Tab", comparison: "isEqualTo", value: tab },
    content: {
      version: "KqlItem/1.0",
      query: queryText(query, facts, { as: "tile", clicked, accounts, ownTeams }),
      title,
      noDataMessage: clicked ? "Click a call in the list above." : `Nothing in this range. ${description}`,
      size: 0,
      // "Set in query": the text has its own range.
      timeContext: { durationMs: 0 },
      queryType: 0,
      resourceType: workspaces,
      crossComponentResources: [workspaceId],
      visualization,
      ...drawn(panel),
    },
  };
}
