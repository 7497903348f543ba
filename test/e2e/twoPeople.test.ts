import { Engine, Run } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";

describe("two people at once", () => {
  let project: Project;
  let first: Engine;
  let second: Engine;
  beforeAll(async () => {
    project = await openProject("small");
    // The vault takes its time, so that the first one is still at work when the second one begins.
    const slow = { AZURE_TIME_SCALE: "0.1" };
    first = await Engine.open(project, {}, slow);
    second = await Engine.open(project);
  });
  afterAll(() => closeProject(project));

  it("the second is refused and changes nothing; the first goes on to its end", async () => {
    const run = { promise: Promise.resolve<Run | undefined>(undefined) };
    await new Promise<void>((resolve) => (run.promise = first.up({}, resolve)));
    const refused = await second.up();
    expect(refused.failure).toContain("the stack is currently locked by 1 lock(s)");
    expect(refused.operations).toEqual([]);
    expect((await run.promise)?.failure).toBeUndefined();
    expect((await second.up()).operations).toEqual([]);
  });
});
