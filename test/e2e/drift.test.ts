import * as fs from "node:fs";
import * as path from "node:path";
import { Cloud } from "../../local/azure/cloud";
import { Props } from "../../local/azure/base/provider";
import { projectFolder } from "../../local/folders";
import { Sample } from "../policies/support";
import { brokenRules, changedTypes, harmless, rulesOver } from "./support/drift/complete";
import { expectedDifferences, expectedRepairs, foundByRefresh } from "./support/drift/differences";
import { environments } from "./support/drift/environments";
import { Engine, Run } from "./support/engine";
import { typeAndName } from "./support/operations";
import { Project, closeProject, openProject } from "./support/project";

const document = fs.readFileSync(path.join(projectFolder, "docs/drift.md"), "utf8");

/**
 * What is found before any change: advice that profile dev does not follow, what needs a stack's settings, names or Azure's answers, which samples do not have, and what
 * judges properties that Azure does not return.
 */
const chosen: ReadonlySet<string> = new Set([
  "appgw-zones",
  "cog-cmk",
  "st-replication",
  "apim-logger-of-stack",
  "cog-outbound-hosts",
  "nsg-shape",
  "rbac-role-of-table",
  "reference-of-stack",
  "vault-of-stack",
  "kv-key-expiry",
  "kv-key-rotation",
  "template-no-judged-type",
]);

/** Types of the deployed environments. */
const deployedTypes = new Set<string>();

/** The value at a path such as `rules[0].access`. */
const valueAt = (value: unknown, at: string): unknown =>
  at.split(/[.[\]]+/).reduce<unknown>((found, key) => (key === "" ? found : (found as Props | undefined)?.[key]), value);

/** Everything is made worse at once in a deployed environment; the steps build on each other. */
describe.each(environments)("what is changed behind Pulumi's back in $title", (environment) => {
  const { rows, deleted, unseen } = environment;
  let project: Project;
  let engine: Engine;
  let preview: Run;
  const resources = new Map<string, { id: string; type: string }>();
  /** Title of an addition → id. */
  const added = new Map<string, string>();
  /** Rules that find something before anything is changed. */
  let before: Set<string>;

  const idOf = (resource: string) => {
    const found = resources.get(resource);
    if (!found) throw new Error(`the environment has no ${resource}`);
    return found.id;
  };

  beforeAll(async () => {
    project = await openProject("shield");
    const cloud = new Cloud({ dir: project.home.azure });
    environment.prepare(cloud);
    engine = await Engine.open(project, environment.settings);
    expect((await engine.up()).failure).toBeUndefined();
    for (const { urn, id = "", type } of await engine.state()) {
      const { type: short, name } = typeAndName(urn);
      resources.set(`${short} ${name}`, { id, type });
      if (id && !type.startsWith("pulumi:")) deployedTypes.add(short);
    }
    before = brokenRules(held(cloud));
    await worsen(cloud);
    preview = await engine.preview({ refresh: true });
  });
  afterAll(() => closeProject(project));

  /** What Azure holds of the environment, for the rules. */
  const held = (cloud: Cloud): Sample[] =>
    [...resources].flatMap(([resource, { id, type }]) => {
      const found = type.startsWith("azure-native:") ? cloud.show(id) : undefined;
      return found ? [{ type, name: resource, inputs: found.inputs }] : [];
    });

  async function worsen(cloud: Cloud): Promise<void> {
    for (const resource of deleted) await cloud.delete(resources.get(resource)?.type ?? "", idOf(resource));
    for (const { resource, path: property, bad } of rows) {
      const now = valueAt(cloud.show(idOf(resource))?.outputs, property);
      cloud.edit(idOf(resource), { [property]: typeof bad === "function" ? (bad as (old: unknown) => unknown)(now) : bad });
    }
    for (const { resource, path: property, bad } of unseen.changes) cloud.edit(idOf(resource), { [property]: bad });
    const group = idOf("resources:ResourceGroup resource-group").split("/").at(-1) ?? "";
    for (const { title, type, inputs } of unseen.additions)
      added.set(title, cloud.put(`azure-native:${type}`, inputs(idOf, group)));
  }

  it("is found by a refresh, property by property, and nothing else is", () => {
    expect(preview.failure).toBeUndefined();
    expect(foundByRefresh(preview.events)).toEqual(expectedDifferences(environment));
  });

  it("would be put right by the next up", () => {
    const planned = new Set(preview.operations.map((operation) => operation.replace(/^\S+ /, "")));
    expect(Object.keys(expectedDifferences(environment)).filter((resource) => !planned.has(resource))).toEqual([]);
  });

  it("is put right by up, with nothing done that need not be", async () => {
    const run = await engine.up({ refresh: true });
    expect([run.failure, run.operations]).toEqual([undefined, expectedRepairs(environment)]);
  });

  it("is gone then", async () => {
    const run = await engine.preview({ refresh: true });
    expect([run.failure, foundByRefresh(run.events), run.operations]).toEqual([undefined, {}, []]);
  });

  it("stays where it is no resource of the stack, as the documentation says", () => {
    const cloud = new Cloud({ dir: project.home.azure });
    expect([...added].filter(([, id]) => cloud.show(id) === undefined)).toEqual([]);
    const titles = [...unseen.additions, ...unseen.changes].map(({ title }) => title);
    expect(titles.filter((title) => !document.includes(`| ${title} `))).toEqual([]);
  });

  it("is a change for the worse: no rule found anything in the changed resources before", () => {
    const found = rulesOver(changedTypes([environment])).filter((rule) => before.has(rule));
    expect(found.filter((rule) => !chosen.has(rule))).toEqual([]);
  });
});

describe("the table of changes", () => {
  it("has a change of every type that is deployed, or says why nothing of it matters", () => {
    const changed = changedTypes();
    expect([...deployedTypes].filter((type) => !changed.has(type)).sort()).toEqual(Object.keys(harmless).sort());
  });
});
