import * as pulumi from "@pulumi/pulumi";
import { GatewayFacts } from "./gatewayFacts";
import { libraryQueries, noCaller, noCorrelationId, QueryFacts } from "./queries";
import { pickers, queryText } from "./queryText";
import { Panel, ReaderBook } from "./readers";

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
  const panels = book.tabs.flatMap(({ heading, panels }) => panels.map((panel) => queryItem(panel, heading, workspaceId, facts)));
  return {
    version: "Notebook/1.0",
    items: [parameters(book, facts), tabs(book), ...panels],
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

function parameters(book: ReaderBook, { consumers }: GatewayFacts) {
  const range = parameter(pickers.range, "Time range", {
    type: 4,
    isRequired: true,
    value: { durationMs: day },
    typeSettings: {
      selectableValues: [day / 24, day / 6, day, 7 * day, 30 * day].map((durationMs) => ({ durationMs })),
      allowCustom: true,
    },
  });
  const names = consumers.map(({ name }) => ({ value: name, label: name }));
  const team = parameter(pickers.consumer, "Team", {
    type: 2,
    isRequired: true,
    value: "*",
    typeSettings: { additionalResourceOptions: [], showDefault: false },
    jsonData: JSON.stringify([{ value: "*", label: "All teams", selected: true }, ...names]),
  });
  const text = (name: string, label: string, value: string) => parameter(name, label, { type: 1, value });
  const own = book.prompts
    ? [
        text(pickers.correlationId, "Correlation id", noCorrelationId),
        text(pickers.caller, "Caller (object id of a person or an application)", noCaller),
      ]
    : [];
  return {
    type: itemType.parameters,
    name: "pickers",
    content: { version: "KqlParameterItem/1.0", style: "pills", parameters: [range, team, ...own] },
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

function queryItem({ query, visualization }: Panel, tab: string, workspaceId: pulumi.Input<string>, facts: GatewayFacts) {
  const { title, description }: QueryFacts = libraryQueries[query];
  return {
    type: itemType.query,
    name: `${tab}: ${query}`,
    conditionalVisibility: { parameterName: "Tab", comparison: "isEqualTo", value: tab },
    content: {
      version: "KqlItem/1.0",
      query: queryText(query, facts, { as: "tile" }),
      title,
      noDataMessage: `Nothing in this range. ${description}`,
      size: 0,
      // "Set in query": the text has its own range.
      timeContext: { durationMs: 0 },
      queryType: 0,
      resourceType: "microsoft.operationalinsights/workspaces",
      crossComponentResources: [workspaceId],
      visualization,
      showExportToExcel: visualization === "table",
      ...(visualization === "table" ? { gridSettings: { rowLimit, filter: true } } : {}),
    },
  };
}
