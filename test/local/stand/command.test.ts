import { ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Addresses } from "../../../local/stand/stand";

const root = join(__dirname, "..", "..", "..");
const given = ["--stack", "dev", "--config", "test/fixtures/dev.yaml"];
const start = (...args: string[]): string[] => ["local/start.js", "local", ...args];

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), "local-"))));
afterAll(() => rmSync(dir, { recursive: true }));

/** The first line that a process writes. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });

test("with --json the first line says where it is; what it prints can be pasted; it ends clean with Ctrl-C", async () => {
  const child = spawn(process.execPath, start(...given, "--json"), { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const { gateway, ca, control, consumers } = JSON.parse(await firstLine(child)) as Addresses;
  expect([gateway, control]).toEqual([
    expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  ]);
  expect(consumers[0]).toMatchObject({
    name: "claims-assistant",
    credentials: "keyAndToken",
    models: ["gpt-5.1", "text-embedding-3-small"],
  });
  const { token } = (await (
    await fetch(`${control}/tokens`, { method: "POST", body: '{"consumer": "claims-assistant"}' })
  ).json()) as { token: string };
  const script = `import OpenAI from "openai";
    const v1 = new OpenAI({ baseURL: "${gateway}/openai/v1", apiKey: process.env.TOKEN, defaultHeaders: { "api-key": "${consumers[0]!.subscriptionKey}" } });
    console.log((await v1.responses.create({ model: "gpt-5.1", input: "Hello" })).output_text);`;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca, TOKEN: token };
  const client = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  expect(await firstLine(client)).toBe("gpt-5.1 answers: Hello");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(existsSync(ca)).toBe(false);
});

test("explain shows why a call is refused", () => {
  const file = join(dir, "call.http");
  writeFileSync(
    file,
    '# another team\'s token\nPOST /openai/v1/chat/completions\napi-key: {{key:claims-assistant}}\nAuthorization: Bearer {{token:service-desk}}\nContent-Type: application/json\n\n{"model": "gpt-5.1", "messages": []}\n',
  );
  const { status, stdout } = spawnSync(process.execPath, start("explain", file, ...given), { cwd: root, encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toContain(
    "operation: openai-v1/createChatCompletion   subscription: claims-assistant--bbbbbbbb-0000-4000-8000-000000000001",
  );
  expect(stdout).toMatch(/validate-azure-ad-token/);
  // A variable with its value, and a branch with the element that chose it.
  expect(stdout).toMatch(/inbound +set-variable: account = claims-assistant--bbbbbbbb/);
  expect(stdout).toMatch(/inbound +choose: answered 403$/m);
  expect(stdout).not.toMatch(/(?<!choose): when of line/);
  expect(stdout).toContain("answer: 403");
  expect(stdout).not.toMatch(/^attempt /m);
});

test.each([
  [["--colour"], "Unknown option '--colour'"],
  [["--port", "x"], "--port x: allowed: 0 (any) to 65535"],
  [["explain"], "explain: unknown; allowed:"],
  [["explain", "gone.http"], "gone.http: ENOENT"],
])("%j is refused", (args, message) => {
  const { status, stderr } = spawnSync(process.execPath, start(...args, ...given), { cwd: root, encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test("the package names the command", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  expect(scripts.local).toBe("node local/start.js local");
});
