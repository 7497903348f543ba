import { Engine, Value } from "../../local/query/engine";
import { KqlError } from "../../local/query/kql/errors";
import { translate } from "../../local/query/kql/translate";
import { tables } from "../../local/query/tables";

const now = "2026-12-10T12:00:00Z";
const people =
  'let people = datatable(Name:string, Team:string, Age:int, Seen:datetime)["Ada", "x", 36, datetime(2026-12-10T10:00:00Z), "Bob", "y", int(null), datetime(2026-12-10T11:30:00Z), "cid", "x", 20, datetime(null)];\n';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.create(tables);
  await engine.see({ now });
});
afterAll(() => engine.close());

const rowsOf = async (query: string): Promise<Value[][]> => {
  const translation = translate(query, tables);
  return (await engine.run(translation)).map((row) => translation.columns.map(({ name }) => row[name] ?? null));
};

/** Values as the query language's documentation gives them (Microsoft Learn, "Kusto Query Language", 2026). */
describe("an expression has its value", () => {
  const values: readonly (readonly [string, Value])[] = [
    // A null equals no value, and two nulls are neither equal nor unequal.
    ["int(null) == 1", false],
    ["int(null) != 1", true],
    ["int(null) == int(null)", null],
    ["not(int(null) in (1, 2))", true],
    ['isnull("")', false],
    ['isempty("")', true],
    ["isnull(dynamic(null))", true],
    ["7 / 2", 3],
    ["7 / 2.0", 3.5],
    ["-7 % 4", -3],
    ['"Grüße" contains "GRÜ"', true],
    ['"gateway-log" has "log"', true],
    ['"gateway-logs" has "log"', false],
    ['"a" =~ "A"', true],
    ['"a" !in~ ("A", "B")', false],
    ['"a" in (dynamic(["a", "b"]))', true],
    ["5 between (1 .. 5)", true],
    ['"x" startswith "X"', true],
    ['"x" startswith_cs "X"', false],
    ['"l1\\nl2" matches regex "l1.l2"', false],
    ['extract("a(b+)", 1, "xabbc")', "bb"],
    ['extract("z(b+)", 1, "xabbc")', ""],
    ['extract_all("(b.)", "b1b2")', ["b1", "b2"]],
    ['isnull(extract_all("(z)", "b1b2"))', true],
    ['replace_regex("a1b2", @"(\\d)", @"<\\1>")', "a<1>b<2>"],
    ['trim(@"\\s+", "  a b ")', "a b"],
    ['countof("aXbX", "X", "regex")', 2],
    ['substring("abcdef", 1, 2)', "bc"],
    ['strcat("a", 1, true, int(null))', "a1true"],
    ["strlen(tostring(1h))", 8],
    ["tostring(datetime(2026-12-10T10:00:00.5Z))", "2026-12-10T10:00:00.5000000Z"],
    ["tostring(1.0)", "1"],
    ['toint("12.9")', 12],
    ['toint("x")', null],
    ['coalesce("", "b")', "b"],
    ["coalesce(int(null), 3)", 3],
    ["iff(bool(null), 1, 2)", 2],
    ['case(1 > 2, "a", 2 > 1, "b", "c")', "b"],
    ["now() - ago(90m)", "01:30:00"],
    ["(datetime(2026-12-10) - datetime(2026-12-09)) / 1h", 24],
    ["bin(datetime(2026-12-10T10:47:00Z), 30m)", "2026-12-10T10:30:00.000000Z"],
    // Weeks count from Monday, the first of January of the year 1.
    ["bin(datetime(2026-12-10), 7d)", "2026-12-07T00:00:00.000000Z"],
    ["bin(7, 5)", 5],
    ["startofmonth(datetime(2026-12-10T10:00:00Z))", "2026-12-01T00:00:00.000000Z"],
    ["endofmonth(datetime(2026-02-10))", "2026-02-28T23:59:59.999999Z"],
    ['format_datetime(datetime(2026-12-10T10:00:00.123456Z), "yyyy-MM-dd HH:mm:ss.ffffff")', "2026-12-10 10:00:00.123456"],
    ["round(2.345, 1)", 2.3],
    ['tostring(parse_json(@\'{"t": "a\\n"}\').t)', "a\n"],
    ['tostring(dynamic({"a": [1, {"b": 2}]}).a[1].b)', "2"],
    ["array_length(dynamic([1, 2, 3]))", 3],
    ['strcat_array(array_sort_asc(dynamic(["b", "a"])), "-")', "a-b"],
    ['array_concat(dynamic([1]), dynamic(["b"]))', [1, "b"]],
    ['set_has_element(dynamic(["a"]), "a")', true],
    ['hash_sha256("a")', "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
    ["max_of(1, 2)", 2],
  ];
  it("each", async () => {
    const [row] = await rowsOf(`print ${values.map(([expression], index) => `v${index} = ${expression}`).join(", ")}`);
    expect(values.map(([expression], index) => [expression, row?.[index]])).toEqual(values.map((one) => [...one]));
  });
});

describe("an operator gives its rows", () => {
  it.each<readonly [string, Value[][]]>([
    ["people | where Age > 21 | project Name", [["Ada"]]],
    ["people | where not(Age == 20) | project Name", [["Ada"], ["Bob"]]],
    ["people | sort by Age asc | project Name", [["Bob"], ["cid"], ["Ada"]]],
    ["people | sort by Age | project Name", [["Ada"], ["cid"], ["Bob"]]],
    ["people | top 1 by Name asc | project Name", [["Ada"]]],
    [
      "people | summarize Sum = sum(Age), Mean = avg(Age), Known = countif(isnotnull(Age)) by Team | sort by Team asc",
      [
        ["x", 56, 28, 2],
        ["y", 0, "NaN", 0],
      ],
    ],
    ['people | where Name == "nobody" | summarize count(), sum(Age), max(Age)', [[0, 0, null]]],
    ["people | summarize round(avg(Age), 0), percentiles(Age, 50, 95)", [[28, 20, 36]]],
    ['people | summarize Names = make_set_if(Name, Team == "x") | project Sorted = array_sort_asc(Names)', [[["Ada", "cid"]]]],
    [
      "people | summarize Last = arg_max(Seen, Name) by Team | sort by Team asc | project Team, Name",
      [
        ["x", "Ada"],
        ["y", "Bob"],
      ],
    ],
    ["people | extend Age = coalesce(Age, 0), Next = Name | project-away Team, Seen | count", [[3]]],
    [
      'people | join kind=leftouter (people | where Name == "Ada") on Name | sort by Name asc | project Name, Name1, Age1',
      [
        ["Ada", "Ada", 36],
        ["Bob", "", null],
        ["cid", "", null],
      ],
    ],
    ["people | join kind=inner (people | project Other = Name, Team) on $left.Team == $right.Team | count", [[5]]],
    ["people | join (people | project Other = Name, Team) on Team | count", [[3]]],
    ['people | join kind=leftanti (people | where Team == "x") on Team | project Name', [["Bob"]]],
    [
      'people | lookup (datatable(Team:string, Lead:string)["x", "Eve"]) on Team | sort by Name asc | project Name, Lead',
      [
        ["Ada", "Eve"],
        ["Bob", ""],
        ["cid", "Eve"],
      ],
    ],
    [
      'union withsource = From (people | project Name), (people | project Age) | summarize count() by From, Empty = Name == "" | sort by From asc',
      [
        ["union_arg0", false, 3],
        ["union_arg1", true, 3],
      ],
    ],
    ['print List = dynamic(["a", "b"]) | mv-expand Item = List to typeof(string) | project Item', [["a"], ["b"]]],
    ["print List = dynamic([]) | mv-expand Item = List to typeof(string) | project Item", [[""]]],
    ["range N from 1 to 3 step 1", [[1], [2], [3]]],
    ["range T from datetime(2026-12-10) to datetime(2026-12-11) step 12h | count", [[3]]],
    [
      'people | as All | extend Share = Age * 100 / toscalar(All | summarize sum(Age)) | where Name == "cid" | project Share',
      [[35]],
    ],
    ["let older = (rows:(Age:int), than:int) { rows | where Age > than }; older(people, 30) | count", [[1]]],
    ['let isX = (team:string) { team == "x" }; people | where isX(Team) | count', [[2]]],
    ["people | distinct Team | count", [[2]]],
    ['people | project-rename Person = Name | where Person == "Ada" | project Person', [["Ada"]]],
  ])("%s", async (query, rows) => {
    expect(await rowsOf(people + query)).toEqual(rows);
  });
});

describe("what the runner does not have is refused with its name and line", () => {
  it.each([
    [
      "people\n| where Age > 1\n| make-series count() on Seen step 1h",
      "line 4: the operator make-series is outside of what this runner has; it has: ",
    ],
    [
      "people\n| extend X = geo_distance_2points(1, 2, 3, 4)",
      "line 3: the function geo_distance_2points is outside of what this runner has; it has: ",
    ],
    [
      "people | join kind=fullouter people on Name",
      "line 2: join kind=fullouter is outside of what this runner has; it has: inner",
    ],
    ["people | summarize percentile(Name, 50)", "line 2: a percentile of a string is outside of what this runner has"],
    ['people | extend X = extract_all("(a)(b)", Name)', "line 2: extract_all with several groups"],
    ["people | project a = Name, A = Team", "line 2: columns that differ in upper and lower case only, a and A,"],
    ["people | project X = ingestion_time()", "line 2: ingestion_time() of rows that are no longer those of a table"],
  ])("%s", (query, message) => {
    expect(() => translate(people + query, tables)).toThrow(KqlError);
    expect(() => translate(people + query, tables)).toThrow(message);
  });

  it("with every mistake that the language service finds", () => {
    expect(() => translate("AzureActivity\n| where Nothing == 1\n| project Callre", tables)).toThrow(
      /line 2: .*Nothing[^]*line 3: .*Callre/,
    );
  });

  it("while it runs, where the data decide", async () => {
    const query = translate("print List = dynamic([2, 1]) | project array_sort_asc(List)", tables);
    await expect(engine.run(query)).rejects.toThrow("array_sort of anything but strings");
  });
});

describe("rows", () => {
  const seen = async (
    view: { from?: string; to?: string; now: string },
    query = "AzureActivity | project Caller | sort by Caller asc",
  ) => {
    const own = await Engine.create(tables);
    const row = (Caller: string | undefined, minute: string, _ingested?: string) => ({
      Caller,
      TimeGenerated: `2026-12-10T10:${minute}:00Z`,
      _ingested,
      NoColumn: 1,
    });
    await own.add("AzureActivity", tables.AzureActivity, [
      row("a", "01"),
      row("b", "02", "2026-12-10T10:30:00Z"),
      row(undefined, "03"),
    ]);
    await own.see(view);
    const rows = await own.run(translate(query, tables));
    own.close();
    return rows.map((one) => Object.values(one)[0]);
  };

  it("are seen when they have arrived", async () => {
    expect(await seen({ now: "2026-12-10T10:05:00Z" })).toEqual(["", "a"]);
    expect(await seen({ now: "2026-12-10T10:30:00Z" })).toEqual(["", "a", "b"]);
  });

  it("are those of a range", async () => {
    expect(await seen({ from: "2026-12-10T10:02:00Z", to: "2026-12-10T10:03:00Z", now: "2026-12-10T11:00:00Z" })).toEqual(["b"]);
  });

  it("know when they arrived", async () => {
    const query = "AzureActivity | extend Late = (ingestion_time() - TimeGenerated) / 1m | summarize max(Late)";
    expect(await seen({ now: "2026-12-10T11:00:00Z" }, query)).toEqual([28]);
  });
});
