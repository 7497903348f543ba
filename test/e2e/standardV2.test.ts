import * as path from "node:path";
import { main as azure } from "../../local/azure/cli";
import { Cloud } from "../../local/azure/cloud";
import { projectFolder } from "../../local/folders";
import { Engine, Run } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, overlapping, rules, settingsIn } from "./support/shield";

/** The command has nothing to say. */
const print = (text: string): never => {
  throw new Error(text);
};
const service = "apimanagement:ApiManagementService apim";
const guard = "apimanagement:Policy apim";

/** `docs/operations.md`, "StandardV2: two phases", on the real engine: the steps build on each other. */
describe("an environment with StandardV2", () => {
  let project: Project;
  let engine: Engine;
  let cloud: Cloud;
  const settings = settingsIn("test/fixtures/standard-v2.yaml");
  const closed = changed(settings, ({ apiManagement }) => (apiManagement.publicNetworkAccess = "Disabled"));
  /** Without levels every broken rule ends the run. */
  const up = (given: ShieldSettings, levels?: string) => {
    engine.settings(given);
    return engine.up({ policyPacks: [rules], ...(levels && { policyPackConfigs: [path.join(projectFolder, levels)] }) });
  };
  const idOf = async (type: string, name: string) =>
    (await engine.state()).find(({ urn }) => urn.endsWith(`azure-native:${type}::${name}`))?.id ?? "";
  /** What the rules find of the way into API Management; the other advice is that of any development environment. */
  const ofIngress = ({ violations }: Run) =>
    violations.filter((violation) => violation.startsWith("mandatory") || violation.includes(" apim-private-ingress "));
  const publicAccess = async () =>
    cloud.show(await idOf("apimanagement:ApiManagementService", "apim"))?.outputs.publicNetworkAccess;
  const policy = async () => cloud.show(await idOf("apimanagement:Policy", "apim"))?.outputs.value;

  beforeAll(async () => {
    project = await openProject("shield");
    cloud = new Cloud({ dir: project.home.azure });
    engine = await Engine.open(project, closed, overlapping);
  });
  afterAll(() => closeProject(project));

  it("is not begun where Azure would refuse it closed, but refused with setting and runbook", async () => {
    const run = await up(closed);
    expect(run.failure).toContain("apiManagement.publicNetworkAccess");
    expect(run.failure).toContain('docs/operations.md, "StandardV2: two phases"');
    expect(cloud.list()).toEqual([]);
  });

  it("is created open, refusing every call, with the rule that says so as an advice", async () => {
    const run = await up(settings, "test/fixtures/rules/standard-v2.json");
    expect(run.failure).toBeUndefined();
    expect(run.operations.every((operation) => operation.startsWith("create "))).toBe(true);
    expect(ofIngress(run)).toEqual([expect.stringMatching(/^advisory critical apim-private-ingress .*virtualNetworkType/)]);
    expect(await publicAccess()).toBe("Enabled");
    expect(await policy()).toContain("not_open_yet");
  });

  it("is left open while nobody has approved its private endpoint, and is not closed by force", async () => {
    const state = "privateLinkServiceConnections[0].privateLinkServiceConnectionState.status";
    cloud.edit(await idOf("network:PrivateEndpoint", "apim-endpoint"), { [state]: "Pending" });
    const run = await up(settings, "test/fixtures/rules/standard-v2.json");
    expect([run.failure, run.operations, await publicAccess()]).toEqual([undefined, [], "Enabled"]);
    expect((await up(closed)).failure).toContain("has no approved private endpoint");
    expect(await publicAccess()).toBe("Enabled");
  });

  it("is closed, and then opened to its callers, by the same up once it is approved; no rule is broken", async () => {
    const endpoint = await idOf("network:PrivateEndpoint", "apim-endpoint");
    expect(azure(["approve", endpoint], () => cloud, print)).toBe(0);
    const run = await up(settings);
    expect([run.failure, run.operations, ofIngress(run)]).toEqual([undefined, [`update ${service}`, `update ${guard}`], []]);
    expect(run.steps.map(({ text }) => text)).toEqual([`update ${service}`, `update ${guard}`]);
    expect(await publicAccess()).toBe("Disabled");
    expect(await policy()).not.toContain("not_open_yet");
  });

  it("is left as it is by another up and a refresh", async () => {
    for (const run of [await up(settings), await up(closed), await engine.refresh()])
      expect([run.failure, run.operations]).toEqual([undefined, []]);
  });

  it("is destroyed", async () => {
    expect((await engine.destroy()).failure).toBeUndefined();
    expect(cloud.list()).toEqual([]);
  });
});
