import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackNames } from "../../local/engine/config";
import { previewCommand } from "../../local/preview/command";

const root = join(__dirname, "..", "..");
const fixture = join(root, "test/fixtures/dev.yaml");

/** Runs the command in this process: its exit code and what it writes to standard error. */
async function refusal(...args: string[]): Promise<{ code: number; errors: string; output: string }> {
  const written = { errors: "", output: "" };
  const errors = jest.spyOn(process.stderr, "write").mockImplementation((text) => ((written.errors += String(text)), true));
  const output = jest.spyOn(process.stdout, "write").mockImplementation((text) => ((written.output += String(text)), true));
  try {
    return { code: await previewCommand(args), ...written };
  } finally {
    errors.mockRestore();
    output.mockRestore();
  }
}

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), "preview-"))));
afterAll(() => rmSync(dir, { recursive: true }));

it.each([
  [
    ["--colour"],
    "error: Unknown option '--colour'; allowed: [--stack NAME] [--config FILE] [--json] [--first-run] [--out DIR] [--tree] [--against REF|PLAN.json] [--accept NAME,…] [--policy-pack DIR] [--policy-pack-config FILE]\n",
  ],
  [["extra"], /^error: Unexpected argument 'extra'.*; allowed: \[--stack NAME\]/],
  [["--stack"], /^error: .*--stack.*; allowed: \[--stack NAME\]/],
  [
    ["--stack", "none"],
    `error: --stack: got none; allowed: ${stackNames(root).join(", ") || "none, there is no Pulumi.<stack>.yaml"}\n`,
  ],
  [["--config", "/nowhere.yaml"], "error: --config: there is no file /nowhere.yaml\n"],
])("refuses %j with what is allowed", async (args, message) => {
  const { code, errors } = await refusal(...args);
  expect(code).toBe(2);
  if (typeof message === "string") expect(errors).toBe(message);
  else expect(errors).toMatch(message);
});

describe("wrong settings", () => {
  let result: Awaited<ReturnType<typeof refusal>>;
  beforeAll(async () => {
    const file = join(dir, "wrong.yaml");
    writeFileSync(file, "config:\n  azure-openai-shield:profile: test\n  azure-openai-shield:namePrefix: UPPER\n");
    result = await refusal("--config", file, "--json");
  });

  it("end with exit code 2", () => {
    expect(result.code).toBe(2);
  });

  it.each(["profile", "namePrefix", "location", "ingress.hostName"])(
    "name the problem of %s together with the others",
    (path) => {
      expect(result.errors).toMatch(new RegExp(`wrong\\.yaml:\\d: ${path}: `));
    },
  );

  it("write no document and no stack trace", () => {
    expect([result.output, /^\s+at /m.test(result.errors)]).toEqual(["", false]);
  });
});

describe("a passphrase file that cannot be read", () => {
  const setting = "  azure-openai-shield:profile: ";
  const refusedWith = (name: string, value: string) => {
    const file = join(dir, name);
    writeFileSync(file, `config:\n${setting}${value}\nencryptionsalt: v1:salt:v1:nonce:proof\n`);
    return refusal("--config", file);
  };
  beforeEach(() => (process.env.PULUMI_CONFIG_PASSPHRASE_FILE = join(dir, "nope")));
  afterEach(() => delete process.env.PULUMI_CONFIG_PASSPHRASE_FILE);

  it("is refused by name when the stack has secrets", async () => {
    const { code, errors } = await refusedWith("sealed.yaml", "{ secure: v1:nonce:text }");
    expect([code, errors]).toEqual([
      2,
      `error: PULUMI_CONFIG_PASSPHRASE_FILE: ENOENT: no such file or directory, open '${join(dir, "nope")}'; allowed: the path of a file that can be read\n`,
    ]);
  });

  it("plays no part when the stack has none", async () => {
    const { code, errors } = await refusedWith("plain.yaml", "test");
    expect([code, errors.includes(": profile: "), errors.includes("PASSPHRASE")]).toEqual([2, true, false]);
  });
});

it("refuses a folder that cannot be written to before it starts anything", async () => {
  const file = join(dir, "file");
  writeFileSync(file, "");
  const { code, errors } = await refusal("--config", fixture, "--out", join(file, "plan"));
  expect([code, errors]).toEqual([
    2,
    `error: --out: ENOTDIR: not a directory, mkdir '${join(file, "plan")}'; allowed: a folder that can be written to\n`,
  ]);
});

it("ends with 3 and a stack trace on an error that nobody thought of", () => {
  const broken = "data:text/javascript,globalThis.AbortController=undefined";
  const args = ["--import", broken, "local/start.js", "preview", "--json", "--config", fixture];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/^TypeError: AbortController is not a constructor\n {4}at stopped /),
  ]);
});
