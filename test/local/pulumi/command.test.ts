import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Home, homeIn } from "../../../local/pulumi/environment";
import { projectFolder } from "../../../local/folders";
import { runPulumi } from "../../../local/pulumi";

/** Stands for the CLI: writes down in which folder and with which arguments it is run. */
const fakeCli = (calls: string) => `#!/bin/sh\necho "$PWD> $*" >> '${calls}'\n`;

let folder: string;
let home: Home;
const [oldPath, oldPassphrase] = [process.env.PATH, process.env.PULUMI_CONFIG_PASSPHRASE];
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "command-")));
  home = homeIn(path.join(folder, "home"));
  fs.writeFileSync(path.join(folder, "pulumi"), fakeCli(path.join(folder, "calls")), { mode: 0o755 });
  process.env.PATH = `${folder}:${oldPath}`;
  delete process.env.PULUMI_CONFIG_PASSPHRASE;
});
afterEach(() => {
  process.env.PATH = oldPath;
  if (oldPassphrase !== undefined) process.env.PULUMI_CONFIG_PASSPHRASE = oldPassphrase;
  fs.rmSync(folder, { recursive: true });
});

/** The exit code of a command, what it said itself and how it called the CLI. */
async function run(line: string): Promise<{ code: number; said: string; calls: string[] }> {
  const said: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const code = await runPulumi(line.split(" "), home).finally(() => write.mockRestore());
  const calls = path.join(folder, "calls");
  return { code, said: said.join(""), calls: fs.existsSync(calls) ? fs.readFileSync(calls, "utf8").trim().split("\n") : [] };
}

const write = (name: string, text: string): string => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const copy = (stack: string): string => path.join(home.config, `Pulumi.${stack}.yaml`);

describe("the settings", () => {
  it("are given as a copy, to `config` too", async () => {
    const { calls } = await run("config get a --config-file test/fixtures/dev.yaml");
    expect(calls.at(-1)).toBe(`${projectFolder}> config get a --stack dev --config-file ${copy("dev")}`);
  });

  it.each(["stack init new", "stack rename new --stack dev", "stack rm dev --yes"])("are not touched by %s", async (line) => {
    expect((await run(line)).calls).toEqual([`${home.config}> ${line}`]);
    expect(fs.readFileSync(path.join(home.config, "Pulumi.yaml"), "utf8")).toBe("name: azure-openai-shield\nruntime: nodejs\n");
  });

  it("are refused where the CLI would skip a part of them, before it runs", async () => {
    const file = write("Pulumi.acme.yaml", "conf: {}\n");
    const { code, said, calls } = await run(`up --stack acme --yes --config-file ${file}`);
    expect(code).toBe(2);
    expect(said).toContain("Pulumi.acme.yaml:1: conf: is no section of a stack file; did you mean config?");
    expect(calls.filter((call) => !call.includes("stack init"))).toEqual([]);
  });

  it("are not written", async () =>
    expect(await run("config set a b --stack dev")).toEqual({
      code: 2,
      said: "config set: the settings files are only read here; edit Pulumi.<stack>.yaml, or run pulumi itself\n",
      calls: [],
    }));

  it.each(["up --stack dve --yes", "destroy --stack dve", "up --config-file Pulumi.dve.yaml"])(
    "must be there, or no stack is made: %s",
    async (line) =>
      expect(await run(line)).toMatchObject({ code: 2, said: expect.stringMatching(/^--(stack|config-file): /), calls: [] }),
  );
});

describe("secrets in the settings", () => {
  it("are refused when a service holds their key", async () => {
    const file = write(
      "kv.yaml",
      "secretsprovider: azurekeyvault://v\nencryptedkey: abc\nconfig:\n  p:a:\n    b: [{ secure: AAAB }]\n",
    );
    expect(await run(`preview --stack kv --config-file ${file}`)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^PULUMI_CONFIG_PASSPHRASE does not open the secrets p:a: /),
    });
  });

  it("are given on when the passphrase opens them", async () => {
    const file = path.join(projectFolder, "test/fixtures/programs/whole/Pulumi.dev.yaml");
    process.env.PULUMI_CONFIG_PASSPHRASE = "abc";
    expect((await run(`preview --stack whole --config-file ${file}`)).code).toBe(0);
    process.env.PULUMI_CONFIG_PASSPHRASE = "other";
    expect((await run(`preview --stack whole --config-file ${file}`)).code).toBe(2);
  });
});
