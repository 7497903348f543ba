import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { findCli } from "../../local/pulumi/cli";
import { previewScript } from "../../local/engine/previewScript";
import { projectFolder } from "../../local/folders";
import { Canary, anyKey, filesIn, found, keyCanary, plantedCertificate } from "./support/canaries";
import { Engine, StateResource, asPublished } from "./support/engine";
import { Project, closeProject, openProject, settingsFile } from "./support/project";
import { changed, rules, settingsIn } from "./support/shield";

/** Bytes that a command may print. */
const maxOutput = 256 * 1024 * 1024;
/** The status of a command of the CLI that fails. */
const failed = 255;
const dev = settingsIn("test/fixtures/dev.yaml");

/** One environment whose every command writes what it prints beside the state, so that one search goes over everything. */
class Watched {
  private count = 0;

  private constructor(
    readonly project: Project,
    readonly engine: Engine,
  ) {
    fs.mkdirSync(path.join(project.folder, "logs"));
    engine.setEnvironment({
      TMPDIR: path.join(project.folder, "logs"),
      PULUMI_DEBUG_COMMANDS: "true",
      // tsx would keep the compiled program there: the text of its pattern for keys is no secret.
      TSX_DISABLE_CACHE: "1",
      ...asPublished,
    });
  }

  static async open(settings: typeof dev): Promise<Watched> {
    const project = await openProject("shield");
    return new Watched(project, await Engine.open(project, settings));
  }

  /** Runs the CLI, or another command in the same environment. @returns what it printed */
  run(args: readonly string[], { expectedStatus = 0, command = findCli(), cwd = this.project.folder } = {}): string {
    const { stdout, stderr, status } = spawnSync(command, [...args], {
      cwd,
      env: this.engine.environment,
      encoding: "utf8",
      maxBuffer: maxOutput,
    });
    this.count++;
    this.keep(`${this.count}-output.txt`, stdout);
    this.keep(`${this.count}-errors.txt`, stderr);
    const printed = `${stdout}${stderr}`;
    const failure = status === expectedStatus ? "" : printed.slice(-2000);
    expect({ args, status, failure }).toEqual({ args, status: expectedStatus, failure: "" });
    return printed;
  }

  pulumi(line: string, expectedStatus = 0): string {
    const events = ["--event-log", path.join(this.project.folder, "logs", `${this.count}-events.jsonl`)];
    const [command = "", ...flags] = line.split(" ");
    const runs = ["preview", "up", "refresh", "destroy"].includes(command);
    return this.run([command, ...flags, "--stack", "test", "--non-interactive", ...(runs ? events : [])], { expectedStatus });
  }

  /** The offline preview of the same settings: document, report and what it prints. */
  offline(): void {
    const out = path.join(this.project.folder, "offline");
    const args = [...previewScript(), "--stack", "test", "--config", settingsFile(this.project), "--out", out];
    this.run(args, { command: process.execPath, cwd: projectFolder });
    this.run([...args, "--json", "--first-run"], { command: process.execPath, cwd: projectFolder });
    expect(fs.existsSync(path.join(out, "report.md"))).toBe(true);
  }

  secret(key: string, value: string): void {
    this.run(["config", "set", "--stack", "test", "--secret", "--path", `azure-openai-shield:${key}`, "--", value]);
  }

  /** The state with its secrets, which no file of the environment keeps. */
  revealed(): string {
    return this.unkept(["stack", "export", "--show-secrets", "--stack", "test"]);
  }

  revealedSettings(): string {
    return this.unkept(["config", "--show-secrets", "--json", "--stack", "test"]);
  }

  private unkept(args: readonly string[]): string {
    const { folder } = this.project;
    return execFileSync(findCli(), args, { cwd: folder, env: this.engine.environment, encoding: "utf8", maxBuffer: maxOutput });
  }

  /** Names of all files, folders and numbers apart. */
  files(): string[] {
    return [...filesIn(this.project.folder).keys()].map((file) => path.basename(file).replace(/^\d+-/, ""));
  }

  found(canaries: readonly Canary[]): string[] {
    return found(canaries, filesIn(this.project.folder));
  }

  private keep(name: string, text: string): void {
    fs.writeFileSync(path.join(this.project.folder, "logs", name), text);
  }
}

/** The life of an environment, with everything that writes something. */
const life = [
  "preview --json",
  `preview --diff --show-config --show-sames --save-plan saved-plan.json --policy-pack ${rules}`,
  `up --yes --diff --show-config --policy-pack ${rules} --logtostderr -v=3`,
  "stack export",
  "stack output --json",
  "stack history --json",
  "config --json",
  "up --yes --refresh --diff",
] as const;

/** Files that must be among those that are searched: state, its copy, the stand-in cloud, plans, report, events, output, log. */
const written = [
  "test.json",
  "test.json.bak",
  "journal.jsonl",
  "saved-plan.json",
  "plan.json",
  "report.md",
  "events.jsonl",
  "output.txt",
  "errors.txt",
];

/** Lets Azure refuse the certificate, and say so. */
const refusal = JSON.stringify([{ operation: "create", match: "/secrets/", kind: "error", error: "forbidden" }]);

describe("a certificate that was set as a secret", () => {
  const password = "canary-7c1f0e5d-password";
  const { pfx, canaries } = plantedCertificate(dev.ingress.hostName, password);
  let watched: Watched;
  beforeAll(async () => {
    watched = await Watched.open(changed(dev, ({ ingress }) => (ingress.certificate = {})));
    watched.secret("ingress.certificate.pfx", pfx);
    watched.secret("ingress.certificate.password", password);
  });
  afterAll(() => closeProject(watched.project));

  it("is refused with a wrong password, without being shown", () => {
    watched.secret("ingress.certificate.password", `${password}-wrong`);
    expect(watched.pulumi("preview --diff", failed)).toContain("cannot be opened with ingress.certificate.password");
    watched.secret("ingress.certificate.password", password);
    expect(watched.found(canaries)).toEqual([]);
  });

  it("is in nothing that is written when Azure refuses it", () => {
    watched.engine.setEnvironment({ AZURE_FAULTS: refusal });
    expect(watched.pulumi("up --yes --diff", failed)).toContain("AuthorizationFailed");
    watched.engine.setEnvironment({ AZURE_FAULTS: undefined });
    expect(watched.found([...canaries, anyKey])).toEqual([]);
  });

  it("is in nothing that is written while it is deployed", () => {
    for (const line of life) watched.pulumi(line);
    watched.offline();
    expect(watched.files()).toEqual(expect.arrayContaining(written));
    expect(watched.found([...canaries, anyKey])).toEqual([]);
  });

  it("is found where it is asked for, so the search does find it", () => {
    const state = new Map([["the state", watched.revealed()]]);
    expect(found([...canaries, anyKey], state).sort()).toEqual(["a key in the state", "the key in the state"]);
    const settings = new Map([["the settings", watched.revealedSettings()]]);
    expect(found(canaries, settings).sort()).toEqual(["the file in the settings", "the password in the settings"]);
  });

  it("is in nothing that is left when all is destroyed", () => {
    watched.pulumi("destroy --yes --diff");
    expect(watched.found([...canaries, anyKey])).toEqual([]);
  });
});

describe("a self-signed certificate", () => {
  let watched: Watched;
  beforeAll(async () => (watched = await Watched.open(dev)));
  afterAll(() => closeProject(watched.project));

  it("has its key in nothing that is written, and neither has one that was made and thrown away", () => {
    for (const line of ["preview --json", "up --yes --diff", "up --yes --refresh"]) watched.pulumi(line);
    watched.offline();
    const { deployment } = JSON.parse(watched.revealed()) as { deployment: { resources: StateResource[] } };
    const secret = deployment.resources.find(({ type }) => type === "azure-native:keyvault:Secret");
    const { plaintext } = (secret?.inputs?.properties as { value: { plaintext: string } }).value;
    expect(watched.found([keyCanary(JSON.parse(plaintext) as string), anyKey])).toEqual([]);
  });
});
