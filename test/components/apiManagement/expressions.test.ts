import { apiPolicy, globalPolicy } from "../../../components/apiManagement/policies";
import { planPolicy } from "../../../components/apiManagement/planPolicy";
import { expressionRanges } from "../../../components/apiManagement/renderPolicy";
import { audience, homeWith, plans, pools, tenantId } from "./sample";

const rules = { tenantId, audience };
const v1 = apiPolicy("v1", pools, rules, homeWith("gpt-5"));
const documents = {
  global: globalPolicy(),
  dated: apiPolicy("dated", pools, rules, homeWith("gpt-5")),
  v1,
  standard: planPolicy(plans[0]!),
  premium: planPolicy(plans[1]!),
};

/**
 * Types that our expressions name, each looked up in the table of "API Management policy expressions" (Microsoft Learn).
 * Azure refuses a document that uses another one, be it only as the type of a value: `MatchCollection`, which
 * `Regex.Matches` gives, is not there.
 */
const documented = [
  "DateTimeOffset",
  "Exception",
  "JArray",
  "JObject",
  "JProperty",
  "JTokenType",
  "Jwt",
  "Regex",
  "RegexOptions",
  "StringComparison",
  "StringSplitOptions",
];

/** Members of `Regex` whose values have documented types. */
const regexMembers = ["IsMatch", "Match", "Replace", "Split", "Unescape"];

/** The C# of a document, without what is in strings and characters. */
const code = (document: string): string[] =>
  expressionRanges(document).map(([start, end]) =>
    document.slice(start + 2, end).replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'/g, '""'),
  );

describe.each(Object.entries(documents))("expressions of the policy %s", (_name, document) => {
  it("name documented types only", () => {
    const types = code(document).flatMap((text) => [...text.matchAll(/(?<![.\w])[A-Z]\w*/g)].map(([type]) => type));
    expect(types.filter((type) => !documented.includes(type))).toEqual([]);
  });

  it("use of regular expressions what has a documented type", () => {
    const members = code(document).flatMap((text) => [...text.matchAll(/\bRegex\.(\w+)/g)].map(([, member]) => member!));
    expect(members.filter((member) => !regexMembers.includes(member))).toEqual([]);
    expect(code(document).join("\n")).not.toContain("NextMatch");
  });
});

describe("a part of a form", () => {
  /** What the policy reads of one part: its field's name, and its value where that is one line. */
  const pattern = /Regex\.Match\(part, ("(?:\\.|[^"\\])*")/.exec(v1)![1]!;
  const read = (...lines: string[]): [string, string | undefined] | undefined => {
    const match = new RegExp((JSON.parse(pattern) as string).replace("\\z", "$"), "i").exec(`\r\n${lines.join("\r\n")}\r\n`);
    return match ? [match[1]!, match[2]?.trim()] : undefined;
  };
  const disposition = (rest: string): string => `Content-Disposition: form-data; ${rest}`;

  it.each([
    ["as browsers and most clients write it", [disposition('name="model"'), "", "gpt-5"]],
    ["without quotes, as .NET does", ["Content-Type: text/plain; charset=utf-8", disposition("name=model"), "", "gpt-5"]],
    ["with its length, as Spring does", [disposition('name="model"'), "Content-Length: 5", "", "gpt-5"]],
    ["in another case", ["content-disposition: form-data; NAME=model", "", "gpt-5"]],
  ])("is read %s", (_how, lines) => {
    expect(read(...lines)).toEqual(["model", "gpt-5"]);
  });

  it("that is a file is a field of its name, without a value", () => {
    const lines = [disposition('name="file"; filename="a; name=b.wav"; filename*=utf-8\'\'a.wav'), "Content-Type: audio/wav", ""];
    expect(read(...lines, 'name="model"', "", "gpt-5")).toEqual(["file", undefined]);
  });

  it.each([
    ["two names", [disposition('name="prompt"; name="model"'), "", "gpt-5"]],
    ["a second name after the file's", [disposition('name="prompt"; filename="a"; name="model"'), "", "gpt-5"]],
    ["two dispositions", [disposition('name="prompt"'), disposition('name="model"'), "", "gpt-5"]],
    ["an escaped name", [disposition('name="mo\\del"'), "", "gpt-5"]],
    ["an encoded name", [disposition("name*=utf-8''model"), "", "gpt-5"]],
    ["a folded header", ["Content-Disposition: form-data;", ' name="model"', "", "gpt-5"]],
    ["no header", ["", "gpt-5"]],
  ])("with %s is refused", (_what, lines) => {
    expect(read(...lines)).toBeUndefined();
  });

  it("whose lines do not end as they must is refused", () => {
    expect(read(`${disposition('name="model"')}\n\ngpt-5`)).toBeUndefined();
  });
});

it("reads a form only for operations that take one", () => {
  expect(v1).toContain(`"/audio/transcriptions|/audio/translations|/images/edits".Split('|')`);
});

it.each([
  ["dated", documents.dated],
  ["v1", v1],
])("the API %s refuses a body that it cannot read", (_family, document) => {
  expect(document).toMatch(/\["readsBody"\] && !\(\(JObject\)[^"]*"request"\]\)\.HasValues && /);
  expect(document).toMatch(/\["readsBody"\] && [^"]*"model"\] == "" && /);
});
