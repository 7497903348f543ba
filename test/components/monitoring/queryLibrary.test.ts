import { library, libraryQueries } from "../../../components/monitoring/queries";
import { functionParameters, queryText } from "../../../components/monitoring/queryText";
import { readers } from "../../../components/monitoring/readers";
import { QueryLibrary } from "../../../components/monitoring/queryLibrary";
import { stableGuid } from "../../../components/monitoring/uuid";
import { named, ofType, record } from "../../support/record";
import { facts, place, workspaceId } from "./sample";

const recorded = (workspaceName?: string) =>
  record(() => new QueryLibrary("queries", { ...place(), facts, workspaceId, workspaceName }));

describe("query pack", () => {
  it("holds every query of the library", async () => {
    const titles = ofType(await recorded(), "resources:Resource").map((query) => query.inputs.properties.displayName);
    expect(titles.sort()).toEqual(
      Object.values(libraryQueries)
        .map((facts) => facts.title)
        .sort(),
    );
  });

  it("has a query with this content", async () => {
    expect(named(await recorded(), "resources:Resource", "queries-tokens-by-consumer").inputs).toEqual({
      apiVersion: "2023-09-01",
      resourceProviderNamespace: "Microsoft.OperationalInsights",
      parentResourcePath: "queryPacks/pack-acme",
      resourceType: "queries",
      resourceName: stableGuid("acme/query/tokens-by-consumer"),
      resourceGroupName: "rg-acme",
      properties: {
        displayName: "Tokens by team and model",
        description: "How many tokens of which model each team used.",
        body: queryText("tokens-by-consumer", facts),
        related: { categories: ["monitor"], resourceTypes: ["microsoft.operationalinsights/workspaces"] },
        tags: { labels: ["shield"] },
      },
    });
  });
});

describe("saved functions", () => {
  it("are the main questions", async () => {
    const aliases = ofType(await recorded("log-acme"), "operationalinsights:SavedSearch").map(
      (search) => search.inputs.functionAlias,
    );
    expect(aliases.sort()).toEqual(
      library()
        .flatMap(({ facts: known }) => known.functionAlias ?? [])
        .sort(),
    );
  });

  it("take parameters", async () => {
    const search = named(await recorded("log-acme"), "operationalinsights:SavedSearch", "queries-one-call-function").inputs;
    expect(search).toMatchObject({
      workspaceName: "log-acme",
      functionParameters: functionParameters(libraryQueries["one-call"]),
      query: queryText("one-call", facts, { as: "function" }),
    });
  });

  it("are not saved in a workspace of another owner", async () => {
    expect(ofType(await recorded(), "operationalinsights:SavedSearch")).toEqual([]);
  });
});

/** A query of a workbook, as the portal reads it. */
interface Tile {
  type: number;
  name: string;
  conditionalVisibility: { value: string };
  content: {
    query: string;
    gridSettings: {
      formatters: { columnMatch: string; formatOptions: { thresholdsGrid: { operator: string; thresholdValue?: string }[] } }[];
    };
  };
}

describe("workbooks", () => {
  const workbook = async (reader: string) =>
    named(await recorded(), "applicationinsights:Workbook", `queries-workbook-${reader}`).inputs;
  const itemsOf = async (reader: string) => JSON.parse((await workbook(reader)).serializedData).items;

  it("are one for each kind of reader", async () => {
    const names = ofType(await recorded(), "applicationinsights:Workbook").map(({ name }) => name);
    expect(names.sort()).toEqual(
      Object.keys(readers)
        .map((reader) => `queries-workbook-${reader}`)
        .sort(),
    );
  });

  it("have a GUID that depends on the environment and the reader only", async () => {
    expect((await workbook("auditor")).resourceName).toBe(stableGuid("acme/workbook/auditor"));
  });

  it("belong to the workspace", async () => {
    expect(await workbook("on-call")).toMatchObject({ sourceId: workspaceId, category: "workbook", kind: "shared" });
  });

  it("run the queries of the library, in the order of their tabs", async () => {
    const ran = (await itemsOf("on-call")).flatMap((item: { type: number; content: { query: string } }) =>
      item.type === 3 ? [item.content.query] : [],
    );
    const panels = readers["on-call"].tabs.flatMap((tab) => [...tab.panels]);
    expect(ran).toEqual(panels.map(({ query, ...more }) => queryText(query, facts, { as: "tile", clicked: "clicked" in more })));
  });

  it("leave the range to the text, which also reads the rows around it", async () => {
    const first = (await itemsOf("auditor")).find((item: { type: number }) => item.type === 3);
    expect(first.content).toMatchObject({ crossComponentResources: [workspaceId], timeContext: { durationMs: 0 } });
    expect(first.content.timeContextFromParameter).toBeUndefined();
  });

  it("show prompts to the auditor only", () => {
    const withPrompts = Object.entries(readers).filter(([, { tabs }]) =>
      tabs.some(({ panels }) => panels.some(({ query }) => "showsPrompts" in libraryQueries[query])),
    );
    expect(withPrompts.map(([reader]) => reader)).toEqual(["auditor"]);
  });

  it("let every team be picked", async () => {
    const [pickers] = await itemsOf("cost-owner");
    const team = pickers.content.parameters.find(({ name }: { name: string }) => name === "Team");
    expect(JSON.parse(team.jsonData).map(({ value }: { value: string }) => value)).toEqual(["*", "claims", "search"]);
  });

  it("let a team lead pick the teams that the rows name, the first one from the start", async () => {
    const [pickers] = await itemsOf("team-lead");
    const team = pickers.content.parameters.find(({ name }: { name: string }) => name === "Team");
    expect(team).toMatchObject({ value: "value::1", crossComponentResources: [workspaceId] });
    expect(team.query).toContain("summarize by Consumer");
    expect(team.jsonData).toBeUndefined();
  });

  it("let every model and region be picked", async () => {
    const [pickers] = await itemsOf("team-lead");
    const values = ["Model", "Region"].map((picker) =>
      JSON.parse(pickers.content.parameters.find(({ name }: { name: string }) => name === picker).jsonData).map(
        ({ value }: { value: string }) => value,
      ),
    );
    expect(values).toEqual([
      ["*", "gpt-5.1"],
      ["*", "francecentral", "swedencentral"],
    ]);
  });

  it.each(Object.entries(readers))("%s: a click on a call shows it below, in the same tab", async (reader) => {
    const tiles: Tile[] = (await itemsOf(reader)).filter(({ type }: Tile) => type === 3);
    const below = tiles.filter(({ content }) => content.query.includes('let correlationId = "{ClickedCall}";'));
    expect(below.length).toBeGreaterThan(0);
    for (const tile of below) {
      const above = tiles
        .slice(0, tiles.indexOf(tile))
        .filter(({ conditionalVisibility: { value } }) => value === tile.conditionalVisibility.value);
      expect(above.at(-1)?.content).toMatchObject({ exportFieldName: "CorrelationId", exportParameterName: "ClickedCall" });
    }
  });

  it("colour what is over a threshold, and draw that of the alert across the chart", async () => {
    const tiles: Tile[] = (await itemsOf("on-call")).filter(({ type }: Tile) => type === 3);
    const [chart] = tiles.filter(({ name }) => name === "Now: throttled-over-time");
    expect(chart?.content).toMatchObject({ visualization: "timechart", chartSettings: { customThresholdLine: "20" } });
    const [grid] = tiles.filter(({ name }) => name === "Now: throttling");
    const colours = grid?.content.gridSettings.formatters.find(({ columnMatch }) => columnMatch === "ThrottledPercent");
    expect(colours?.formatOptions.thresholdsGrid.map(({ operator, thresholdValue }) => [operator, thresholdValue])).toEqual([
      [">=", "20"],
      ["Default", undefined],
    ]);
  });
});

describe("stableGuid", () => {
  it("is a GUID of version 5", () => {
    expect(stableGuid("acme/workbook")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is the same every time", () => {
    expect(stableGuid("a")).toBe(stableGuid("a"));
  });

  it("differs for different names", () => {
    expect(stableGuid("a")).not.toBe(stableGuid("b"));
  });
});
