import { execFile, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { Cloud } from "../../local/azure/cloud";
import { projectFolder } from "../../local/folders";
import { findCli } from "../../local/pulumi/cli";
import { judge } from "../../local/check/judge";
import { readDocument } from "../../local/check/read";
import { readProject, readStackConfig } from "../../local/engine/config";
import type { RuleConfigs } from "../../local/engine/policyConfig";
import { Engine } from "./support/engine";
import { settingsIn } from "./support/shield";
import { Project, closeProject, openProject, stackName } from "./support/project";

interface Ended {
  code: number;
  said: string;
}

/** The scripts of `.ci` as they stand, with the real CLI, over the life of a stack as `dev` is. The steps build on each other. */
describe("the scripts of a deployment", () => {
  let project: Project;
  let engine: Engine;
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settingsIn("test/fixtures/dev.yaml"));
    for (const name of [".ci", "stacks", "components"])
      fs.symlinkSync(path.join(projectFolder, name), path.join(project.folder, name));
    // The check takes the folder above its own for the project, and the profile from the stack file there.
    fs.cpSync(path.join(projectFolder, "local"), path.join(project.folder, "local"), { recursive: true });
    // As on a machine where only .ci/install-pulumi made the CLI.
    fs.mkdirSync(path.join(project.folder, ".local/bin"), { recursive: true });
    fs.symlinkSync(fs.realpathSync(findCli()), path.join(project.folder, ".local/bin/pulumi"));
    fs.mkdirSync(path.join(project.folder, "bin"));
    const gh = '#!/usr/bin/env bash\nprintf "%s\\n" "$*" >>gh.txt\n[ "$2" != list ] || cat open.txt 2>/dev/null || true\n';
    fs.writeFileSync(path.join(project.folder, "bin/gh"), gh, { mode: 0o755 });
  });
  afterAll(() => closeProject(project));

  /** The resources of a document by URN, with what the rules look at; `retainOnDelete`, which a plan does not say, is left out. */
  const judgedIn = (...document: Parameters<typeof readDocument>) =>
    Object.fromEntries(
      readDocument(...document)
        .resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
        .map(({ urn, inputs, dependencies = [], options }) => [
          urn,
          { inputs, dependencies: [...dependencies].sort(), options: { ...options, retainOnDelete: undefined } },
        ]),
    );
  const cli = (code: number, ...args: string[]): string => {
    const env = { ...engine.environment, PULUMI_DEBUG_COMMANDS: "true" };
    const options = { cwd: project.folder, env, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
    const { status, stdout, stderr } = spawnSync(findCli(), [...args, "--stack", stackName, "--non-interactive"], options);
    expect([status, stderr]).toEqual([code, stderr]);
    return stdout;
  };
  const stateNow = () => ({ text: cli(0, "stack", "export"), name: "state" });

  const at = (file: string) => path.join(project.folder, file);
  const read = (file: string) => fs.readFileSync(at(file), "utf8");
  const run = (script: string): Promise<Ended> => {
    const withoutCli = (process.env.PATH ?? "").split(path.delimiter).filter((one) => !fs.existsSync(path.join(one, "pulumi")));
    const env = { ...engine.environment, PATH: [at("bin"), ...withoutCli].join(path.delimiter), GITHUB_STEP_SUMMARY: "" };
    const options = { cwd: project.folder, env: { ...env, TF_BUILD: "", POLICY_PACK_CONFIG: "" }, maxBuffer: 2 ** 26 };
    return promisify(execFile)(at(`.ci/${script}`), [stackName, "out"], options).then(
      ({ stdout, stderr }) => ({ code: 0, said: `${stdout}${stderr}` }),
      (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: `${error.stdout}${error.stderr}` }),
    );
  };

  it("plans the first deployment, with the rules over it and no false finding", async () => {
    const { code, said } = await run("plan");
    expect([code, said]).toEqual([0, expect.stringContaining("**create** azure-native:keyvault:Vault")]);
    expect(read("out/rules.md")).toContain("Rules for stack");
    // Both documents of one run say the same.
    expect(judgedIn(read("out/plan.json"), "plan")).toEqual(judgedIn(read("out/preview.json"), "preview"));
  });

  it("applies that plan, with its self-signed certificate, and prints no secret", async () => {
    const { code, said } = await run("apply");
    expect([code, said]).toEqual([0, expect.stringContaining("created")]);
    expect(said).not.toMatch(/MII[\w+/]{100}/);
  });

  it("plans the deployed stack as it is, and judges all of it", async () => {
    const { code, said } = await run("plan");
    expect([code, said]).toEqual([0, expect.stringContaining("### 0 resources differ")]);
    const { resources } = readDocument(read("out/preview.json"), "preview");
    expect(resources.some(({ type }) => type === "azure-native:keyvault:Vault")).toBe(true);
    expect(() => readDocument(read("out/plan.json"), "plan")).toThrow("a plan of a stack that is deployed");
    expect(judgedIn(read("out/plan.json"), "plan", stateNow())).toEqual(judgedIn(read("out/preview.json"), "preview"));
  });

  it("finds no drift, and opens no issue", async () => {
    const { code, said } = await run("drift");
    expect([code, said, read("out/changes.md")]).toEqual([0, "", expect.stringContaining("### 0 resources differ")]);
    expect(read("gh.txt")).not.toMatch(/^issue create/m);
  });

  it("says of each day that drift stands what differs, and leaves the state as it is", async () => {
    const found = (await engine.state()).find(({ type }) => type === "azure-native:network:NetworkSecurityGroup");
    new Cloud({ dir: project.home.azure }).edit(found?.id ?? "", { "tags.owner": "somebody" });
    const before = JSON.stringify(await engine.state());
    const settings = read(`Pulumi.${stackName}.yaml`);
    for (let day = 1; day <= 2; day++) {
      fs.rmSync(at("gh.txt"), { force: true });
      const { code } = await run("drift");
      expect([code, read("gh.txt")]).toEqual([0, expect.stringMatching(/^issue create --title Drift of stack test/m)]);
      expect(read("out/body.md")).toMatch(
        /\*\*update\*\* azure-native:network:NetworkSecurityGroup .*\n {2}- tags.* → `"somebody"`/,
      );
      expect(read("out/body.md").length).toBeLessThan(65536);
    }
    expect([JSON.stringify(await engine.state()), read(`Pulumi.${stackName}.yaml`)]).toEqual([before, settings]);
  });

  it("plans a change, which the plan says with the state before it", async () => {
    const settings = settingsIn("test/fixtures/dev.yaml");
    engine.settings({ ...settings, tags: { ...(settings.tags as object), owner: "new-people" } });
    expect((await run("plan")).said).toContain("**update** azure-native:keyvault:Vault");
    const planned = judgedIn(read("out/plan.json"), "plan", stateNow());
    expect(planned).toEqual(judgedIn(read("out/preview.json"), "preview"));
    expect(JSON.stringify(planned)).toContain("new-people");
    engine.settings(settings);
  });

  it("plans and applies another self-signed certificate", async () => {
    const settings = settingsIn("test/fixtures/dev.yaml") as { ingress: { certificate: { selfSigned: object } } };
    settings.ingress.certificate.selfSigned = { generation: 2 };
    engine.settings(settings);
    expect((await run("plan")).said).toContain("**create** azure-native:keyvault:Secret");
    const { code, said } = await run("apply");
    expect([code, said]).toEqual([0, expect.stringContaining("created")]);
    expect((await run("plan")).said).toContain("### 0 resources differ");
  });

  it.each<RuleConfigs>([{}, { "st-replication": "mandatory" }])(
    "finds in the event log of a run what the rules find in its preview, with the levels %j",
    async (rules) => {
      fs.writeFileSync(at("levels.json"), JSON.stringify(rules));
      const options = ["--policy-pack", "policies", "--policy-pack-config", at("levels.json"), "--event-log", at("events.jsonl")];
      const preview = cli(Object.keys(rules).length > 0 ? 255 : 0, "preview", "--json", "--show-sames", ...options);
      const named = readProject(project.folder);
      const config = readStackConfig(named, at(`Pulumi.${stackName}.yaml`));
      const found = async (...document: Parameters<typeof readDocument>) => {
        const { violations, exempted } = await judge(readDocument(...document), {
          project: named,
          config,
          packDir: at("policies"),
          rules,
        });
        return { violations, exempted };
      };
      const inEvents = await found(read("events.jsonl"), "events");
      expect(inEvents.violations.filter(({ rule }) => rule === "st-replication").map(({ level }) => level)).toContain(
        rules["st-replication"] ?? "advisory",
      );
      expect(inEvents).toEqual(await found(preview, "preview"));
    },
  );

  it("says which property violates a plan, without its values", async () => {
    expect((await run("plan")).code).toBe(0);
    engine.settings({ ...settingsIn("test/fixtures/dev.yaml"), tags: { owner: "other-people" } });
    const { code, said } = await run("apply");
    expect([code === 0, said]).toEqual([false, expect.stringMatching(/violates plan: .*\(values are not shown\)/)]);
    expect(said).toContain("Plan again");
    expect(said).not.toMatch(/violates plan:.*other-people/);
  });
});
