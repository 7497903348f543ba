import type { Plan } from "../../local/engine/plan";
import { baselineOf, breaks } from "../../local/release/baseline";
import { Engine } from "./support/engine";
import { offlinePreview } from "./support/plan";
import { Project, closeProject, openProject } from "./support/project";

/** Two releases of a program: the second one has renamed and moved what the first one made, with aliases or without. */
describe("an upgrade that renames and moves resources", () => {
  let project: Project;
  let engine: Engine;
  let first: Plan;
  const moved = ["between", "follows-type", "inwards", "old-name", "old-network", "outwards"];
  beforeAll(async () => {
    project = await openProject("upgrade");
    engine = await Engine.open(project);
    expect((await engine.up()).failure).toBeUndefined();
    first = await offlinePreview(engine, { firstRun: false });
  });
  afterAll(() => closeProject(project));

  /** What the engine would do in the second release, and what the release baseline says of it. */
  const judged = async (settings: Record<string, unknown>) => {
    engine.settings(settings);
    const { failure, operations, steps } = await engine.preview();
    expect(failure).toBeUndefined();
    const deleted = steps.filter(({ op }) => op === "delete").map(({ urn }) => urn);
    const broken = breaks(baselineOf(first), await offlinePreview(engine, { firstRun: false })).map(({ urn }) => urn);
    return { operations, deleted: deleted.sort(), broken: broken.sort() };
  };

  it("deletes and creates without aliases, and the release baseline names what it deletes", async () => {
    const { operations, deleted, broken } = await judged({ second: true, aliases: false });
    const named = (op: string) => operations.filter((text) => text.startsWith(`${op} `)).map((text) => text.split(" ").at(-1));
    expect(named("delete")).toEqual(moved);
    expect(named("create")).toEqual(["between", "follows-type", "inwards", "new-name", "new-network", "outwards"]);
    expect(broken).toEqual(deleted);
  });

  it("changes nothing with aliases, and the release baseline finds nothing", async () => {
    expect(await judged({ second: true, aliases: true })).toEqual({ operations: [], deleted: [], broken: [] });
  });

  it("is taken over in place", async () => {
    const run = await engine.up();
    expect([run.failure, run.operations]).toEqual([undefined, []]);
    expect((await engine.up()).operations).toEqual([]);
  });
});
