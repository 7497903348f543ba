import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { installRules } from "../support/packedRules";
import { Engine } from "./support/engine";
import { offlinePreview } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";

/** The rules as another Azure project installs them, asked by the CLI about that project's own program. */
describe("the package of rules in another project", () => {
  let project: Project;
  let engine: Engine;
  let printed: string;
  beforeAll(async () => {
    project = await openProject("small");
    fs.rmSync(path.join(project.folder, "node_modules"));
    fs.rmSync(path.join(project.folder, "policies"));
    const installed = installRules(project.folder);
    engine = await Engine.open(project);
    const init = [path.join(installed, "init.js"), "rules"];
    printed = execFileSync(process.execPath, init, { cwd: project.folder, encoding: "utf8" }).trim();
  });
  afterAll(() => closeProject(project));

  /** The command that the package printed, with the same words. */
  const previewed = () => engine.command(...printed.split(" ").slice(1));

  it("finds what the program lacks, and begins with rules of medium severity as advice", async () => {
    const said = await previewed();
    expect(said).toMatch(/\[mandatory\] \[severity: critical\] +kv-private-endpoint/);
    expect(said).toMatch(/\[advisory\] \[severity: medium\] +kv-secret-expiry/);
    expect(said).not.toMatch(/\[mandatory\] \[severity: medium\]|kv-public-network-disabled/);
  });

  it("refuses a vault that is open, before anything is made", async () => {
    engine.settings({ publicNetworkAccess: "Enabled" });
    expect(await previewed()).toMatch(/\[mandatory\] \[severity: critical\] +kv-public-network-disabled/);
    expect(await engine.state()).toEqual([]);
  });

  it("lets the program pass where the project's own file makes advice of them", async () => {
    const lacking = ["kv-private-endpoint", "kv-diagnostics-audit", "every-resource-has-diagnostics"];
    const file = path.join(project.folder, "rules/config.json");
    const settings = JSON.parse(fs.readFileSync(file, "utf8")) as object;
    const mild = Object.fromEntries(lacking.map((rule) => [rule, "advisory"]));
    fs.writeFileSync(file, JSON.stringify({ ...settings, ...mild }));
    engine.settings({});
    expect(await previewed()).toBeUndefined();
  });

  it("deploys a vault that is open with the safe value where the rule is to remediate, as the preview here says", async () => {
    const rules = path.join(project.folder, "rules");
    const file = path.join(rules, "config.json");
    const settings = JSON.parse(fs.readFileSync(file, "utf8")) as object;
    fs.writeFileSync(file, JSON.stringify({ ...settings, "kv-public-network-disabled": "remediate" }));
    engine.settings({ publicNetworkAccess: "Enabled" });
    const options = { policyPacks: [rules], policyPackConfigs: [file] };
    const plan = await offlinePreview(engine, { ...options, firstRun: true });
    const access = (resources: readonly { type: string; inputs?: unknown }[]) =>
      resources
        .filter(({ type }) => type === "azure-native:keyvault:Vault")
        .map(({ inputs }) => (inputs as { properties: Record<string, unknown> }).properties.publicNetworkAccess);
    expect(access(plan.resources)).toEqual(["disabled"]);
    expect(plan.rules.violations.map(({ message }) => message)).toContain(
      'remediated: properties.publicNetworkAccess put to "disabled"; what reads it was planned with the value before',
    );
    expect((await engine.up(options)).failure).toBeUndefined();
    expect(access(await engine.state())).toEqual(["disabled"]);
  });
});
