import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";
import { GatewayFacts } from "./gatewayFacts";
import { library, LibraryQuery, QueryFacts } from "./queries";
import { functionParameters, queryText } from "./queryText";
import { Reader, ReaderBook, readers } from "./readers";
import { stableGuid } from "./uuid";
import { workbookContent } from "./workbook";

/** API version of the queries in a pack; that of the typed resources. */
const queryApiVersion = "2023-09-01";

/** The workspace that is queried, and what the texts need to know. */
export interface QueryLibraryArgs extends Placement {
  /** What the queries must know of the environment. */
  facts: GatewayFacts;
  /** Resource id of the workspace that is queried. */
  workspaceId: pulumi.Input<string>;
  /** Name of the workspace made in the same resource group; without it (the workspace is another owner's) no functions are saved. */
  workspaceName?: pulumi.Input<string>;
}

/** Properties of a saved function that change. */
const savedProperties = ["category", "displayName", "functionParameters", "query"] as const;

interface SavedFunctionArgs extends QueryLibraryArgs {
  /** Beginning of the Pulumi name. */
  name: string;
  workspaceName: pulumi.Input<string>;
  /** The function that is saved before this one. */
  before: pulumi.Resource | undefined;
}

/** The questions people ask of the logs: a pack of queries, the main ones saved as functions, and a workbook for each kind of reader. */
export class QueryLibrary extends pulumi.ComponentResource {
  /** Resource id of each reader's workbook. */
  readonly workbookIds: Readonly<Record<Reader, pulumi.Output<string>>>;
  /** Resource id of the pack with the queries. */
  readonly queryPackId: pulumi.Output<string>;

  constructor(name: string, args: QueryLibraryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:QueryLibrary", name, {}, opts);
    const pack = this.pack(name, args);
    this.queryPackId = pack.id;
    let before: pulumi.Resource | undefined;
    for (const { key, facts } of library()) {
      this.query(`${name}-${key}`, key, facts, pack.name, args);
      if (args.workspaceName && facts.functionAlias)
        before = this.savedFunction(key, facts, facts.functionAlias, {
          ...args,
          name,
          workspaceName: args.workspaceName,
          before,
        });
    }
    this.workbookIds = Object.fromEntries(
      (Object.keys(readers) as Reader[]).map((reader) => [reader, this.workbook(`${name}-workbook-${reader}`, reader, args).id]),
    ) as Record<Reader, pulumi.Output<string>>;
    this.registerOutputs({ queryPackId: this.queryPackId, workbookIds: this.workbookIds });
  }

  private pack(name: string, args: QueryLibraryArgs): operationalinsights.QueryPack {
    return new operationalinsights.QueryPack(
      name,
      {
        queryPackName: args.naming.local("queryPack"),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
      },
      { parent: this },
    );
  }

  private query(
    name: string,
    key: LibraryQuery,
    facts: QueryFacts,
    queryPackName: pulumi.Input<string>,
    args: QueryLibraryArgs,
  ): void {
    // Pulumi never sends an input called `id`, and that is what the typed resource calls the query's GUID.
    new resources.Resource(
      name,
      {
        apiVersion: queryApiVersion,
        resourceProviderNamespace: "Microsoft.OperationalInsights",
        parentResourcePath: pulumi.interpolate`queryPacks/${queryPackName}`,
        resourceType: "queries",
        resourceName: stableGuid(`${args.naming.prefix}/query/${key}`),
        resourceGroupName: args.resourceGroupName,
        properties: {
          displayName: facts.title,
          description: facts.description,
          body: queryText(key, args.facts),
          related: { categories: [facts.category], resourceTypes: ["microsoft.operationalinsights/workspaces"] },
          tags: { labels: ["shield"] },
        },
      },
      { parent: this },
    );
  }

  private savedFunction(
    key: LibraryQuery,
    facts: QueryFacts,
    functionAlias: string,
    args: SavedFunctionArgs,
  ): operationalinsights.SavedSearch {
    return new operationalinsights.SavedSearch(
      `${args.name}-${key}-function`,
      {
        savedSearchId: `shield-${key}`,
        workspaceName: args.workspaceName,
        resourceGroupName: args.resourceGroupName,
        category: "Shield",
        displayName: facts.title,
        functionAlias,
        functionParameters: functionParameters(facts),
        query: queryText(key, args.facts, { as: "function" }),
        version: 2,
      },
      // The saved searches of a workspace have one version together: two writes at once are a conflict too (Azure/Azure-Sentinel 9546).
      // A change without the etag, which the SDK's resource does not have, is one too (Azure/azure-powershell 10564), so a change replaces.
      { parent: this, dependsOn: args.before, replaceOnChanges: [...savedProperties], deleteBeforeReplace: true },
    );
  }

  private workbook(name: string, reader: Reader, args: QueryLibraryArgs): applicationinsights.Workbook {
    const book: ReaderBook = readers[reader];
    return new applicationinsights.Workbook(
      name,
      {
        resourceName: stableGuid(`${args.naming.prefix}/workbook/${reader}`),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        displayName: `Azure OpenAI Shield: ${book.title} (${args.naming.prefix})`,
        category: "workbook",
        kind: "shared",
        version: "1.0",
        sourceId: args.workspaceId,
        serializedData: pulumi.jsonStringify(workbookContent(book, args.workspaceId, args.facts)),
      },
      { parent: this },
    );
  }
}
