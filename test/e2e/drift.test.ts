import * as fs from "node:fs";
import * as path from "node:path";
import { Cloud } from "../../local/azure/cloud";
import { Props } from "../../local/azure/provider";
import { projectFolder } from "../../local/pulumi/folders";
import { additions, deletedResources, driftedProperties, expectedDifferences, foundByRefresh } from "./support/drift";
import { Engine, Run } from "./support/engine";
import { typeAndName } from "./support/operations";
import { Project, closeProject, openProject } from "./support/project";
import { changed, settingsIn } from "./support/shield";

const settings = changed(settingsIn("Pulumi.dev.yaml"), (each) => (each.protection = { locks: true }));

/** Everything is made worse at once in a deployed environment; the steps build on each other. */
describe("what is changed behind Pulumi's back", () => {
  let project: Project;
  let engine: Engine;
  let preview: Run;
  const resources = new Map<string, { id: string; type: string }>();
  /** Title of an addition → id. */
  const added = new Map<string, string>();
  const idOf = (resource: string) => {
    const found = resources.get(resource);
    if (!found) throw new Error(`the environment has no ${resource}`);
    return found.id;
  };

  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settings);
    expect((await engine.up()).failure).toBeUndefined();
    for (const { urn, id = "", type } of await engine.state()) {
      const { type: short, name } = typeAndName(urn);
      resources.set(`${short} ${name}`, { id, type });
    }
    const cloud = new Cloud({ dir: project.home.azure });
    await worsen(cloud);
    const group = idOf("resources:ResourceGroup resource-group").split("/").at(-1) ?? "";
    for (const { title, type, inputs } of additions) added.set(title, cloud.put(type, inputs(idOf, group)));
    preview = await engine.preview({ refresh: true });
  });
  afterAll(() => closeProject(project));

  async function worsen(cloud: Cloud): Promise<void> {
    for (const resource of deletedResources) await cloud.delete(resources.get(resource)?.type ?? "", idOf(resource));
    for (const { resource, path: property, bad } of driftedProperties) {
      const now = cloud.show(idOf(resource))?.outputs[property] as Props;
      cloud.edit(idOf(resource), { [property]: typeof bad === "function" ? (bad as (old: Props) => Props)(now) : bad });
    }
  }

  it("is found by a refresh, property by property, and nothing else is", () => {
    expect(preview.failure).toBeUndefined();
    expect(foundByRefresh(preview.events)).toEqual(expectedDifferences());
  });

  it("would be put right by the next up", () => {
    const planned = new Set(preview.operations.map((operation) => operation.replace(/^\S+ /, "")));
    expect(Object.keys(expectedDifferences()).filter((resource) => !planned.has(resource))).toEqual([]);
  });

  it("is put right by up, with nothing done that need not be", async () => {
    const run = await engine.up({ refresh: true });
    const updated = new Set(driftedProperties.map(({ resource }) => resource));
    const expected = [
      ...[...updated].map((resource) => `update ${resource}`),
      ...deletedResources.map((resource) => `create ${resource}`),
    ];
    expect([run.failure, run.operations]).toEqual([undefined, expected.sort()]);
  });

  it("is gone then", async () => {
    const run = await engine.preview({ refresh: true });
    expect([run.failure, foundByRefresh(run.events), run.operations]).toEqual([undefined, {}, []]);
  });

  it.each(additions)("stays where it is no resource of the stack, as the documentation says: $title", ({ title }) => {
    expect(new Cloud({ dir: project.home.azure }).show(added.get(title) ?? "")).toBeDefined();
    expect(fs.readFileSync(path.join(projectFolder, "docs/drift.md"), "utf8")).toContain(`| ${title} `);
  });
});
