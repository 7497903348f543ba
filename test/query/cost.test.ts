import { logRules } from "../../components/monitoring/logRules";
import { LibraryQuery, QueryFacts, libraryQueries, noCaller, noCorrelationId } from "../../components/monitoring/queries";
import { Use, alertText, queryText, readKql } from "../../components/monitoring/queryText";
import { ReaderBook, readers } from "../../components/monitoring/readers";
import { tables } from "../../local/query/tables";
import { facts } from "../components/monitoring/sample";
import { findings } from "./growth/judge";

// No query joins a table with itself, sorts everything or passes a limit of Log Analytics, however many rows a day has.

const keys = Object.keys(libraryQueries) as LibraryQuery[];
const factsOf = (key: LibraryQuery): QueryFacts => libraryQueries[key];

/** A query of the library with values for everything that it is asked with, so that a tile has the text of the query where nothing else differs. */
function given(key: LibraryQuery, use: Use): string {
  const { since = "ago(1d)", parameters = [] } = factsOf(key);
  const values: Readonly<Record<string, string>> = {
    "{TimeRange:start}": since,
    "{TimeRange:end}": "now()",
    "{TimeRange:grain}": "1h",
    "{CallId}": noCorrelationId,
    "{ClickedCall}": noCorrelationId,
    "{Caller}": noCaller,
  };
  const text = queryText(key, facts, use).replaceAll(/\{[A-Za-z]+(?::\w+)?\}/g, (picker) => values[picker] ?? "*");
  if (use.as !== "function") return text;
  const own = parameters.map(({ name, standard }) => `let ${name} = "${standard}";`);
  return [`let since = ${since};`, "let until = now();", 'let consumer = "*";', ...own, text].join("\n");
}

const tiles = Object.entries(readers).flatMap(([reader, { accounts, ownTeams, tabs }]: [string, ReaderBook]) =>
  tabs.flatMap(({ heading, panels }) =>
    panels.map(({ query, clicked }) => ({
      name: `tile ${query} of ${reader}, ${heading}`,
      text: given(query, { as: "tile", accounts, ownTeams, clicked }),
    })),
  ),
);
const functions = keys.flatMap((key) => {
  const alias = factsOf(key).functionAlias;
  return alias ? [{ name: `function ${alias}`, text: given(key, { as: "function" }) }] : [];
});

/** Every text that is deployed, with the names of all that have it. */
const texts = new Map<string, string[]>();
for (const { name, text } of [
  ...keys.map((key) => ({ name: `query ${key}`, text: given(key, { as: "query" }) })),
  ...functions,
  ...tiles,
  ...logRules.map((rule) => ({ name: `alert ${rule.need}`, text: alertText(rule.need, rule.parts, rule, facts) })),
  { name: "picker of a lead's teams", text: readKql("_ownTeams") },
])
  texts.set(text, [...(texts.get(text) ?? []), name]);

/** Saved functions that give every call of their range: others add them up, or take the first of them, in the same query. */
const giveEveryCall = ["function ShieldCalls", "function ShieldPromptsAndAnswers"];

describe("costs no more than it must, and gives no more than Log Analytics gives", () => {
  it.each([...texts].map(([text, names]) => [names.join("; "), names, text] as const))("%s", (_, names, text) => {
    const isEveryCall = names.some((name) => giveEveryCall.includes(name));
    const found = findings(text, tables);
    expect(found.filter((one) => !isEveryCall || !one.endsWith("the result is as many as calls"))).toEqual([]);
    // An exception that nothing needs any more is none.
    expect(found.length > 0).toBe(isEveryCall);
  });
});

const [gateway, calls] = [
  "ApiManagementGatewayLogs | where TimeGenerated > ago(1d)",
  "(ApiManagementGatewayLogs | where TimeGenerated > ago(1d) | summarize hint.strategy=shuffle Status = max(ResponseCode) by CorrelationId)",
];
const counts =
  "(ApiManagementGatewayLlmLog | where TimeGenerated > ago(1d) | summarize hint.strategy=shuffle Tokens = max(TotalTokens) by CorrelationId)";
const alone = "ApiManagementGatewayLlmLog | where TimeGenerated > ago(1d)";
const teams = `${calls} | summarize Calls = count() by Status`;

describe("a query that costs too much is found", () => {
  it.each<readonly [string, string, string]>([
    ["a log joined with itself", `${gateway} | join (${gateway}) on CorrelationId | count`, "is joined with itself"],
    [
      "two logs joined row by row",
      `${gateway} | join hint.strategy=shuffle (${alone}) on CorrelationId | count`,
      "rows of a log are joined with rows of a log",
    ],
    [
      "two logs looked up row by row",
      `${gateway} | lookup (${alone}) on CorrelationId | count`,
      "rows of a log are joined with rows of a log",
    ],
    [
      "a few looked up in all calls",
      `${teams} | lookup ${counts} on $left.Calls == $right.Tokens | count`,
      "calls are looked up in",
    ],
    [
      "a log joined with its own calls",
      `${gateway} | join hint.strategy=shuffle ${calls} on CorrelationId | count`,
      "ApiManagementGatewayLogs is joined with itself",
    ],
    ["calls joined on one node", `${calls} | join ${counts} on CorrelationId | count`, "joined without hint.strategy=shuffle"],
    [
      "calls joined by what many of them share",
      `${calls} | join hint.strategy=shuffle ${counts} on $left.Status == $right.Tokens | count`,
      "neither side of a join of many has one row for each key",
    ],
    ["calls put together on one node", `${calls.replace("hint.strategy=shuffle ", "")} | count`, "without hint.strategy=shuffle"],
    ["a table made twice by its name", `let teams = ${teams}; teams | union teams`, "teams is made twice"],
    [
      "a table made twice by `as`",
      `${teams} | as Teams | extend Share = 1.0 * Calls / toscalar(Teams | summarize sum(Calls))`,
      "Teams is made twice",
    ],
    ["a log kept in memory", `let kept = materialize(${gateway}); kept | count`, "rows are kept in memory"],
    ["calls kept in memory", `${calls} | as hint.materialized=true Kept | count`, "calls are kept in memory"],
    ["a log that is sorted", `${gateway} | sort by TimeGenerated desc | take 10`, "rows are sorted"],
    ["all calls sorted", `${calls} | sort by Status desc | take 10`, "calls are sorted"],
    [
      "groups as many as clients like, sorted",
      `AGWFirewallLogs | where TimeGenerated > ago(1d) | summarize hint.strategy=shuffle Times = count() by RequestUri | sort by Times desc | take 10`,
      "rows are sorted",
    ],
    ["groups of every moment", `${gateway} | summarize count() by TimeGenerated | count`, "without hint.strategy=shuffle"],
    [
      "groups of ids under another name",
      `${calls} | summarize count() by Model = CorrelationId | sort by Model asc`,
      "calls are sorted",
    ],
    ["a result of a whole log", gateway, "the result is as many as rows"],
    ["a result of all calls", `${calls} | where Status == 200`, "the result is as many as calls"],
    ["a result of calls without an id", `${calls} | where CorrelationId == ""`, "the result is as many as calls"],
    [
      "a result of one call or others",
      `let id = "x"; ${calls} | where CorrelationId == id or Status == 200`,
      "the result is as many as calls",
    ],
    ["a long list", `${calls} | top 600000 by Status`, "600000 rows are left"],
    ["a list of unknown length", `let most = 10; ${calls} | take most`, "most rows are left"],
    [
      "a filter by all calls",
      `${alone} | where CorrelationId in (${calls} | project CorrelationId) | count`,
      "looked for in as many as calls",
    ],
    [
      "a value of any row",
      `${teams} | extend First = toscalar(${gateway} | project TimeGenerated)`,
      "toscalar takes one of as many as rows",
    ],
    ["a list without end", `${gateway} | summarize Ids = make_set(CorrelationId)`, "make_set without a greatest length"],
    [
      "a long list for each status",
      `${gateway} | summarize Ids = make_list(CorrelationId, 100000) by Status = ResponseCode`,
      "make_list without a greatest length",
    ],
    [
      "an aggregate that nobody has judged",
      `${gateway} | summarize buildschema(TraceRecords)`,
      "the aggregate buildschema is not known",
    ],
    ["all that a log ever had", "ApiManagementGatewayLogs | count", "all that ApiManagementGatewayLogs ever had is read"],
    [
      "all rows before a moment",
      "ApiManagementGatewayLogs | where TimeGenerated < ago(1d) | count",
      "all that ApiManagementGatewayLogs ever had is read",
    ],
    [
      "an operator that nobody has judged",
      `${gateway} | make-series count() on TimeGenerated step 1h`,
      "the operator make-series is not known",
    ],
    [
      "a source that nobody has judged",
      "search in (ApiManagementGatewayLogs) 'x' | count",
      "the source SearchOperator is not known",
    ],
    [
      "a function of rows that nobody has judged",
      `let all = () { ${gateway} }; all() | count`,
      "the source FunctionCallExpression is not known",
    ],
  ])("%s", (_what, text, message) => {
    expect(findings(text, tables).join("\n")).toContain(message);
  });

  it("with its line, and each once", () => {
    expect(findings(`${gateway}\n| sort by TimeGenerated desc\n| project CorrelationId`, tables)).toEqual([
      "line 2: rows are sorted",
      "line 1: the result is as many as rows",
    ]);
  });

  it.each(["cost", "caller-history", "deployments", "firewall-blocks", "prompt-readers"] as const)(
    "where %s loses a hint",
    (key) => {
      const text = given(key, { as: "query" });
      const hints = [...text.matchAll(/hint\.\w+=\w+ |\bmaterialize(?=\(calls)/g)];
      expect(hints).not.toEqual([]);
      for (const { 0: hint, index } of hints) {
        const without = text.slice(0, index) + text.slice(index + hint.length);
        expect([hint, index, findings(without, tables)]).not.toEqual([hint, index, []]);
      }
    },
  );

  it("where the first calls of a library query are all of them", () => {
    const text = given("caller-history", { as: "query" }).replace(/\n\| top .*$/, "");
    expect(findings(text, tables)).toEqual([expect.stringContaining("the result is as many as calls")]);
  });
});

it.each([
  [
    "calls of two logs, put together by their ids",
    `${calls} | join kind=leftouter hint.strategy=shuffle ${counts} on CorrelationId | top 10 by Tokens`,
  ],
  ["one call", `let id = "x"; ${calls} | where Status == 200 and CorrelationId == id | sort by Status`],
  [
    "a few groups, read twice and made once",
    `let teams = materialize(${teams}); teams | union (teams | summarize Calls = sum(Calls)) | sort by Calls`,
  ],
  [
    "calls filtered by a few",
    `${calls} | where CorrelationId in (${counts} | top 10 by Tokens | project CorrelationId) | summarize count()`,
  ],
])("nothing is found in %s", (_what, text) => {
  expect(findings(text, tables)).toEqual([]);
});
