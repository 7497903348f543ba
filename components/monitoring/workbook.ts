import * as pulumi from "@pulumi/pulumi";
import { LibraryQuery, libraryQueries, queryText } from "./queries";

/** Query of the workbook and how its result is drawn. */
interface Panel {
  query: LibraryQuery;
  visualization: "table" | "barchart" | "timechart";
}

/** The workbook's sections, in order: the two questions first (who used how many tokens; what was asked and answered), then the state of the gateway. */
export const sections: readonly { heading: string; panels: readonly Panel[] }[] = [
  {
    heading: "Who used how many tokens of which model",
    panels: [
      { query: "tokens-by-consumer", visualization: "table" },
      { query: "tokens-over-time", visualization: "timechart" },
      { query: "tokens-by-caller", visualization: "table" },
      { query: "token-coverage", visualization: "table" },
    ],
  },
  { heading: "What was asked and answered, by whom", panels: [{ query: "prompts-and-answers", visualization: "table" }] },
  {
    heading: "How the gateway does",
    panels: [
      { query: "refused-calls", visualization: "table" },
      { query: "throttling", visualization: "table" },
      { query: "backend-distribution", visualization: "table" },
      { query: "latency", visualization: "table" },
    ],
  },
  {
    heading: "Who looked and who changed",
    panels: [
      { query: "prompt-readers", visualization: "table" },
      { query: "admin-changes", visualization: "table" },
      { query: "firewall-blocks", visualization: "table" },
    ],
  },
];

/** Name of the parameter that holds the time range of all queries. */
const timeRange = "TimeRange";

const day = 24 * 60 * 60 * 1000;

/**
 * Content of the workbook, in the format that the portal reads (`Notebook/1.0`).
 *
 * @param workspaceId Resource id of the workspace that is queried.
 */
export function workbookContent(workspaceId: pulumi.Input<string>) {
  const panels = sections.flatMap(({ heading, panels }) => [
    text(heading),
    ...panels.map((panel) => queryItem(panel, workspaceId)),
  ]);
  return {
    version: "Notebook/1.0",
    items: [timeParameter(), ...panels],
    fallbackResourceIds: [workspaceId],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  };
}

/** Kinds of workbook items. */
const itemType = { text: 1, query: 3, parameters: 9 } as const;

function timeParameter() {
  return {
    type: itemType.parameters,
    name: "parameters",
    content: {
      version: "KqlParameterItem/1.0",
      style: "pills",
      parameters: [
        {
          version: "KqlParameterItem/1.0",
          name: timeRange,
          label: "Time range",
          type: 4,
          isRequired: true,
          value: { durationMs: day },
          typeSettings: {
            selectableValues: [{ durationMs: day }, { durationMs: 7 * day }, { durationMs: 30 * day }],
            allowCustom: true,
          },
        },
      ],
    },
  };
}

function text(heading: string) {
  return { type: itemType.text, name: heading, content: { json: `## ${heading}` } };
}

function queryItem({ query, visualization }: Panel, workspaceId: pulumi.Input<string>) {
  return {
    type: itemType.query,
    name: query,
    content: {
      version: "KqlItem/1.0",
      query: queryText(query),
      title: libraryQueries[query].title,
      size: 0,
      queryType: 0,
      resourceType: "microsoft.operationalinsights/workspaces",
      crossComponentResources: [workspaceId],
      timeContextFromParameter: timeRange,
      visualization,
      showExportToExcel: visualization === "table",
    },
  };
}
