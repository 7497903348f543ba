import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { Cloud } from "../../local/azure/cloud";
import { projectFolder } from "../../local/folders";
import { findCli } from "../../local/pulumi/cli";
import { readDocument } from "../../local/check/read";
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
    const inputs = (file: string) =>
      readDocument(read(file), file)
        .resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
        .map(({ urn }) => urn)
        .sort();
    expect(inputs("out/plan.json")).toEqual(inputs("out/preview.json"));
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

  it("says which property violates a plan, without its values", async () => {
    expect((await run("plan")).code).toBe(0);
    engine.settings({ ...settingsIn("test/fixtures/dev.yaml"), tags: { owner: "other-people" } });
    const { code, said } = await run("apply");
    expect([code === 0, said]).toEqual([false, expect.stringMatching(/violates plan: .*\(values are not shown\)/)]);
    expect(said).toContain("Plan again");
    expect(said).not.toMatch(/violates plan:.*other-people/);
  });
});
