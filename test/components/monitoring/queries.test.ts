import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { apiPolicy } from "../../../components/apiManagement/policies";
import {
  alertQueries,
  AlertQuery,
  functionParameters,
  library,
  libraryQueries,
  LibraryQuery,
  queryText,
} from "../../../components/monitoring/queries";
import { alertRuleColumns } from "./sample";
import { diagnose, resultColumns } from "../../support/kusto";

const keys = [...Object.keys(libraryQueries), ...Object.keys(alertQueries)] as (LibraryQuery | AlertQuery)[];

describe("every query binds against the tables", () => {
  it.each(keys)("%s", (key) => {
    expect(diagnose(queryText(key))).toEqual([]);
  });
});

describe("every saved function binds once its parameters have a value", () => {
  const functions = library().filter(({ facts }) => facts.functionAlias);

  it.each(functions.map(({ key, facts }) => [key, facts] as const))("%s", (key, facts) => {
    const given = Object.keys(facts.parameters ?? {}).map((name) => `let ${name} = "x";\n`);
    expect(diagnose(given.join("") + queryText(key, "function"))).toEqual([]);
  });
});

describe("the binder finds mistakes", () => {
  it("a misspelt column", () => {
    const query = queryText("tokens-by-consumer").replace("sum(TotalTokens)", "sum(TotalToken)");
    expect(diagnose(query).map((error) => error.text)).toContain("TotalToken");
  });

  it("a misspelt table", () => {
    expect(diagnose("ApiManagementGatewayLlmLogs | take 1").map((error) => error.text)).toEqual(["ApiManagementGatewayLlmLogs"]);
  });

  it("a syntax error", () => {
    expect(diagnose("AzureActivity | where")).not.toEqual([]);
  });

  it("a sum of texts", () => {
    expect(diagnose("ApiManagementGatewayLogs | summarize sum(CorrelationId)").map((error) => error.text)).toEqual([
      "CorrelationId",
    ]);
  });
});

describe("the answers have the columns that were asked for", () => {
  it.each([
    [
      "tokens-by-consumer",
      ["Consumer", "Model", "Calls", "Callers", "PromptTokens", "CompletionTokens", "TotalTokens", "TokensPerCall"],
    ],
    [
      "tokens-by-caller",
      ["Consumer", "Caller", "Application", "Model", "Calls", "PromptTokens", "CompletionTokens", "TotalTokens", "LastCall"],
    ],
    [
      "prompts-and-answers",
      [
        "TimeGenerated",
        "Consumer",
        "EntraGroup",
        "Caller",
        "Application",
        "CallerIpAddress",
        "Model",
        "Prompt",
        "Answer",
        "Streamed",
        "TotalTokens",
        "ResponseCode",
        "CorrelationId",
      ],
    ],
    ["prompt-readers", ["TimeGenerated", "Reader", "Application", "Rows", "ResponseCode", "QueryText"]],
  ] as const)("%s", (key, columns) => {
    expect(resultColumns(queryText(key))).toEqual(columns);
  });

  it.each(alertRuleColumns())("%s has the columns that its alert compares and splits by", (key, columns) => {
    expect(resultColumns(queryText(key))).toEqual(expect.arrayContaining(columns));
  });
});

describe("texts", () => {
  it("has a file for every query and part, and no other", () => {
    const parts = ["_calls", "_counted", "_messages", "_usage"];
    const files = readdirSync(join(__dirname, "../../../components/monitoring/queries"));
    expect(files.sort()).toEqual([...parts, ...keys].map((name) => `${name}.kql`).sort());
  });

  it.each([...library().map(({ key, facts }) => [key, facts.parts] as const)])(
    "%s uses every part that it begins with",
    (key, parts) => {
      const text = queryText(key).replaceAll(/\/\/.*$/gm, "");
      const uses = (part: string) => text.split(new RegExp(`\\b${part}\\b`)).length - 1;
      expect(parts.filter((part) => uses(part) < 2)).toEqual([]);
    },
  );

  it("gives parameters a value outside of the function", () => {
    expect(queryText("one-call").split("\n")[0]).toBe('let correlationId = "00000000-0000-0000-0000-000000000000";');
  });

  it("leaves parameters to the function", () => {
    expect(queryText("one-call", "function")).not.toContain("let correlationId");
  });

  it("names every function that can show prompts where prompt readers are looked for", () => {
    const aliases = library().flatMap(({ facts }) =>
      facts.parts.includes("messages") && facts.functionAlias ? [facts.functionAlias] : [],
    );
    expect(aliases.filter((alias) => !queryText("prompt-readers").includes(`"${alias}"`))).toEqual([]);
    expect(aliases.filter((alias) => !queryText("alert-prompts-read").includes(`"${alias}"`))).toEqual([]);
  });
});

describe("the trace of the gateway's policies", () => {
  const document = apiPolicy("v1", [], { tenantId: "t", audience: "api://contoso.com/ai-gateway" });
  const policy = document.split("<trace ").find((text) => text.includes("<message>call</message>")) ?? "";
  const read = [...queryText("latency").matchAll(/Record\.metadata\.(\w+)/g)].map((match) => match[1] ?? "");

  it("is read by its source", () => {
    expect(queryText("latency")).toContain('tostring(Record.source) == "shield"');
    expect(policy).toMatch(/^source="shield"/);
  });

  it.each(read)("has %s, which the queries read", (name) => {
    expect(policy.slice(0, policy.indexOf("</trace>"))).toContain(`<metadata name="${name}"`);
  });
});

describe("functionParameters", () => {
  it("declares every parameter as text", () => {
    expect(functionParameters({ ...libraryQueries["one-call"] })).toBe("correlationId:string");
  });

  it("is undefined without parameters", () => {
    expect(functionParameters({ ...libraryQueries.latency })).toBeUndefined();
  });
});
