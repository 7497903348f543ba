import { readdirSync } from "node:fs";
import { join } from "node:path";
import { operationsOf } from "../../../components/apiManagement/operations";
import { exportedTables } from "../../../components/monitoring/auditExport";
import { logRules } from "../../../components/monitoring/logRules";
import { headLine } from "../../../components/monitoring/knownTexts";
import { library, libraryQueries, QueryFacts } from "../../../components/monitoring/queries";
import { alertText, functionParameters, partText, queryText } from "../../../components/monitoring/queryText";
import { ReaderBook, readers } from "../../../components/monitoring/readers";
import { facts } from "./sample";
import { diagnose as bind, resultColumns as columnsOf, resultTable } from "../../support/kusto";
import { tables } from "../../../local/query/tables";

const head =
  'let since = ago(1d); let until = now(); let consumer = "*"; let whose = consumer; let onlyModel = "*"; let onlyRegion = "*";\n';

/** The tables that parts make, each bound once: binding them again for every query would take minutes. */
const made = (["calls", "messages", "answers", "administration", "consumers", "plans", "deployments", "prices"] as const).map(
  (part) => {
    const text = partText(part, facts);
    return {
      text,
      names: [...text.matchAll(/^let (\w+) = (?=ApiManagement|AzureActivity|every\b|union\b|datatable)/gm)].map(
        ([, name]) => name ?? "",
      ),
    };
  },
);
const withParts = {
  ...tables,
  ...Object.fromEntries(made.flatMap(({ text, names }) => names.map((name) => [name, resultTable(`${head}${text}\n${name}`)]))),
};

/** A text without the parts that are bound already; the scalar functions of a part stay. */
function shortened(text: string): string {
  return made.reduce((left, part) => {
    const scalars = part.text
      .split("\n")
      .filter((line) => /^let \w+ = \(/.test(line))
      .join("\n");
    return left.replace(part.text, () => scalars);
  }, text);
}

const diagnose = (text: string) => bind(shortened(text), withParts);
const resultColumns = (text: string) => columnsOf(shortened(text), withParts);

describe("every part binds against the tables", () => {
  it.each(made.map((part) => [part.names.join(", "), part] as const))("%s", (_names, { text, names }) => {
    expect(names).not.toEqual([]);
    expect(bind(`${head}${text}\n${names.at(-1)}`)).toEqual([]);
  });
});

const keys = library().map(({ key }) => key);
const alertOf = (rule: (typeof logRules)[number]): string => alertText(rule.need, rule.parts, rule, facts);
const needs = logRules.map((rule) => [rule.need, rule] as const);

describe("every query binds against the tables", () => {
  it.each(keys)("%s", (key) => {
    expect(diagnose(queryText(key, facts))).toEqual([]);
  });
});

describe("every alert binds against the tables", () => {
  it.each(needs)("%s", (_need, rule) => {
    expect(diagnose(alertOf(rule))).toEqual([]);
  });

  it.each(needs)("%s has the columns that it compares and splits by", (_need, rule) => {
    expect(resultColumns(alertOf(rule))).toEqual(expect.arrayContaining([rule.measure, ...rule.dimensions]));
  });
});

describe("every saved function binds once its parameters have a value", () => {
  const functions = library().filter(({ facts: known }) => known.functionAlias);

  it.each(functions.map(({ key, facts: known }) => [key, known] as const))("%s", (key, known) => {
    const own = (known.parameters ?? []).map(({ name }) => `let ${name} = "x";\n`);
    const given = [...own, "let since = ago(1d);\n", "let until = now();\n", 'let consumer = "*";\n'];
    expect(diagnose(given.join("") + queryText(key, facts, { as: "function" }))).toEqual([]);
  });

  it("takes its range and a team", () => {
    expect(functionParameters(libraryQueries.usage)).toBe('since:datetime, until:datetime, consumer:string="*"');
    expect(functionParameters(libraryQueries["one-call"])).toBe(
      'correlationId:string, since:datetime, until:datetime, consumer:string="*"',
    );
  });
});

describe("the binder finds mistakes", () => {
  it("a misspelt column", () => {
    const query = queryText("tokens-by-consumer", facts).replace("sum(PromptTokens)", "sum(PromptToken)");
    expect(diagnose(query).map((error) => error.text)).toContain("PromptToken");
  });

  it("a misspelt table", () => {
    expect(diagnose("ApiManagementGatewayLlmLogs | take 1").map((error) => error.text)).toEqual(["ApiManagementGatewayLlmLogs"]);
  });

  it("a syntax error", () => {
    expect(diagnose("AzureActivity | where")).not.toEqual([]);
  });
});

describe("texts", () => {
  const files = readdirSync(join(__dirname, "../../../components/monitoring/queries"));

  it("has a file for every query and alert, and no other", () => {
    const known = [...keys, ...logRules.map(({ need }) => `alert-${need}`)];
    expect(files.filter((file) => !file.startsWith("_")).sort()).toEqual(known.map((name) => `${name}.kql`).sort());
  });

  it("uses every part", () => {
    const parts = new Set<string>([
      ...library().flatMap(({ facts: known }) => [...known.parts]),
      ...logRules.flatMap(({ parts }) => [...parts]),
    ]);
    // The calls come with or without what the accounts' own log says, and the teams are asked for by a picker.
    if (parts.has("calls")) ["accounts", "noAccounts"].forEach((part) => parts.add(part));
    if (Object.values(readers).some((book: ReaderBook) => book.ownTeams)) parts.add("ownTeams");
    const unused = files.filter((file) => file.startsWith("_")).filter((file) => !parts.has(file.slice(1, -".kql".length)));
    expect(unused).toEqual([]);
  });

  it.each(keys)("%s reads no table twice but the model's log, which has counts and messages", (key) => {
    const text = queryText(key, facts)
      .replaceAll(/\/\/.*$/gm, "")
      .replaceAll(/"[^"\n]*"/g, "");
    const read = [
      ...text.matchAll(/\b(ApiManagementGatewayLogs|AzureDiagnostics|AzureActivity|LAQueryLogs|AGWFirewallLogs)\b/g),
    ].map(([name]) => name);
    expect(read).toEqual([...new Set(read)]);
  });

  it.each(
    library()
      .filter(({ facts: known }) => known.showsPrompts !== true)
      .map(({ key }) => key),
  )("%s shows no prompts", (key) => {
    expect(resultColumns(queryText(key, facts)).filter((column) => ["Prompt", "Answer"].includes(column))).toEqual([]);
  });

  it("asks for the range of the workbook in a tile", () => {
    expect(queryText("usage", facts, { as: "tile" }).split("\n").slice(0, 3)).toEqual([
      "let since = {TimeRange:start};",
      "let until = {TimeRange:end};",
      'let consumer = "{Team}";',
    ]);
  });
});

it("counts the operations that the gateway counts", () => {
  const listed = /let countedOperations = dynamic\(\[([^\]]+)\]\)/.exec(queryText("coverage", facts))?.[1] ?? "";
  const counted = [...operationsOf("dated"), ...operationsOf("v1")].filter((one) => one.counted).map(({ id }) => `"${id}"`);
  expect(listed.split(", ")).toEqual(counted);
});

it("counts the rows of the tables that are exported", () => {
  const read = [...queryText("archived-rows", facts).matchAll(/\((\w+) \| project TimeGenerated, Table = "(\w+)"\)/g)];
  expect(read.map(([, table]) => table).sort()).toEqual([...exportedTables].sort());
  expect(read.map(([, , name]) => name)).toEqual(read.map(([, table]) => table));
});

it("names what shows prompts", () => {
  const shown = library()
    .filter(({ facts: known }: { facts: QueryFacts }) => known.showsPrompts)
    .map(({ key }) => key);
  const withColumns = keys.filter((key) =>
    resultColumns(queryText(key, facts)).some((column) => ["Prompt", "Answer"].includes(column)),
  );
  expect(withColumns.filter((key) => !shown.includes(key))).toEqual([]);
});

it("a text's first lines are taken away in the query as in the table of known texts", () => {
  const [, inQuery] = /replace_regex\(QueryText, @'([^']*)'/.exec(partText("readers", facts))!;
  expect(inQuery).toBe(headLine.source);
});
