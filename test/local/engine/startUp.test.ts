import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const packages = join(root, "node_modules");
const startUp = (file: string) => join(root, "local", "engine", "startUp", file);

/** What a script says in a Node.js process that has loaded `preload` first. `from(file)` requires as that file of a package would. */
function said(preload: string, script: string, ...nodeArgs: string[]): unknown {
  const from = `const from = (file) => require("node:module").createRequire(${JSON.stringify(packages)} + "/" + file);`;
  const child = spawnSync(process.execPath, [...nodeArgs, "--require", startUp(preload), "-e", `${from}\n${script}`], {
    cwd: root,
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

const say = (expression: string) => `console.log(JSON.stringify(${expression}));`;
const loaded = (file: string) => `Object.keys(require.cache).some((path) => path.endsWith(${JSON.stringify(file)}))`;

describe("modules that Pulumi's SDK seldom uses", () => {
  const compiler = "typescript/lib/typescript.js";
  const arborist = "@npmcli/arborist/lib/index.js";

  it.each([compiler, arborist, "@pulumi/pulumi/index.js"])("are not loaded with it, but all else is: %s", (file) => {
    expect(said("modules.js", `require("@pulumi/pulumi"); ${say(loaded(file))}`)).toBe(file === "@pulumi/pulumi/index.js");
  });

  it("are loaded at their first use", () => {
    const use = `const ts = from("@pulumi/pulumi/tsutils.js")("typescript"); const kind = ts.SyntaxKind.Unknown;`;
    expect(said("modules.js", `${use} ${say(`[kind, ${loaded(compiler)}]`)}`)).toEqual([0, true]);
  });

  it("say their version before", () => {
    const use = `const { version } = from("@pulumi/pulumi/tsutils.js")("typescript");`;
    const expected = (jest.requireActual("typescript/package.json") as { version: string }).version;
    expect(said("modules.js", `${use} ${say(`[version, ${loaded(compiler)}]`)}`)).toEqual([expected, false]);
  });

  it("are loaded at once for others", () => {
    expect(said("modules.js", `require("typescript"); ${say(loaded(compiler))}`)).toBe(true);
  });
});

it("what draws the page loads nothing of Pulumi's SDK, nor does what reads the settings", () => {
  const load = `require("tsx/cjs"); require("./local/preview/command"); require("./local/report/page");`;
  const packages = `Object.keys(require.cache).filter((path) => path.includes("@pulumi"))`;
  expect(said("modules.js", `${load} ${say(packages)}`)).toEqual([]);
});

describe("DuckDB's package", () => {
  const use = (preload: string) =>
    said(
      preload,
      `const duckdb = from("any.js")("@duckdb/node-api"); ${say(`[Object.keys(duckdb), Object.keys(require.cache).length]`)}`,
    );

  it("has all that it has, from one file", () => {
    const [whole, few] = use("duckdb.js") as [string[], number];
    const [published, many] = use("modules.js") as [string[], number];
    expect(whole.sort()).toEqual(published.sort());
    expect([few < 20, many > 100]).toEqual([true, true]);
  });

  it("answers", () => {
    const ask = `from("any.js")("@duckdb/node-api").DuckDBInstance.create(":memory:").then((one) => one.connect())
      .then((one) => one.runAndReadAll("SELECT DATE '2026-12-10' AS day, 2::BIGINT AS two")).then((all) => console.log(JSON.stringify(all.getRowsJson())));`;
    expect(said("duckdb.js", ask)).toEqual([["2026-12-10", "2"]]);
  });
});

describe("packages", () => {
  let dir: string;
  beforeAll(() => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), "start-up-")));
    const modern = join(dir, "node_modules", "modern");
    mkdirSync(modern, { recursive: true });
    writeFileSync(join(modern, "package.json"), '{"type": "module", "main": "index.js"}');
    writeFileSync(join(modern, "index.js"), "export const answer = 42;");
    writeFileSync(join(dir, "typed.ts"), "export const answer: number = 43;");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const answer = (path: string) => `require("tsx/cjs"); ${say(`require(${JSON.stringify(join(dir, path))}).answer`)}`;

  // The flag makes any Node.js refuse to require ES modules, as those before 20.19 do.
  it.each([[], ["--no-experimental-require-module"]])("may be ES modules", (...nodeArgs) => {
    expect(said("modules.js", answer("node_modules/modern"), ...nodeArgs)).toBe(42);
  });

  it("leave the program to tsx", () => {
    expect(said("modules.js", answer("typed.ts"))).toBe(43);
  });
});

it.each([
  ["debug", []],
  ["info", ["asked for the engine"]],
])("a message of level %s goes to the engine: %j", (level, asked) => {
  const settings = `const asked = []; from("@pulumi/pulumi/index.js")("./runtime/settings").getEngine = () => void asked.push("asked for the engine");`;
  const written = `const { log } = console; console.log = () => undefined; require("@pulumi/pulumi").log.${level}("x"); console.log = log;`;
  expect(said("program.js", `${settings} ${written} ${say("asked")}`)).toEqual(asked);
});

describe("stack traces of a program", () => {
  it("have title and frames", () => {
    const [title, first] = said("program.js", say(`new TypeError("wrong").stack.split("\\n")`)) as string[];
    expect([title, first]).toEqual(["TypeError: wrong", expect.stringMatching(/^ {4}at \[eval\]:\d+:\d+$/)]);
  });

  it("are not written for the place of a resource, which nobody reads", () => {
    expect(said("program.js", say('require("@pulumi/pulumi").Resource.callsites()'))).toEqual([]);
    expect(said("modules.js", say('require("@pulumi/pulumi").Resource.callsites().length > 0'))).toBe(true);
  });
});

describe("a rule pack in JavaScript", () => {
  const runner = "@pulumi/pulumi/cmd/run-policy-pack/run.js";

  it.each(["ts-node", "../../vendor/ts-node@7.0.1"])("is started without %s", (request) => {
    const use = `from("${runner}")("${request}").register({});`;
    expect(said("javaScriptPack.js", `${use} ${say('".ts" in require.extensions')}`)).toBe(false);
  });

  it("may load ts-node itself", () => {
    expect(said("javaScriptPack.js", say('require("@pulumi/pulumi/vendor/ts-node@7.0.1").VERSION'))).toBe("7.0.1");
  });
});
