import { Cloud } from "../../local/azure/cloud";
import { Engine } from "./support/engine";
import { typeAndName } from "./support/operations";
import { Project, closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/** "Restore what was deleted" of `docs/operations.md` for a key vault: the steps build on each other. */
describe("a key vault that somebody deleted", () => {
  let project: Project;
  let engine: Engine;
  let cloud: Cloud;
  let vaultId: string;
  const role = "create authorization:RoleAssignment early-roles-gateway-certificate";
  const lose = () => cloud.delete("azure-native:keyvault:Vault", vaultId);
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settingsIn("test/fixtures/dev.yaml"));
    cloud = new Cloud({ dir: project.home.azure });
    expect((await engine.up()).failure).toBeUndefined();
    vaultId = (await engine.state()).find(({ type }) => type === "azure-native:keyvault:Vault")?.id ?? "";
  });
  afterAll(() => closeProject(project));

  it("is recovered, and the role on it, which Azure does not bring back, made again", async () => {
    await lose();
    cloud.recover(vaultId);
    const { failure, operations } = await engine.up({ refresh: true });
    expect([failure, operations]).toEqual([undefined, [role]]);
  });

  it("is recovered and imported, when a refresh has taken it out of the stack", async () => {
    const before = await engine.state();
    await lose();
    expect((await engine.refresh()).failure).toBeUndefined();
    cloud.recover(vaultId);
    const left = new Set((await engine.state()).map(({ urn }) => urn));
    const lost = before.filter(({ urn, id }) => !left.has(urn) && id !== undefined && cloud.show(id) !== undefined);
    const keyOf = (urn: string) => Object.values(typeAndName(urn)).join(" ");
    expect(lost.map(({ urn }) => keyOf(urn)).sort()).toEqual([
      "keyvault:Secret certificate-1",
      "keyvault:Vault vault",
      "monitor:DiagnosticSetting vault-diagnostics",
    ]);
    for (const one of lost) {
      const place = [one.type, one.urn.split("::").at(-1) ?? "", one.id ?? "", "--parent", `parent=${one.parent ?? ""}`];
      expect(await engine.command("import", ...place, "--protect=false", "--generate-code=false", "--yes")).toBeUndefined();
    }
    const { failure, operations } = await engine.up();
    expect([failure, operations.filter((operation) => !operation.startsWith("update "))]).toEqual([undefined, [role]]);
    expect((await engine.up({ refresh: true })).operations).toEqual([]);
  });
});
