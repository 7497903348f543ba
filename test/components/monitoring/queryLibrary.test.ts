import { libraryQueries, queryText } from "../../../components/monitoring/queries";
import { QueryLibrary } from "../../../components/monitoring/queryLibrary";
import { stableGuid } from "../../../components/monitoring/uuid";
import { sections } from "../../../components/monitoring/workbook";
import { named, ofType, record } from "../../support/record";
import { place, workspaceId } from "./sample";

const recorded = (workspaceName?: string) =>
  record(() => new QueryLibrary("queries", { ...place(), workspaceId, workspaceName }));

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
        body: queryText("tokens-by-consumer"),
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
    expect(aliases.sort()).toEqual([
      "ShieldOneCall",
      "ShieldPromptsAndAnswers",
      "ShieldTokensByCaller",
      "ShieldTokensByConsumer",
    ]);
  });

  it("take parameters", async () => {
    const search = named(await recorded("log-acme"), "operationalinsights:SavedSearch", "queries-one-call-function").inputs;
    expect(search).toMatchObject({
      workspaceName: "log-acme",
      functionParameters: "correlationId:string",
      query: queryText("one-call", "function"),
    });
  });

  it("are not saved in a workspace of another owner", async () => {
    expect(ofType(await recorded(), "operationalinsights:SavedSearch")).toEqual([]);
  });
});

describe("workbook", () => {
  const workbook = async () => named(await recorded(), "applicationinsights:Workbook", "queries-workbook").inputs;

  it("has a GUID that depends on the environment only", async () => {
    expect((await workbook()).resourceName).toBe(stableGuid("acme/workbook"));
  });

  it("belongs to the workspace", async () => {
    expect(await workbook()).toMatchObject({
      sourceId: workspaceId,
      category: "workbook",
      kind: "shared",
      location: "swedencentral",
    });
  });

  it("runs the queries of the library, in the order of its sections", async () => {
    const { items } = JSON.parse((await workbook()).serializedData);
    const ran = items.flatMap((item: { type: number; content: { query: string } }) =>
      item.type === 3 ? [item.content.query] : [],
    );
    expect(ran).toEqual(sections.flatMap(({ panels }) => panels.map(({ query }) => queryText(query))));
  });

  it("asks the workspace, for the chosen time", async () => {
    const { items } = JSON.parse((await workbook()).serializedData);
    const first = items.find((item: { type: number }) => item.type === 3);
    expect(first.content).toMatchObject({ crossComponentResources: [workspaceId], timeContextFromParameter: "TimeRange" });
  });

  it("answers the two questions first", () => {
    expect(sections.map((section) => section.heading).slice(0, 2)).toEqual([
      "Who used how many tokens of which model",
      "What was asked and answered, by whom",
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
