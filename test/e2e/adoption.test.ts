import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { Cloud } from "../../local/azure/cloud";
import { findCli } from "../../local/pulumi/cli";
import { blocksIn, leftAlone, seed, takenOver, used } from "./support/adoption";
import { Engine } from "./support/engine";
import { Project, closeProject, openProject, stackName } from "./support/project";
import { settingsIn } from "./support/shield";

const document = "docs/adopt.md";
const settings = settingsIn("test/fixtures/adopt.yaml");
const [plan = "", select = "", bring = "", look = "", take = "", ...more] = blocksIn(document, "sh");
const [idsBlock = ""] = blocksIn(document, "json");
const ids = JSON.parse(idsBlock) as Record<string, string>;

/** `docs/adopt.md`, step by step: the commands are those of the document. */
describe("the steps of docs/adopt.md", () => {
  let project: Project;
  let engine: Engine;
  let cloud: Cloud;
  const untouched = new Map<string, unknown>();

  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings);
    engine.setEnvironment({ PULUMI_STACK: stackName, PATH: `${path.dirname(findCli())}:${engine.environment.PATH ?? ""}` });
    cloud = new Cloud({ dir: project.home.azure });
    expect(seed(cloud, takenOver)).toEqual(expect.arrayContaining(Object.values(ids)));
    for (const id of [...seed(cloud, used), ...seed(cloud, leftAlone)]) untouched.set(id, cloud.show(id));
  });
  afterAll(() => closeProject(project));

  const run = (block: string) => {
    const env = engine.environment;
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", block], {
      cwd: project.folder,
      env,
      encoding: "utf8",
    });
    expect({ block, status, stderr: status === 0 ? "" : stderr, stdout: status === 0 ? "" : stdout }).toEqual({
      block,
      status: 0,
      stderr: "",
      stdout: "",
    });
    return stdout;
  };
  const imported = () =>
    engine.state().then((state) => state.filter(({ id }) => id !== undefined && Object.values(ids).includes(id)));

  it("are the ones that are tried here, with the settings that are tried here", () => {
    expect(more).toEqual([]);
    expect(settings).toMatchObject(parse(blocksIn(document, "yaml").join("")) as object);
  });

  it("are needed: Azure refuses to make what is there", async () => {
    const { failure } = await engine.up();
    expect(failure).toContain("cannot create already existing resource");
    await engine.destroy();
    expect(await engine.state()).toEqual([]);
  });

  it("list what would be made", () => {
    run(plan);
    expect(fs.readFileSync(path.join(project.folder, "planned.json"), "utf8")).toContain("<PLACEHOLDER>");
  });

  it("bring in what is there, and change nothing of it", async () => {
    fs.writeFileSync(path.join(project.folder, "ids.json"), idsBlock);
    const before = Object.values(ids).map((id) => cloud.show(id));
    run(select);
    run(bring);
    expect(Object.values(ids).map((id) => cloud.show(id))).toEqual(before);
    expect((await imported()).map(({ id }) => id).sort()).toEqual(Object.values(ids).sort());
  });

  it("show before anything happens that nothing is replaced or deleted", async () => {
    run(look);
    const { operations, failure } = await engine.preview();
    expect(failure).toBeUndefined();
    expect(operations.filter((operation) => !operation.startsWith("create "))).toEqual([
      "update apimanagement:ApiManagementService apim",
      "update apimanagement:Policy apim",
      "update cognitiveservices:Account openai-swedencentral",
      "update cognitiveservices:Deployment openai-swedencentral-gpt-5.1",
      "update keyvault:Vault vault",
      "update network:ApplicationGateway gateway",
      "update resources:ResourceGroup resource-group",
    ]);
  });

  it("take it over in place", async () => {
    const urns = (await imported()).map(({ urn, id }) => [urn, id]);
    run(take);
    expect((await imported()).map(({ urn, id }) => [urn, id]).sort()).toEqual(urns.sort());
    expect(cloud.listDeleted()).toEqual([]);
    expect(cloud.show(ids["cognitiveservices:Account openai-swedencentral"] ?? "")?.outputs.properties).toMatchObject({
      publicNetworkAccess: "Disabled",
      disableLocalAuth: true,
    });
    expect(cloud.show(ids["apimanagement:ApiManagementService apim"] ?? "")?.outputs).toMatchObject({
      virtualNetworkType: "Internal",
    });
    expect(cloud.show(ids["network:ApplicationGateway gateway"] ?? "")?.outputs).toMatchObject({
      sku: { tier: "WAF_v2" },
      httpListeners: [{ name: "https-private" }],
      frontendIPConfigurations: [{ name: "private", privateIPAddress: "10.80.4.10" }],
    });
  });

  it("leave what the settings only name, and what they do not know, as it was", async () => {
    for (const [id, before] of untouched) expect(cloud.show(id)).toEqual(before);
    const owned = new Set((await engine.state()).map(({ id }) => id));
    expect([...untouched.keys()].filter((id) => owned.has(id))).toEqual([]);
  });

  it("end with a stack that locks its archive, and then wants no change", async () => {
    const lock = await engine.preview({ refresh: true });
    expect([lock.failure, lock.operations]).toEqual([undefined, ["update storage:StorageAccount audit"]]);
    expect((await engine.up()).failure).toBeUndefined();
    const { operations, failure } = await engine.preview({ refresh: true });
    expect([failure, operations]).toEqual([undefined, []]);
  });
});
