import { Cloud } from "../../local/azure/cloud";
import { Engine, refusalsIn } from "./support/engine";
import { typeAndName } from "./support/operations";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, settingsIn } from "./support/shield";

/** One for each table. */
const containers = [
  "audit-am-agwaccesslogs",
  "audit-am-agwfirewalllogs",
  "audit-am-apimanagementgatewayllmlog",
  "audit-am-apimanagementgatewaylogs",
  "audit-am-azkvauditlogs",
  "audit-am-azureactivity",
  "audit-am-laquerylogs",
];

/** `docs/operations.md`, "Lock the archive", on the real engine: the steps build on each other. */
describe("an audit archive that is locked", () => {
  let project: Project;
  let engine: Engine;
  // What a development environment leaves out, because the archive outlives it.
  const immutable = { immutable: true };
  let settings = changed(settingsIn("test/fixtures/dev.yaml"), (each) => {
    each.monitoring = { auditArchive: { ...immutable, locked: true } };
  });
  const upWith = (archive: NonNullable<ShieldSettings["monitoring"]>["auditArchive"]) => {
    settings = changed(settings, (each) => (each.monitoring = { auditArchive: { ...immutable, ...archive } }));
    engine.settings(settings);
    return engine.up();
  };
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings);
  });
  afterAll(() => closeProject(project));

  it("is locked by the second up, with the same settings, and by no other", async () => {
    expect((await engine.up()).failure).toBeUndefined();
    const second = await engine.up();
    expect([second.failure, second.operations]).toEqual([undefined, ["update storage:StorageAccount audit"]]);
    const third = await engine.up();
    expect([third.failure, third.operations]).toEqual([undefined, []]);
  });

  it.each([
    ["shortened", { locked: true, retentionDays: 29 }],
    ["opened again", { locked: false }],
  ])("is not %s", async (_what, archive) => {
    expect(refusalsIn(await upWith(archive))).toEqual(["storage:StorageAccount audit: ImmutabilityPolicyLocked"]);
  });

  it("stays, with its resource group, when all else is destroyed", async () => {
    const run = await engine.destroy({ continueOnError: true });
    expect(refusalsIn(run)).toEqual(containers.map((name) => `storage:BlobContainer ${name}: ContainerProtectedFromDeletion`));
    const left = (await engine.state())
      .filter(({ type }) => type.startsWith("azure-native:"))
      .map(({ urn }) => typeAndName(urn).name);
    expect(left.sort()).toEqual(["audit", ...containers, "resource-group"]);
    const held = new Cloud({ dir: project.home.azure }).list().map(({ type }) => type.replace("Microsoft.", ""));
    expect([...new Set(held)].sort()).toEqual([
      "Resources/resourceGroups",
      "Storage/storageAccounts",
      "Storage/storageAccounts/blobServices/containers",
    ]);
  });
});
