import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { operationsOf } from "../../../components/apiManagement/operations";
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
        "ClientAddress",
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

describe("the address of the client", () => {
  const [address = "", trace = ""] = [...queryText("latency").matchAll(/extract\(@'\(\?i\)(.+)', 1, Headers\)/g)].map(
    ([, one]) => one,
  );
  const found = (headers: object) => new RegExp(address, "i").exec(JSON.stringify(headers))?.[1];

  it.each([
    [{ "X-Forwarded-For": "203.0.113.7:51234" }, "203.0.113.7"],
    [{ "x-forwarded-for": "203.0.113.7" }, "203.0.113.7"],
    [{ "X-Forwarded-For": "10.0.0.1, 198.51.100.1:80,203.0.113.7:1" }, "203.0.113.7"],
    [{ "X-Forwarded-For": ["198.51.100.1:80, 203.0.113.7:51234"] }, "203.0.113.7"],
    [{ "X-Forwarded-For": '6.6.6.6", "X-Forwarded-For":"6.6.6.6, 203.0.113.7:51234' }, "203.0.113.7"],
    [{ Cookie: '"X-Forwarded-For":"6.6.6.6"', "X-Forwarded-For": "203.0.113.7:51234" }, "203.0.113.7"],
    [{ Host: "ai.contoso.com" }, undefined],
  ])("in %j is %s", (headers, expected) => {
    expect(found(headers)).toBe(expected);
  });

  it("comes with the id of the request in Application Gateway's logs", () => {
    expect(new RegExp(trace, "i").exec('{"X-Appgw-Trace-Id":"ac882cd6"}')?.[1]).toBe("ac882cd6");
  });
});

describe("what the gateway counts and refuses", () => {
  it("is judged for token counts by the operations that are counted", () => {
    const listed = /OperationId in~ \(([^)]+)\)/.exec(queryText("token-coverage"))?.[1] ?? "";
    const counted = [...operationsOf("dated"), ...operationsOf("v1")].filter((one) => one.counted).map(({ id }) => `"${id}"`);
    expect(listed.split(/,\s*/)).toEqual(counted);
  });

  it("by a plan is told by the names of the policies that count", () => {
    const xml = ["product", "request-limit", "uncounted-limit"].map((name) =>
      readFileSync(join(__dirname, `../../../components/apiManagement/xml/${name}.xml`), "utf8"),
    );
    const counting = xml.flatMap((text) => [...text.matchAll(/<([\w-]+)\b[^<>]*counter-key/g)].map((match) => match[1]));
    expect([...new Set(counting)]).toEqual(["llm-token-limit", "azure-openai-token-limit", "rate-limit-by-key"]);
    expect(queryText("throttling")).toContain('strcat(LastErrorSource, " ", LastErrorReason) contains "limit"');
  });
});

describe("the trace of the gateway's policies", () => {
  const document = apiPolicy("v1", [], { tenantId: "t", audience: "api://contoso.com/ai-gateway" }, []);
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
