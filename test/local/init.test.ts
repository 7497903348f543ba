import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InitWorld, initCommand } from "../../local/init/command";
import { questions } from "../../local/init/questions";

let dir: string;
let written: string;
let previewed: string[];
const world = (ask?: InitWorld["ask"]): InitWorld => ({
  dir,
  write: (text) => void (written += text),
  preview: async (stack) => (previewed.push(stack), 0),
  ...(ask && { ask }),
});

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "init-"));
  copyFileSync(join(__dirname, "..", "..", "Pulumi.yaml"), join(dir, "Pulumi.yaml"));
  written = "";
  previewed = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

const all = Object.entries(questions).flatMap(([key, { example }]) => [`--${key}`, example]);
const stack = () => readFileSync(join(dir, "Pulumi.new.yaml"), "utf8");

it("writes a stack file that the settings take, with comments, and previews it", async () => {
  expect(await initCommand(["--stack", "new", ...all], world())).toBe(0);
  expect(stack()).toContain("azure-openai-shield:namePrefix: contoso-ai-dev # a later change destroys everything\n");
  expect(previewed).toEqual(["new"]);
});

it("names the schema that the project has, so that editors check the file", async () => {
  const schema = "docs/stack-file.schema.json";
  mkdirSync(join(dir, "docs"));
  copyFileSync(join(__dirname, "..", "..", schema), join(dir, schema));
  await initCommand(["--stack", "new", ...all], world());
  expect(stack().split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
});

it("takes the usual answer where nothing is said", async () => {
  const asked: string[] = [];
  const without = all.slice(2);
  await initCommand(
    ["--stack", "new", ...without],
    world(async (question) => (asked.push(question), "")),
  );
  expect([asked, stack().includes("location: swedencentral")]).toEqual([
    ["Azure region of the environment and its first account [swedencentral]: "],
    true,
  ]);
});

it("says how to call it again when an answer is refused, so that the other answers are not lost", async () => {
  expect(await initCommand(["--stack", "new", ...all, "--prefix", "UPPER"], world())).toBe(2);
  expect(written).toContain("namePrefix");
  expect(written).toContain("npm run init -- --stack new --location swedencentral --prefix UPPER --host ai.dev.contoso.com ");
  expect(written).toContain("--publisher 'Contoso AI Platform'");
});

it("asks for what is not given, again when the answer is empty", async () => {
  const asked: string[] = [];
  const answers = ["", "contoso-new"];
  const given = all.filter((_one, index) => index !== 2 && index !== 3);
  expect(
    await initCommand(
      ["--stack", "new", ...given],
      world(async (question) => (asked.push(question), answers.shift() ?? "")),
    ),
  ).toBe(0);
  expect([asked.length, stack().includes("namePrefix: contoso-new ")]).toEqual([2, true]);
});

it("never overwrites", async () => {
  await initCommand(["--stack", "new", ...all], world());
  const before = stack();
  expect(await initCommand(["--stack", "new", ...all, "--location", "francecentral"], world())).toBe(2);
  expect([stack() === before, written.includes("is never overwritten")]).toEqual([true, true]);
});

it.each([
  ["names everything that is missing where nobody can answer", ["--stack", "new"], "missing: --prefix, --host"],
  ["refuses what the settings refuse", ["--stack", "new", ...all, "--prefix", "UPPER", "--tenant", "none"], "identity.tenantId"],
  ["refuses a name that is none", ["--stack", "../x", ...all], '--stack: got "../x"'],
  ["refuses an unknown option", ["--colour", "red"], "--colour"],
])("%s, and writes nothing", async (_what, args, message) => {
  expect(await initCommand(args, world())).toBe(2);
  expect(written).toContain(message);
  expect([readdirSync(dir), existsSync(join(dir, "Pulumi.new.yaml")), previewed]).toEqual([["Pulumi.yaml"], false, []]);
});

it("writes text that YAML would take for something else as text", async () => {
  expect(await initCommand(["--stack", "new", ...all, "--publisher", "Yes: & #1", "--cost-centre", "0123"], world())).toBe(0);
  expect(stack()).toMatch(/publisherName: "Yes: & #1"[\s\S]*costCentre: "0123"/);
});
